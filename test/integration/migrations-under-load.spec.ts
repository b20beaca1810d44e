import { dataSourceOptions, migrate } from '@sambung/database';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { actorRequest } from '../factories/actors';
import { cast, Cast } from '../factories/story';
import { TestSystem } from '../support/test-system';

/** The last migration that the processes cannot do without. */
const NEEDED = 1763800000052;
/** The first that processes of the release before may find being applied. */
const FIRST = 1763800000026;
const PAUSE_MS = 20;
const WRITERS = 4;

/** Nobody may wait for longer: a write that does fails. */
const LONGEST_WAIT = '2s';

/** What the release before writes, on tables that are being changed. */
const STATEMENTS = [
  `insert into outbox (id, aggregatetype, aggregateid, type, job, done_at) values (gen_random_uuid(), 'actor', gen_random_uuid(), 'profile.saved', 'match-profile', now())`,
  'update webhook_endpoints set tests = tests + 1',
  `insert into facts (id, actor_id, key, value, level, source, observed_at, ended_at, end_reason)
   select gen_random_uuid(), id, 'business.outlets', '1', 'declared', 'lama', current_date, now(), 'superseded' from actors limit 1`,
  `insert into partner_events (id, type, institution_id, subject_id, version, body) select gen_random_uuid(), 'endpoint.test', id, gen_random_uuid(), 1, '{}' from institutions limit 1`,
];

/** A deadlock is no refusal: every process tries again, as `inTransaction` does. A lock that is not had in time is one here. */
async function writeAsProcessesDo(client: Client, sql: string): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query(sql);
      return 'written';
    } catch (error) {
      if (attempt === 4 || (error as { code?: string }).code !== '40P01') return String(error);
    }
  }
}

describe('migrations while people save', () => {
  let system: TestSystem;
  let people: Cast;
  const url = () => process.env.DATABASE_URL!;

  beforeAll(async () => {
    system = await TestSystem.start({ workers: [] });
    people = await cast(system);
  });

  afterAll(async () => {
    await system.query(`delete from partner_events where body = '{}'`);
    await system.stop();
  });

  /** Takes back every migration from one on. @returns how many */
  async function goBackBefore(number: number): Promise<number> {
    const dataSource = await new DataSource(dataSourceOptions(url(), 'migration')).initialize();
    const rows: unknown[] = await dataSource.query('select from migrations where timestamp >= $1', [number]);
    for (const _ of rows) await dataSource.undoLastMigration({ transaction: 'each' });
    await dataSource.destroy();
    return rows.length;
  }

  /** Writes on and on while `work` goes on. @returns what each write came to */
  async function during(work: () => Promise<unknown>, write: () => Promise<unknown>): Promise<unknown[]> {
    const outcomes: unknown[] = [];
    const end = new AbortController();
    const writer = async () => {
      do {
        outcomes.push(await write());
        await wait(PAUSE_MS);
      } while (!end.signal.aborted);
    };
    const writers = Array.from({ length: WRITERS }, writer);
    await work().finally(() => end.abort());
    await Promise.all(writers);
    return outcomes;
  }

  it('refuse nobody who saves through the API', async () => {
    const { body: actor } = await people.owner.post<{ id: string }>('/actors', actorRequest());
    const count = await goBackBefore(NEEDED + 1);
    const applied: string[] = [];
    let workers = 0;
    const statuses = await during(
      async () => applied.push(...(await migrate(url()))),
      async () => (await people.owner.patch(`/actors/${actor.id}/facts`, { facts: { 'business.workers': { value: (workers += 1) % 9 } } })).status, // prettier-ignore
    );
    expect(applied).toHaveLength(count);
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  it('block nothing that the release before writes, also when a long report holds a table', async () => {
    const count = await goBackBefore(FIRST);
    const report = new Client({ connectionString: url() });
    await report.connect();
    await report.query('begin; select count(*) from webhook_endpoints; select count(*) from outbox');
    const clients = await Promise.all(STATEMENTS.map(async () => {
      const client = new Client({ connectionString: url(), options: `-c lock_timeout=${LONGEST_WAIT}` });
      await client.connect();
      return client;
    })); // prettier-ignore
    const outcomes = await during(
      async () => {
        const migrated = migrate(url());
        const isWaiting = async () => (await system.query(`select from pg_stat_activity where wait_event_type = 'Lock' and query ~ 'alter table' and datname = current_database()`)).length > 0; // prettier-ignore
        while (!(await isWaiting())) await wait(PAUSE_MS);
        while (await isWaiting()) await wait(PAUSE_MS);
        await report.query('commit');
        expect(await migrated).toHaveLength(count);
      },
      () => Promise.all(clients.map((client, index) => writeAsProcessesDo(client, STATEMENTS[index]!))),
    );
    expect(new Set(outcomes.flat())).toEqual(new Set(['written']));
    for (const client of [...clients, report]) await client.end();
    const kept = await system.query(
      `select from facts join actors on actors.id = actor_id where source = 'lama' and facts.regency = actors.regency`,
    );
    expect(kept).toHaveLength(outcomes.length);
  });
});
