import { DigitSource } from './demands';

/** Where a digit stands in a record: its column holds Σ digit × unit. */
export interface Digit extends DigitSource {
  column: number;
  unit: number;
}

/**
 * A record is a row of 16-bit units: the region (3), the score of the stage (1), one bit for each class of needs, then the columns of digits.
 */
export const REGION_UNITS = 0;
export const STAGE_UNIT = 3;
export const WANT_UNITS = 4;

/** So many values a column may take, unless one digit alone takes more: each value has a row of bits in every segment. */
const MOST_VALUES = 256;

/** Puts the digits into as few columns as first-fit finds, the most used first, so that few columns serve most rules. */
export function layOut(sources: readonly DigitSource[]): { digits: readonly Digit[]; columnValues: readonly number[] } {
  const columnValues: number[] = [];
  const digits = sources.map((source): Digit => {
    const free = columnValues.findIndex((values) => values * source.classes <= MOST_VALUES);
    const column = free === -1 ? columnValues.push(1) - 1 : free;
    const unit = columnValues[column]!;
    columnValues[column] = unit * source.classes;
    return { ...source, column, unit };
  });
  return { digits, columnValues };
}

/** The value of a digit in a column that holds `value`. */
export const digitIn = ({ unit, classes }: Digit, value: number): number => Math.floor(value / unit) % classes;
