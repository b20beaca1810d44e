import { dayNumber, dayOf } from '../calendar';
import { FactType, FactValue } from '../facts';
import { Comparison } from '../rule';

/** The values of one fact, cut into cells within which no comparison of the rules tells two values apart. */
export interface Partition {
  /** One value of each cell. */
  samples: readonly FactValue[];
  /** The cell of a value that has the declared type; of a number, not of a range. */
  cellOf(value: FactValue): number;
  /** Whether the cells follow one another, so that a range covers all from that of its least to that of its greatest value. */
  ordered: boolean;
}

/** More sets of choices than this are not told apart; see {@link partition}. */
const MOST_ITEMS = 10;
const MOST_CELLS = 4096;

const operandsOf = (leaves: readonly Comparison[]): readonly (boolean | number | string)[] =>
  [...new Set(leaves.flatMap(({ value }) => [value].flat()))] as (boolean | number | string)[];

/** A letter that no text holds, so that nothing equals it or begins with it. */
function freshLetter(texts: readonly string[]): string {
  const used = new Set(texts.join(''));
  let code = '~'.charCodeAt(0);
  while (used.has(String.fromCharCode(code))) code += 1;
  return String.fromCharCode(code);
}

function ofBooleans(): Partition {
  return { samples: [false, true], cellOf: Number, ordered: false };
}

/** Each text that a rule names, and all others together. */
function ofTexts(texts: readonly string[]): Partition {
  const cells = new Map<FactValue, number>(texts.map((text, cell) => [text, cell]));
  return { samples: [...texts, freshLetter(texts)], cellOf: (text) => cells.get(text) ?? texts.length, ordered: false };
}

/** The number of cuts that are at most `value`; `cuts` ascend. */
function cutsUpTo(cuts: readonly number[], value: number): number {
  let from = 0;
  let to = cuts.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (cuts[middle]! <= value) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** A whole number may be told apart from the one before it and the one after it. */
const cutsAround = (numbers: readonly number[]): readonly number[] =>
  [...new Set(numbers.flatMap((number) => [number, number + 1]))].sort((a, b) => a - b);

function ofNumbers(numbers: readonly number[]): Partition {
  const cuts = cutsAround(numbers);
  const samples = cuts.length === 0 ? [0] : [cuts[0]! - 1, ...cuts];
  return { samples, cellOf: (value) => cutsUpTo(cuts, value as number), ordered: true };
}

/** Like numbers, but nobody knows a date only roughly. */
function ofDates(days: readonly string[]): Partition {
  const { samples, cellOf } = ofNumbers(days.map(dayNumber));
  return { samples: samples.map((sample) => dayOf(sample as number)), cellOf: (day) => cellOf(dayNumber(day as string)), ordered: false };
}

/** Sets as bits: one for each item that a rule names, one for all others. */
function ofSets(named: readonly string[]): Partition | undefined {
  if (named.length > MOST_ITEMS) return undefined;
  const items = [...named, freshLetter(named)];
  const bits = new Map(named.map((item, bit) => [item, 1 << bit]));
  const others = 1 << named.length;
  return {
    samples: Array.from({ length: 1 << items.length }, (_, set) => items.filter((_item, bit) => (set >> bit) & 1)),
    cellOf: (list) => (list as readonly string[]).reduce((set, item) => set | (bits.get(item) ?? others), 0),
    ordered: false,
  };
}

const parentOf = (region: string): string => region.slice(0, Math.max(region.lastIndexOf('.'), 0));

function withAncestors(regions: readonly string[]): readonly string[] {
  const all = new Set<string>();
  for (const region of regions) for (let at = region; at !== ''; at = parentOf(at)) all.add(at);
  return [...all];
}

/** Each region that a rule names or that contains one, what lies elsewhere below each, and everything else. */
function ofRegions(named: readonly string[]): Partition | undefined {
  const regions = withAncestors(named);
  if (regions.length * 2 >= MOST_CELLS) return undefined;
  const cells = new Map(regions.map((region, index) => [region, 2 * index]));
  const samples = [...regions.flatMap((region) => [region, `${region}.~`]), '~'];
  const cellOf = (value: FactValue): number => {
    for (let at = value as string; at !== ''; at = parentOf(at)) {
      const cell = cells.get(at);
      if (cell !== undefined) return at === value ? cell : cell + 1;
    }
    return samples.length - 1;
  };
  return { samples, cellOf, ordered: false };
}

const versionOf = (code: string): string => code.slice(0, code.indexOf(':') + 1);

/** Each code or prefix that a rule names, what else begins with it, what else is of its version, and other versions. */
function ofCodes(named: readonly string[]): Partition | undefined {
  const versions = [...new Set(named.map(versionOf))];
  const stems = [...named, ...versions];
  if (stems.length * 2 >= MOST_CELLS) return undefined;
  const letter = freshLetter(stems);
  const cells = new Map(stems.map((stem, index) => [stem, 2 * index]));
  const samples = [...stems.flatMap((stem) => [stem, stem + letter]), `${letter}:${letter}`];
  const cellOf = (value: FactValue): number => {
    const code = value as string;
    for (let length = code.length; length > 0; length -= 1) {
      const cell = cells.get(code.slice(0, length));
      if (cell !== undefined) return length === code.length ? cell : cell + 1;
    }
    return samples.length - 1;
  };
  return { samples, cellOf, ordered: false };
}

/**
 * Cuts the values of a fact by what the comparisons ask of it.
 * @returns undefined when there would be too many cells: such a comparison is asked of each profile instead
 */
export function partition(type: FactType, leaves: readonly Comparison[], measured: boolean): Partition | undefined {
  const operands = operandsOf(leaves);
  const texts = operands as readonly string[];
  switch (type) {
    case 'boolean':
      return ofBooleans();
    case 'integer':
      return ofNumbers(operands as readonly number[]);
    case 'date':
      return measured ? { ...ofNumbers(operands as readonly number[]), ordered: false } : ofDates(texts);
    case 'choice':
    case 'text':
      return ofTexts(texts);
    case 'choices':
      return ofSets(texts);
    case 'region':
      return ofRegions(texts);
    case 'code':
      return ofCodes(texts);
  }
}
