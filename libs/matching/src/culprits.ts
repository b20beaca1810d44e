import type { EvaluatedNode } from './evaluate';

type LeafSet = ReadonlySet<string>;

/** Combinations grow as a product; beyond this many the rest would not be read by anybody. */
const MOST_SETS = 32;

const smallest = <T>(items: readonly T[], size: (item: T) => number): T[] =>
  [...items].sort((a, b) => size(a) - size(b)).slice(0, MOST_SETS);

/** A leaf belongs to one child only, so unions of minimal sets are minimal and the smallest come from the smallest. */
function united(sets: readonly LeafSet[], others: readonly LeafSet[]): LeafSet[] {
  const pairs = sets.flatMap((set) => others.map((other) => [set, other] as const));
  return smallest(pairs, ([set, other]) => set.size + other.size).map(([set, other]) => new Set([...set, ...other]));
}

/**
 * Unions of one set from each of the `needed` groups, over every way to choose the groups. Groups that need no leaf at all
 * (`all: []`) come first: a union that leaves one of them out is not minimal.
 */
function chosen(groups: readonly (readonly LeafSet[])[], needed: number): LeafSet[] {
  const costly = groups.filter(([cheapest]) => cheapest!.size > 0);
  const size = Math.max(0, needed - (groups.length - costly.length));
  const ofSize: LeafSet[][] = [[new Set()], ...Array.from({ length: size }, () => [])];
  costly.forEach((group, index) => {
    const stillUseful = Math.max(1, size - (costly.length - index - 1));
    for (let count = size; count >= stillUseful; count--) {
      ofSize[count] = smallest([...ofSize[count]!, ...united(ofSize[count - 1]!, group)], (set) => set.size);
    }
  });
  return ofSize[size]!;
}

/** How many children with the value of the node force it. */
function neededChildren({ rule, value, children }: EvaluatedNode): number {
  const forTrue = 'all' in rule ? children.length : 'of' in rule ? rule.atLeast : 1;
  return value === 'T' ? forTrue : children.length - forTrue + 1;
}

/** Minimal sets of leaves that alone force the node to the value it has (which is T or F). */
function forcing(node: EvaluatedNode): LeafSet[] {
  const { rule, value, children, outcome } = node;
  if (outcome) return [new Set([rule.id ?? node.path])];
  if ('not' in rule) return forcing(children[0]!);
  return chosen(children.filter((child) => child.value === value).map(forcing), neededChildren(node));
}

/** @param root a node whose value is F @returns leaf ids, smallest sets first, at most 32 sets */
export const culpritSets = (root: EvaluatedNode): string[][] => forcing(root).map((set) => [...set]);
