import { drain, observeJob, WORKER_OPTIONS } from '@sambung/events';
import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { BeforeApplicationShutdown, Logger } from '@nestjs/common';
import { Job } from 'bullmq';
import { setTimeout as wait } from 'node:timers/promises';
import { MatcherJobs } from './matcher-jobs.service';

@Processor('match', { ...WORKER_OPTIONS, concurrency: 5 })
export class MatchProcessor extends WorkerHost implements BeforeApplicationShutdown {
  protected readonly logger: Logger = new Logger(this.constructor.name);
  /** Jobs that are being worked. */
  running = 0;

  constructor(private readonly jobs: MatcherJobs) {
    super();
  }

  async process(job: Job<{ id: string }>): Promise<void> {
    this.running += 1;
    try {
      await observeJob(this.logger, 'match', job, () => this.jobs.work(job.name, job.data.id));
    } finally {
      this.running -= 1;
    }
  }

  @OnWorkerEvent('failed')
  logFailure(job: Job | undefined, error: Error): void {
    this.logger.error(`${job?.name} ${job?.data.id}: ${error.message}`, error.stack);
  }

  @OnWorkerEvent('error')
  logOutage(error: Error): void {
    this.logger.warn(`queue: ${error.message}`);
  }

  beforeApplicationShutdown(): Promise<void> {
    return drain(this.worker);
  }
}

/** Saves go before a batch of a full re-match, but do not keep it waiting for longer than this. */
const LONGEST_WAIT_MS = 1_000;
const LOOK_EVERY_MS = 10;

/** Two at a time, so that one computes while the other reads or writes; saves, which have a queue of their own, go first. */
@Processor('rematch', { ...WORKER_OPTIONS, concurrency: 2 })
export class RematchProcessor extends MatchProcessor {
  constructor(
    jobs: MatcherJobs,
    private readonly saves: MatchProcessor,
  ) {
    super(jobs);
  }

  override async process(job: Job<{ id: string }>): Promise<void> {
    for (let waited = 0; this.saves.running > 0 && waited < LONGEST_WAIT_MS; waited += LOOK_EVERY_MS) await wait(LOOK_EVERY_MS);
    await super.process(job);
  }
}
