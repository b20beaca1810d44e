import { Config } from '@sambung/config';
import { inScope, PIPELINE } from '@sambung/database';
import { DataSource, EntityManager } from 'typeorm';
import { quarantineOf, queueOf } from './catalogue';
import { Doorbell, DoorbellSource } from './doorbells';

const QUARANTINE_AFTER = 2;
const MOST_TRIES = 5;

interface ClaimedRow {
  id: string;
  job: string;
  enqueues: number;
  dead: boolean;
}

/**
 * Open outbox rows. A row that workers took five times and did not finish is dead and waits for an operator; an offer
 * that nobody took says nothing against the row, however long the workers are away.
 */
export class OutboxSource implements DoorbellSource {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: Config,
  ) {}

  async claim(limit: number): Promise<Doorbell[]> {
    const rows = await inScope(this.dataSource, PIPELINE, (tx) => this.claimDue(tx, limit));
    return rows.filter((row) => !row.dead).map(toDoorbell);
  }

  private async claimDue(tx: EntityManager, limit: number): Promise<ClaimedRow[]> {
    const [rows] = (await tx.query(
      `with due as (
         select id from outbox
         where done_at is null and dead_at is null and available_at <= now()
           and (enqueued_at is null or enqueued_at < now() - make_interval(secs => $2))
         order by available_at, id limit $1 for update skip locked)
       update outbox set enqueued_at = now(), dead_at = case when enqueues >= $3 then now() end
       from due where outbox.id = due.id
       returning outbox.id, outbox.job, outbox.enqueues, outbox.dead_at is not null as dead`,
      [limit, this.config.OUTBOX_LEASE_SECONDS, MOST_TRIES],
    )) as [ClaimedRow[], number];
    return rows;
  }

  async giveBack(ids: readonly string[]): Promise<void> {
    await inScope(this.dataSource, PIPELINE, (tx) =>
      tx.query('update outbox set enqueued_at = null where id = any($1) and done_at is null', [ids]),
    );
  }
}

function toDoorbell({ id, job, enqueues }: ClaimedRow): Doorbell {
  const queue = queueOf(job);
  return { id, job, queue: enqueues >= QUARANTINE_AFTER ? quarantineOf(queue) : queue };
}
