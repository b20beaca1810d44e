import { CsvError, parse } from 'csv-parse';
import { Readable } from 'node:stream';
import { Cell, neutral } from './neutral';
import { TableBroken, TableRow } from './table-row';

const MOST_IN_ROW = 1_000_000;

/** Spreadsheets of Indonesian locale write semicolons. */
const delimiterOf = (start: string): string => (start.split('\n', 1)[0]!.includes(';') ? ';' : ',');

/** @param start the beginning of the text, as far as the header */
export async function* csvRows(input: Readable, start: string): AsyncGenerator<TableRow> {
  const options = { bom: true, delimiter: delimiterOf(start), info: true, relax_column_count: true, skip_empty_lines: true, trim: true, max_record_size: MOST_IN_ROW }; // prettier-ignore
  const parser = input.pipe(parse(options));
  input.once('error', (error) => parser.destroy(error));
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      yield { line: info.lines, cells: record };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new TableBroken(Number((error as { lines?: number }).lines ?? 1));
  }
}

const field = (cell: Cell): string => {
  const text = neutral(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** RFC 4180, one row, with its end. */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(field).join(',')}\r\n`;
