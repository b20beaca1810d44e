import { setTimeout as wait } from 'node:timers/promises';

const POLL_MS = 25;
/** Long enough for a machine that is busy with other things; what holds sooner is seen sooner. */
const PATIENCE_MS = 60_000;

/** Polls until a value holds, and fails with the last one otherwise. Events are never waited for: rows are. */
export async function eventually<T>(
  what: string,
  read: () => Promise<T>,
  holds: (value: T) => boolean,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  let last: T | undefined;
  for (const started = Date.now(); Date.now() - started < patienceMs; await wait(POLL_MS)) {
    last = await read();
    if (holds(last)) return last;
  }
  throw new Error(`${what} did not happen within ${patienceMs} ms; last seen: ${JSON.stringify(last)?.slice(0, 1000)}`);
}
