import '@sambung/tracing';
import 'reflect-metadata';
import { startWorkerProcess } from '@sambung/events';
import type { SandboxedJob } from 'bullmq';
import { MatchJobs } from './match-jobs.service';
import { MatchJobsModule } from './matcher.module';

let jobs: Promise<MatchJobs> | undefined;

/** BullMQ runs this file in a child process, which it starts with the first quarantined row. */
export default async function work({ data }: SandboxedJob<{ id: string }>): Promise<void> {
  jobs ??= startWorkerProcess('quarantine', MatchJobsModule).then((app) => app.get(MatchJobs));
  await (await jobs).work(data.id);
}
