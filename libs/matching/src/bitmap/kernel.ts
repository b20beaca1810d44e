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

/**
 * Meets one record with the offers of one segment: for each column the record chooses a row, and the rows are ANDed, 32 offers at a time.
 * A word is left as soon as nothing in it remains.
 * Rows of what is true lie within those of what may be true, so that neither plane needs the other.
 * @param rowAt room for one number a column
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
  for (let word = 0; word < words; word += 1) {
    let left = base[firstWord + word]!;
    for (let column = 0; left !== 0 && column < columns; column += 1) left &= rows[rowAt[column]! + word]!;
    result[firstWord + word] = left;
  }
}
