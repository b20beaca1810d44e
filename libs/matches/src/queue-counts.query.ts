import { Principal } from '@sambung/accounts';
import { one } from '@sambung/database';
import { EntityManager } from 'typeorm';
import { DeskFilter, QueueFilter } from './officer-queue.query';
import { MatchState, STANDING } from './states';

/**
 * The officer's queues. `new` nobody holds, `mine` I am checking, `overlap` waits and is of somebody who had help before, `snoozed` was
 * put aside until a day, `review` was decided on facts that have become worse.
 */
export const QUEUES = ['new', 'mine', 'overlap', 'returned', 'snoozed', 'review', 'decided'] as const;
export type QueueName = (typeof QUEUES)[number];

interface QueueTerms extends Pick<QueueFilter, 'assignee' | 'reviewNeeded'>, Pick<DeskFilter, 'snoozed' | 'withReleased' | 'withHelp'> {
  states: readonly MatchState[];
  /** Working days within which an officer should have seen to it; null where nobody waits for one. */
  targetDays: number | null;
}

const AT_ONCE = { snoozed: false, withReleased: false, withHelp: false } as const;

/** What belongs into each queue. */
export const QUEUE_TERMS: Readonly<Record<QueueName, QueueTerms>> = {
  new: { ...AT_ONCE, states: ['interested'], withReleased: true, targetDays: 2 },
  mine: { ...AT_ONCE, states: ['inReview'], assignee: 'me', targetDays: 2 },
  overlap: { ...AT_ONCE, states: ['interested', 'inReview', 'returned'], withHelp: true, targetDays: 2 },
  returned: { ...AT_ONCE, states: ['returned'], targetDays: 10 },
  snoozed: { snoozed: true, withReleased: true, withHelp: false, states: ['interested', 'inReview', 'returned'], targetDays: null },
  review: { ...AT_ONCE, states: STANDING, reviewNeeded: true, targetDays: 5 },
  decided: { ...AT_ONCE, states: [...STANDING, 'rejected', 'declined', 'completed'], targetDays: null },
};

/** The filter of one queue as the desk reads it. */
export function queueFilter(name: QueueName, desk: Pick<DeskFilter, 'claimsSince' | 'today'>): Omit<QueueFilter, 'limit'> {
  const { states, assignee, reviewNeeded, snoozed, withReleased, withHelp } = QUEUE_TERMS[name];
  return { states, assignee, reviewNeeded, desk: { ...desk, snoozed, withReleased, withHelp } };
}

/** Beyond it a count says only that there are more: what was decided grows for ever, and nobody works through it by number. */
export const MOST_COUNTED = 1000;

const OPEN = ['new', 'mine', 'overlap', 'returned', 'snoozed'] as const;
const OPEN_STATES: readonly MatchState[] = ['interested', 'inReview', 'returned'];

function countOf(name: (typeof OPEN)[number], states: string): string {
  const { assignee, snoozed, withReleased, withHelp } = QUEUE_TERMS[name];
  const conditions = [
    withReleased ? `(state = any(${states}) or state = 'inReview' and claim.claimed_at <= $3)` : `state = any(${states})`,
    `snooze.match_id is ${snoozed ? 'not ' : ''}null`,
    ...(assignee === 'me' ? ['assignee_id = $2'] : []),
    ...(withHelp ? ['helped.id is not null'] : []),
  ];
  return `count(*) filter (where ${conditions.join(' and ')})::int as "${name}"`;
}

const OPEN_COUNTS = OPEN.map((name, index) => countOf(name, `$${index + 10}`)).join(', ');
const OWN_TERRITORY = `($1::text is null or region_code = $1 or region_code like $1 || '.%')`;

/** What waits is counted row by row, what was decided up to {@link MOST_COUNTED} and one more. */
const COUNTS = `
  select open.*,
    (select count(*)::int from (select from matches match left join desk_snoozes snooze on snooze.match_id = match.id and snooze.until > $4
       where review_needed and state = any($5) and snooze.match_id is null and ${OWN_TERRITORY} limit $7 + 1) found) as review,
    (select count(*)::int from (select from matches match left join desk_snoozes snooze on snooze.match_id = match.id and snooze.until > $4
       where state = any($6) and snooze.match_id is null and ${OWN_TERRITORY} limit $7 + 1) found) as decided
  from (
    select ${OPEN_COUNTS} from matches match
    left join desk_claims claim on claim.match_id = match.id
    left join desk_snoozes snooze on snooze.match_id = match.id and snooze.until > $4
    left join app_helped_matches($8) as helped(id) on helped.id = match.id
    where state = any($9) and ${OWN_TERRITORY} and $2::uuid is not null) open`;

/** How many matches of the principal's territory each queue holds. */
export async function queueCounts(
  tx: EntityManager,
  principal: Principal,
  { claimsSince, today }: Pick<DeskFilter, 'claimsSince' | 'today'>,
): Promise<Record<QueueName, number>> {
  const territory = principal.role === 'admin' ? null : principal.regionCode;
  const statesOf = (name: QueueName) => QUEUE_TERMS[name].states;
  const row = await one<Record<QueueName, number>>(tx, COUNTS, [
    territory, principal.id, claimsSince, today, statesOf('review'), statesOf('decided'), MOST_COUNTED, statesOf('overlap'), OPEN_STATES,
    ...OPEN.map(statesOf),
  ]); // prettier-ignore
  return row!;
}
