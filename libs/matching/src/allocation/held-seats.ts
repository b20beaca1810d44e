import { Forest } from './forest';

/** No node, no choice. */
export const NONE = -1;

/** The key of nobody. */
export const NOBODY = Infinity;

/** The children of each node in one array, those of node n from `starts[n]` to `starts[n + 1]`. */
function childrenOf(parent: Int32Array): { starts: Int32Array; children: Int32Array; places: Int32Array } {
  const starts = new Int32Array(parent.length + 1);
  for (const up of parent) if (up !== NONE) starts[up + 1]!++;
  for (let node = 0; node < parent.length; node++) starts[node + 1]! += starts[node]!;
  const [children, places, next] = [new Int32Array(starts.at(-1)!), new Int32Array(parent.length), starts.slice()];
  parent.forEach((up, node) => {
    if (up === NONE) return;
    places[node] = next[up]!++;
    children[places[node]] = node;
  });
  return { starts, children, places };
}

/**
 * Who holds a seat for now, under all ceilings at once. Applicants are known by a key alone, smaller is better, that orders all who meet at one ceiling.
 *
 * Each leaf is a heap of its holders, the worst on top; each ceiling is a heap of its children by their worst. So the worst below any ceiling
 * is found by looking down the tops, and a seat changes hands in time logarithmic in the holders of a leaf and the children on its path.
 */
export class HeldSeats {
  /** Holders below each node. */
  readonly count: Int32Array;
  /** The worst key below each node; of a class, also one that it keeps. -Infinity where nobody is. */
  readonly worst: Float64Array;
  /** The worst key that a node would give up to another child of its ceiling: -Infinity within what it keeps. */
  private readonly exposed: Float64Array;
  private readonly heapStarts: Int32Array;
  private readonly keys: Float64Array;
  private readonly childStarts: Int32Array;
  private readonly children: Int32Array;
  private readonly places: Int32Array;

  /** @param demand how many choices name each leaf: no leaf needs more room than that */
  constructor(
    private readonly forest: Forest,
    demand: Int32Array,
  ) {
    const { leafCount, parent, capacity } = forest;
    this.count = new Int32Array(parent.length);
    this.worst = new Float64Array(parent.length).fill(-Infinity);
    this.exposed = new Float64Array(parent.length).fill(-Infinity);
    this.heapStarts = new Int32Array(leafCount + 1);
    for (let leaf = 0; leaf < leafCount; leaf++) {
      this.heapStarts[leaf + 1] = this.heapStarts[leaf]! + Math.min(capacity[leaf]!, demand[leaf]!);
    }
    this.keys = new Float64Array(this.heapStarts[leafCount]!);
    ({ starts: this.childStarts, children: this.children, places: this.places } = childrenOf(parent));
  }

  /** The nearest full node from a leaf up, NONE if there is room everywhere. */
  fullNode(leaf: number): number {
    const { parent, capacity } = this.forest;
    let node = leaf;
    while (node !== NONE && this.count[node]! < capacity[node]!) node = parent[node]!;
    return node;
  }

  /** Whether one more in this leaf would be out at once, because all whom the full node could give up are better. */
  outranked(full: number, leaf: number, key: number): boolean {
    if (key <= this.worst[leaf]!) return false;
    if (full === leaf) return true;
    return key > this.exposed[this.children[this.childStarts[full]!]!]! && this.count[leaf]! >= this.forest.kept[leaf]!;
  }

  /**
   * Seats an applicant and, where that is one too many, lets the worst at the full node go.
   * @returns the key of who is without a seat now: NOBODY, the applicant or somebody else
   */
  admit(leaf: number, key: number): number {
    const full = this.fullNode(leaf);
    if (full === NONE) {
      this.push(leaf, key, NONE);
      return NOBODY;
    }
    if (this.outranked(full, leaf, key)) return key;
    if (full === leaf) return this.replaceWorst(leaf, key);
    this.push(leaf, key, full);
    return this.dropWorst(full);
  }

  /** The keys of all who hold a seat at one leaf, in no order. */
  holders(leaf: number): Float64Array {
    const top = this.heapStarts[leaf]!;
    return this.keys.subarray(top, top + this.count[leaf]!);
  }

  private replaceWorst(leaf: number, key: number): number {
    const top = this.heapStarts[leaf]!;
    const loser = this.keys[top]!;
    this.sink(top, this.count[leaf]!, key);
    this.tellAbove(leaf);
    return loser;
  }

  /** @param end the node from which on upwards nothing is counted, since somebody below it will leave */
  private push(leaf: number, key: number, end: number): void {
    const { keys } = this;
    const top = this.heapStarts[leaf]!;
    let place = this.count[leaf]!;
    while (place > 0) {
      const up = (place - 1) >> 1;
      if (keys[top + up]! >= key) break;
      keys[top + place] = keys[top + up]!;
      place = up;
    }
    keys[top + place] = key;
    this.countUp(leaf, end, 1);
    this.tellAbove(leaf);
  }

  private dropWorst(node: number): number {
    let leaf = node;
    while (leaf >= this.forest.leafCount) leaf = this.children[this.childStarts[leaf]!]!;
    const top = this.heapStarts[leaf]!;
    const last = this.count[leaf]! - 1;
    const loser = this.keys[top]!;
    this.countUp(leaf, node, -1);
    if (last > 0) this.sink(top, last, this.keys[top + last]!);
    this.tellAbove(leaf);
    return loser;
  }

  private countUp(leaf: number, end: number, change: 1 | -1): void {
    for (let node = leaf; node !== end; node = this.forest.parent[node]!) this.count[node]! += change;
  }

  /** Puts a key in at the top of a leaf's heap in place of the one there. */
  private sink(top: number, size: number, key: number): void {
    const { keys } = this;
    let place = 0;
    for (;;) {
      let down = 2 * place + 1;
      if (down >= size) break;
      if (down + 1 < size && keys[top + down + 1]! > keys[top + down]!) down++;
      if (keys[top + down]! <= key) break;
      keys[top + place] = keys[top + down]!;
      place = down;
    }
    keys[top + place] = key;
  }

  /** After a leaf changed: renews its worst, and that of every ceiling above it. */
  private tellAbove(leaf: number): void {
    const { parent, kept } = this.forest;
    const { count, worst, exposed } = this;
    worst[leaf] = count[leaf]! > 0 ? this.keys[this.heapStarts[leaf]!]! : -Infinity;
    for (let node = leaf, up = parent[leaf]!; up !== NONE; node = up, up = parent[up]!) {
      exposed[node] = count[node]! > kept[node]! ? worst[node]! : -Infinity;
      this.reorder(node, this.childStarts[up]!, this.childStarts[up + 1]!);
      worst[up] = exposed[this.children[this.childStarts[up]!]!]!;
    }
  }

  /** Moves a child to its place in the heap of its ceiling, which stands from `start` to `end`. */
  private reorder(child: number, start: number, end: number): void {
    const { children, exposed, places } = this;
    const key = exposed[child]!;
    let place = places[child]!;
    while (place > start) {
      const up = start + ((place - start - 1) >> 1);
      if (exposed[children[up]!]! >= key) break;
      places[(children[place] = children[up]!)] = place;
      place = up;
    }
    for (;;) {
      let down = start + 2 * (place - start) + 1;
      if (down >= end) break;
      if (down + 1 < end && exposed[children[down + 1]!]! > exposed[children[down]!]!) down++;
      if (exposed[children[down]!]! <= key) break;
      places[(children[place] = children[down]!)] = place;
      place = down;
    }
    children[place] = child;
    places[child] = place;
  }
}
