import { NO_FIT, Verdict } from '@sambung/matching';

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
const VERDICTS = ['eligible', 'undetermined'] as const;
/** Numbers an entry, as `Matcher.topNumbers` gives them. */
const NUMBERS = 4;

/** One format byte, then nine bytes an entry: ordinal (4), verdict (1), fit (2), coverage (2), big endian. */
export function pack(entries: readonly SuggestionEntry[]): Buffer {
  const numbers = entries.flatMap(({ ordinal, verdict, fit, coverage }) => [ordinal, VERDICTS.indexOf(verdict), fit ?? NO_FIT, coverage]);
  return packNumbers(Uint32Array.from(numbers), entries.length);
}

/** {@link pack} of numbers as `Matcher.topNumbers` gives them. Byte by byte: of a million profiles every call to `Buffer` counts. */
export function packNumbers(numbers: Uint32Array, count: number): Buffer {
  const bytes = Buffer.allocUnsafe(HEADER_BYTES + count * ENTRY_BYTES);
  bytes[0] = FORMAT;
  for (let entry = 0, at = HEADER_BYTES; entry < count * NUMBERS; entry += NUMBERS, at += ENTRY_BYTES) {
    const ordinal = numbers[entry]!;
    const fit = numbers[entry + 2]!;
    const coverage = numbers[entry + 3]!;
    bytes[at] = ordinal >>> 24;
    bytes[at + 1] = ordinal >>> 16;
    bytes[at + 2] = ordinal >>> 8;
    bytes[at + 3] = ordinal;
    bytes[at + 4] = numbers[entry + 1]!;
    bytes[at + 5] = fit >>> 8;
    bytes[at + 6] = fit;
    bytes[at + 7] = coverage >>> 8;
    bytes[at + 8] = coverage;
  }
  return bytes;
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
