import { readCsv } from './data-files';

let daysOff: ReadonlySet<string> | undefined;

/** National holidays and joint leave, `YYYY-MM-DD`; a year that the file lacks has only its weekends. Read once, on first use. */
function offDays(): ReadonlySet<string> {
  daysOff ??= new Set(readCsv('holidays.csv').map(([day]) => day!));
  return daysOff;
}

const DAY_MS = 86_400_000;
const asUtc = (day: string): Date => new Date(`${day}T00:00:00Z`);
const asDay = (moment: Date): string => moment.toISOString().slice(0, 10);

/** Whether government offices work on the day, `YYYY-MM-DD`. */
export function isWorkingDay(day: string): boolean {
  const weekday = asUtc(day).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !offDays().has(day);
}

/** Working days that have passed from one day to another: those after `from`, up to `to`. */
export function workingDaysBetween(from: string, to: string): number {
  let count = 0;
  for (let at = asUtc(from).getTime() + DAY_MS; at <= asUtc(to).getTime(); at += DAY_MS) {
    if (isWorkingDay(asDay(new Date(at)))) count += 1;
  }
  return count;
}
