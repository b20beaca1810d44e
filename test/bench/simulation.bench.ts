import { readConfig } from '@sambung/config';
import { inTransaction } from '@sambung/database';
import { toSituation } from '@sambung/matches';
import { evaluateTree } from '@sambung/matching';
import { OfferDocument } from '@sambung/offers';
import { ActorImport, linesOf } from '@sambung/profiles';
import { setTimeout as wait } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { ApiClient } from '../../apps/cli/src/demo/api-client';
import { inventActors } from '../../apps/cli/src/demo/invented-actors';
import { SYSTEM, withServices } from '../../apps/cli/src/seed/seed-context';
import { StateDirectory } from '../../apps/cli/src/state-directory';
import { count, times } from './measure';
import { toProfile } from './invented-profiles';
import { saveToRow } from './save-to-row';
import { percentiles, SystemUnderTest } from './system-under-test';

const ACTORS = Number(process.env.BENCH_ACTORS ?? 100_000);
const PART = 1_000;
const SLUG = 'kur-mikro-2026';
const SAVES = 100;
const LOOK_EVERY_MS = 250;

/** Registered and agreed to be matched, but left unmatched: only what the simulation does is looked at. */
async function populate(dataSource: DataSource, actors: ActorImport): Promise<void> {
  const lines = linesOf(inventActors(ACTORS, 1));
  for (let start = 0; start < lines.length; start += PART) {
    await inTransaction(dataSource, async (tx) => {
      await actors.store(tx, SYSTEM, lines.slice(start, start + PART));
      await tx.query(`update outbox set done_at = now() where job = 'match-profile' and done_at is null`);
    });
  }
  const runner = dataSource.createQueryRunner();
  // The server may be vacuuming the same tables by itself.
  await runner.query('set lock_timeout = 0');
  await runner.query('vacuum analyze');
  await runner.query('reset lock_timeout');
  await runner.release();
}

interface Simulated {
  state: string;
  people: number;
  scanned: number;
}

/** Seconds until a simulation has looked at everybody, and the highest memory of all processes meanwhile. */
async function simulate(
  system: SystemUnderTest,
  planner: ApiClient,
  document: OfferDocument,
): Promise<Simulated & { seconds: number; mb: number }> {
  const started = performance.now();
  const { id } = await planner.post<{ id: string }>(`/offers/${SLUG}/simulations`, { document });
  for (let mb = system.memory(); ; mb = Math.max(mb, system.memory())) {
    const simulated = await planner.get<Simulated>(`/simulations/${id}`);
    if (simulated.state === 'done') return { ...simulated, seconds: (performance.now() - started) / 1000, mb };
    await wait(LOOK_EVERY_MS);
  }
}

/** Seconds that the engine alone takes for both rules and as many people, in memory. */
function engineAlone(before: OfferDocument, after: OfferDocument, people: number): number {
  const profiles = inventActors(2_000, 1).map(toProfile);
  const started = performance.now();
  for (const profile of profiles) {
    const situation = toSituation(profile, '2026-11-22');
    for (const { requires } of [before, after]) evaluateTree(requires, situation);
  }
  return ((performance.now() - started) / 1000) * (people / profiles.length);
}

async function measure(system: SystemUnderTest, dataSource: DataSource, actors: ActorImport): Promise<void> {
  const filling = performance.now();
  await populate(dataSource, actors);
  console.log(`${count(ACTORS)} actors imported in ${((performance.now() - filling) / 1000).toFixed(0)} s`);
  const [owner, planner] = [await system.signIn('owner'), await system.signIn('planner')];
  const { document } = await planner.get<{ document: OfferDocument }>(`/offers/${SLUG}`);
  const after: OfferDocument = { ...document, requires: { all: [document.requires, { id: 'measured', fact: 'legality.sku', op: '=', value: true }] }, examples: [] }; // prettier-ignore
  const quiet = system.memory();
  const alone = percentiles(await saveToRow(owner, dataSource, SAVES));
  const [simulated, saved] = await Promise.all([simulate(system, planner, after), saveToRow(owner, dataSource, SAVES)]);
  const { people, scanned, seconds, mb } = simulated;
  const beside = percentiles(saved);
  if (scanned !== people) throw new Error(`looked at ${scanned} of ${people} people`);
  const engine = engineAlone(document, after, people);
  console.log(`simulation of ${count(people)} people: ${seconds.toFixed(1)} s, ${count(people / seconds)} people/s`);
  console.log(`  against the engine alone in memory: ${engine.toFixed(1)} s, ${times(seconds / engine)} as long`);
  console.log(`  memory of all processes: ${quiet.toFixed(0)} MB before, at most ${mb.toFixed(0)} MB meanwhile`);
  console.log(`save → match row, p50 and p99: ${alone.p50.toFixed(0)} and ${alone.p99.toFixed(0)} ms without, ${beside.p50.toFixed(0)} and ${beside.p99.toFixed(0)} ms beside a simulation`); // prettier-ignore
}

/** What a simulation over a whole province costs, and what it leaves of the matcher for those who save meanwhile. */
export async function run(): Promise<void> {
  const system = new SystemUnderTest();
  try {
    await system.start();
    const config = readConfig({
      DATABASE_URL: system.running.databaseUrl,
      SECRET_KEY: new StateDirectory(system.folder).secretKey(),
      ALLOW_TEST_NIK: 'true',
    });
    await withServices(config, (services) => measure(system, services.get(DataSource), services.get(ActorImport)));
  } finally {
    await system.stop();
    system.remove();
  }
}
