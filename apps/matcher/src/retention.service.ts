import { inTransaction } from '@sambung/database';
import { Erasure } from '@sambung/matches';
import { Actor } from '@sambung/profiles';
import { Sweep } from '@sambung/events';
import { BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { EXPIRED_ACTORS, RETENTION } from './retention';

const BATCH = 1_000;
const ACTORS_AT_ONCE = 50;

/** Removes what has been kept long enough, in small batches. Any number of processes may do so: they skip one another's rows. */
@Injectable()
export class Retention implements Sweep, BeforeApplicationShutdown {
  readonly name = 'retention';
  readonly everyMs = 3_600_000;
  private stopped = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly erasure: Erasure,
  ) {}

  /** The batch that is under way ends. */
  beforeApplicationShutdown(): void {
    this.stopped = true;
  }

  /** @returns how many rows went, by purpose */
  async sweep(): Promise<Record<string, number>> {
    const gone: Record<string, number> = {};
    for (const { purpose, sql } of RETENTION) gone[purpose] = await this.inBatches(BATCH, (tx) => removed(tx, sql));
    gone.actors = await this.inBatches(ACTORS_AT_ONCE, (tx) => this.eraseExpired(tx));
    return gone;
  }

  private async inBatches(size: number, work: (tx: EntityManager) => Promise<number>): Promise<number> {
    let total = 0;
    for (let count = size; count === size && !this.stopped; total += count) count = await inTransaction(this.dataSource, work);
    return total;
  }

  private async eraseExpired(tx: EntityManager): Promise<number> {
    const expired: { id: string }[] = await tx.query(EXPIRED_ACTORS, [ACTORS_AT_ONCE]);
    for (const { id } of expired) await this.erasure.eraseActor(tx, await tx.findOneByOrFail(Actor, { id }));
    return expired.length;
  }
}

/** TypeORM answers a delete with its rows and their count. */
async function removed(tx: EntityManager, sql: string): Promise<number> {
  const [, count] = (await tx.query(sql, [BATCH])) as [unknown, number];
  return count;
}
