import { CompiledOffers, Segment } from './compile-offers';

/** Two bits for each slot: whether the offer may still be true of the profile, and whether it is. */
export interface Planes {
  possible: Int32Array;
  certain: Int32Array;
}

/**
 * Meets one record with the offers of one segment: for each column the record chooses a row, and the rows are ANDed, 32 offers at a time.
 * A word is left as soon as no offer in it is possible, which is soon: offers that ask alike stand side by side.
 * @param base what region, opening days and missing findings leave; `result` gets what the rows leave of it
 * @param rowAt room for one number a column
 */
export function intersect(
  { rows, table }: CompiledOffers,
  { firstWord, words, units, tables }: Segment,
  { record, at, rowAt }: { record: Uint16Array; at: number; rowAt: Int32Array },
  base: Planes,
  result: Planes,
): void {
  const columns = units.length;
  for (let column = 0; column < columns; column += 1) rowAt[column] = table[tables[column]! + record[at + units[column]!]!]!;
  for (let word = 0; word < words; word += 1) {
    let possible = base.possible[firstWord + word]!;
    for (let column = 0; possible !== 0 && column < columns; column += 1) possible &= rows[rowAt[column]! + word]!;
    let certain = possible & base.certain[firstWord + word]!;
    for (let column = 0; certain !== 0 && column < columns; column += 1) certain &= rows[rowAt[column]! + words + word]!;
    result.possible[firstWord + word] = possible;
    result.certain[firstWord + word] = certain;
  }
}
