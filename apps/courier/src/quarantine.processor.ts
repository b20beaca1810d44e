import '@sambung/tracing';
import 'reflect-metadata';
import { startWorkerProcess } from '@sambung/events';
import type { SandboxedJob } from 'bullmq';
import { DeliverJobsModule } from './courier.module';
import { DeliverJobs } from './deliver-jobs.service';

let jobs: Promise<DeliverJobs> | undefined;

/** BullMQ runs this file in a child process, which it starts with the first quarantined row. */
export default async function work({ name, data }: SandboxedJob<{ id: string }>): Promise<void> {
  jobs ??= startWorkerProcess('quarantine', DeliverJobsModule).then((app) => app.get(DeliverJobs));
  await (await jobs).work(name, data.id);
}
