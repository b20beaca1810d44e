import lighthouse, { type Flags, type Result } from 'lighthouse';
import type { Browser, BrowserContext } from 'playwright-core';
import { freePort } from '../../apps/cli/src/embedded/free-port';
import { answerQuestions, register } from '../factories/journey';
import { openBrowser, openTab } from '../support/browser';
import { findBrowser } from '../support/find-browser';
import { SystemUnderTest } from './system-under-test';

/** The cheapest phones on the worst nets that owners have: EDGE at its edge, a sixth of a desk's processor. */
const POOREST = { rttMs: 400, throughputKbps: 400, cpuSlowdownMultiplier: 6 };
/** What Lighthouse takes for a phone when nobody says otherwise, by which its score of performance is known. */
const USUAL = { rttMs: 150, throughputKbps: 1_638.4, cpuSlowdownMultiplier: 4 };
const UNUSED = { requestLatencyMs: 0, downloadThroughputKbps: 0, uploadThroughputKbps: 0 };

const TARGETS = {
  accessibility: 100, 'best-practices': 100, seo: 100, performance: 98, fcp: 1_500, tbt: 50,
} as const; // prettier-ignore
type Measure = keyof typeof TARGETS;
type Row = Record<Measure, number>;

/** Times may be at most their target, scores must be at least theirs. */
const meets = (measure: Measure, value: number): boolean =>
  measure === 'fcp' || measure === 'tbt' ? value <= TARGETS[measure] : value >= TARGETS[measure];

async function audit(url: string, port: number, cookie: string, profile: typeof USUAL, categories: readonly string[]): Promise<Result> {
  const flags: Flags = {
    port,
    logLevel: 'error',
    formFactor: 'mobile',
    throttlingMethod: 'simulate',
    throttling: { ...UNUSED, ...profile },
    onlyCategories: [...categories],
    extraHeaders: cookie ? { cookie } : {},
  };
  const result = await lighthouse(url, flags);
  if (!result || result.lhr.runtimeError) throw new Error(`${url}: ${result?.lhr.runtimeError?.message ?? 'no result'}`);
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

async function measure(url: string, port: number, cookie: string): Promise<{ row: Row; faults: string[] }> {
  const usual = await audit(url, port, cookie, USUAL, ['accessibility', 'best-practices', 'seo', 'performance']);
  const poorest = await audit(url, port, cookie, POOREST, ['performance']);
  const row: Row = {
    accessibility: score(usual, 'accessibility'),
    'best-practices': score(usual, 'best-practices'),
    seo: score(usual, 'seo'),
    performance: score(usual, 'performance'),
    fcp: time(poorest, 'first-contentful-paint'),
    tbt: time(poorest, 'total-blocking-time'),
  };
  return { row, faults: faults(usual) };
}

const cookiesOf = async (context: BrowserContext): Promise<string> =>
  (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');

/** Pages of owners with the cookies of whoever opens them: nobody, a visitor with answers, somebody registered. */
async function ownerPages(browser: Browser, address: string): Promise<[string, string][]> {
  const page = await openTab(browser, address);
  await answerQuestions(page);
  const visitor = await cookiesOf(page.context());
  const business = await register(page);
  const owner = await cookiesOf(page.context());
  await page.context().close();
  return [
    ...['/', '/bantuan', '/masuk', '/mulai/siapa'].map((path): [string, string] => [path, '']),
    ...['/mulai/lokasi', '/mulai/kebutuhan', '/cocok', '/cocok/kur-mikro-2026', '/simpan'].map((path): [string, string] => [path, visitor]),
    ...[business, `${business}/berkas`, `${business}/data`, '/kabar'].map((path): [string, string] => [path, owner]),
  ];
}

function print(rows: readonly (readonly [string, Row])[]): void {
  const names = Object.keys(TARGETS) as Measure[];
  const unit = (measure: Measure) => (measure === 'fcp' || measure === 'tbt' ? `${measure} ms` : measure);
  const line = (first: string, cells: readonly string[]) => console.log(first.padEnd(34) + cells.map((cell) => cell.padStart(16)).join(''));
  line('page', names.map(unit));
  line('target', names.map((name) => `${name === 'fcp' || name === 'tbt' ? '≤' : '≥'} ${TARGETS[name]}`)); // prettier-ignore
  for (const [path, row] of rows) line(path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, ':id'), names.map((name) => `${row[name]}${meets(name, row[name]) ? '' : ' ✗'}`)); // prettier-ignore
  const missed = names.map((name) => rows.filter(([, row]) => !meets(name, row[name])).length);
  line('pages that miss', missed.map(String)); // prettier-ignore
}

/** Lighthouse on the pages of owners: scores on its usual phone, and times on the poorest phone and net that we build for. */
export async function run(): Promise<void> {
  const system = new SystemUnderTest();
  await system.start();
  const port = await freePort();
  const browser = await openBrowser(await findBrowser(system.folder), [`--remote-debugging-port=${port}`]);
  try {
    const { address } = system.running;
    const rows: [string, Row][] = [];
    for (const [path, cookie] of await ownerPages(browser, address)) {
      const { row, faults: found } = await measure(address + path, port, cookie);
      rows.push([path, row]);
      for (const fault of found) console.log(`${path}: ${fault}`);
    }
    console.log(
      `Lighthouse, mobile; fcp and tbt at ${POOREST.throughputKbps} kbps, ${POOREST.rttMs} ms, ${POOREST.cpuSlowdownMultiplier}× slower processor`,
    );
    print(rows);
  } finally {
    await browser.close();
    await system.stop();
    system.remove();
  }
}
