import { CapacityTree } from './types';

/**
 * The tree that a family of nested sets spans. Nodes are numbers: the offers in their order, then the quotas in theirs. Built from a tree whose
 * ids are known to be right.
 */
export interface Nesting {
  ids: readonly string[];
  /** Seats of each node. */
  capacity: Float64Array;
  /** The smallest quota around each node, -1 at a root. */
  parent: Int32Array;
  /** All nodes, children before parents. */
  bottomUp: readonly number[];
  /** Seats that could be filled below each node if it had no ceiling itself; its own capacity for an offer. */
  below: Float64Array;
  crossings: readonly Crossing[];
}

/** Two quotas that overlap though neither holds the other, with an offer of each kind as the evidence. */
export interface Crossing {
  quotas: readonly [string, string];
  shared: string;
  onlyFirst: string;
}

/** A quota that can refuse someone whom all nodes below it would take. */
export const mayBind = ({ capacity, below }: Nesting, node: number): boolean => capacity[node]! < below[node]!;

/** Larger sets first; of equal sets the looser one is the outer one. */
function outermostFirst({ quotas }: CapacityTree): number[] {
  const bySize = (a: number, b: number) => {
    const [first, second] = [quotas[a]!, quotas[b]!];
    const difference = second.offers.length - first.offers.length || second.capacity - first.capacity;
    return difference || (first.id < second.id ? -1 : 1);
  };
  return quotas.map((_, index) => index).sort(bySize);
}

/** Lays the quotas over the offers from the outermost in: each must find all its offers under one and the same quota. */
function layQuotas(tree: CapacityTree, order: readonly number[]): { parent: Int32Array; crossings: Crossing[] } {
  const offerCount = tree.offers.length;
  const indexOf = new Map(tree.offers.map(({ id }, index) => [id, index]));
  const parent = new Int32Array(offerCount + tree.quotas.length).fill(-1);
  const innermost = new Int32Array(offerCount).fill(-1);
  const crossings: Crossing[] = [];
  for (const quota of order) {
    const members = tree.quotas[quota]!.offers.map((id) => indexOf.get(id)!);
    const around = innermost[members[0] ?? 0] ?? -1;
    const elsewhere = members.find((offer) => innermost[offer] !== around);
    if (elsewhere !== undefined) {
      const smaller = (a: number, b: number) => order.indexOf(innermost[a]! - offerCount) > order.indexOf(innermost[b]! - offerCount);
      const [inside, outside] = smaller(members[0]!, elsewhere) ? [members[0]!, elsewhere] : [elsewhere, members[0]!];
      const other = tree.quotas[innermost[inside]! - offerCount]!;
      crossings.push({
        quotas: [tree.quotas[quota]!.id, other.id],
        shared: tree.offers[inside]!.id,
        onlyFirst: tree.offers[outside]!.id,
      });
      continue;
    }
    if (members.length > 0) parent[offerCount + quota] = around;
    for (const offer of members) innermost[offer] = offerCount + quota;
  }
  parent.set(innermost);
  return { parent, crossings };
}

/** Finds how the quotas nest, and those that do not. Takes time linear in the offers that the quotas list, times the sort of the quotas. */
export function nest(tree: CapacityTree): Nesting {
  const { offers, quotas } = tree;
  const order = outermostFirst(tree);
  const { parent, crossings } = layQuotas(tree, order);
  const bottomUp = [...offers.keys(), ...order.toReversed().map((quota) => offers.length + quota)];
  const capacity = Float64Array.from([...offers, ...quotas], (node) => node.capacity);
  const below = Float64Array.from(capacity, (seats, node) => (node < offers.length ? seats : 0));
  for (const node of bottomUp) {
    if (parent[node]! >= 0) below[parent[node]!]! += Math.min(capacity[node]!, below[node]!);
  }
  return { ids: [...offers, ...quotas].map(({ id }) => id), capacity, parent, bottomUp, below, crossings };
}
