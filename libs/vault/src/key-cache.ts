/** Unwrapped keys, so many and no longer: what was destroyed elsewhere is forgotten here too. */
const MOST_KEYS = 10_000;
const LONGEST_MS = 300_000;

/** The keys used last, by id. */
export class KeyCache {
  private readonly keys = new Map<number, { key: Buffer; until: number }>();

  get(id: number): Buffer | undefined {
    const known = this.keys.get(id);
    if (!known) return undefined;
    this.keys.delete(id);
    if (known.until < Date.now()) return undefined;
    this.keys.set(id, known);
    return known.key;
  }

  set(id: number, key: Buffer): void {
    this.keys.set(id, { key, until: Date.now() + LONGEST_MS });
    if (this.keys.size > MOST_KEYS) this.keys.delete(this.keys.keys().next().value!);
  }

  clear(): void {
    this.keys.clear();
  }
}
