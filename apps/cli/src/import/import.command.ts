import { inTransaction } from '@sambung/database';
import { ActorImport, ImportLine, ImportOutcome } from '@sambung/profiles';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { DataSource } from 'typeorm';
import { configOfSystem } from '../running-config';
import { SYSTEM, withServices } from '../seed/seed-context';
import { importTable, TableOptions, undoImport } from './import-table';

const BATCH = 1_000;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Batches of lines, so that a file of any length needs the memory of one batch. Empty lines are counted and passed over. */
async function* batches(file: string): AsyncGenerator<ImportLine[]> {
  const input = file === '-' ? process.stdin : createReadStream(file);
  let line = 0;
  let batch: ImportLine[] = [];
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    line += 1;
    if (text.trim() === '') continue;
    batch.push({ line, record: parsed(text) });
    if (batch.length === BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

function report({ faults, duplicates }: ImportOutcome): void {
  for (const { line, faults: ofLine } of faults) {
    for (const { pointer, detail } of ofLine) console.error(`line ${line}${pointer && ` ${pointer}`}: ${detail.en}`);
  }
  for (const line of duplicates) console.error(`line ${line}: phone and name are registered already`);
}

class DryRun extends Error {}

export interface ImportOptions extends TableOptions {
  format?: string;
  mapping?: string;
  undo?: string;
}

/** Imports actors; sound lines are stored, faulty ones are listed. Running it again stores nothing twice. */
export async function importCommand(file: string | undefined, options: ImportOptions): Promise<void> {
  const { format, mapping, undo } = options;
  if (undo) return undoImport(undo);
  if (!file) throw new Error('say which file');
  if (format && format !== 'sidt') throw new Error(`there is no format ${format}; there is sidt`);
  return format || mapping ? importTable(file, mapping, options) : importLines(file, options);
}

async function importLines(file: string, { dryRun = false }: TableOptions): Promise<void> {
  const { config } = configOfSystem();
  await withServices(config, async (services) => {
    const total = { stored: 0, duplicates: 0, faulty: 0, lines: 0 };
    for await (const batch of batches(file)) {
      let outcome: ImportOutcome | undefined;
      await inTransaction(services.get(DataSource), async (tx) => {
        outcome = await services.get(ActorImport).store(tx, SYSTEM, batch);
        if (dryRun) throw new DryRun();
      }).catch((error: unknown) => {
        if (!(error instanceof DryRun)) throw error;
      });
      report(outcome!);
      total.lines += batch.length;
      total.stored += outcome!.actorIds.length;
      total.duplicates += outcome!.duplicates.length;
      total.faulty += outcome!.faults.length;
    }
    console.log(
      `${total.lines} lines: ${total.stored} ${dryRun ? 'would be stored' : 'stored'}, ${total.duplicates} known already, ${total.faulty} faulty`,
    );
    if (total.faulty > 0) process.exitCode = 1;
  });
}
