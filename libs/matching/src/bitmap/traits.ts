import { Measure } from '../calendar';
import { Catalogue, FactDefinition, Level } from '../facts';
import { test } from '../operators';
import { Comparison, isComparison, isOfficerCheck, Leaf, Presence } from '../rule';
import { ANSWER_OF, Answer, FALSE, leafKey, TRUE, UNKNOWN } from './normal-form';
import { Partition, partition } from './partitions';

export type FactLeaf = Comparison | Presence;

/** What leaves ask of one fact at one level of evidence (and measured in one way). */
export interface Trait {
  key: string;
  /** Place among the traits of an encoding. */
  index: number;
  fact: string;
  definition: FactDefinition;
  level?: Level;
  measure?: Measure;
  /** Absent when the values are too many to tell apart: its leaves are then asked of each profile. */
  partition?: Partition;
  /** Class of each cell of the partition, from 1; class 0 is an unknown fact, or one that answers like one. */
  classOf: Uint16Array;
  /** How many classes there are, that of the unknown included. */
  classes: number;
  /** What each leaf answers for each class; by {@link leafKey}. */
  answers: ReadonlyMap<string, Uint8Array>;
}

export const factOf = (leaf: FactLeaf): string => (isComparison(leaf) ? leaf.fact : (leaf.known ?? leaf.missing)!);

export function traitKey(leaf: FactLeaf): string {
  const measure = isComparison(leaf) ? leaf.measure : undefined;
  return [factOf(leaf), leaf.level ?? '', measure ?? ''].join('|');
}

interface Merged {
  classOf: Uint16Array;
  classes: number;
}

function answerOfUnknown(leaf: FactLeaf): Answer {
  if (isComparison(leaf)) return UNKNOWN;
  return leaf.known === undefined ? TRUE : FALSE;
}

function answerOfSample(leaf: FactLeaf, definition: FactDefinition, sample: Partition['samples'][number]): Answer {
  if (isComparison(leaf)) return ANSWER_OF[test(leaf, definition, sample, leaf.value)];
  return leaf.known === undefined ? FALSE : TRUE;
}

/** Answers of one leaf: for the unknown, then for each cell. */
function answersByCell(leaf: FactLeaf, definition: FactDefinition, { samples }: Partition): Uint8Array {
  return Uint8Array.from([answerOfUnknown(leaf), ...samples.map((sample) => answerOfSample(leaf, definition, sample))]);
}

/** What the leaves answer for one column of answers, as text. */
const looksOf = (answers: readonly Uint8Array[], column: number): string => answers.map((row) => row[column]).join('');

/** Cells that no leaf tells apart become one class; those that answer like the unknown join it. */
function mergeEqual(cells: number, answers: readonly Uint8Array[]): Merged {
  const classes = new Map([[looksOf(answers, 0), 0]]);
  const classOf = Uint16Array.from({ length: cells }, (_, cell) => {
    const looks = looksOf(answers, cell + 1);
    if (!classes.has(looks)) classes.set(looks, classes.size);
    return classes.get(looks)!;
  });
  return { classOf, classes: classes.size };
}

/** Of cells in an order only neighbours become one class, so that a range still runs from class to class. */
function mergeNeighbours(cells: number, answers: readonly Uint8Array[]): Merged {
  let classes = 0;
  let last: string | undefined;
  const classOf = Uint16Array.from({ length: cells }, (_, cell) => {
    const looks = looksOf(answers, cell + 1);
    if (looks !== last) classes += 1;
    last = looks;
    return classes;
  });
  return { classOf, classes: classes + 1 };
}

function answersByClass(row: Uint8Array, classOf: Uint16Array, classes: number): Uint8Array {
  const answers = new Uint8Array(classes);
  classOf.forEach((place, cell) => (answers[place] = row[cell + 1]!));
  answers[0] = row[0]!;
  return answers;
}

function traitOf(leaves: ReadonlyMap<string, FactLeaf>, index: number, catalogue: Catalogue): Trait {
  const [first] = leaves.values() as IterableIterator<FactLeaf>;
  const fact = factOf(first!);
  const definition = Object.hasOwn(catalogue, fact) ? catalogue[fact] : undefined;
  if (!definition) throw new TypeError(`the catalogue has no fact ${fact}`);
  const measure = isComparison(first!) ? first.measure : undefined;
  const comparisons = [...leaves.values()].filter(isComparison);
  const found = partition(definition.type, comparisons, measure !== undefined);
  const base = { key: traitKey(first!), index, fact, definition, level: first!.level, measure };
  if (!found) return { ...base, classOf: new Uint16Array(), classes: Infinity, answers: new Map() };
  const rows = [...leaves].map(([key, leaf]) => [key, answersByCell(leaf, definition, found)] as const);
  const merge = found.ordered ? mergeNeighbours : mergeEqual;
  const { classOf, classes } = merge(found.samples.length, rows.map(([, row]) => row)); // prettier-ignore
  const answers = new Map(rows.map(([key, row]) => [key, answersByClass(row, classOf, classes)]));
  return { ...base, partition: found, classOf, classes, answers };
}

/** Everything that leaves ask of facts, one trait for each fact, level and measure. */
export function traitsOf(leaves: Iterable<Leaf>, catalogue: Catalogue): ReadonlyMap<string, Trait> {
  const groups = new Map<string, Map<string, FactLeaf>>();
  for (const leaf of leaves) {
    if (isOfficerCheck(leaf)) continue;
    const key = traitKey(leaf);
    if (!groups.has(key)) groups.set(key, new Map());
    groups.get(key)!.set(leafKey(leaf), leaf);
  }
  return new Map([...groups].map(([key, group], index) => [key, traitOf(group, index, catalogue)]));
}
