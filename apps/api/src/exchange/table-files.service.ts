import { Principal } from '@sambung/accounts';
import { conflict } from '@sambung/errors';
import { Backlog } from '@sambung/events';
import { ColumnMapping, TableImports } from '@sambung/exchange';
import { readTable } from '@sambung/tables';
import { Injectable, Logger } from '@nestjs/common';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { v7 as uuid } from 'uuid';
import { Upload, UploadRule } from '../http/uploads';

export const TABLE_FILE = { field: 'berkas', mostBytes: 50_000_000, kinds: ['text', 'xlsx'] } as const satisfies UploadRule;

/** Tables that one process brings in at a time: each keeps a core and two connections busy. */
const MOST_RUNNING = 2;

export interface TableWish {
  /** Null for an export of SIDT-KUMKM. */
  mapping: ColumnMapping | null;
  dryRun: boolean;
}

const tooMany = () =>
  conflict(
    'ImportsBusy',
    'Impor lain masih berjalan. Coba lagi sesudah selesai.',
    'Other imports are still running. Try again once they are done.',
  );

/** Brings in uploaded tables of any length while their sender looks at the progress. */
@Injectable()
export class TableFiles {
  private readonly logger = new Logger(TableFiles.name);
  private running = 0;

  constructor(
    private readonly imports: TableImports,
    private readonly backlog: Backlog,
  ) {}

  /**
   * Puts the file aside and begins; answers after the first rows. A process that ends leaves the import as far as it came, and
   * sending the file again adds nothing twice.
   * @returns the id of the import
   * @throws DomainError for a file, a mapping or a header that cannot be
   */
  async take(caller: Principal, upload: Upload, { mapping, dryRun }: TableWish): Promise<string> {
    await this.backlog.refuseBulkWhenBehind();
    if (this.running >= MOST_RUNNING) throw tooMany();
    this.running += 1;
    const folder = await mkdtemp(join(tmpdir(), 'sambung-table-'));
    const end = async (): Promise<void> => {
      this.running -= 1;
      await rm(folder, { recursive: true, force: true });
    };
    const file = join(folder, 'table');
    let fileName: string;
    try {
      const { name, stream } = await upload.open();
      await pipeline(stream, createWriteStream(file, { mode: 0o600 }));
      fileName = name;
    } catch (error) {
      await end();
      throw error;
    }
    const importId = uuid();
    await new Promise<void>((begun, refused) => {
      const source = { fileName, rows: readTable(file), mapping, importId };
      const run = this.imports.run(caller, source, { dryRun }, () => begun());
      run
        .then(() => begun(), (error: Error) => {
          this.logger.warn(`import ${importId} stopped: ${error.message}`);
          refused(error);
        })
        .finally(() => void end()); // prettier-ignore
    });
    return importId;
  }
}
