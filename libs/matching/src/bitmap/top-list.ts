/** The greatest keys seen, greatest first. Keys are numbers from 0, no two alike. */
export class TopList {
  readonly keys: Float64Array;
  count = 0;
  /** No key up to this one can enter. */
  floor = -1;
  /** The fit without which none can. */
  least = -1;

  /** How many to keep, at least 1. */
  capacity: number;

  /** @param most the greatest capacity */
  constructor(private readonly most: number) {
    this.capacity = most;
    this.keys = new Float64Array(most);
  }

  /** @param wanted how many to keep from now on, where they are fewer than the greatest capacity */
  clear(wanted = this.most): void {
    this.capacity = Math.min(wanted, this.most);
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
