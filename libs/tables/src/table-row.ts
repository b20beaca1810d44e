import { DomainError } from '@sambung/errors';

/** One row of a table; `line` is where it stands in the file, the header included. */
export interface TableRow {
  line: number;
  cells: readonly string[];
}

/** The file is no sound table from this line on. */
export class TableBroken extends DomainError {
  constructor(readonly line: number) {
    super('invalid', 'TableBroken', {
      id: `Berkas rusak di baris ${line}: bukan CSV atau XLSX yang utuh.`,
      en: `The file is broken at line ${line}: no sound CSV or XLSX.`,
    });
  }
}
