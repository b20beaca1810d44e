import { jobSeconds } from '@sambung/config';
import type { Logger } from '@nestjs/common';

/** What a worker knows of a job before it begins. */
interface Rung {
  name: string;
  data: { id: string };
  /** When it was rung, milliseconds since the epoch. */
  timestamp: number;
}

/** Does a job, counts it and writes one line of everything about it. */
export async function observeJob(logger: Logger, queue: string, { name, data, timestamp }: Rung, work: () => Promise<void>): Promise<void> {
  const started = performance.now();
  const waitedMs = Math.max(0, Date.now() - timestamp);
  let outcome: 'done' | 'failed' = 'failed';
  try {
    await work();
    outcome = 'done';
  } finally {
    const ms = performance.now() - started;
    jobSeconds.observe({ queue, job: name, outcome }, ms / 1_000);
    logger.log({ event: 'job', queue, job: name, id: data.id, outcome, waitedMs, ms: Math.round(ms) });
  }
}
