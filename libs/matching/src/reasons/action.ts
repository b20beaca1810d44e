import { dayNumber } from '../calendar';
import { canonicalJson } from '../canonical';
import { FactDefinition, FactValue, isRange, LEVELS, Level, Range } from '../facts';
import { Settlement } from '../settle';

/** Classes of facts that a person or an office can change; a date only passes, an immutable fact never changes. */
export type Changeable = 'obtainable' | 'choice' | 'growth';

interface Effort {
  /** Points, whole: 1 is an answer, 10 a year's work. They order suggestions and mean nothing else. */
  cost: number;
  leadDays: number;
}

/**
 * What a change takes by class, unless the catalogue says otherwise (`FactDefinition.change`). These are defaults to confirm
 * with the offices, not findings: no source gives figures.
 */
export const CHANGE_DEFAULTS = {
  date: { cost: 2, leadDays: 0, towards: 'any' },
  choice: { cost: 2, leadDays: 0, towards: 'any' },
  obtainable: { cost: 4, leadDays: 14, towards: 'up' },
  growth: { cost: 10, leadDays: 90, towards: 'up' },
} as const;

/** What settling an unknown takes. Defaults to confirm, like {@link CHANGE_DEFAULTS}. */
export const SETTLING: Readonly<Record<Settlement['how'], Effort>> = {
  answer: { cost: 1, leadDays: 0 },
  document: { cost: 2, leadDays: 0 },
  check: { cost: 2, leadDays: 2 },
  visit: { cost: 3, leadDays: 7 },
};

const PROOF: Readonly<Record<Level, Effort>> = {
  declared: { cost: 0, leadDays: 0 },
  document: SETTLING.document,
  officer: SETTLING.visit,
  registry: SETTLING.check,
};

/** What the data give, where that is a whole number from `least`. Costs start at 1: a set of steps is then always dearer than its part. */
export const wholeOr = (given: number | undefined, fallback: number, least: number): number =>
  Number.isSafeInteger(given) && given! >= least ? given! : fallback;

/** @returns cost and lead days of changing such a fact; null for one that nobody can or should change */
export function changeEffort(definition: FactDefinition, level: Level = 'declared'): (Effort & { action: Changeable }) | null {
  const { action, change = {} } = definition;
  if (action !== 'obtainable' && action !== 'choice' && action !== 'growth') return null;
  const fallback = CHANGE_DEFAULTS[action];
  return {
    action,
    cost: wholeOr(change.cost, fallback.cost, 1) + PROOF[level].cost,
    leadDays: wholeOr(change.leadDays, fallback.leadDays, 0) + PROOF[level].leadDays,
  };
}

/** Points for waiting so many days for a fact of class `date`. */
export const waitCost = ({ change = {} }: FactDefinition, days: number): number =>
  wholeOr(change.cost, CHANGE_DEFAULTS.date.cost, 1) * Math.max(1, Math.ceil(days / 30));

/** Levels at which a leaf may ask for proof, weakest first, starting with an answer. */
export const levelsFrom = (demanded: readonly (Level | undefined)[]): readonly Level[] =>
  LEVELS.filter((level) => level === 'declared' || demanded.includes(level));

export const sameValue = (a: FactValue, b: FactValue): boolean => canonicalJson(a) === canonicalJson(b);

const ends = (value: number | Range): readonly [number, number] =>
  typeof value === 'number' ? [value, value] : [value.min ?? -Infinity, value.max ?? Infinity];

const includesAll = (items: readonly string[], others: readonly string[]): boolean => others.every((item) => items.includes(item));

/** Whether the new value is more than the old one: higher, later, later in the options, gained. */
function isMore(definition: FactDefinition, from: FactValue, to: FactValue): boolean {
  if (typeof to === 'boolean') return to;
  if (typeof to === 'number') return to > ends(from as number)[1];
  if (Array.isArray(to)) return includesAll(to, from as readonly string[]);
  const order = Object.keys(definition.options ?? {});
  if (definition.type === 'choice') return order.indexOf(to as string) > order.indexOf(from as string);
  return definition.type === 'date' && to > from;
}

/** Whether a change from one value, which fits, to another may be suggested: never the way that the catalogue rules out. */
export function mayChange(definition: FactDefinition, from: FactValue, to: FactValue): boolean {
  const { action, change } = definition;
  if (action !== 'obtainable' && action !== 'choice' && action !== 'growth') return false;
  const towards = change?.towards ?? CHANGE_DEFAULTS[action].towards;
  if (towards === 'any') return true;
  return towards === 'up' ? isMore(definition, from, to) : isLess(definition, from, to);
}

function isLess(definition: FactDefinition, from: FactValue, to: FactValue): boolean {
  if (typeof to === 'number') return to < ends(from as number)[0];
  return isRange(from) ? false : isMore(definition, to, from);
}

/** Segments of a region code that the other does not share. */
function regionDistance(from: string, to: string): number {
  const segments = from.split('.');
  const shared = to.split('.').findIndex((segment, index) => segment !== segments[index]);
  return shared < 0 ? 0 : to.split('.').length - shared;
}

/** How far apart two values of a fact are, so that the nearest of two that do the same is the one suggested. */
export function distance(definition: FactDefinition, from: FactValue | undefined, to: FactValue): number {
  if (from === undefined) return 0;
  if (typeof to === 'number') return Math.max(ends(from as number)[0] - to, to - ends(from as number)[1], 0);
  if (Array.isArray(to)) {
    const before = from as readonly string[];
    return to.filter((item) => !before.includes(item)).length + before.filter((item) => !to.includes(item)).length;
  }
  if (definition.type === 'date') return Math.abs(dayNumber(to as string) - dayNumber(from as string));
  if (definition.type === 'region') return regionDistance(from as string, to as string);
  const order = Object.keys(definition.options ?? {});
  return definition.type === 'choice' ? Math.abs(order.indexOf(to as string) - order.indexOf(from as string)) : 0;
}
