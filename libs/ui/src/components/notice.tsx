import { ComponentChildren } from 'preact';
import { useLanguage } from '../language';
import { MessageKey } from '../messages';

type Kind = 'info' | 'success' | 'warning';

/** Stands out from the page: news about what the person just did or must know. */
export const Notice = ({ kind = 'info', title, children }: { kind?: Kind; title?: string; children: ComponentChildren }) => (
  <div class={`pemberitahuan ${kind}`} role={kind === 'success' ? 'status' : undefined}>
    {title ? <p class="pokok">{title}</p> : null}
    {children}
  </div>
);

/** What the person has just done. */
export function News({ news }: { news: MessageKey | undefined }) {
  const { t } = useLanguage();
  if (!news) return null;
  return (
    <Notice kind="success">
      <p>{t(news)}</p>
    </Notice>
  );
}
