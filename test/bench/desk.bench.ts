import { currentText, PeopleService } from '@sambung/accounts';
import { readConfig } from '@sambung/config';
import { inTransaction } from '@sambung/database';
import { ActorImport, linesOf } from '@sambung/profiles';
import { setTimeout as wait } from 'node:timers/promises';
import { Browser, CDPSession, Page } from 'playwright-core';
import { DataSource } from 'typeorm';
import { ApiClient } from '../../apps/cli/src/demo/api-client';
import { SYSTEM, withServices } from '../../apps/cli/src/seed/seed-context';
import { StateDirectory } from '../../apps/cli/src/state-directory';
import { offerDocument } from '../factories/offers';
import { openBrowser, openTab } from '../support/browser';
import { findBrowser } from '../support/find-browser';
import { line, median } from './measure';
import { SystemUnderTest } from './system-under-test';

const ROWS = 200;
const ROUNDS = 3;
const SLOWDOWN = 4;
const PRESSES = 60;
const PAUSE_MS = 200;
const RECORDS = 40;
/** So long an officer looks at a record at least; the next one is fetched meanwhile. */
const READING_MS = 1_000;
const OFFICER = { email: 'ukur@contoh.id', password: 'kata sandi ukur' };

interface Desk {
  system: SystemUnderTest;
  dataSource: DataSource;
  page: Page;
  officer: ApiClient;
}

/** An offer of its own institution, and as many businesses that fit it, consent and want it. @returns ids of the matches */
async function plant(dataSource: DataSource, actors: ActorImport, slug: string, count: number, from: number): Promise<string[]> {
  const facts = { 'legality.nib': { value: true }, 'business.startedOn': { value: '2025-01-01' } };
  const records = Array.from({ length: count }, (_, index) => ({
    name: `Ukur Contoh ${from + index}`, roles: ['business'], phone: `0899 ${String(80_000_000 + from + index)}`, regionCode: '35.07.13.2001',
    consentTextVersion: currentText('matching').version, facts,
  })); // prettier-ignore
  return inTransaction(dataSource, async (tx) => {
    const { actorIds } = await actors.store(tx, SYSTEM, linesOf(records));
    await tx.query(
      `insert into consents (id, actor_id, purpose, institution_id, text_version, channel, locale, given_by)
       select gen_random_uuid(), actors.id, 'sharing', offers.institution_id, $3, 'paper', 'id', actors.owner_id
       from actors join offers on offers.slug = $2 where actors.id = any($1)`,
      [actorIds, slug, currentText('sharing').version],
    );
    const rows: { id: string }[] = await tx.query(
      `insert into matches (id, actor_id, offer_id, offer_version_id, institution_id, region_code, origin, state, verdict, fit, coverage)
       select gen_random_uuid(), actors.id, offers.id, version.id, offers.institution_id, actors.region_code, 'interest', 'interested', 'eligible', 80, 100
       from actors join offers on offers.slug = $2 join offer_versions version on version.offer_id = offers.id where actors.id = any($1) returning id`,
      [actorIds, slug],
    );
    return rows.map(({ id }) => id);
  });
}

/** The rows as a form names them, once the matcher has looked at everybody: it counts the versions on. */
async function asChosen(dataSource: DataSource, ids: readonly string[]): Promise<string[]> {
  const open = `select from outbox where job = 'match-profile' and done_at is null and dead_at is null limit 1`;
  while ((await dataSource.query<unknown[]>(open)).length > 0) await wait(PAUSE_MS);
  const rows = await dataSource.query<{ row: string }[]>(`select id || ':' || version as row from matches where id = any($1)`, [ids]);
  return rows.map(({ row }) => row);
}

async function publish(system: SystemUnderTest, dataSource: DataSource, people: PeopleService): Promise<string> {
  const slug = 'ukur-contoh';
  const second = { name: 'Admin Ukur', role: 'admin' as const, email: 'admin.ukur@contoh.id', password: OFFICER.password };
  const officer = { name: 'Petugas Ukur', role: 'officer' as const, regionCode: '35.07', ...OFFICER };
  await inTransaction(dataSource, async (tx) => [await people.create(tx, second), await people.create(tx, officer)]);
  const admin = await system.signIn('admin');
  const institution = await admin.post<{ id: string }>('/institutions', { slug, name: 'Lembaga Ukur', kind: 'training' });
  await admin.post('/offers', { slug, institutionId: institution.id, document: offerDocument() });
  await admin.post(`/offers/${slug}/versions/1/review`);
  const reviewer = await new ApiClient(system.running.address).signIn(second.email, second.password);
  await reviewer.post(`/offers/${slug}/versions/1/publication`);
  return slug;
}

/** Seconds for one form that approves all of them. */
async function inBulk({ page, dataSource }: Desk, ids: readonly string[]): Promise<number> {
  const chosen = await asChosen(dataSource, ids);
  await page.goto('/petugas');
  const token = await page.inputValue('form[action^="/petugas?"] [name=_token]');
  const form = new URLSearchParams([['_token', token], ['putusan', 'approved'], ...chosen.map((row) => ['pilih', row])]); // prettier-ignore
  const started = performance.now();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const html = await (await page.request.post('/petugas', { headers, data: form.toString() })).text();
  const seconds = (performance.now() - started) / 1000;
  if (!html.includes(`${ids.length} dari ${ids.length} diterapkan`))
    throw new Error(`not every row was approved: ${/\d+ dari \d+ \w+/.exec(html)?.[0]}`);
  return seconds;
}

/** Seconds for the same decisions, one request after the other. */
async function oneByOne({ officer, dataSource }: Desk, ids: readonly string[]): Promise<number> {
  await asChosen(dataSource, ids);
  const started = performance.now();
  for (const id of ids) await officer.post(`/matches/${id}/decision`, { decision: 'approved' });
  return (performance.now() - started) / 1000;
}

/** Milliseconds from each press of a key to the frame that shows what it did, as the page itself sees it. */
const STOPWATCH = `(() => {
  window.paints = [];
  addEventListener('keydown', (event) => {
    const pressed = event.timeStamp;
    requestAnimationFrame(() => {
      const painted = new MessageChannel();
      painted.port1.onmessage = () => window.paints.push(performance.now() - pressed);
      painted.port2.postMessage(0);
    });
  }, true);
})()`;

/** Milliseconds from each press of a key to the frame that shows the record of the row that it leads to. */
const RECORD_WATCH = `(() => {
  window.records = [];
  let pressed = 0;
  addEventListener('keydown', (event) => { pressed = event.timeStamp; }, true);
  new MutationObserver(() => {
    const isShown = document.querySelector('#berkas').dataset.id === document.querySelector('.baris.terbuka')?.dataset.id;
    if (pressed === 0 || !isShown) return;
    const from = pressed;
    pressed = 0;
    requestAnimationFrame(() => {
      const painted = new MessageChannel();
      painted.port1.onmessage = () => window.records.push(performance.now() - from);
      painted.port2.postMessage(0);
    });
  }).observe(document.body, { childList: true, subtree: true });
})()`;

/** The same for the record of the next row, which is fetched ahead. */
async function keysToRecord(page: Page): Promise<number[]> {
  await page.goto('/petugas');
  await page.evaluate(RECORD_WATCH);
  for (let press = 0; press < RECORDS; press += 1) {
    await page.waitForTimeout(READING_MS);
    await page.keyboard.press('j');
  }
  await page.waitForTimeout(READING_MS);
  return page.evaluate<number[]>('window.records');
}

async function keysToPaint(page: Page, keys: readonly string[]): Promise<number[]> {
  await page.goto('/petugas');
  await page.evaluate(STOPWATCH);
  for (let press = 0; press < PRESSES; press += 1) {
    await page.keyboard.press(keys[press % keys.length]!);
    await page.waitForTimeout(PAUSE_MS);
  }
  return page.evaluate<number[]>('window.paints');
}

const p95 = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)]!;

async function measureKeys({ page }: Desk): Promise<void> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  const idle = await keysToPaint(page, ['q']);
  const moving = await keysToPaint(page, ['j', 'j', 'k', 'x', 'j', 'x']);
  const deciding = await keysToPaint(page, ['a', 'z']);
  const records = await keysToRecord(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  for (const [what, times] of [['j, k, x', moving], ['a, z', deciding]] as const) {
    line(`${what}: key to paint, p95, 50 rows, ${SLOWDOWN}× CPU`, `${p95(times).toFixed(0)} ms`, `a key that does nothing ${p95(idle).toFixed(0)} ms`, `${(p95(times) / p95(idle)).toFixed(1)}×`, '≤ 100 ms'); // prettier-ignore
  } // prettier-ignore
  if (records.length < RECORDS) throw new Error(`${records.length} of ${RECORDS} records were shown`);
  line(
    `next record shown, p95, ${SLOWDOWN}× CPU`,
    `${p95(records).toFixed(0)} ms`,
    `median ${median(records).toFixed(0)} ms`,
    '',
    '≤ 200 ms',
  );
}

async function measure(desk: Desk, actors: ActorImport, slug: string): Promise<void> {
  const bulk: number[] = [];
  const single: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    bulk.push(await inBulk(desk, await plant(desk.dataSource, actors, slug, ROWS, round * 1_000)));
    single.push(await oneByOne(desk, await plant(desk.dataSource, actors, slug, ROWS, round * 1_000 + ROWS)));
  }
  const [all, each] = [median(bulk), median(single)];
  line(`${ROWS} rows approved at once`, `${all.toFixed(2)} s`, `one by one ${each.toFixed(2)} s`, `${(each / all).toFixed(1)}×`, '≤ 2 s');
  await asChosen(desk.dataSource, await plant(desk.dataSource, actors, slug, ROWS, 50_000));
  await measureKeys(desk);
}

/** The officer's desk: decisions in bulk against one by one, and from key to paint on a slow processor. */
export async function run(): Promise<void> {
  const system = new SystemUnderTest();
  Object.assign(process.env, { REQUIRE_SECOND_FACTOR: 'false', RATE_LIMIT_PER_MINUTE: '1000000' });
  const browser = await openBrowser(await findBrowser(system.folder));
  try {
    await system.start();
    await withOfficer(system, browser).finally(() => system.stop());
  } finally {
    await browser.close();
    system.remove();
  }
}

async function withOfficer(system: SystemUnderTest, browser: Browser): Promise<void> {
  const { databaseUrl, address } = system.running;
  const config = readConfig({ DATABASE_URL: databaseUrl, SECRET_KEY: new StateDirectory(system.folder).secretKey(), ALLOW_TEST_NIK: 'true' }); // prettier-ignore
  await withServices(config, async (services) => {
    const dataSource = services.get(DataSource);
    const slug = await publish(system, dataSource, services.get(PeopleService));
    const page = await openTab(browser, address, { viewport: { width: 1280, height: 900 }, javaScriptEnabled: true });
    await page.goto('/masuk/petugas');
    await page.fill('#akun', OFFICER.email);
    await page.fill('#sandi', OFFICER.password);
    await page.click('main form button.primary');
    const officer = await new ApiClient(address).signIn(OFFICER.email, OFFICER.password);
    await measure({ system, dataSource, page, officer }, services.get(ActorImport), slug);
  });
}
