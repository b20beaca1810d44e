import { ComponentChildren } from 'preact';
import { useLanguage } from '../language';

export interface SummaryRow {
  label: string;
  value: ComponentChildren;
  /** Where the answer can be changed. */
  href?: string | undefined;
  /** Whether the link is to answer for the first time. */
  isOpen?: boolean;
}

/** Answers with a way back to each question. */
export function SummaryList({ rows }: { rows: readonly SummaryRow[] }) {
  const { t } = useLanguage();
  return (
    <dl class="jawaban">
      {rows.map(({ label, value, href, isOpen = false }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
          {href ? (
            <dd class="ubah">
              <a href={href}>
                {t(isOpen ? 'answers.answer' : 'answers.change')}
                <span class="senyap">: {label}</span>
              </a>
            </dd>
          ) : null}
        </div>
      ))}
    </dl>
  );
}

/** Facts of a thing: label and value, nothing to change. */
export const Facts = ({ rows }: { rows: readonly { label: string; value: ComponentChildren }[] }) => (
  <dl class="rincian">
    {rows.map(({ label, value }) => (
      <div key={label}>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
