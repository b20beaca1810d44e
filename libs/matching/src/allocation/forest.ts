import { mayBind, Nesting } from './nesting';
import { CapacityTree } from './types';

/** A node with reserves. The offers below it melt into one pool, cut into classes: one for each group, in the order listed, then the others. */
export interface Pool {
  node: number;
  groups: readonly string[];
  /** The leaf of the first class. */
  firstLeaf: number;
}

/**
 * The tree as the run needs it: leaves that hold applicants, and above them only the ceilings that may bind. Leaves come first: one for each
 * offer (unused if the offer is in a pool), then the classes of the pools; then pools and quotas.
 */
export interface Forest {
  leafCount: number;
  /** The next ceiling above each node, -1 at a root. */
  parent: Int32Array;
  capacity: Int32Array;
  /** Seats of a class that nobody of another class can take. */
  kept: Int32Array;
  pools: readonly Pool[];
  /** For each offer its pool, -1 if none. */
  poolOfOffer: Int32Array;
}

const NONE = -1;

/** The leaf that an applicant of these groups asks at for a seat of an offer. */
export function leafFor({ pools, poolOfOffer }: Forest, offer: number, groups: readonly string[]): number {
  const pool = poolOfOffer[offer] === NONE ? undefined : pools[poolOfOffer[offer]!];
  if (!pool) return offer;
  const own = pool.groups.findIndex((group) => groups.includes(group));
  return pool.firstLeaf + (own < 0 ? pool.groups.length : own);
}

function poolsOf({ offers, quotas }: CapacityTree): Pool[] {
  let firstLeaf = offers.length;
  return [...offers, ...quotas].flatMap(({ reserves = [] }, node) => {
    if (reserves.length === 0) return [];
    const pool = { node, groups: reserves.map(({ group }) => group), firstLeaf };
    firstLeaf += reserves.length + 1;
    return [pool];
  });
}

/** The value of the nearest node at or above each node that has one, NONE without. */
function nearestAbove({ parent, bottomUp }: Nesting, values: ReadonlyMap<number, number>): Int32Array {
  const nearest = new Int32Array(parent.length);
  for (const node of bottomUp.toReversed()) nearest[node] = values.get(node) ?? nearest[parent[node]!] ?? NONE;
  return nearest;
}

/** Keeps of a checked tree what can refuse somebody. */
export function plantForest(tree: CapacityTree, nesting: Nesting): Forest {
  const pools = poolsOf(tree);
  const poolOf = nearestAbove(nesting, new Map(pools.map(({ node }, pool) => [node, pool])));
  const leafCount = tree.offers.length + pools.reduce((sum, { groups }) => sum + groups.length + 1, 0);
  const quotas = tree.quotas.map((_, quota) => tree.offers.length + quota);
  const ceilings = [...pools.map(({ node }) => node), ...quotas.filter((node) => poolOf[node] === NONE && mayBind(nesting, node))];
  const numbers = new Map(ceilings.map((node, index) => [node, leafCount + index]));
  const ceilingOf = nearestAbove(nesting, numbers);

  const total = leafCount + ceilings.length;
  const [parent, capacity] = [new Int32Array(total).fill(NONE), new Int32Array(total)];
  for (const offer of tree.offers.keys()) {
    if (poolOf[offer] !== NONE) continue;
    parent[offer] = ceilingOf[offer]!;
    capacity[offer] = nesting.capacity[offer]!;
  }
  for (const [node, number] of numbers) {
    parent[number] = ceilingOf[nesting.parent[node]!] ?? NONE;
    capacity[number] = nesting.capacity[node]!;
  }
  for (const { node, firstLeaf, groups } of pools) {
    parent.fill(numbers.get(node)!, firstLeaf, firstLeaf + groups.length + 1);
    // One more than the pool holds: a class is never full, so it is the pool that refuses.
    capacity.fill(nesting.capacity[node]! + 1, firstLeaf, firstLeaf + groups.length + 1);
  }
  return { leafCount, parent, capacity, kept: new Int32Array(total), pools, poolOfOffer: poolOf.slice(0, tree.offers.length) };
}

/**
 * Sets what each class keeps: its accepted seats and its reserve, as far as the seats that others have accepted leave room; where they do not,
 * the reserves listed last give way.
 * @param accepted how many accepted seats each leaf holds
 */
export function keepReserves({ pools, kept }: Forest, tree: CapacityTree, accepted: Int32Array): void {
  const nodes = [...tree.offers, ...tree.quotas];
  for (const { node, firstLeaf, groups } of pools) {
    const { capacity, reserves = [] } = nodes[node]!;
    const taken = accepted.subarray(firstLeaf, firstLeaf + groups.length + 1);
    kept.set(taken, firstLeaf);
    let left = capacity - taken.reduce((sum, seats) => sum + seats, 0);
    reserves.forEach(({ seats }, index) => {
      const more = Math.min(Math.max(0, seats - taken[index]!), left);
      kept[firstLeaf + index]! += more;
      left -= more;
    });
  }
}
