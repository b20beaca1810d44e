import { Principal } from '@sambung/accounts';
import { one } from '@sambung/database';
import { EntityManager } from 'typeorm';
import { QueueFilter } from './officer-queue.query';
import { STANDING } from './states';

/** The officer's queues. `new` nobody has taken, `mine` I am checking, `review` was decided on facts that have become worse. */
export const QUEUES = ['new', 'mine', 'returned', 'review', 'decided'] as const;
export type QueueName = (typeof QUEUES)[number];

/** What belongs into each queue. */
export const QUEUE_FILTERS: Readonly<Record<QueueName, Pick<QueueFilter, 'states' | 'assignee' | 'reviewNeeded'>>> = {
  new: { states: ['interested'] },
  mine: { states: ['inReview'], assignee: 'me' },
  returned: { states: ['returned'] },
  review: { states: STANDING, reviewNeeded: true },
  decided: { states: [...STANDING, 'rejected', 'declined', 'completed'] },
};

/** How many matches of the principal's territory each queue holds. */
export async function queueCounts(tx: EntityManager, principal: Principal): Promise<Record<QueueName, number>> {
  const territory = principal.role === 'admin' ? null : principal.regionCode;
  const counted = QUEUES.map((name, index) => {
    const { assignee, reviewNeeded } = QUEUE_FILTERS[name];
    const conditions = [
      `state = any($${index + 3})`,
      ...(assignee === 'me' ? ['assignee_id = $2'] : []),
      ...(reviewNeeded ? ['review_needed'] : []),
    ];
    return `count(*) filter (where ${conditions.join(' and ')})::int as "${name}"`;
  });
  const row = await one<Record<QueueName, number>>(
    tx,
    `select ${counted.join(', ')} from matches
     where ($1::text is null or region_code = $1 or region_code like $1 || '.%') and $2::uuid is not null`,
    [territory, principal.id, ...QUEUES.map((name) => QUEUE_FILTERS[name].states)],
  );
  return row!;
}
