import { drain, observeJob, WORKER_OPTIONS } from '@sambung/events';
import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { BeforeApplicationShutdown, Logger } from '@nestjs/common';
import { Job } from 'bullmq';
import { DeliverJobs } from './deliver-jobs.service';

/** Many at once: serving an endpoint is mostly waiting, and partners that hang must leave room for the others. */
@Processor('deliver', { ...WORKER_OPTIONS, concurrency: 100 })
export class DeliverProcessor extends WorkerHost implements BeforeApplicationShutdown {
  private readonly logger = new Logger(DeliverProcessor.name);

  constructor(private readonly jobs: DeliverJobs) {
    super();
  }

  process(job: Job<{ id: string }>): Promise<void> {
    return observeJob(this.logger, 'deliver', job, () => this.jobs.work(job.name, job.data.id));
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
    this.jobs.stop();
    return drain(this.worker);
  }
}
