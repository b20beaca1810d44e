import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BLOCK_BYTES = 256 * 1024;
const MOST_KEPT = 20_000;

/** The strings that the cells of a workbook point to, in a temporary file: their number has no bound, our memory has. */
export class SharedStrings {
  private readonly folder = mkdtempSync(join(tmpdir(), 'sambung-strings-'));
  private readonly file = openSync(join(this.folder, 'strings'), 'w+');
  private offsets = new Float64Array(1_024);
  private count = 0;
  private end = 0;
  private pending: Buffer[] = [];
  private pendingBytes = 0;
  private block = Buffer.alloc(0);
  private blockAt = 0;
  /** Those that come again and again, such as the name of a regency. */
  private readonly kept = new Map<number, string>();

  add(text: string): void {
    const bytes = Buffer.from(text);
    if (this.count + 1 >= this.offsets.length) this.grow();
    this.offsets[this.count] = this.end;
    this.count += 1;
    this.end += bytes.length;
    this.offsets[this.count] = this.end;
    this.pending.push(bytes);
    this.pendingBytes += bytes.length;
    if (this.pendingBytes >= BLOCK_BYTES) this.flush();
  }

  private grow(): void {
    const larger = new Float64Array(this.offsets.length * 2);
    larger.set(this.offsets);
    this.offsets = larger;
  }

  flush(): void {
    if (this.pendingBytes > 0) writeSync(this.file, Buffer.concat(this.pending));
    this.pending = [];
    this.pendingBytes = 0;
  }

  at(index: number): string {
    const known = this.kept.get(index);
    if (known !== undefined) return known;
    if (!(index >= 0 && index < this.count)) return '';
    const text = this.read(this.offsets[index]!, this.offsets[index + 1]!);
    if (this.kept.size >= MOST_KEPT) this.kept.clear();
    this.kept.set(index, text);
    return text;
  }

  /** Rows name their strings mostly in the order in which they stand. */
  private read(from: number, to: number): string {
    if (from < this.blockAt || to > this.blockAt + this.block.length) {
      this.block = Buffer.alloc(Math.max(BLOCK_BYTES, to - from));
      const length = readSync(this.file, this.block, 0, this.block.length, from);
      this.block = this.block.subarray(0, length);
      this.blockAt = from;
    }
    return this.block.toString('utf8', from - this.blockAt, to - this.blockAt);
  }

  close(): void {
    closeSync(this.file);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
