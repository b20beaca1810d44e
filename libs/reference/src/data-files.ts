import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const DATA = join(__dirname, '../data');

/** Path of a data file that ships with this lib. */
export const dataFile = (name: string): string => join(DATA, name);

/** Rows of a shipped CSV file, without its header. */
export const readCsv = (name: string): string[][] => parse(readFileSync(dataFile(name)), { from_line: 2 });
