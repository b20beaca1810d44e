import { readConfig } from '@sambung/config';
import { migrate } from '@sambung/database';
import { BatchReport, ExchangeModule, SIDT_COLUMNS, TableImports } from '@sambung/exchange';
import { Cell, csvLine, readTable, xlsxStream } from '@sambung/tables';
import { randomBytes } from 'node:crypto';
import { createWriteStream, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { startPostgres } from '../../apps/cli/src/embedded/postgres';
import { loadReference } from '../../apps/cli/src/seed/load-reference';
import { SYSTEM, withServices } from '../../apps/cli/src/seed/seed-context';
import { SIDT_FAULTS, sidtCells, sidtRow } from '../factories/sidt';
import { temporaryFolder } from '../support/temporary-folder';
import { backendOf, count, processorMs, serverMs, times } from './measure';

const ROWS = Number(process.env.BENCH_ROWS ?? 100_000);
const PLANTED = ROWS / 100;
const EVERY = ROWS / PLANTED;

/** Row `number` of the file is faulty where `number % EVERY === 0`, and then in one way only. */
const faultOf = (number: number) => (number % EVERY === 0 ? SIDT_FAULTS[(number / EVERY) % SIDT_FAULTS.length] : undefined);

async function* rows(): AsyncGenerator<readonly Cell[]> {
  yield SIDT_COLUMNS;
  for (let number = 0; number < ROWS; number += 1) yield sidtRow(sidtCells(number, faultOf(number)?.cells));
}

/** Seconds of processor that the server's processes for others' connections have had. */
async function serverSeconds(client: Client): Promise<number> {
  const { rows: others } = await client.query<{ pid: number }>(
    `select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
  );
  return others.reduce((sum, { pid }) => sum + serverMs(pid), 0) / 1000;
}

interface Cost {
  seconds: number;
  /** Seconds of processor, here and at the server: unlike the clock's they do not count what others on the machine do. */
  here: number;
  there: number;
  /** Highest resident memory of this process above where it began. */
  mb: number;
}

/** @param serverSoFar seconds of processor of the server's processes that do the work */
async function measured<T>(serverSoFar: () => Promise<number>, work: () => Promise<T>): Promise<Cost & { value: T }> {
  global.gc?.();
  const before = process.memoryUsage.rss();
  let highest = before;
  const timer = setInterval(() => void (highest = Math.max(highest, process.memoryUsage.rss())), 50);
  const [started, processor, server] = [performance.now(), processorMs(), await serverSoFar()];
  const value = await work();
  clearInterval(timer);
  const cost = { seconds: (performance.now() - started) / 1000, here: (processorMs() - processor) / 1000, mb: (highest - before) / 1e6 };
  return { value, ...cost, there: (await serverSoFar()) - server };
}

const told = ({ seconds, here, there }: Cost): string =>
  `${seconds.toFixed(1)} s: ${count(ROWS / seconds)} rows/s; ${here.toFixed(1)} s of processor here and ${there.toFixed(1)} s at the server`;

/** The least that any import costs: the same cells, as text, into a table without keys. */
async function bareCopy(url: string): Promise<Cost> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`create unlogged table bare (${SIDT_COLUMNS.map((column) => `${column} text`).join(', ')})`);
    const lines: string[] = [];
    for await (const row of rows()) lines.push(csvLine(row));
    const backend = await backendOf(client);
    return await measured(
      () => Promise.resolve(serverMs(backend) / 1000),
      () => pipeline(Readable.from(lines), client.query(copyFrom('copy bare from stdin with (format csv, header)'))),
    );
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
  const url = readConfig().DATABASE_URL;
  const watcher = new Client({ connectionString: url });
  await watcher.connect();
  const { value, ...cost } = await withServices(
    readConfig(),
    (services) =>
      measured(
        () => serverSeconds(watcher),
        () => services.get(TableImports).run(SYSTEM, source(), { dryRun: false }, note),
      ),
    [ExchangeModule],
  ).finally(() => watcher.end());
  const planted = Array.from({ length: ROWS }, (_, number) => ({ number, fault: faultOf(number) })).flatMap(({ number, fault }) =>
    fault ? [`${number + 2} ${fault.column} ${fault.code}`] : [],
  );
  const missed = planted.filter((one) => !found.has(one));
  const expected = new Set(planted);
  const invented = [...found].filter((one) => !expected.has(one));
  console.log(
    `imported ${count(value.stored)} of ${count(value.lines)} rows in ${told(cost)}; at most ${cost.mb.toFixed(0)} MB above idle`,
  );
  console.log(`faults: ${count(planted.length)} planted, ${missed.length} missed, ${invented.length} invented`);
  const bare = await bareCopy(url);
  console.log(`bare COPY of the same cells: ${told(bare)}`);
  console.log(`the import takes ${times(cost.seconds / bare.seconds)} as long and ${times((cost.here + cost.there) / (bare.here + bare.there))} the processor`); // prettier-ignore
  if (missed.length + invented.length > 0) throw new Error(`wrong report: ${[...missed, ...invented].slice(0, 5).join('; ')}`);
}

/** A generated export of SIDT-KUMKM, read from XLSX and stored, against a bare COPY of its cells. */
export async function run(): Promise<void> {
  const folder = temporaryFolder('import');
  const server = await startPostgres(join(folder, 'postgres'));
  try {
    const file = join(folder, 'sidt.xlsx');
    await pipeline(xlsxStream(rows()), createWriteStream(file));
    console.log(`${count(ROWS)} rows of ${SIDT_COLUMNS.length} columns, ${(statSync(file).size / 1e6).toFixed(1)} MB of XLSX`);
    Object.assign(process.env, { DATABASE_URL: server.url, SECRET_KEY: randomBytes(32).toString('base64'), ALLOW_TEST_NIK: 'true' });
    await migrate(server.url);
    await loadReference(server.url);
    await importFile(file);
  } finally {
    await server.stop();
    rmSync(server.directory, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  }
}
