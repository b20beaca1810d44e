/** Seconds before each further attempt (Standard Webhooks 1.0): ten attempts over 75 h 35 m 5 s. */
const DELAYS_SECONDS = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400] as const;
const JITTER = 0.2;
const LEAST_AFTER_THROTTLE_SECONDS = 60;

export const MOST_ATTEMPTS = DELAYS_SECONDS.length + 1;

export interface FailedAttempt {
  /** How many attempts have been made, this one included. */
  attempts: number;
  /** The partner asked to slow down, or did not answer in time. */
  throttled: boolean;
  /** Seconds, from the partner's Retry-After. */
  retryAfter: number | null;
}

/**
 * Seconds until the next attempt, or null when there will be none.
 * @param random uniform in [0, 1): spreads the attempts of many deliveries by 20 % either way
 */
export function retryDelay({ attempts, throttled, retryAfter }: FailedAttempt, random: number): number | null {
  const base = DELAYS_SECONDS[attempts - 1];
  if (base === undefined) return null;
  const jittered = base * (1 - JITTER + 2 * JITTER * random);
  const asked = retryAfter === null ? jittered : Math.min(Math.max(retryAfter, base), 2 * base);
  return throttled ? Math.max(asked, LEAST_AFTER_THROTTLE_SECONDS) : asked;
}
