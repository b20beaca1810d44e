import type { Worker } from 'bullmq';
import { setTimeout as wait } from 'node:timers/promises';

const LONGEST_DRAIN_MS = 20_000;

/** Lets running jobs end and takes no new ones. What is not done in 20 s is offered again by the outbox. */
export async function drain(worker: Worker): Promise<void> {
  const giveUp = new AbortController();
  const late = wait(LONGEST_DRAIN_MS, undefined, { signal: giveUp.signal }).then(() => worker.close(true));
  await Promise.race([worker.close(), late.catch(() => undefined)]);
  giveUp.abort();
}
