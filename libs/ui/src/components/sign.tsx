export type SignKind = 'met' | 'unmet' | 'open';

const PATHS: Record<SignKind, string> = {
  met: 'M4 10.5 8.2 15 16 5.5',
  unmet: 'M5 5l10 10M15 5 5 15',
  open: 'M6.5 7.2C6.7 5 8.2 4 10 4c2 0 3.5 1.2 3.5 3 0 2.6-3.4 2.7-3.4 5.3M10 16v.1',
};

/** ✓, ✗ or ? as a drawing: fonts of cheap phones lack them. Words beside it say the same. */
export const Sign = ({ kind }: { kind: SignKind }) => (
  <svg class={`isyarat ${kind}`} viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
    <path d={PATHS[kind]} fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round" />
  </svg>
);
