import { Config } from '@sambung/config';
import { BeforeApplicationShutdown, Logger, OnApplicationBootstrap } from '@nestjs/common';
import { Worker } from 'bullmq';
import { QueueName, quarantineOf } from './catalogue';
import { drain } from './drain';
import { queueConnection } from './queues';
import { WORKER_OPTIONS } from './worker-process';

/** Works rows that failed twice one at a time in a process of its own, so that one that kills it kills nothing else. */
export class Quarantine implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Quarantine.name);
  private worker?: Worker;

  /** @param processorFile compiled file whose default export works one job; BullMQ runs it in a child process */
  constructor(
    private readonly config: Config,
    private readonly queue: QueueName,
    private readonly processorFile: string,
  ) {}

  onApplicationBootstrap(): void {
    this.worker = new Worker(quarantineOf(this.queue), this.processorFile, {
      ...WORKER_OPTIONS,
      connection: queueConnection(this.config, 'worker') as never,
      prefix: this.config.QUEUE_PREFIX,
      concurrency: 1,
      // Node would hand on the environment that the process was started with, not the one that it reads. Danger: a child that
      // served metrics as well would die of its parent's port, and no quarantined row would ever be worked.
      workerForkOptions: { env: { ...process.env, METRICS_PORT: '0' } },
    });
    this.worker.on('failed', (job, error) => this.logger.error(`quarantined ${job?.data.id}: ${error.message}`));
    this.worker.on('error', (error) => this.logger.warn(`queue: ${error.message}`));
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.worker) await drain(this.worker);
  }
}
