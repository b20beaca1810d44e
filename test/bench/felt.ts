import type { Browser } from 'playwright-core';
import { openTab } from '../support/browser';
import { median } from './measure';

/** A phone and its net. */
export interface Throttle {
  rttMs: number;
  throughputKbps: number;
  cpuSlowdownMultiplier: number;
}

/** What a browser on such a phone saw, in milliseconds. */
export interface Felt {
  fcp: number;
  tbt: number;
}

const LOADS = 3;
/** A task that takes longer keeps a finger waiting. */
const LONG_TASK_MS = 50;
/** After the page has come, for scripts that begin late. */
const QUIET_MS = 500;

/** Counts from the first document of a tab on. */
const WATCH = `
  window.tasks = [];
  new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map(({ startTime, duration }) => [startTime, duration]))).observe({ type: 'longtask', buffered: true });`;

async function load(browser: Browser, url: string, { rttMs, throughputKbps, cpuSlowdownMultiplier }: Throttle): Promise<Felt> {
  const page = await openTab(browser, url, { javaScriptEnabled: true });
  try {
    const session = await page.context().newCDPSession(page);
    const bytesASecond = (throughputKbps * 1_000) / 8;
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: rttMs,
      downloadThroughput: bytesASecond,
      uploadThroughput: bytesASecond,
    });
    await session.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdownMultiplier });
    await page.addInitScript(WATCH);
    await page.goto(url);
    await page.waitForTimeout(QUIET_MS);
    const [fcp, tasks] = await page.evaluate<[number, [number, number][]]>(
      `[performance.getEntriesByName('first-contentful-paint')[0].startTime, window.tasks]`,
    );
    // Before there is anything to touch no finger waits.
    const blocking = tasks.map(([start, duration]) => (start < fcp ? 0 : Math.max(0, duration - LONG_TASK_MS)));
    return { fcp, tbt: blocking.reduce((sum, one) => sum + one, 0) };
  } finally {
    await page.context().close();
  }
}

/** Loads a page on a browser that waits as the phone would, each time as a stranger to it; medians. */
export async function felt(browser: Browser, url: string, throttle: Throttle): Promise<Felt> {
  const loads: Felt[] = [];
  for (let count = 0; count < LOADS; count += 1) loads.push(await load(browser, url, throttle));
  const of = (key: keyof Felt) => Math.round(median(loads.map((one) => one[key])));
  return { fcp: of('fcp'), tbt: of('tbt') };
}
