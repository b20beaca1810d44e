import type { CurrentOffer } from './offers.service';

/** Rules of Indonesian programmes change every year, often in its middle: a word is believed for a quarter. */
export const STALE_AFTER_DAYS = 90;
/** Between growing stale and being paused the owner of the offer has a month to answer. */
export const PAUSED_AFTER_DAYS = 120;

const DAY_MS = 86_400_000;

/** Whether too long ago for trust the owner of the offer said that it still stands. */
export const isStale = ({ offer: { confirmedAt } }: CurrentOffer, now: Date): boolean =>
  confirmedAt !== null && now.getTime() - confirmedAt.getTime() > STALE_AFTER_DAYS * DAY_MS;

/** Puts what is stale after what is not, class by class, and leaves the order otherwise as it was. */
export function sinkStale<T>(items: readonly T[], classOf: (item: T) => string, stale: (item: T) => boolean): T[] {
  const classes = [...new Set(items.map(classOf))];
  return classes.flatMap((one) => {
    const own = items.filter((item) => classOf(item) === one);
    return [...own.filter((item) => !stale(item)), ...own.filter(stale)];
  });
}
