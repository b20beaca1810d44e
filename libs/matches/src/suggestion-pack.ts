import { Verdict } from '@sambung/matching';

/** One entry of a pack. Scores are basis points; `ordinal` names an offer version. */
export interface SuggestionEntry {
  ordinal: number;
  verdict: Exclude<Verdict, 'notEligible'>;
  fit: number | null;
  coverage: number;
}

/** How many offers are kept of one profile. */
export const MOST_ELIGIBLE = 20;
export const MOST_UNDETERMINED = 40;

const FORMAT = 1;
const HEADER_BYTES = 1;
const ENTRY_BYTES = 9;
const NO_FIT = 0xffff;
const VERDICTS = ['eligible', 'undetermined'] as const;

/** One format byte, then nine bytes an entry: ordinal (4), verdict (1), fit (2), coverage (2), big endian. */
export function pack(entries: readonly SuggestionEntry[]): Buffer {
  const packed = Buffer.alloc(HEADER_BYTES + entries.length * ENTRY_BYTES);
  packed.writeUInt8(FORMAT, 0);
  entries.forEach(({ ordinal, verdict, fit, coverage }, index) => {
    const at = HEADER_BYTES + index * ENTRY_BYTES;
    packed.writeUInt32BE(ordinal, at);
    packed.writeUInt8(VERDICTS.indexOf(verdict), at + 4);
    packed.writeUInt16BE(fit ?? NO_FIT, at + 5);
    packed.writeUInt16BE(coverage, at + 7);
  });
  return packed;
}

/** @throws RangeError for a pack of another format */
export function unpack(packed: Buffer): SuggestionEntry[] {
  if (packed.readUInt8(0) !== FORMAT) throw new RangeError(`suggestions of format ${packed.readUInt8(0)} cannot be read`);
  const count = (packed.length - HEADER_BYTES) / ENTRY_BYTES;
  return Array.from({ length: count }, (_, index) => {
    const at = HEADER_BYTES + index * ENTRY_BYTES;
    const fit = packed.readUInt16BE(at + 5);
    return {
      ordinal: packed.readUInt32BE(at),
      verdict: VERDICTS[packed.readUInt8(at + 4)]!,
      fit: fit === NO_FIT ? null : fit,
      coverage: packed.readUInt16BE(at + 7),
    };
  });
}
