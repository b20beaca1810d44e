import { addDays, Day, LAST_DAY, reaches } from '../../calendar';
import { Comparison, isComparison } from '../../rule';
import { Period } from '../types';
import { Variable } from './goal';

const comparisons = ({ wishes }: Variable): Comparison[] => wishes.map(({ leaf }) => leaf).filter(isComparison);

/**
 * Whether the day of the evaluation matters to what one fact may be: only where its day is compared with the calendar and with elapsed
 * time, or with elapsed time in two units. Otherwise the same results can be had on every day.
 */
export const hangsOnDay = (variable: Variable): boolean =>
  new Set(comparisons(variable).map(({ measure }) => measure ?? 'calendar')).size > 1;

const numbers = ({ value }: Comparison): number[] => [value].flat().filter((item) => typeof item === 'number');

function turningDays(variable: Variable): Day[] {
  const [measured, absolute] = [
    comparisons(variable).filter(({ measure }) => measure),
    comparisons(variable).filter(({ measure }) => !measure),
  ];
  const starts = absolute.flatMap(({ value }) => [value].flat() as Day[]).flatMap((day) => [addDays(day, -1), day, addDays(day, 1)]);
  const amounts = measured.flatMap((leaf) => numbers(leaf).flatMap((n) => [n, n + 1].map((amount) => [leaf.measure!, amount] as const)));
  return starts.flatMap((start) => amounts.map(([measure, amount]) => reaches(measure, start, amount)));
}

/**
 * Days worth trying besides the first of the period, where the day matters at all: those on which calendar and elapsed time meet, and the last.
 * @param most how many to return at most
 */
export function furtherDays(variables: readonly Variable[], { from, to }: Period, most: number): Day[] {
  const hanging = variables.filter(hangsOnDay);
  if (hanging.length === 0) return [];
  const days = [...hanging.flatMap(turningDays), ...(to === null ? [] : [to])];
  return [...new Set(days)].filter((day) => day > from && day <= (to ?? LAST_DAY)).sort().slice(0, most); // prettier-ignore
}
