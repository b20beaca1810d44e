import { addDays, addMonths, Day, isDay, Measure } from '../calendar';
import { FactDefinition, FactValue, isRange } from '../facts';
import { valueFits } from '../operators';
import { Comparison, isComparison, Leaf } from '../rule';
import { distance, sameValue } from './action';

/** Stands for any text that no rule names. It is only ever assumed of an answer, never suggested. */
const OTHER = '…';

const constants = (leaves: readonly Comparison[]): readonly (boolean | number | string)[] => leaves.flatMap(({ value }) => value as never);

const texts = (leaves: readonly Comparison[]): string[] => constants(leaves).filter((item) => typeof item === 'string');
const numbers = (leaves: readonly Comparison[]): number[] => constants(leaves).filter((item) => typeof item === 'number');

/** What a comparison of whole numbers can tell apart lies at a constant or next to it. */
const around = (constant: number): readonly number[] => [constant, constant - 1, constant + 1];

const before = (asOf: Day, measure: Measure, amount: number): Day =>
  measure === 'days' ? addDays(asOf, -amount) : addMonths(asOf, measure === 'months' ? -amount : -12 * amount);

function dates(leaves: readonly Comparison[], asOf: Day): Day[] {
  const absolute = texts(leaves.filter(({ measure }) => !measure)).filter(isDay);
  const measured = leaves.flatMap((leaf) =>
    leaf.measure ? numbers([leaf]).flatMap((constant) => around(constant).map((amount) => before(asOf, leaf.measure!, amount))) : [],
  );
  return [...measured, ...absolute.flatMap((day) => [day, addDays(day, -1), addDays(day, 1)]), asOf];
}

const unique = (items: readonly string[]): string[] => [...new Set(items)];

/** Items that the same leaves name are interchangeable: it only matters whether none, one or all of them are there. */
function interchangeable(leaves: readonly Comparison[]): readonly (readonly string[])[] {
  const groups = new Map<string, string[]>();
  for (const item of unique(texts(leaves))) {
    const pattern = leaves.map((leaf) => (texts([leaf]).includes(item) ? 1 : 0)).join('');
    groups.set(pattern, [...(groups.get(pattern) ?? []), item]);
  }
  return [...groups.values()];
}

function lists(leaves: readonly Comparison[], { options }: FactDefinition, current: readonly string[], most: number): string[][] {
  const groups = interchangeable(leaves);
  const isUnnamed = (item: string) => !groups.flat().includes(item);
  const unnamed = current.filter(isUnnamed);
  const another = Object.keys(options ?? { [OTHER]: null }).find(isUnnamed);
  const variants = groups.map((group) => {
    const held = current.filter((item) => group.includes(item));
    const absent = group.find((item) => !held.includes(item));
    return [held, [...held, ...(absent === undefined ? [] : [absent])], group, []];
  });
  return [[unnamed, [], another === undefined ? [] : [another]], ...variants].reduce<string[][]>(
    (sets, parts) => sets.flatMap((set) => parts.map((part) => [...set, ...part])).slice(0, most),
    [[]],
  );
}

/** A region below the one given that no list contains. */
const within = (region: string): string => `${region}.${region.split('.').length === 3 ? '9999' : '99'}`;

function regions(leaves: readonly Comparison[], current: string | undefined): string[] {
  const named = [...texts(leaves), ...(current === undefined ? [] : [current])];
  const below = named.filter((region) => region.split('.').length < 4).map(within);
  return [...named, ...below, '99'];
}

function codes(leaves: readonly Comparison[]): string[] {
  const versions = unique(texts(leaves).map((code) => code.slice(0, code.indexOf(':') + 1)));
  return [...texts(leaves), ...versions.map((version) => `${version}${OTHER}`), `${OTHER}:${OTHER}`];
}

function values(
  leaves: readonly Comparison[],
  definition: FactDefinition,
  current: FactValue | undefined,
  asOf: Day,
  most: number,
): FactValue[] {
  switch (definition.type) {
    case 'boolean':
      return [true, false];
    case 'integer':
      return [...numbers(leaves).flatMap(around), definition.min ?? 0];
    case 'date':
      return dates(leaves, asOf);
    case 'choice':
      return definition.options ? Object.keys(definition.options) : [...texts(leaves), OTHER];
    case 'choices':
      return lists(leaves, definition, (current as readonly string[] | undefined) ?? [], most);
    case 'region':
      return regions(leaves, current as string | undefined);
    case 'code':
      return codes(leaves);
    case 'text':
      return [...texts(leaves), OTHER];
  }
}

const inBounds = ({ min = -Infinity, max = Infinity }: FactDefinition, value: FactValue): boolean =>
  typeof value !== 'number' || (value >= min && value <= max);

/**
 * Values of one fact that between them give its leaves every combination of results that they can have: numbers and days at
 * the constants and next to them, options, sets of the named items, named regions and what lies below and outside them.
 * @param current the value now, when it fits the definition; it comes first, then the nearest
 * @param asOf the day on which elapsed time is measured
 * @param most how many to return at most; only a rule that names many constants for one fact has more
 */
export function candidateValues(
  leaves: readonly Leaf[],
  definition: FactDefinition,
  current: FactValue | undefined,
  asOf: Day,
  most: number,
): FactValue[] {
  const found = values(leaves.filter(isComparison), definition, current, asOf, most);
  const fitting = found.filter((value) => valueFits(definition, value) && inBounds(definition, value));
  const nearest = fitting
    .map((value) => ({ value, far: distance(definition, current, value) }))
    .sort((a, b) => a.far - b.far)
    .map(({ value }) => value);
  const others = current === undefined ? nearest : nearest.filter((value) => !sameValue(value, current));
  return (current === undefined ? others : [current, ...others]).slice(0, most);
}

/** Whether a value of this kind can leave open what a more exact one would say. */
export const mayBeInexact = ({ type }: FactDefinition, known: FactValue): boolean => isRange(known) || type === 'region' || type === 'code';

/** Whether the value says the same as the one known, only more exactly: within its range, below its region, in the rule's edition. */
export function isMoreExact(definition: FactDefinition, known: FactValue, value: FactValue): boolean {
  if (isRange(known)) return typeof value === 'number' && value >= (known.min ?? -Infinity) && value <= (known.max ?? Infinity);
  if (definition.type === 'region') return (value as string).startsWith(`${known as string}.`);
  const version = (code: FactValue) => (code as string).slice(0, (code as string).indexOf(':'));
  return definition.type === 'code' && version(known) !== version(value);
}

/** Whether a rule names the value, so that it may be suggested and not only assumed of an answer. */
export const isNamed = (leaves: readonly Leaf[], definition: FactDefinition, value: FactValue): boolean =>
  !['region', 'code', 'text'].includes(definition.type) || texts(leaves.filter(isComparison)).includes(value as string);
