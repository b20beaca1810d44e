import { ComponentChildren } from 'preact';

/** Nothing here yet: why, and what to do about it. */
export const EmptyState = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <div class="kosong">
    <svg viewBox="0 0 96 40" width="96" height="40" aria-hidden="true" focusable="false">
      <path d="M2 20h30M64 20h30" stroke="currentColor" stroke-width="3" stroke-linecap="round" />
      <path d="M36 20h24" stroke="currentColor" stroke-width="3" stroke-linecap="round" stroke-dasharray="1 7" />
    </svg>
    <p class="pokok">{title}</p>
    {children}
  </div>
);
