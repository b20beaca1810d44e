import { ComponentChildren } from 'preact';

type Kind = 'info' | 'success' | 'warning';

/** Stands out from the page: news about what the person just did or must know. */
export const Notice = ({ kind = 'info', title, children }: { kind?: Kind; title?: string; children: ComponentChildren }) => (
  <div class={`pemberitahuan ${kind}`} role={kind === 'success' ? 'status' : undefined}>
    {title ? <p class="pokok">{title}</p> : null}
    {children}
  </div>
);
