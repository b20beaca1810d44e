import { inTransaction, isUnavailable } from '@sambung/database';
import { currentTraceparent, inTrace } from '@sambung/tracing';
import { DataSource, EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { DomainEvents, EventType, ROUTES } from './catalogue';
import { OutboxRow } from './outbox-row.entity';

/**
 * Records an event in the caller's transaction: one row for each job it starts.
 * @param delaySeconds the jobs stay unoffered for so long, counted on the database's clock
 */
export const emit = <T extends EventType>(tx: EntityManager, type: T, payload: DomainEvents[T], delaySeconds = 0): Promise<void> =>
  emitAll(tx, type, [payload], delaySeconds);

/** The same for many at once. */
export async function emitAll<T extends EventType>(
  tx: EntityManager,
  type: T,
  payloads: readonly DomainEvents[T][],
  delaySeconds = 0,
): Promise<void> {
  const { aggregate, id, jobs } = ROUTES[type];
  const rows = payloads.flatMap((payload) =>
    jobs.map(({ job }) => ({ id: uuid(), about: (payload as Record<string, string>)[id], job, payload })),
  );
  await tx.query(
    `insert into outbox (id, aggregatetype, aggregateid, type, job, payload, available_at, traceparent)
     select id, $1, about, $2, job, payload, now() + make_interval(secs => $3), $4
     from jsonb_to_recordset($5) as row(id uuid, about uuid, job text, payload jsonb)`,
    [aggregate, type, delaySeconds, currentTraceparent(), JSON.stringify(rows)],
  );
}

/**
 * Records `profile.saved` for many actors at once. An actor that already waits to be matched is not queued again.
 * @param select a query that yields `actor_id`; its parameters follow
 * @returns how many were recorded
 */
export async function emitProfilesSaved(tx: EntityManager, select: string, parameters: unknown[] = []): Promise<number> {
  const recorded: unknown[] = await tx.query(
    `insert into outbox (id, aggregatetype, aggregateid, type, job, payload)
     select gen_random_uuid(), 'actor', actor_id, 'profile.saved', 'match-profile', jsonb_build_object('actorId', actor_id)
     from (${select}) touched
     where not exists (
       select from outbox waiting
       where waiting.aggregateid = touched.actor_id and waiting.job = 'match-profile'
         and waiting.done_at is null and waiting.dead_at is null and waiting.enqueued_at is null)
     returning 1`,
    parameters,
  );
  return recorded.length;
}

/** Takes back an event that nobody has begun to act on. @returns false when it is too late */
export async function recall(tx: EntityManager, aggregateId: string, type: EventType): Promise<boolean> {
  const [, affected] = await tx.query(
    `update outbox set done_at = now(), last_error = 'recalled'
     where id in (
       select id from outbox
       where aggregateid = $1 and type = $2 and done_at is null and dead_at is null and available_at > now()
       for update skip locked)`,
    [aggregateId, type],
  ) as [unknown[], number]; // prettier-ignore
  return affected > 0;
}

const OPEN_ROW = 'done_at is null and dead_at is null and available_at <= now()';

/**
 * Counts that a worker begins with the row, where a crash cannot take it back. A row is taken once for each time that it
 * was offered: bells that rang before the last worker took it, and are answered late, start nothing.
 * @returns null when there is nothing to do
 */
async function take(dataSource: DataSource, id: string): Promise<OutboxRow | null> {
  const [, affected] = (await dataSource.query(
    `update outbox set enqueues = enqueues + 1, taken_at = now()
     where id = (
       select id from outbox where id = $1 and ${OPEN_ROW} and (taken_at is null or enqueued_at > taken_at) for update skip locked)`,
    [id],
  )) as [unknown[], number];
  return affected === 0 ? null : dataSource.getRepository(OutboxRow).findOneByOrFail({ id });
}

/** Holds an open row until the transaction ends. @returns false when it is done, dead or another worker's */
async function hold(tx: EntityManager, id: string): Promise<boolean> {
  const rows: unknown[] = await tx.query(`select from outbox where id = $1 and ${OPEN_ROW} for update skip locked`, [id]);
  return rows.length > 0;
}

/** Holds the other open rows for the same work, except those that another worker has. */
async function holdTwins(tx: EntityManager, { id, aggregateid, job }: OutboxRow): Promise<string[]> {
  const rows: { id: string }[] = await tx.query(
    `select id from outbox where aggregateid = $1 and job = $2 and id <> $3 and ${OPEN_ROW} for update skip locked`,
    [aggregateid, job, id],
  );
  return rows.map((row) => row.id);
}

/** The work behind one row, in the transaction that also marks the row done. */
export type OutboxWork<P> = (tx: EntityManager, row: OutboxRow, prepared: P) => Promise<void>;

/**
 * Does the work of one outbox row. May be called twice, late or for a row that another worker holds: then it does
 * nothing. Other open rows for the same work are done along with it: they were committed before the work begins to
 * read, so that one run stands for many saves.
 * @param prepare what may hold no transaction, such as calling a partner; the work then stands for this row alone
 * @returns whether the work was done here
 */
export async function workOutboxRow<P = undefined>(
  dataSource: DataSource,
  id: string,
  work: OutboxWork<P>,
  prepare?: (row: OutboxRow) => Promise<P>,
): Promise<boolean> {
  const row = await take(dataSource, id);
  if (!row) return false;
  const { job, aggregateid } = row;
  const attributes = { 'sambung.job': job, 'sambung.id': id, 'sambung.aggregate': aggregateid };
  const span = { name: `job ${job}`, kind: 'job' as const, attributes };
  return inTrace(row.traceparent, span, () => workTaken(dataSource, row, work, prepare));
}

async function workTaken<P>(
  dataSource: DataSource,
  row: OutboxRow,
  work: OutboxWork<P>,
  prepare?: (row: OutboxRow) => Promise<P>,
): Promise<boolean> {
  const { id } = row;
  try {
    const prepared = (await prepare?.(row)) as P;
    return await inTransaction(dataSource, async (tx) => {
      if (!(await hold(tx, id))) return false;
      const twins = prepare ? [] : await holdTwins(tx, row);
      await work(tx, row, prepared);
      await tx.query('update outbox set done_at = clock_timestamp() where id = any($1)', [[id, ...twins]]);
      return true;
    });
  } catch (error) {
    const message = error instanceof Error ? error.message.slice(0, 500) : String(error);
    // The database's own trouble, such as a lock that was not had, says nothing against the row: it is no try.
    await dataSource.query('update outbox set last_error = $2, enqueues = greatest(0, enqueues - $3) where id = $1', [
      id,
      message,
      isUnavailable(error) ? 1 : 0,
    ]);
    throw error;
  }
}
