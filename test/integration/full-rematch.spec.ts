import { inTransaction } from '@sambung/database';
import { emit } from '@sambung/events';
import { Rematches, RematchProgress, RegionRematch } from '@sambung/matches';
import { Offer } from '@sambung/offers';
import { ActorImport, linesOf } from '@sambung/profiles';
import { isDeepStrictEqual } from 'node:util';
import { In } from 'typeorm';
import { inventActors } from '../../apps/cli/src/demo/invented-actors';
import { SYSTEM } from '../../apps/cli/src/seed/seed-context';
import { actorRequest } from '../factories/actors';
import { cast, Cast, interestedActor } from '../factories/story';
import { ProgramProcess } from '../support/child-process';
import { eventually } from '../support/eventually';
import { temporaryFolder } from '../support/temporary-folder';
import { TestSystem } from '../support/test-system';

interface Row {
  actor_id: string;
  packed: string;
  facts_hash: string;
  engine: string;
  as_of: string;
  valid_until: string | null;
}

const ACTORS = 120;
/** Batches so small that a kecamatan takes several. */
const BATCH = 3;
const PATIENCE_MS = 60_000;

jest.setTimeout(240_000);

/** Facts that end soon or are well supported, and findings of officers, which invented actors lack. */
const SEASONING = [
  `update facts set valid_until = current_date + (abs(hashtext(id::text)) % 90) - 30 where abs(hashtext(id::text)) % 7 = 0`,
  `update facts set level = (array['document', 'officer', 'registry'])[abs(hashtext(id::text)) % 3 + 1] where abs(hashtext(id::text)) % 5 = 0`,
  `insert into officer_checks (id, actor_id, check_id, value, reason, recorded_by)
   select gen_random_uuid(), actors.id, check_id, hashtext(actors.id || check_id) % 4 <> 0, 'dilihat', owner_id
   from actors, (select distinct jsonb_path_query(document, '$.**.officerCheck') #>> '{}' as check_id from offer_versions) checks
   where hashtext(check_id || actors.id) % 3 = 0`,
];

describe('a full re-match', () => {
  let system: TestSystem;
  let people: Cast;

  beforeAll(async () => {
    system = await TestSystem.start({ workers: [], environment: { OUTBOX_LEASE_SECONDS: '60' } });
    people = await cast(system);
    await inTransaction(system.dataSource, (tx) => system.get(ActorImport).store(tx, SYSTEM, linesOf(inventActors(ACTORS, 3))));
    for (const statement of SEASONING) await system.query(statement);
    await interestedActor(people);
    const { body: shy } = await people.owner.post<{ id: string }>('/actors', actorRequest());
    await system.query('update consents set withdrawn_at = now() where actor_id = $1', [shy.id]);
    // Everybody waits to be matched for the save already.
    await system.query(`update outbox set done_at = now() where job = 'rematch-offer'`);
    const matcher = await system.startWorker('matcher');
    matcher.get(RegionRematch).batchSize = BATCH;
    await system.noPendingWork(180_000);
  });

  afterAll(() => system.stop());

  afterEach(() => system.noPendingWork());

  const rows = () =>
    system.query<Row>(
      `select actor_id, encode(packed, 'hex') as packed, facts_hash, engine, as_of::text, valid_until::text from suggestions order by actor_id`,
    );
  const unfinished = async (): Promise<number> => (await system.query('select from rematches where finished_at is null')).length;
  const start = (region: string | null = null) => inTransaction(system.dataSource, (tx) => system.get(Rematches).start(tx, region));
  const pause = () => inTransaction(system.dataSource, (tx) => system.get(Rematches).pause(tx));
  const resume = () => inTransaction(system.dataSource, (tx) => system.get(Rematches).resume(tx));
  const progress = async (id: string): Promise<RematchProgress> =>
    (await inTransaction(system.dataSource, (tx) => system.get(Rematches).progress(tx, id)))!;
  const finished = (id: string) =>
    eventually('the end of the re-match', () => progress(id), ({ rematch }) => rematch.finishedAt !== null, PATIENCE_MS); // prettier-ignore

  it('writes byte for byte what matching one by one writes, over lost and spoilt rows', async () => {
    const expected = await rows();
    expect(expected.length).toBeGreaterThan(ACTORS - 30);
    expect(new Set(expected.map(({ packed }) => packed)).size).toBeGreaterThan(60);
    expect(new Set(expected.map(({ valid_until }) => valid_until)).size).toBeGreaterThan(20);
    await system.query(`delete from suggestions where abs(hashtext(actor_id::text)) % 3 = 0`);
    await system.query(
      `update suggestions set packed = '\\x01', facts_hash = '', valid_until = null where abs(hashtext(actor_id::text)) % 3 = 1`,
    );
    const [{ now }] = (await system.query<{ now: Date }>('select clock_timestamp() as now')) as [{ now: Date }];

    const { id, isNew } = await start();
    expect(isNew).toBe(true);
    const end = await finished(id);
    expect(end.matched).toBe(end.actors);
    expect(end.partsDone).toBe(end.parts);
    expect(end.parts).toBeGreaterThan(20);
    expect(await rows()).toEqual(expected);
    expect(await system.query('select from suggestions where computed_at < $1', [now])).toEqual([]);
  });

  describe('after a change of an offer', () => {
    /** Spoils everything, says that offers changed and waits. @returns the actors whose rows are right again, and how many were matched one by one */
    async function change(slugs: readonly string[]): Promise<{ right: Set<string>; saves: number }> {
      const expected = new Map((await rows()).map((row) => [row.actor_id, row]));
      await system.query(`update suggestions set packed = '\\x01', facts_hash = '', valid_until = null`);
      const [{ now }] = (await system.query<{ now: Date }>('select clock_timestamp() as now')) as [{ now: Date }];
      await inTransaction(system.dataSource, async (tx) => {
        for (const { id } of await tx.findBy(Offer, { slug: In([...slugs]) })) await emit(tx, 'offer.changed', { offerId: id });
      });
      await system.noPendingWork(PATIENCE_MS);
      const right = (await rows()).filter((row) => isDeepStrictEqual(row, expected.get(row.actor_id)));
      const saves = await system.query(`select from outbox where job = 'match-profile' and created_at >= $1`, [now]);
      for (const row of expected.values()) {
        await system.query(`update suggestions set packed = decode($2, 'hex'), facts_hash = $3, valid_until = $4 where actor_id = $1`, [
          row.actor_id,
          row.packed,
          row.facts_hash,
          row.valid_until,
        ]);
      }
      expect(await system.query('select from rematches where concerned is not null')).toEqual([]);
      return { right: new Set(right.map(({ actor_id }) => actor_id)), saves: saves.length };
    }
    const concerned = async (slugs: readonly string[]): Promise<Set<string>> => {
      const found = await system.query<{ id: string }>(
        `select distinct actors.id from actors join suggestions on actor_id = actors.id, offers join offer_versions on offer_id = offers.id
         where slug = any($1) and (document->'roles' = '[]' or document->'roles' ?| actors.roles)`,
        [slugs],
      );
      return new Set(found.map(({ id }) => id));
    };

    it.each([
      ['for many roles', ['berdaya-bersama']],
      ['for migrants alone', ['kur-penempatan-pmi']],
    ])('%s matches whom it concerns in parts, as a save would, and nobody else', async (_, slugs) => {
      const whom = await concerned(slugs);
      expect(await change(slugs)).toEqual({ right: whom, saves: 0 });
      expect(whom.size).toBeGreaterThan(2);
    });

    it('is one re-match for offers that change before it has begun', async () => {
      const waiting = await inTransaction(system.dataSource, async (tx) => {
        for (const { id } of await tx.findBy(Offer, { slug: In(['kur-penempatan-pmi', 'hibah-alat-purna-pmi']) }))
          await system.get(Rematches).startForOffer(tx, id);
        return (await tx.query('select concerned from rematches where finished_at is null')) as { concerned: { roles: string[] }[] }[];
      });
      expect(waiting.map(({ concerned }) => concerned.map(({ roles }) => roles))).toEqual([[['migrant'], ['migrant']]]);
    });
  });

  it('of one region touches that region alone', async () => {
    const touched = () =>
      system.query<{ region: string }>(
        `select distinct left(region_code, 5) as region from suggestions join actors on actors.id = actor_id
         where computed_at >= (select max(requested_at) from rematches)`,
      );
    const { id } = await start('35.79');
    await finished(id);
    expect(await touched()).toEqual([{ region: '35.79' }]);
    const { id: nowhere } = await start('11');
    expect((await progress(nowhere)).rematch.finishedAt).not.toBeNull();
  });

  it('is asked for once however often somebody asks, stops when paused and goes on where it was', async () => {
    const expected = await rows();
    const first = await start();
    await pause();
    expect(await start('35')).toEqual({ id: first.id, isNew: false });
    await system.noPendingWork();
    const stopped = await progress(first.id);
    expect(stopped.rematch.finishedAt).toBeNull();
    await resume();
    await resume();
    const end = await finished(first.id);
    expect(end.matched).toBe(end.actors);
    expect(await rows()).toEqual(expected);
    expect(await inTransaction(system.dataSource, (tx) => system.get(Rematches).pause(tx))).toBeNull();
    expect(await unfinished()).toBe(0);
  });

  it('is asked for and followed from the command line, which names what is wrong', async () => {
    const command = async (...parameters: string[]): Promise<[number | null, string]> => {
      const program = new ProgramProcess('cli/src/main.js', ['rematch', ...parameters], { cwd: temporaryFolder('rematch') });
      return [await program.end(), program.output];
    };
    expect(await command('--region', '35.79')).toEqual([
      0,
      expect.stringMatching(/^Matching again.*\n[^]*finished: (\d+) of \1 actors \(100 %\)/),
    ]);
    expect(await command('--status')).toEqual([0, expect.stringMatching(/^finished: /)]);
    expect(await command('--pause')).toEqual([0, 'No re-match is under way.\n']);
    expect(await command('--all', '--status')).toEqual([1, expect.stringContaining('say one of --all')]);
    expect(await command('--region', '35-79')).toEqual([1, expect.stringContaining('--region: ')]);
  });

  it('leaves an actor that somebody is writing to the save', async () => {
    const [actor] = await system.query<{ id: string; kecamatan: string }>(
      `select id, left(region_code, 8) as kecamatan from actors where status = 'active' limit 1`,
    );
    const writer = system.dataSource.createQueryRunner();
    await writer.startTransaction();
    await writer.query('select from actors where id = $1 for update', [actor!.id]);
    const { id } = await start(actor!.kecamatan);
    await finished(id);
    await writer.commitTransaction();
    await writer.release();
    const left = await system.query(
      `select from outbox, rematches where rematches.id = $1 and aggregateid = $2 and job = 'match-profile' and created_at > requested_at`,
      [id, actor!.id],
    );
    expect(left).toHaveLength(1);
  });

  it('outlives the death of a matcher', async () => {
    const other = await TestSystem.start({ workers: [], environment: { OUTBOX_LEASE_SECONDS: '1' } });
    const matchers: ProgramProcess[] = [];
    const startMatcher = () => matchers.push(new ProgramProcess('matcher/src/main.js', [], { env: { ...process.env, LOG_LEVEL: 'warn' } }));
    try {
      await inTransaction(other.dataSource, async (tx) => {
        await other.get(ActorImport).store(tx, SYSTEM, linesOf(inventActors(ACTORS, 4)));
        await tx.query(`update outbox set done_at = now() where job = 'match-profile'`);
      });
      const { id } = await inTransaction(other.dataSource, (tx) => other.get(Rematches).start(tx, null));
      const read = async () => (await inTransaction(other.dataSource, (tx) => other.get(Rematches).progress(tx, id)))!;
      startMatcher();
      await eventually('some progress', read, ({ partsDone }) => partsDone > 0);
      matchers[0]!.signal('SIGKILL');
      const killed = await read();
      startMatcher();
      const end = await eventually('the end', read, ({ rematch }) => rematch.finishedAt !== null, PATIENCE_MS);
      expect(end.matched).toBe(end.actors);
      expect(end.partsDone).toBeGreaterThanOrEqual(killed.partsDone);
    } finally {
      for (const matcher of matchers) matcher.signal('SIGKILL');
      await other.stop();
    }
  });
});
