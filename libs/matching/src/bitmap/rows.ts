import { clearBit, popCount } from './bits';
import { Conditions } from './conditions';
import { Encoding } from './encoding';
import { Digit, digitIn } from './layout';
import { FALSE, TRUE } from './normal-form';

/** The columns that some offer of a segment asks about, the most selective first. */
export interface SegmentColumns {
  /** Place of each column in a record. */
  units: Int32Array;
  /** For each column the place in `RowStore.table` of the row for its value 0. */
  tables: Int32Array;
}

/** Rows of bits, equal ones of a segment stored once: `words` of "may be true", then `words` of "is true". */
export class RowStore {
  private words = new Int32Array(1024);
  private used = 0;
  /** Place in the words of the row for each value of each column of each segment. */
  readonly table: number[] = [];

  add(row: Int32Array): number {
    const at = this.used;
    this.used += row.length;
    if (this.used > this.words.length) this.grow();
    this.words.set(row, at);
    return at;
  }

  private grow(): void {
    const larger = new Int32Array(this.used * 2);
    larger.set(this.words);
    this.words = larger;
  }

  get rows(): Int32Array {
    return this.words.slice(0, this.used);
  }
}

/** Both planes of one segment for each class of one digit. */
function rowsOfDigit(digit: Digit, index: number, offers: readonly Conditions[], words: number): readonly Int32Array[] {
  const rows = Array.from({ length: digit.classes }, () => new Int32Array(words * 2).fill(-1));
  offers.forEach(({ demands }, place) => {
    demands.get(index)?.forEach((answer, value) => {
      if (answer === FALSE) clearBit(rows[value]!, place);
      if (answer !== TRUE) clearBit(rows[value]!, place + words * 32);
    });
  });
  return rows;
}

const and = (a: Int32Array, b: Int32Array): Int32Array => a.map((word, at) => word & b[at]!);

interface Column {
  unit: number;
  table: number;
  /** Mean share of the offers that a value leaves possible. */
  share: number;
}

/** Adds the rows of one column: one for each value that the segment tells apart. */
function addColumn(
  digits: readonly (readonly [Digit, readonly Int32Array[]])[],
  values: number,
  words: number,
  store: RowStore,
): Omit<Column, 'unit'> {
  const table = store.table.length;
  const placed = new Map<string, number>();
  const byDigits = new Map<number, number>();
  let possible = 0;
  for (let value = 0; value < values; value += 1) {
    const told = digits.reduce((sum, [digit]) => sum + digitIn(digit, value) * digit.unit, 0);
    if (told === value) {
      const row = digits.map(([digit, rows]) => rows[digitIn(digit, value)]!).reduce(and);
      const key = row.join();
      if (!placed.has(key)) placed.set(key, store.add(row));
      byDigits.set(value, placed.get(key)!);
      possible += row.subarray(0, words).reduce((sum, word) => sum + popCount(word), 0);
    }
    store.table.push(byDigits.get(told)!);
  }
  return { table, share: possible / byDigits.size };
}

export function addSegmentRows(offers: readonly Conditions[], words: number, encoding: Encoding, store: RowStore): SegmentColumns {
  const asked = new Set(offers.flatMap(({ demands }) => [...demands.keys()]));
  const columns = encoding.columnValues.flatMap((values, column): Column[] => {
    const digits = encoding.digits.flatMap((digit, index) =>
      digit.column === column && asked.has(index) ? [[digit, rowsOfDigit(digit, index, offers, words)] as const] : [],
    );
    return digits.length === 0 ? [] : [{ unit: encoding.columnsAt + column, ...addColumn(digits, values, words, store) }];
  });
  columns.sort((a, b) => a.share - b.share);
  return { units: Int32Array.from(columns, ({ unit }) => unit), tables: Int32Array.from(columns, ({ table }) => table) };
}
