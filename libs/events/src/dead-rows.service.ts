import { inScope, PIPELINE } from '@sambung/database';
import { notFound } from '@sambung/errors';
import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import type { OutboxRow } from './outbox-row.entity';

export type DeadRow = Pick<OutboxRow, 'id' | 'job' | 'aggregateid' | 'lastError'> & { deadAt: Date };

const NEWEST = `
  select id, job, aggregateid, last_error as "lastError", dead_at as "deadAt" from outbox
  where dead_at is not null and done_at is null order by dead_at desc, id limit 100`;

/** Rows that five tries did not finish. */
@Injectable()
export class DeadRows {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first, at most 100. */
  list(): Promise<DeadRow[]> {
    return inScope(this.dataSource, PIPELINE, (tx) => tx.query(NEWEST) as Promise<DeadRow[]>, 'read');
  }

  /** Offers a dead row again, as if nobody had tried it yet. @throws DomainError DeadRowUnknown, also when somebody else has just done so */
  async replay(tx: EntityManager, id: string): Promise<void> {
    if ((await this.offerAgain(tx, 'and id = $1', [id])) > 0) return;
    throw notFound('DeadRowUnknown', 'Baris mati tidak ditemukan.', 'There is no such dead row.');
  }

  /** Offers every dead row again. @returns how many */
  replayAll(tx: EntityManager): Promise<number> {
    return this.offerAgain(tx, '', []);
  }

  private async offerAgain(tx: EntityManager, condition: string, parameters: string[]): Promise<number> {
    const [, affected] = (await tx.query(
      `update outbox set dead_at = null, enqueued_at = null, taken_at = null, enqueues = 0
       where dead_at is not null and done_at is null ${condition}`,
      parameters,
    )) as [unknown, number];
    return affected;
  }
}
