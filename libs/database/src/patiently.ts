import { setTimeout as wait } from 'node:timers/promises';
import { RETRIED, sqlState } from './transaction';

const MOST_TRIES = 30;
const PAUSE_MS = 1_000;

/** Tries again when others were in the way, after letting them pass. */
export async function patiently<T>(change: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await change();
    } catch (error) {
      if (attempt === MOST_TRIES || !RETRIED.includes(sqlState(error) ?? '')) throw error;
      await wait(PAUSE_MS);
    }
  }
}
