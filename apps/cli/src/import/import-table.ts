import { BatchReport, ColumnMapping, ExchangeModule, TableImports } from '@sambung/exchange';
import { csvLine, readTable } from '@sambung/tables';
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { basename } from 'node:path';
import { configOfSystem } from '../running-config';
import { SYSTEM, withServices } from '../seed/seed-context';

export interface TableOptions {
  dryRun?: boolean;
  faults?: string;
}

const PROGRESS_EVERY = 10_000;
const FAULT_COLUMNS = ['line', 'column', 'code', 'id', 'en'];

/** Where faults go: a CSV file, or standard error. */
class FaultReport {
  private readonly file: number | null;

  constructor(path: string | undefined) {
    this.file = path ? openSync(path, 'w') : null;
    if (this.file !== null) writeSync(this.file, csvLine(FAULT_COLUMNS));
  }

  add({ faults, known }: BatchReport): void {
    for (const { line, faults: ofLine } of faults) {
      for (const { pointer, code, detail } of ofLine) this.write(line, pointer.slice(1), code, detail);
    }
    for (const line of known)
      this.write(line, '', 'Known', { id: 'telepon dan nama sudah terdaftar', en: 'phone and name are registered already' });
  }

  private write(line: number, column: string, code: string, { id, en }: { id: string; en: string }): void {
    if (this.file === null) console.error(`line ${line}${column && ` ${column}`}: ${en}`);
    else writeSync(this.file, csvLine([line, column, code, id, en]));
  }

  close(): void {
    if (this.file !== null) closeSync(this.file);
  }
}

/** @param mappingFile null for an export of SIDT-KUMKM */
export async function importTable(file: string, mappingFile: string | undefined, { dryRun = false, faults }: TableOptions): Promise<void> {
  const { config } = configOfSystem();
  const mapping = mappingFile ? (JSON.parse(readFileSync(mappingFile, 'utf8')) as ColumnMapping) : null;
  const report = new FaultReport(faults);
  let told = 0;
  const onBatch = (batch: BatchReport): void => {
    report.add(batch);
    const { lines } = batch.progress;
    if (lines - told < PROGRESS_EVERY) return;
    told = lines;
    console.error(`${lines.toLocaleString('en')} rows`);
  };
  const source = { fileName: basename(file), rows: readTable(file), mapping };
  await withServices(
    config,
    async (services) => {
      const { importId, lines, stored, known, faulty } = await services.get(TableImports).run(SYSTEM, source, { dryRun }, onBatch);
      console.log(
        `${lines} rows: ${stored} ${dryRun ? 'would be stored' : 'stored'}, ${known} known already, ${faulty} faulty${importId ? ` (import ${importId})` : ''}`,
      );
      if (faulty > 0) process.exitCode = 1;
    },
    [ExchangeModule],
  ).finally(() => report.close());
}

export async function undoImport(id: string): Promise<void> {
  const { config } = configOfSystem();
  await withServices(
    config,
    async (services) => {
      const undone = await services.get(TableImports).undo(SYSTEM, id);
      console.log(`${undone.removed} taken back, ${undone.kept} kept because somebody has touched them`);
    },
    [ExchangeModule],
  );
}
