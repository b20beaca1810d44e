import { CompiledOffers, Segment } from './compile-offers';

/** Two bits for each slot: whether the offer may still be true of the profile, and whether it is. */
export interface Planes {
  possible: Int32Array;
  certain: Int32Array;
}

/** One of the two planes: what region, opening days and findings leave of it, and room for what the rows leave of that. */
export interface Plane {
  of: keyof Planes;
  base: Int32Array;
  result: Int32Array;
}

/** So many columns are met in one pass over the words: few enough for the registers, enough to load and store each word of the result seldom. */
const AT_ONCE = 4;

/** Room for the place of one row a column, up to whole passes. */
export const roomForRows = (mostColumns: number): Int32Array => new Int32Array(Math.max(1, Math.ceil(mostColumns / AT_ONCE)) * AT_ONCE);

/**
 * Meets one record with the offers of one segment: for each column the record chooses a row, and the rows are ANDed, 32 offers at a time.
 * No word is left early: some offer of nearly every word remains, and a branch for each costs more than it saves.
 * Rows of what is true lie within those of what may be true, so that neither plane needs the other.
 * @param rowAt see {@link roomForRows}
 */
export function intersect(
  { rows, table }: CompiledOffers,
  { firstWord, words, units, tables }: Segment,
  { record, at, rowAt }: { record: Uint16Array; at: number; rowAt: Int32Array },
  { of, base, result }: Plane,
): void {
  const columns = units.length;
  const from = of === 'possible' ? 0 : words;
  for (let column = 0; column < columns; column += 1) rowAt[column] = table[tables[column]! + record[at + units[column]!]!]! + from;
  if (columns === 0) result.set(base.subarray(firstWord, firstWord + words), firstWord);
  // A row that is met twice changes nothing: the first one fills up the last pass.
  for (let column = columns; column % AT_ONCE !== 0; column += 1) rowAt[column] = rowAt[0]!;
  for (let column = 0; column < columns; column += AT_ONCE) {
    const before = column === 0 ? base : result;
    const [a, b, c, d] = [rowAt[column]!, rowAt[column + 1]!, rowAt[column + 2]!, rowAt[column + 3]!];
    for (let word = 0; word < words; word += 1) {
      result[firstWord + word] = before[firstWord + word]! & rows[a + word]! & rows[b + word]! & rows[c + word]! & rows[d + word]!;
    }
  }
}
