import { setTimeout as wait } from 'node:timers/promises';

const LOOK_EVERY_MS = 200;
/** A busy machine makes each step slow; a system that stands still for so long is stuck. */
const PATIENCE_MS = 90_000;

/**
 * Waits for the end of something that goes on in steps, as long as it goes on: what a step takes hangs on the machine.
 * @param steps rises with each of them
 */
export async function whileItMoves<T>(
  what: string,
  read: () => Promise<T>,
  holds: (value: T) => boolean,
  steps: (value: T) => number,
): Promise<T> {
  let most = -Infinity;
  for (let moved = performance.now(); ; await wait(LOOK_EVERY_MS)) {
    const value = await read();
    if (holds(value)) return value;
    if (steps(value) > most) {
      most = steps(value);
      moved = performance.now();
    }
    if (performance.now() - moved > PATIENCE_MS)
      throw new Error(`${what}: nothing moved for ${PATIENCE_MS / 1_000} s: ${JSON.stringify(value)}`);
  }
}
