import { readConfig } from '@sambung/config';
import { BatchReport, ExchangeModule, SIDT_COLUMNS, TableImports } from '@sambung/exchange';
import { Cell, csvLine, readTable, xlsxStream } from '@sambung/tables';
import { createWriteStream, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { StateDirectory } from '../../apps/cli/src/state-directory';
import { SYSTEM, withServices } from '../../apps/cli/src/seed/seed-context';
import { SIDT_FAULTS, sidtCells, sidtRow } from '../factories/sidt';
import { temporaryFolder } from '../support/temporary-folder';
import { count, times } from './measure';
import { SystemUnderTest } from './system-under-test';

const ROWS = Number(process.env.BENCH_ROWS ?? 100_000);
const PLANTED = ROWS / 100;
const EVERY = ROWS / PLANTED;

/** Row `number` of the file is faulty where `number % EVERY === 0`, and then in one way only. */
const faultOf = (number: number) => (number % EVERY === 0 ? SIDT_FAULTS[(number / EVERY) % SIDT_FAULTS.length] : undefined);

async function* rows(): AsyncGenerator<readonly Cell[]> {
  yield SIDT_COLUMNS;
  for (let number = 0; number < ROWS; number += 1) yield sidtRow(sidtCells(number, faultOf(number)?.cells));
}

/** Highest resident memory while the work runs, MB above where it began. */
async function peak<T>(work: () => Promise<T>): Promise<{ value: T; seconds: number; busy: number; mb: number }> {
  global.gc?.();
  const before = process.memoryUsage.rss();
  let highest = before;
  const timer = setInterval(() => void (highest = Math.max(highest, process.memoryUsage.rss())), 50);
  const [started, processor] = [performance.now(), process.cpuUsage()];
  const value = await work();
  clearInterval(timer);
  const { user, system } = process.cpuUsage(processor);
  return { value, seconds: (performance.now() - started) / 1000, busy: (user + system) / 1e6, mb: (highest - before) / 1e6 };
}

/** The least that any import costs: the same cells, as text, into a table without keys. */
async function bareCopy(url: string): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`create unlogged table bare (${SIDT_COLUMNS.map((column) => `${column} text`).join(', ')})`);
    const lines: string[] = [];
    for await (const row of rows()) lines.push(csvLine(row));
    const started = performance.now();
    await pipeline(Readable.from(lines), client.query(copyFrom('copy bare from stdin with (format csv, header)')));
    return (performance.now() - started) / 1000;
  } finally {
    await client.query('drop table if exists bare');
    await client.end();
  }
}

async function importFile(file: string): Promise<void> {
  const found = new Set<string>();
  const note = ({ faults }: BatchReport) => {
    for (const { line, faults: ofLine } of faults) for (const { pointer, code } of ofLine) found.add(`${line} ${pointer.slice(1)} ${code}`);
  };
  const source = () => ({ fileName: 'sidt', rows: readTable(file), mapping: null });
  const { value, seconds, busy, mb } = await withServices(
    readConfig(),
    (services) => peak(() => services.get(TableImports).run(SYSTEM, source(), { dryRun: false }, note)),
    [ExchangeModule],
  );
  const planted = Array.from({ length: ROWS }, (_, number) => ({ number, fault: faultOf(number) })).flatMap(({ number, fault }) =>
    fault ? [`${number + 2} ${fault.column} ${fault.code}`] : [],
  );
  const missed = planted.filter((one) => !found.has(one));
  const expected = new Set(planted);
  const invented = [...found].filter((one) => !expected.has(one));
  console.log(`imported ${count(value.stored)} of ${count(value.lines)} rows in ${seconds.toFixed(1)} s: ${count(value.lines / seconds)} rows/s, ${busy.toFixed(1)} s of processor, at most ${mb.toFixed(0)} MB above idle`); // prettier-ignore
  console.log(`faults: ${count(planted.length)} planted, ${missed.length} missed, ${invented.length} invented`);
  const url = readConfig().DATABASE_URL;
  const bare = await bareCopy(url);
  console.log(
    `bare COPY of the same cells: ${bare.toFixed(1)} s: ${count(ROWS / bare)} rows/s; the import takes ${times(seconds / bare)} as long`,
  );
  if (missed.length + invented.length > 0) throw new Error(`wrong report: ${[...missed, ...invented].slice(0, 5).join('; ')}`);
}

/** A generated export of SIDT-KUMKM, read from XLSX and stored, against a bare COPY of its cells. */
export async function run(): Promise<void> {
  const system = new SystemUnderTest();
  const folder = temporaryFolder('import');
  try {
    await system.start();
    const file = join(folder, 'sidt.xlsx');
    await pipeline(xlsxStream(rows()), createWriteStream(file));
    console.log(`${count(ROWS)} rows of ${SIDT_COLUMNS.length} columns, ${(statSync(file).size / 1e6).toFixed(1)} MB of XLSX`);
    const secretKey = new StateDirectory(system.folder).secretKey();
    Object.assign(process.env, { DATABASE_URL: system.running.databaseUrl, SECRET_KEY: secretKey, ALLOW_TEST_NIK: 'true' });
    await importFile(file);
  } finally {
    await system.stop();
    system.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}
