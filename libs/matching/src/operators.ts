import { isDay } from './calendar';
import { FactDefinition, FactValue, isRange, Range } from './facts';
import { Comparison, Operand, Operator } from './rule';
import { negate, Truth, truthOf } from './truth';

type Test = (actual: never, operand: never) => Truth;
export type OperandShape =
  | 'boolean' | 'number' | 'numbers' | 'numberPair' | 'day' | 'dayPair'
  | 'text' | 'texts' | 'region' | 'regions' | 'code' | 'codes'; // prettier-ignore
interface OperatorRule {
  operand: OperandShape;
  test: Test;
}
type OperatorTable = Partial<Record<Operator, OperatorRule>>;

const ends = (actual: number | Range): readonly [number, number] =>
  typeof actual === 'number' ? [actual, actual] : [actual.min ?? -Infinity, actual.max ?? Infinity];

/** A range that straddles the limit is undetermined. */
function within(actual: number | Range, low: number, high: number): Truth {
  const [min, max] = ends(actual);
  if (min >= low && max <= high) return 'T';
  return max < low || min > high ? 'F' : 'U';
}

function oneOf(actual: number | Range, operand: readonly number[]): Truth {
  const [min, max] = ends(actual);
  const inside = new Set(operand.filter((value) => value >= min && value <= max)).size;
  if (inside === 0) return 'F';
  return inside === max - min + 1 ? 'T' : 'U';
}

const below = (actual: number | Range, limit: number): Truth => {
  const [min, max] = ends(actual);
  return max < limit ? 'T' : min >= limit ? 'F' : 'U';
};
const above = (actual: number | Range, limit: number): Truth => {
  const [min, max] = ends(actual);
  return min > limit ? 'T' : max <= limit ? 'F' : 'U';
};

const NUMBER: OperatorTable = {
  '=': { operand: 'number', test: (a: number | Range, b: number) => within(a, b, b) },
  '!=': { operand: 'number', test: (a: number | Range, b: number) => negate(within(a, b, b)) },
  '<': { operand: 'number', test: below },
  '>=': { operand: 'number', test: (a: number | Range, b: number) => negate(below(a, b)) },
  '>': { operand: 'number', test: above },
  '<=': { operand: 'number', test: (a: number | Range, b: number) => negate(above(a, b)) },
  between: { operand: 'numberPair', test: (a: number | Range, b: [number, number]) => within(a, b[0], b[1]) },
  in: { operand: 'numbers', test: oneOf },
  notIn: { operand: 'numbers', test: (a: number | Range, b: readonly number[]) => negate(oneOf(a, b)) },
};

const DATE: OperatorTable = {
  '=': { operand: 'day', test: (a: string, b: string) => truthOf(a === b) },
  '!=': { operand: 'day', test: (a: string, b: string) => truthOf(a !== b) },
  '<': { operand: 'day', test: (a: string, b: string) => truthOf(a < b) },
  '<=': { operand: 'day', test: (a: string, b: string) => truthOf(a <= b) },
  '>': { operand: 'day', test: (a: string, b: string) => truthOf(a > b) },
  '>=': { operand: 'day', test: (a: string, b: string) => truthOf(a >= b) },
  between: { operand: 'dayPair', test: (a: string, b: [string, string]) => truthOf(a >= b[0] && a <= b[1]) },
};

type List = readonly string[];

/** The four operators of equality, from a test of one value against a list. */
const equality = (among: (actual: string, list: List) => Truth, one: OperandShape, many: OperandShape): OperatorTable => ({
  '=': { operand: one, test: (a: string, b: string) => among(a, [b]) },
  '!=': { operand: one, test: (a: string, b: string) => negate(among(a, [b])) },
  in: { operand: many, test: among },
  notIn: { operand: many, test: (a: string, b: List) => negate(among(a, b)) },
});

const EQUALITY = equality((a, b) => truthOf(b.includes(a)), 'text', 'texts');

const BOOLEAN: OperatorTable = {
  '=': { operand: 'boolean', test: (a: boolean, b: boolean) => truthOf(a === b) },
  '!=': { operand: 'boolean', test: (a: boolean, b: boolean) => truthOf(a !== b) },
};

const CHOICES: OperatorTable = {
  containsAny: { operand: 'texts', test: (a: List, b: List) => truthOf(b.some((item) => a.includes(item))) },
  containsAll: { operand: 'texts', test: (a: List, b: List) => truthOf(b.every((item) => a.includes(item))) },
  containsNone: { operand: 'texts', test: (a: List, b: List) => truthOf(!b.some((item) => a.includes(item))) },
  subsetOf: { operand: 'texts', test: (a: List, b: List) => truthOf(a.every((item) => b.includes(item))) },
};

/** A region that merely contains one of the areas is too coarse to tell. */
const unlessTooCoarse = (actual: string, areas: List): Truth => (areas.some((area) => area.startsWith(`${actual}.`)) ? 'U' : 'F');

const isArea = (actual: string, areas: List): Truth => (areas.includes(actual) ? 'T' : unlessTooCoarse(actual, areas));

const inArea = (actual: string, areas: List): Truth =>
  areas.some((area) => actual === area || actual.startsWith(`${area}.`)) ? 'T' : unlessTooCoarse(actual, areas);

/** Codes read `version:code`. One of another version of the list says nothing about this one. */
function unlessOtherVersion(actual: string, codes: List): Truth {
  const version = actual.slice(0, actual.indexOf(':') + 1);
  return codes.some((code) => code.startsWith(version)) ? 'F' : 'U';
}

const isCode = (actual: string, codes: List): Truth => (codes.includes(actual) ? 'T' : unlessOtherVersion(actual, codes));

const hasPrefix = (actual: string, prefixes: List): Truth =>
  prefixes.some((prefix) => actual.startsWith(prefix)) ? 'T' : unlessOtherVersion(actual, prefixes);

const REGION: OperatorTable = { ...equality(isArea, 'region', 'regions'), within: { operand: 'regions', test: inArea } };
const CODE: OperatorTable = { ...equality(isCode, 'code', 'codes'), startsWith: { operand: 'codes', test: hasPrefix } };

const TABLES = {
  boolean: BOOLEAN, integer: NUMBER, date: DATE, choice: EQUALITY, choices: CHOICES,
  region: REGION, code: CODE, text: EQUALITY,
} as const; // prettier-ignore

/** The operators that a comparison of this fact may use, with the operand each one takes. */
export const operatorsFor = (definition: FactDefinition, measured: boolean): OperatorTable =>
  definition.type === 'date' && measured ? NUMBER : TABLES[definition.type];

/** Every number here is whole: rupiah, persons, complete months. */
const isNumber = (value: unknown): value is number => Number.isSafeInteger(value);
const isList = <T>(value: unknown, is: (item: unknown) => item is T): value is T[] =>
  Array.isArray(value) && value.length > 0 && value.every(is);
const isText = (value: unknown): value is string => typeof value === 'string';
const isTextLike =
  (shape: RegExp) =>
  (value: unknown): value is string =>
    isText(value) && shape.test(value);
const isRegion = isTextLike(/^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/);
const isVersionedCode = isTextLike(/^[^:]+:[^:]+$/);

const SHAPES: Record<OperandShape, (value: unknown) => boolean> = {
  boolean: (value) => typeof value === 'boolean',
  number: isNumber,
  numbers: (value) => isList(value, isNumber),
  numberPair: (value) => isList(value, isNumber) && value.length === 2 && value[0]! <= value[1]!,
  day: isDay,
  dayPair: (value) => isList(value, isDay) && value.length === 2 && value[0]! <= value[1]!,
  text: isText,
  texts: (value) => isList(value, isText),
  region: isRegion,
  regions: (value) => isList(value, isRegion),
  code: isVersionedCode,
  codes: (value) => isList(value, isVersionedCode),
};
const TEXT_LISTS: readonly OperandShape[] = ['texts', 'regions', 'codes'];

export const operandFits = (shape: OperandShape, value: unknown): boolean => SHAPES[shape](value);

/** Where a list of texts is asked for, one text stands for a list of one. */
export const listed = (shape: OperandShape, value: unknown): unknown => (TEXT_LISTS.includes(shape) && isText(value) ? [value] : value);

const isOption = ({ options }: FactDefinition, value: unknown): boolean =>
  isText(value) && (options === undefined || Object.hasOwn(options, value));

/** Whether a value has the type its definition declares; data that do not are `invalid`, never false. */
export function valueFits(definition: FactDefinition, value: FactValue): boolean {
  switch (definition.type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return isNumber(value) || (isRange(value) && ends(value)[0] <= ends(value)[1]);
    case 'date':
      return isDay(value);
    case 'choice':
      return isOption(definition, value);
    case 'choices':
      return Array.isArray(value) && value.every((item) => isOption(definition, item));
    case 'region':
      return isRegion(value);
    case 'code':
      return isVersionedCode(value);
    case 'text':
      return isText(value);
  }
}

/** Applies a comparison that {@link operatorsFor} allows to a value that fits; a wrong pair is a bug in the caller. */
export function test(comparison: Comparison, definition: FactDefinition, actual: FactValue, operand: Operand): Truth {
  const rule = operatorsFor(definition, comparison.measure !== undefined)[comparison.op];
  if (!rule) throw new TypeError(`operator ${comparison.op} does not apply to ${comparison.fact}`);
  return rule.test(actual as never, listed(rule.operand, operand) as never);
}
