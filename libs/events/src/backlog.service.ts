import { inScope, one, PIPELINE } from '@sambung/database';
import { tooMany } from '@sambung/errors';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

const MOST_SECONDS = 60;
const RETRY_AFTER_SECONDS = 30;

/** How far the workers are behind. */
@Injectable()
export class Backlog {
  constructor(private readonly dataSource: DataSource) {}

  /** Age in seconds of the oldest row that could be worked and is not done; 0 without one. */
  async oldestOpenSeconds(): Promise<number> {
    const oldest = `select coalesce(extract(epoch from now() - min(available_at)), 0)::float as age from outbox
      where done_at is null and dead_at is null and available_at <= now()`;
    const row = await inScope(this.dataSource, PIPELINE, (tx) => one<{ age: number }>(tx, oldest), 'read');
    return Math.max(0, row!.age);
  }

  /** For bulk work alone: a single save is never refused for what waits before it. @throws DomainError QueueBehind */
  async refuseBulkWhenBehind(): Promise<void> {
    if ((await this.oldestOpenSeconds()) <= MOST_SECONDS) return;
    throw tooMany(
      'QueueBehind',
      `Antrean sedang penuh. Coba lagi setelah ${RETRY_AFTER_SECONDS} detik.`,
      `The queue is behind. Try again in ${RETRY_AFTER_SECONDS} seconds.`,
      RETRY_AFTER_SECONDS,
    );
  }
}
