import { Config } from '@sambung/config';
import { Producers } from '@sambung/events';
import { BeforeApplicationShutdown, Injectable, OnApplicationShutdown } from '@nestjs/common';
import { setTimeout as wait } from 'node:timers/promises';
import { DataSource } from 'typeorm';

const PATIENCE_MS = 2_000;

export interface ReadyState {
  /** `draining`: the process ends and wants no new callers. */
  status: 'ready' | 'degraded' | 'unavailable' | 'draining';
  postgres: boolean;
  queue: boolean;
  queueStore: 'redis' | 'postgres';
}

@Injectable()
export class Readiness implements BeforeApplicationShutdown, OnApplicationShutdown {
  private draining = false;
  private readonly producers: Producers;

  constructor(
    private readonly dataSource: DataSource,
    private readonly config: Config,
  ) {
    this.producers = new Producers(config);
  }

  async state(): Promise<ReadyState> {
    const [postgres, queue] = await Promise.all([
      answers(this.dataSource.query('select 1')),
      answers(this.producers.queue('match').getWaitingCount()),
    ]);
    const status = this.draining ? 'draining' : !postgres ? 'unavailable' : queue ? 'ready' : 'degraded';
    return { status, postgres, queue, queueStore: this.config.REDIS_URL ? 'redis' : 'postgres' };
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.draining = true;
    await wait(this.config.DRAIN_SECONDS * 1_000);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.producers.close();
  }
}

const answers = (question: Promise<unknown>): Promise<boolean> =>
  Promise.race([question.then(() => true, () => false), wait(PATIENCE_MS, false, { ref: false })]); // prettier-ignore
