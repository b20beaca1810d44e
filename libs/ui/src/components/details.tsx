import { ComponentChildren } from 'preact';

/** Something that most do not need to read. */
export const Details = ({ summary, open, children }: { summary: ComponentChildren; open?: boolean; children: ComponentChildren }) => (
  <details class="selipan" open={open}>
    <summary>{summary}</summary>
    <div>{children}</div>
  </details>
);
