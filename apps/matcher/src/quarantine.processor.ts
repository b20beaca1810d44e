import '@sambung/tracing';
import 'reflect-metadata';
import { startWorkerProcess } from '@sambung/events';
import type { SandboxedJob } from 'bullmq';
import { MatcherJobs } from './matcher-jobs.service';
import { MatchJobsModule } from './matcher.module';

let jobs: Promise<MatcherJobs> | undefined;

/** BullMQ runs this file in a child process, which it starts with the first quarantined row. */
export default async function work({ name, data }: SandboxedJob<{ id: string }>): Promise<void> {
  jobs ??= startWorkerProcess('quarantine', MatchJobsModule).then((app) => app.get(MatcherJobs));
  await (await jobs).work(name, data.id);
}
