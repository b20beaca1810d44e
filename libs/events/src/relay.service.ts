import { Config } from '@sambung/config';
import { BeforeApplicationShutdown, Injectable, Logger, OnApplicationBootstrap } from '@nestjs/common';
import { setTimeout as wait } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { Doorbell, DoorbellSource } from './doorbells';
import { OutboxSource } from './outbox-source';
import { Producers } from './queues';

const BATCH = 500;
const POLL_MS = 1_000;
const PAUSE_AFTER_FAILURE_MS = 1_000;
const MOST_WAITING = 5_000;
const LONGEST_LAST_ROUND_MS = 3_000;

/**
 * Offers due rows to the queues. Runs in every process; SKIP LOCKED keeps them apart. A row is claimed and committed
 * before its bell rings: a worker faster than the commit would find the row locked and leave it for a whole lease.
 */
@Injectable()
export class Relay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Relay.name);
  private readonly sources: DoorbellSource[];
  private readonly producers: Producers;
  private stopped = false;
  private wake: () => void = () => undefined;
  private rung = false;
  private loop: Promise<void> = Promise.resolve();

  constructor(dataSource: DataSource, config: Config) {
    this.sources = [new OutboxSource(dataSource, config)];
    this.producers = new Producers(config);
  }

  addSource(source: DoorbellSource): void {
    this.sources.push(source);
  }

  onApplicationBootstrap(): void {
    this.loop = this.run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.wake();
    // A bell that hangs because the store is away: its row is offered again after the lease.
    await Promise.race([this.loop, wait(LONGEST_LAST_ROUND_MS, undefined, { ref: false })]);
    await this.producers.close();
  }

  /** Says that rows were committed. Shortens the wait for the next round; never needed for one to come. */
  ring(): void {
    this.rung = true;
    this.wake();
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      const full = await this.round().catch((error: Error) => this.pause(error));
      if (!full) await this.nextRing();
    }
  }

  private async pause(error: Error): Promise<false> {
    this.logger.warn(`relay: ${error.message}`);
    if (!this.stopped) await wait(PAUSE_AFTER_FAILURE_MS);
    return false;
  }

  private async nextRing(): Promise<void> {
    if (!this.rung && !this.stopped) {
      const poll = new AbortController();
      const rung = new Promise<void>((resolve) => (this.wake = resolve));
      await Promise.race([rung, wait(POLL_MS, undefined, { signal: poll.signal }).catch(() => undefined)]);
      poll.abort();
    }
    this.rung = false;
  }

  /** @returns whether a source had a full batch, so that more may be waiting */
  private async round(): Promise<boolean> {
    const sizes = await Promise.all(this.sources.map((source) => this.offer(source)));
    return sizes.some((size) => size === BATCH);
  }

  /** One queue that is full keeps no other from its bells: a claimed row that is not rung waits for a whole lease. */
  private async offer(source: DoorbellSource): Promise<number> {
    const bells = await source.claim(BATCH);
    const queues = groupByQueue(bells);
    const rings = await Promise.allSettled([...queues].map(([queue, some]) => this.ringAll(queue, some, source)));
    const failed = rings.find((ring) => ring.status === 'rejected');
    if (failed) throw failed.reason as Error;
    return bells.length;
  }

  private async ringAll(name: string, bells: readonly Doorbell[], source: DoorbellSource): Promise<void> {
    try {
      const queue = this.producers.queue(name);
      if ((await queue.getWaitingCount()) > MOST_WAITING) throw new Error(`${name} is full`);
      await queue.addBulk(bells.map(jobOf));
    } catch (error) {
      await source.giveBack(bells.map((bell) => bell.id));
      throw error;
    }
  }
}

/**
 * The id names one ring. BullMQ drops a job whose id it still knows: while all workers are away, a row that is offered again
 * and again has one bell in the queue.
 */
const jobOf = ({ id, job, ring }: Doorbell) => ({
  name: job,
  data: { id },
  opts: { jobId: `${id}-${ring}`, attempts: 1, removeOnComplete: true, removeOnFail: true },
});

function groupByQueue(bells: readonly Doorbell[]): Map<string, Doorbell[]> {
  const groups = new Map<string, Doorbell[]>();
  for (const bell of bells) groups.set(bell.queue, [...(groups.get(bell.queue) ?? []), bell]);
  return groups;
}
