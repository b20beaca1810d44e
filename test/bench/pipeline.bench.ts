import { readConfig } from '@sambung/config';
import { inTransaction } from '@sambung/database';
import { rank, toSituation } from '@sambung/matches';
import { shippedOffers } from '@sambung/offers';
import { ActorImport, linesOf } from '@sambung/profiles';
import { setTimeout as wait } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { ApiClient } from '../../apps/cli/src/demo/api-client';
import { inventActors } from '../../apps/cli/src/demo/invented-actors';
import { SYSTEM, withServices } from '../../apps/cli/src/seed/seed-context';
import { StateDirectory } from '../../apps/cli/src/state-directory';
import { toProfile } from './invented-profiles';
import { QUIET_MS, saveToRow } from './save-to-row';
import { percentiles, SystemUnderTest } from './system-under-test';

const SAVES = 200;
const ACTORS = 2_000;
const SETTLED_MS = 20_000;

const line = (what: string, value: string, aim: string): void => console.log(`${what.padEnd(48)} ${value.padStart(28)}   ${aim}`);

/** The same save alone, without the pipeline behind it: what the HTTP request and its transaction take. */
async function saveAlone(owner: ApiClient): Promise<number[]> {
  const { items } = await owner.get<{ items: { id: string }[] }>('/actors');
  const times: number[] = [];
  for (let save = 0; save < SAVES; save += 1) {
    await wait(QUIET_MS);
    const started = performance.now();
    await owner.patch(`/actors/${items[0]!.id}/facts`, { facts: { 'business.workers': { value: save } } });
    times.push(performance.now() - started);
  }
  return times;
}

/** Seconds until all of many new actors are matched. */
async function matchMany(dataSource: DataSource, actors: ActorImport): Promise<number> {
  const started = performance.now();
  await inTransaction(dataSource, (tx) => actors.store(tx, SYSTEM, linesOf(inventActors(ACTORS, 1))));
  for (let open = 1; open > 0;) {
    await wait(50);
    const [row] = await dataSource.query<{ open: number }[]>(
      "select count(*)::int as open from outbox where job = 'match-profile' and done_at is null",
    );
    open = row!.open;
  }
  return (performance.now() - started) / 1000;
}

/** Seconds that the engine alone takes for the same profiles and offers, in memory. */
function rankMany(): number {
  const offers = shippedOffers()
    .filter((offer) => offer.status === 'published')
    .map(({ slug, document }) => ({
      offer: { id: slug, slug, institutionId: slug, status: 'published' as const, confirmedAt: null },
      version: { document } as never,
    }));
  const profiles = inventActors(ACTORS, 1).map(toProfile);
  const started = performance.now();
  for (const profile of profiles) rank(offers, toSituation(profile, '2026-11-22'));
  return (performance.now() - started) / 1000;
}

async function measure(system: SystemUnderTest, dataSource: DataSource, actors: ActorImport): Promise<void> {
  const owner = await system.signIn('owner');
  const piped = percentiles(await saveToRow(owner, dataSource, SAVES));
  const alone = percentiles(await saveAlone(owner));
  line('save → match row, p50', `${piped.p50.toFixed(0)} ms`, 'aim ≤ 500 ms');
  line('save → match row, p99', `${piped.p99.toFixed(0)} ms`, 'aim ≤ 2,000 ms');
  line('  against the save alone, p50', `${alone.p50.toFixed(0)} ms, ratio ${(piped.p50 / alone.p50).toFixed(1)}`, '');
  const matched = await matchMany(dataSource, actors);
  const ranked = rankMany();
  line(`${ACTORS} actors imported and matched`, `${matched.toFixed(1)} s`, 'aim ≤ 30 s');
  line('  against the engine alone in memory', `${ranked.toFixed(1)} s, ratio ${(matched / ranked).toFixed(1)}`, '');
  const busy = system.memory();
  await wait(SETTLED_MS);
  const quiet = system.memory();
  line('resident memory of all processes, quiet', `${quiet.toFixed(0)} MB`, 'aim ≤ 900 MB');
  line('  against right after the load', `${busy.toFixed(0)} MB, ratio ${(quiet / busy).toFixed(2)}`, '');
}

/** The main job's latency, throughput, start and memory, as `npm start` runs it. */
export async function run(): Promise<void> {
  const system = new SystemUnderTest();
  try {
    const first = await system.start();
    await system.stop();
    const second = await system.start();
    line('first start, on an empty folder', `${first.toFixed(1)} s`, '');
    line('second start', `${second.toFixed(1)} s, ratio ${(second / first).toFixed(2)}`, 'aim ≤ 15 s');
    const { databaseUrl } = system.running;
    const config = readConfig({
      DATABASE_URL: databaseUrl,
      SECRET_KEY: new StateDirectory(system.folder).secretKey(),
      ALLOW_TEST_NIK: 'true',
    });
    await withServices(config, (services) => measure(system, services.get(DataSource), services.get(ActorImport)));
    await system.stop();
  } finally {
    system.remove();
  }
}
