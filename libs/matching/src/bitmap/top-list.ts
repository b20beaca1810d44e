/** The greatest keys seen, greatest first. Keys are numbers from 0, no two alike. */
export class TopList {
  readonly keys: Float64Array;
  count = 0;
  /** No key up to this one can enter. */
  floor = -1;
  /** The fit without which none can. */
  least = -1;

  /** @param capacity how many to keep, at least 1 */
  constructor(readonly capacity: number) {
    this.keys = new Float64Array(capacity);
  }

  clear(): void {
    this.count = 0;
    this.floor = -1;
    this.least = -1;
  }

  /** @returns whether the floor rose */
  add(key: number): boolean {
    if (key <= this.floor) return false;
    const { keys } = this;
    let place = this.count < this.capacity ? this.count : this.capacity - 1;
    for (; place > 0 && keys[place - 1]! < key; place -= 1) keys[place] = keys[place - 1]!;
    keys[place] = key;
    if (this.count < this.capacity) this.count += 1;
    if (this.count < this.capacity) return false;
    this.floor = keys[this.capacity - 1]!;
    return true;
  }
}
