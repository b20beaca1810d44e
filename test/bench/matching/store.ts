import { Config, readConfig } from '@sambung/config';
import { inTransaction } from '@sambung/database';
import { BINARY_HEADER, BINARY_TRAILER, COPY_SUGGESTIONS, MatchesModule, Recompute, RegionRematch, Rematches } from '@sambung/matches';
import { ActorImport, linesOf } from '@sambung/profiles';
import { randomBytes } from 'node:crypto';
import { on } from 'node:events';
import { join } from 'node:path';
import { rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Worker } from 'node:worker_threads';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { DataSource } from 'typeorm';
import { inventActors } from '../../../apps/cli/src/demo/invented-actors';
import { startPostgres } from '../../../apps/cli/src/embedded/postgres';
import { silently } from '../../../apps/cli/src/progress';
import { prepareDatabase } from '../../../apps/cli/src/seed/prepare-database';
import { SYSTEM, withServices } from '../../../apps/cli/src/seed/seed-context';
import { temporaryFolder } from '../../support/temporary-folder';
import { backendOf, count, line, median, ns, processorMs, serverMs, timed, times } from '../measure';
import { CopyWork, TupleMaker } from './copy-worker';
import { Market } from './market';
import { comparePartitions } from './partitions';

const CHUNK = 2_000;
/** Chunks that the thread has been asked for and that are not yet written. */
const AHEAD = 6;
const REPEATS = 3;
const ONE_BY_ONE = 200;

const chunksOf = (size: number): { from: number; to: number }[] =>
  Array.from({ length: Math.ceil(size / CHUNK) }, (_, chunk) => ({ from: chunk * CHUNK, to: Math.min(size, (chunk + 1) * CHUNK) }));

/** Seconds of one COPY of everything that the source gives, on the clock: two processes work. */
async function copySeconds(client: Client, source: () => AsyncIterable<Buffer>): Promise<number> {
  await client.query('truncate benched');
  const started = performance.now();
  await pipeline(Readable.from(source()), client.query(copyFrom(COPY_SUGGESTIONS.replace('staged_suggestions', 'benched'))));
  return (performance.now() - started) / 1000;
}

async function* framed(chunks: Iterable<Buffer> | AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield BINARY_HEADER;
  yield* chunks;
  yield BINARY_TRAILER;
}

/** The chunks as a thread beside this one makes them, some ahead of the one that is written. */
async function* fromWorker(worker: Worker, size: number): AsyncGenerator<Buffer> {
  const chunks = chunksOf(size);
  const answers = on(worker, 'message', { highWaterMark: AHEAD * 2 });
  for (const chunk of chunks.slice(0, AHEAD)) worker.postMessage(chunk);
  for (let index = 0; index < chunks.length; index += 1) {
    const [bytes] = (await answers.next()).value as [Uint8Array];
    if (index + AHEAD < chunks.length) worker.postMessage(chunks[index + AHEAD]);
    yield Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  await answers.return!();
}

/** Computing and writing against writing alone; the bytes must be the same. */
async function compareCopy(client: Client, market: Market): Promise<void> {
  await client.query('create table benched (like suggestions including all)');
  await client.query('alter table benched drop column regency, add primary key (actor_id)');
  const { compiled, day, records, size } = market;
  const work: CopyWork = { compiled, day, records, size };
  const maker = new TupleMaker(work);
  const { value: ready, ms } = timed(1, () => chunksOf(size).map((chunk) => maker.tuples(chunk)));
  const worker = new Worker(join(__dirname, 'copy-worker.js'), { workerData: work });
  const sum = async () =>
    (await client.query<{ sum: string }>('select md5(string_agg(packed, null order by actor_id)) as sum from benched')).rows[0]!.sum;
  try {
    const pid = await backendOf(client);
    const bare: number[] = [];
    const both: number[] = [];
    let copying = 0;
    for (let run = 0; run < REPEATS; run += 1) {
      const before = serverMs(pid) + processorMs();
      bare.push(await copySeconds(client, () => framed(ready)));
      copying += serverMs(pid) + processorMs() - before;
      const expected = await sum();
      both.push(await copySeconds(client, () => framed(fromWorker(worker, size))));
      if ((await sum()) !== expected) throw new Error('what was computed beside the COPY differs');
    }
    const bytes = ready.reduce((total, chunk) => total + chunk.length, 0);
    line('compute + COPY, profiles/s', count(size / median(both)), `bare COPY ${count(size / median(bare))}`, times(median(both) / median(bare)), '≤ 2× the time, 4× at worst'); // prettier-ignore
    const copyMs = copying / REPEATS;
    line('  processor time alone, a profile', ns((ms * 1e6) / size), `COPY, server and client ${ns((copyMs * 1e6) / size)}`, times((ms + copyMs) / copyMs)); // prettier-ignore
    line('  bytes a profile', count(bytes / size), '', '');
  } finally {
    await worker.terminate();
  }
}

/** The job as the matcher runs it, facts read and hashed, against matching one by one; shipped offers, invented actors. */
async function compareJobs(config: Config, actors: number): Promise<void> {
  await withServices(config, async (services) => {
    const dataSource = services.get(DataSource);
    const run = <T>(work: Parameters<typeof inTransaction<T>>[1]) => inTransaction(dataSource, work);
    await run((tx) => services.get(ActorImport).store(tx, SYSTEM, linesOf(inventActors(actors, 1))));
    await dataSource.query('analyze');
    const ids = (await dataSource.query<{ id: string }[]>('select id from actors order by id limit $1', [ONE_BY_ONE])).map(({ id }) => id);
    const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
      const started = performance.now();
      await work();
      return (performance.now() - started) / 1000;
    };
    const oneByOne = ONE_BY_ONE / (await secondsOf(async () => { for (const id of ids) await run((tx) => services.get(Recompute).profile(tx, id)); })); // prettier-ignore
    const { id } = await run((tx) => services.get(Rematches).start(tx, null));
    const open = () => dataSource.query<{ id: string }[]>('select id from rematch_parts where rematch_id = $1 and done_at is null', [id]);
    const seconds = await secondsOf(async () => {
      for (let parts = await open(); parts.length > 0; parts = await open()) {
        for (const part of parts) await run((tx) => services.get(RegionRematch).next(tx, part.id));
      }
    });
    line('re-match job, profiles/s, 36 shipped offers', count(actors / seconds), `one by one ${count(oneByOne)}`, times(actors / seconds / oneByOne)); // prettier-ignore
  }, [MatchesModule]); // prettier-ignore
}

export async function compareStores(market: Market, actors: number): Promise<void> {
  const folder = temporaryFolder('bench');
  const postgres = await startPostgres(join(folder, 'postgres'));
  try {
    const config = readConfig({ DATABASE_URL: postgres.url, SECRET_KEY: randomBytes(32).toString('base64'), ALLOW_TEST_NIK: 'true' });
    await prepareDatabase(config, silently);
    const client = new Client({ connectionString: postgres.url });
    await client.connect();
    await compareCopy(client, market);
    await compareJobs(config, actors);
    await comparePartitions(client);
    await client.end();
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
