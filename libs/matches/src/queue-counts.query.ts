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

/** How many matches of the principal's territory each queue holds. */
export async function queueCounts(
  tx: EntityManager,
  principal: Principal,
  { claimsSince, today }: Pick<DeskFilter, 'claimsSince' | 'today'>,
): Promise<Record<QueueName, number>> {
  const territory = principal.role === 'admin' ? null : principal.regionCode;
  const counted = QUEUES.map((name, index) => {
    const { assignee, reviewNeeded, snoozed, withReleased, withHelp } = QUEUE_TERMS[name];
    const conditions = [
      withReleased ? `(state = any($${index + 5}) or state = 'inReview' and claim.claimed_at <= $3)` : `state = any($${index + 5})`,
      `snooze.match_id is ${snoozed ? 'not ' : ''}null`,
      ...(assignee === 'me' ? ['assignee_id = $2'] : []),
      ...(reviewNeeded ? ['review_needed'] : []),
      // Last: it costs most.
      ...(withHelp ? ['app_has_help(actor_id, match.id)'] : []),
    ];
    return `count(*) filter (where ${conditions.join(' and ')})::int as "${name}"`;
  });
  const row = await one<Record<QueueName, number>>(
    tx,
    `select ${counted.join(', ')} from matches match
     left join desk_claims claim on claim.match_id = match.id
     left join desk_snoozes snooze on snooze.match_id = match.id and snooze.until > $4
     where ($1::text is null or region_code = $1 or region_code like $1 || '.%') and $2::uuid is not null`,
    [territory, principal.id, claimsSince, today, ...QUEUES.map((name) => QUEUE_TERMS[name].states)],
  );
  return row!;
}
