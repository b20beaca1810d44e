import { inScope, PIPELINE } from '@sambung/database';
import { notFound } from '@sambung/errors';
import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager, IsNull, Not } from 'typeorm';
import { OutboxRow } from './outbox-row.entity';

const PAGE = 100;

/** Rows that five tries did not finish. */
@Injectable()
export class DeadRows {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first, at most 100. */
  list(): Promise<OutboxRow[]> {
    const where = { deadAt: Not(IsNull()), doneAt: IsNull() };
    return inScope(this.dataSource, PIPELINE, (tx) => tx.find(OutboxRow, { where, order: { id: 'desc' }, take: PAGE }), 'read');
  }

  /** Offers a dead row again, as if nobody had tried it yet. */
  async replay(tx: EntityManager, id: string): Promise<void> {
    const [, affected] = await tx.query(
      `update outbox set dead_at = null, enqueued_at = null, taken_at = null, enqueues = 0
       where id = $1 and dead_at is not null and done_at is null`,
      [id],
    );
    if (affected === 0) throw notFound('DeadRowUnknown', 'Baris mati tidak ditemukan.', 'There is no such dead row.');
  }
}
