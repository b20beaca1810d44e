import { conflict } from '@sambung/errors';

export const ROUND_STATES = ['draft', 'open', 'closed', 'run', 'finished'] as const;
export type RoundState = (typeof ROUND_STATES)[number];

/** Each state with those from which it is reached. Asking for the state that a round has already is no step at all. */
const FROM: Readonly<Record<Exclude<RoundState, 'draft'>, readonly RoundState[]>> = {
  open: ['draft'],
  closed: ['open'],
  run: ['closed', 'run'],
  finished: ['run'],
};

/** States in which a round holds its offers: no other round may have them. */
export const UNDER_WAY: readonly RoundState[] = ['open', 'closed', 'run'];

/** @throws DomainError RoundStepIllegal */
export function assertRoundStep(from: RoundState, to: Exclude<RoundState, 'draft'>): void {
  if (FROM[to].includes(from)) return;
  const needed = FROM[to].join(', ');
  throw conflict(
    'RoundStepIllegal',
    `Putaran berstatus ${from} tidak bisa menjadi ${to}; harus ${needed} dulu.`,
    `A round that is ${from} cannot become ${to}; it must be ${needed} first.`,
    { from, to },
  );
}
