import { conflict } from '@sambung/errors';

export const MATCH_STATES = [
  'suggested', 'interested', 'notInterested', 'inReview', 'approved', 'returned', 'rejected', 'offered',
  'accepted', 'declined', 'expired', 'inProgress', 'completed', 'dropped', 'superseded', 'withdrawn', 'waitlisted',
] as const; // prettier-ignore
export type MatchState = (typeof MATCH_STATES)[number];

export const REASON_CODES = [
  'ineligible', 'noSeat', 'duplicate', 'unreachable', 'notInterested', 'missingDocument', 'outOfArea', 'wrongSubject',
  'providerClosed', 'other',
] as const; // prettier-ignore
export type ReasonCode = (typeof REASON_CODES)[number];

/** Every step that a match may take; anything else is a conflict. */
const NEXT: Readonly<Record<MatchState, readonly MatchState[]>> = {
  suggested: ['interested', 'notInterested', 'offered', 'waitlisted', 'superseded', 'withdrawn'],
  interested: ['inReview', 'approved', 'returned', 'rejected', 'notInterested', 'offered', 'waitlisted', 'superseded', 'withdrawn'],
  inReview: ['interested', 'approved', 'returned', 'rejected', 'notInterested', 'offered', 'waitlisted', 'superseded', 'withdrawn'],
  returned: ['interested', 'inReview', 'rejected', 'notInterested', 'offered', 'waitlisted', 'superseded', 'withdrawn'],
  approved: ['offered', 'withdrawn'],
  waitlisted: ['offered', 'superseded', 'withdrawn'],
  offered: ['accepted', 'declined', 'expired', 'superseded', 'withdrawn'],
  accepted: ['inProgress', 'completed', 'dropped', 'withdrawn'],
  inProgress: ['completed', 'dropped', 'withdrawn'],
  notInterested: [],
  rejected: [],
  declined: [],
  expired: [],
  completed: [],
  dropped: [],
  superseded: [],
  withdrawn: [],
};

/** States in which no person has decided yet; a recomputation may refresh these and no others. */
export const UNDECIDED: readonly MatchState[] = ['suggested', 'interested', 'inReview', 'returned', 'waitlisted'];
/** States in which the partner knows of the match. */
export const SHARED: readonly MatchState[] = ['offered', 'accepted', 'inProgress'];
/** States that hold: decided and not over. */
export const STANDING: readonly MatchState[] = ['approved', ...SHARED];

/** States that are not over: an actor has at most one match in any of these with one offer. */
export const OPEN: readonly MatchState[] = MATCH_STATES.filter((state) => NEXT[state].includes('withdrawn'));

export const mayBecome = (from: MatchState, to: MatchState): boolean => NEXT[from].includes(to);

/** @throws DomainError TransitionIllegal, naming the steps that are open */
export function assertStep(from: MatchState, to: MatchState, allowed: readonly MatchState[] = NEXT[from]): void {
  if (allowed.includes(to)) return;
  const open = allowed.join(', ') || '–';
  throw conflict(
    'TransitionIllegal',
    `Dari status ${from} tidak bisa ke ${to}. Yang bisa: ${open}.`,
    `A match that is ${from} cannot become ${to}. It can become: ${open}.`,
    { from, to, allowed },
  );
}

/** An officer may take a match out of review, but only its owner can be interested in it. */
export const assertReviewStep = (from: MatchState, to: 'inReview' | 'interested'): void =>
  assertStep(from, to, from === 'inReview' ? NEXT[from] : NEXT[from].filter((state) => state !== 'interested'));
