import { readCsv } from './data-files';

let daysOff: ReadonlySet<string> | undefined;

/** National holidays and joint leave that ship, `YYYY-MM-DD`. Read once, on first use. */
function offDays(): ReadonlySet<string> {
  daysOff ??= new Set(readCsv('holidays.csv').map(([day]) => day!));
  return daysOff;
}

/** Days off that ship, by year. */
export function shippedHolidays(): ReadonlyMap<string, number> {
  const years = new Map<string, number>();
  for (const day of offDays()) years.set(day.slice(0, 4), (years.get(day.slice(0, 4)) ?? 0) + 1);
  return years;
}

const DAY_MS = 86_400_000;
const asUtc = (day: string): Date => new Date(`${day}T00:00:00Z`);
const asDay = (moment: Date): string => moment.toISOString().slice(0, 10);

const NONE: ReadonlySet<string> = new Set();

/**
 * Whether government offices work on the day, `YYYY-MM-DD`. A year that neither the file nor the installation knows has only its weekends.
 * @param added days off that the installation was told of
 */
export function isWorkingDay(day: string, added = NONE): boolean {
  const weekday = asUtc(day).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !offDays().has(day) && !added.has(day);
}

/** Working days that have passed from one day to another: those after `from`, up to `to`. */
export function workingDaysBetween(from: string, to: string, added = NONE): number {
  let count = 0;
  for (let at = asUtc(from).getTime() + DAY_MS; at <= asUtc(to).getTime(); at += DAY_MS) {
    if (isWorkingDay(asDay(new Date(at)), added)) count += 1;
  }
  return count;
}
