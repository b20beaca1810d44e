import { ComponentChildren } from 'preact';
import { useLanguage } from '../language';
import { Sign, SignKind } from './sign';

export interface Criterion {
  id: string;
  kind: SignKind;
  /** What is asked for. */
  text: string;
  /** Language of the text, where it differs from the page's. */
  lang?: string | undefined;
  /** What the profile says, who settles it, and the like. */
  notes?: readonly ComponentChildren[];
}

const WORD = { met: 'criterion.met', unmet: 'criterion.unmet', open: 'criterion.open' } as const;

/** Conditions one below the other: sign, what is asked, and what is known of it. */
export function CriteriaList({ criteria }: { criteria: readonly Criterion[] }) {
  const { t } = useLanguage();
  return (
    <ul class="syarat">
      {criteria.map(({ id, kind, text, lang, notes = [] }) => (
        <li key={id}>
          <Sign kind={kind} />
          <div>
            <span class="senyap">{t(WORD[kind])}: </span>
            <span lang={lang}>{text}</span>
            {notes.map((note, index) => (
              <p key={index} class="catatan">
                {note}
              </p>
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}
