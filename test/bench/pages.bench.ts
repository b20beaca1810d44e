import lighthouse, { type Flags, type Result } from 'lighthouse';
import type { Browser, BrowserContext } from 'playwright-core';
import { freePort } from '../../apps/cli/src/embedded/free-port';
import { answerQuestions, register, signIn } from '../factories/journey';
import { openBrowser, openTab } from '../support/browser';
import { findBrowser } from '../support/find-browser';
import { BARE_PAGE, openDoor } from './door';
import { felt, Throttle } from './felt';
import { median } from './measure';
import { SystemUnderTest } from './system-under-test';

/** The cheapest phones on the worst nets that owners have: EDGE at its edge, a sixth of a desk's processor. */
const POOREST = { rttMs: 400, throughputKbps: 400, cpuSlowdownMultiplier: 6 };
/** What Lighthouse takes for a phone when nobody says otherwise, by which its score of performance is known. */
const USUAL = { rttMs: 150, throughputKbps: 1_638.4, cpuSlowdownMultiplier: 4 };
const UNUSED = { requestLatencyMs: 0, downloadThroughputKbps: 0, uploadThroughputKbps: 0 };

interface Target {
  name: string;
  unit?: string;
  /** Times and sizes may be at most this; scores must be at least it. */
  atMost?: number;
  atLeast?: number;
}

const OWNER_TARGETS = {
  accessibility: { name: 'accessibility', atLeast: 100 },
  bestPractices: { name: 'best practices', atLeast: 100 },
  seo: { name: 'SEO', atLeast: 100 },
  performance: { name: 'performance', atLeast: 98 },
  fcp: { name: 'FCP', unit: 'ms', atMost: 1_500 },
  tbt: { name: 'TBT', unit: 'ms', atMost: 50 },
  simulatedFcp: { name: 'simulated FCP' },
  simulatedTbt: { name: 'simulated TBT' },
  bytes: { name: 'first view', unit: 'B', atMost: 20_000 },
  script: { name: 'script', unit: 'B', atMost: 3_000 },
} as const satisfies Record<string, Target>;
type Measure = keyof typeof OWNER_TARGETS;
type Row = Record<Measure, number>;

const MAP_TARGETS = {
  bytes: { name: 'first view', unit: 'B', atMost: 40_000 },
  script: { name: 'script', unit: 'B', atMost: 0 },
} as const satisfies Record<string, Target>;

const meets = ({ atMost = Infinity, atLeast = 0 }: Target, value: number): boolean => value <= atMost && value >= atLeast;

async function audit(url: string, port: number, profile: Throttle, categories: readonly string[]): Promise<Result> {
  const flags: Flags = {
    port,
    logLevel: 'error',
    formFactor: 'mobile',
    throttlingMethod: 'simulate',
    throttling: { ...UNUSED, ...profile },
    onlyCategories: [...categories],
  };
  const result = await lighthouse(url, flags);
  if (!result || result.lhr.runtimeError) throw new Error(`${url}: ${result?.lhr.runtimeError?.message ?? 'no result'}`);
  if (result.lhr.mainDocumentUrl !== url) throw new Error(`${url} led on to ${result.lhr.mainDocumentUrl}`);
  return result.lhr;
}

const score = ({ categories }: Result, name: string): number => Math.round((categories[name]?.score ?? 0) * 100);
const time = ({ audits }: Result, name: string): number => Math.round(audits[name]?.numericValue ?? Infinity);

/** Audits that cost points, for whoever repairs the page. */
const faults = ({ categories, audits }: Result): string[] =>
  ['accessibility', 'best-practices', 'seo']
    .flatMap((name) => categories[name]!.auditRefs.filter(({ weight }) => weight > 0))
    .filter(({ id }) => (audits[id]!.score ?? 1) < 1)
    .map(({ id }) => `${id}: ${audits[id]!.title}`);

/** What came over the wire, headers and all. */
function transferred({ audits }: Result, type?: string): number {
  const { items } = audits['network-requests']!.details as unknown as { items: { resourceType: string; transferSize: number }[] };
  return items.filter(({ resourceType }) => !type || resourceType === type).reduce((sum, { transferSize }) => sum + transferSize, 0);
}

/** Scores of performance beside the first, whose median counts: one stall of the machine takes six points from a page. */
const MORE_SCORES = 2;

async function measure(browser: Browser, url: string, port: number): Promise<{ row: Row; faults: string[] }> {
  const usual = await audit(url, port, USUAL, ['accessibility', 'best-practices', 'seo', 'performance']);
  const scores = [score(usual, 'performance')];
  while (scores.length <= MORE_SCORES) scores.push(score(await audit(url, port, USUAL, ['performance']), 'performance'));
  const poorest = await audit(url, port, POOREST, ['performance']);
  const row: Row = {
    accessibility: score(usual, 'accessibility'),
    bestPractices: score(usual, 'best-practices'),
    seo: score(usual, 'seo'),
    performance: median(scores),
    ...(await felt(browser, url, POOREST)),
    simulatedFcp: time(poorest, 'first-contentful-paint'),
    simulatedTbt: time(poorest, 'total-blocking-time'),
    bytes: transferred(usual),
    script: transferred(usual, 'Script'),
  };
  return { row, faults: faults(usual) };
}

const cookiesOf = async (context: BrowserContext): Promise<string> =>
  (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');

/** Pages of owners with the cookies of whoever opens them: nobody, a visitor with answers, somebody registered. */
async function ownerPages(browser: Browser, address: string): Promise<[string, string][]> {
  const asked = await openTab(browser, address);
  await answerQuestions(asked);
  const visitor = await cookiesOf(asked.context());
  // Answers belong to an account once they are kept under one: somebody else keeps theirs.
  const kept = await openTab(browser, address);
  await answerQuestions(kept);
  const business = await register(kept);
  const owner = await cookiesOf(kept.context());
  for (const page of [asked, kept]) await page.context().close();
  return [
    ...['/', '/bantuan', '/masuk', '/mulai/siapa'].map((path): [string, string] => [path, '']),
    ...['/mulai/lokasi', '/mulai/kebutuhan', '/cocok', '/cocok/kur-mikro-2026', '/simpan'].map((path): [string, string] => [path, visitor]),
    ...[business, `${business}/berkas`, `${business}/data`, '/kabar'].map((path): [string, string] => [path, owner]),
  ];
}

/** Pages with a map: what the planner sees, and what everybody may. */
async function mapPages(browser: Browser, system: SystemUnderTest, address: string): Promise<[string, string][]> {
  const page = await openTab(browser, address);
  const { login, password } = system.account('planner');
  await signIn(page, login, password);
  const planner = await cookiesOf(page.context());
  await page.context().close();
  return [['/dasbor', planner], ['/statistik', '']]; // prettier-ignore
}

const shortened = (path: string): string => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, ':id');
const spelled = ({ name, unit }: Target): string => (unit ? `${name}, ${unit}` : name);

function printPages(rows: readonly (readonly [string, Row])[]): void {
  const targets = Object.entries(OWNER_TARGETS) as [Measure, Target][];
  const line = (first: string, cells: readonly string[]) => console.log(first.padEnd(26) + cells.map((cell) => cell.padStart(16)).join(''));
  line(
    'page',
    targets.map(([, target]) => spelled(target)),
  );
  for (const [path, row] of rows) line(shortened(path), targets.map(([key, target]) => `${row[key]}${meets(target, row[key]) ? '' : ' ✗'}`)); // prettier-ignore
}

/** The worst of all pages beside what is wanted of each. */
function printTargets<Key extends string>(
  of: string,
  targets: Record<Key, Target>,
  rows: readonly (readonly [string, Record<Key, number>])[],
): void {
  for (const [key, target] of Object.entries(targets) as [Key, Target][]) {
    if (target.atMost === undefined && target.atLeast === undefined) continue;
    const isScore = target.atLeast !== undefined;
    const [path, row] = [...rows].sort(([, a], [, b]) => (isScore ? a[key] - b[key] : b[key] - a[key]))[0]!;
    const wanted = `${of} ${spelled(target)} ${isScore ? '≥' : '≤'} ${target.atLeast ?? target.atMost}`;
    console.log(`${wanted.padEnd(44)} | ${row[key]} (${shortened(path)})${meets(target, row[key]) ? '' : ' ✗'}`);
  }
}

/** Lighthouse on the pages of owners: scores on its usual phone, and times on the poorest phone and net that we build for; then what maps weigh. */
export async function run(): Promise<void> {
  const system = new SystemUnderTest();
  await system.start();
  const port = await freePort();
  const browser = await openBrowser(await findBrowser(system.folder), [`--remote-debugging-port=${port}`]);
  const door = await openDoor(system.running.address);
  try {
    const rows: [string, Row][] = [];
    for (const [path, cookie] of await ownerPages(browser, system.running.address)) {
      door.cookie = cookie;
      const { row, faults: found } = await measure(browser, door.address + path, port);
      rows.push([path, row]);
      for (const fault of found) console.log(`${shortened(path)}: ${fault}`);
    }
    const maps: [string, Record<keyof typeof MAP_TARGETS, number>][] = [];
    for (const [path, cookie] of await mapPages(browser, system, system.running.address)) {
      door.cookie = cookie;
      const result = await audit(door.address + path, port, USUAL, ['performance']);
      maps.push([path, { bytes: transferred(result), script: transferred(result, 'Script') }]);
    }
    const bare = await felt(browser, door.address + BARE_PAGE, POOREST);
    const { throughputKbps, rttMs, cpuSlowdownMultiplier } = POOREST;
    console.log(`Lighthouse, mobile; FCP and TBT at ${throughputKbps} kbps, ${rttMs} ms, ${cpuSlowdownMultiplier}× slower processor:`);
    console.log(
      'as Chromium paints on such a net, connecting included, and as Lighthouse works them out for one, where finding the name counts 800 ms more',
    );
    printPages(rows);
    const slowest = Math.max(...rows.map(([, { fcp }]) => fcp));
    console.log(
      `\na page of one line, here: FCP ${bare.fcp} ms, TBT ${bare.tbt} ms; the slowest page takes ${(slowest / bare.fcp).toFixed(2)}× as long`,
    );
    console.log('\ntarget | measured, the worst page');
    printTargets('owner pages:', OWNER_TARGETS, rows);
    printTargets('map pages:', MAP_TARGETS, maps);
  } finally {
    door.close();
    await browser.close();
    await system.stop();
    system.remove();
  }
}
