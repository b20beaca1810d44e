import { addDays, Day, LAST_DAY } from '../calendar';
import { Truth, truthOf } from '../truth';
import { EntryStatus, LedgerEntry, OverlapOffer, Period, Window } from './types';

/** Statuses that only a look at the register can tell from having ended since. */
const RUNNING: readonly EntryStatus[] = ['planned', 'active', 'inArrears'];

export const isRunning = ({ status }: LedgerEntry): boolean => RUNNING.includes(status);

/** The days of the help that is applied for. */
export const periodOf = ({ runs }: OverlapOffer, asOf: Day): Period => runs ?? { from: asOf, to: asOf };

const touches = (a: Period, b: Period): boolean => a.from <= (b.to ?? LAST_DAY) && b.from <= (a.to ?? LAST_DAY);

const widened = ({ from, to }: Period, days: number): Period => ({ from: addDays(from, -days), to: to && addDays(to, days) });

/** What has ended on a day that nobody noted ended on its first day at the earliest. */
function touchesDays(entry: LedgerEntry, period: Period): Truth {
  if (touches({ from: entry.from, to: entry.to ?? (isRunning(entry) ? null : entry.from) }, period)) return 'T';
  return touches(entry, period) ? 'U' : 'F';
}

const yearOf = (day: Day): string => day.slice(0, 4);

/** Whether an entry counts, given the days of the help applied for. */
export function inWindow(window: Window, entry: LedgerEntry, period: Period): Truth {
  switch (window.of) {
    case 'active':
      return truthOf(isRunning(entry) && touches(entry, period));
    case 'days':
      return touchesDays(entry, widened(period, window.days));
    case 'budgetYear':
      return truthOf(yearOf(entry.from) === yearOf(period.from));
    case 'lifetime':
      return 'T';
  }
}

/** Days on which an entry may enter or leave the window of help that is always taken "today". */
export function windowEdges(window: Window, { from, to }: LedgerEntry, asOf: Day): readonly Day[] {
  if (window.of === 'lifetime') return [];
  if (window.of === 'budgetYear') return [addDays(`${yearOf(asOf)}-12-31`, 1)];
  const days = window.of === 'days' ? window.days : 0;
  return [addDays(from, -days), ...[from, to].flatMap((day) => (day === null ? [] : [addDays(day, days + 1)]))];
}
