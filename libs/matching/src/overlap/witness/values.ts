import { addDays, addMonths, Day, elapsed, isDay, Measure } from '../../calendar';
import { FactDefinition, FactValue } from '../../facts';
import { valueFits } from '../../operators';
import { Comparison } from '../../rule';

/** Stands for any text or code that no rule names. */
export const OTHER = '…';

/** Values to try for one fact; when not all, some combination of results may lie outside them. */
export interface Values {
  values: readonly FactValue[];
  areAll: boolean;
}

const constants = (leaves: readonly Comparison[]): readonly (boolean | number | string)[] => leaves.flatMap(({ value }) => value as never);
const unique = <T>(items: readonly T[]): T[] => [...new Set(items)];
const texts = (leaves: readonly Comparison[]): string[] => unique(constants(leaves).filter((item) => typeof item === 'string'));
const numbers = (leaves: readonly Comparison[]): number[] => unique(constants(leaves).filter((item) => typeof item === 'number'));

/** Comparisons change at a constant or next to it; the bounds stand for what lies beyond all constants. */
function integers(leaves: readonly Comparison[], { min, max }: FactDefinition): number[] {
  const named = numbers(leaves);
  const beside = named.flatMap((constant) => [constant - 1, constant + 1]);
  return [...named, ...beside, min ?? 0, ...(max === undefined ? [] : [max])].filter(
    (n) => n >= (min ?? -Infinity) && n <= (max ?? Infinity),
  );
}

/** The last day since which at least so much has passed; months of unequal length make it a little later than counting back does. */
function lastDaySince(measure: Measure, amount: number, asOf: Day): Day {
  if (measure === 'days') return addDays(asOf, -amount);
  let day = addMonths(asOf, measure === 'months' ? -amount : -12 * amount);
  for (let later = addDays(day, 1); later > day && elapsed(measure, later, asOf) >= amount; later = addDays(later, 1)) day = later;
  return day;
}

/** Both sides of every day at which a comparison changes; today and the past first, the nearest first. */
function dates(leaves: readonly Comparison[], asOf: Day): Day[] {
  const absolute = texts(leaves.filter(({ measure }) => !measure)).filter(isDay);
  const measured = leaves.flatMap((leaf) =>
    leaf.measure ? numbers([leaf]).flatMap((n) => [n, n + 1].map((amount) => lastDaySince(leaf.measure!, amount, asOf))) : [],
  );
  const days = unique([
    asOf,
    ...absolute.flatMap((day) => [addDays(day, -1), day, addDays(day, 1)]),
    ...measured.flatMap((day) => [day, addDays(day, 1)]),
  ]);
  const past = days.filter((day) => day <= asOf).sort().reverse(); // prettier-ignore
  return [...past, ...days.filter((day) => day > asOf).sort()];
}

/** Items that the same leaves name are interchangeable: it only matters whether none, one or all of them are there. */
function lists(leaves: readonly Comparison[], { options }: FactDefinition, most: number): Values {
  const groups = new Map<string, string[]>();
  for (const item of unique([...texts(leaves), ...Object.keys(options ?? { [OTHER]: null })])) {
    const pattern = leaves.map((leaf) => Number(texts([leaf]).includes(item))).join('');
    groups.set(pattern, [...(groups.get(pattern) ?? []), item]);
  }
  const variants = [...groups.values()].map((group) => (group.length === 1 ? [[], group] : [[], group.slice(0, 1), group]));
  const total = variants.reduce((product, { length }) => product * length, 1);
  const sets = variants.reduce<string[][]>(
    (all, parts) => all.flatMap((set) => parts.map((part) => [...set, ...part])).slice(0, most),
    [[]],
  );
  return { values: sets, areAll: total <= most };
}

const MOST_CHILDREN = 99;

/** A code below the region, or beside the provinces, that holds no named one; none below a village. */
function unnamedIn(region: string | null, named: readonly string[]): string[] {
  const depth = region === null ? 0 : region.split('.').length;
  if (depth === 4) return [];
  const parent = region === null ? '' : `${region}.`;
  const child = (number: number) => `${parent}${String(number).padStart(depth === 3 ? 4 : 2, '0')}`;
  const free = Array.from({ length: MOST_CHILDREN }, (_, index) => child(depth === 3 ? 9999 - index : MOST_CHILDREN - index));
  return free.filter((code) => !named.some((one) => one === code || one.startsWith(`${code}.`))).slice(0, 1);
}

function regions(leaves: readonly Comparison[]): string[] {
  const named = texts(leaves);
  return [...named, ...[...named, null].flatMap((region) => unnamedIn(region, named))];
}

/** Codes read `edition:code`; a longer one shares the beginning of the named one without being it. */
function codes(leaves: readonly Comparison[]): string[] {
  const named = texts(leaves);
  const editions = unique(named.map((code) => code.slice(0, code.indexOf(':') + 1)));
  return [...named, ...named.map((code) => code + OTHER), ...editions.map((edition) => edition + OTHER), `${OTHER}:${OTHER}`];
}

function candidates(leaves: readonly Comparison[], definition: FactDefinition, asOf: Day): readonly FactValue[] {
  switch (definition.type) {
    case 'boolean':
      return [true, false];
    case 'integer':
      return integers(leaves, definition);
    case 'date':
      return dates(leaves, asOf);
    case 'choice':
      return definition.options ? unique([...texts(leaves), ...Object.keys(definition.options)]) : [...texts(leaves), OTHER];
    case 'region':
      return regions(leaves);
    case 'code':
      return codes(leaves);
    case 'choices':
    case 'text':
      return [...texts(leaves), OTHER];
  }
}

/**
 * Values of one fact that between them give its comparisons every combination of true and false that they can have: whole numbers and
 * days at the constants and next to them, options, sets of named items, named regions and codes and what lies below and outside them.
 * @param asOf the day up to which elapsed time is measured
 * @param most how many values to return at most
 */
export function valuesToTry(leaves: readonly Comparison[], definition: FactDefinition, asOf: Day, most: number): Values {
  if (definition.type === 'choices') return lists(leaves, definition, most);
  const fitting = unique(candidates(leaves, definition, asOf)).filter((value) => valueFits(definition, value));
  return { values: fitting.slice(0, most), areAll: fitting.length <= most };
}
