import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { csvRows } from './csv';
import { TableRow } from './table-row';
import { xlsxRows } from './xlsx/read-xlsx';

const ZIP = 'PK';
const START_BYTES = 4_096;

async function startOf(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(START_BYTES), 0, START_BYTES, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** The rows of a CSV file, or of the first sheet of an XLSX file, told apart by how the file begins. @throws TableBroken */
export async function* readTable(file: string): AsyncGenerator<TableRow> {
  const start = await startOf(file);
  if (start.startsWith(ZIP)) yield* xlsxRows(file);
  else yield* csvRows(createReadStream(file), start);
}

export const readCsvText = (text: string): AsyncGenerator<TableRow> => csvRows(Readable.from([text]), text.slice(0, START_BYTES));
