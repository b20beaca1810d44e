import type { Browser } from 'playwright-core';
import { openTab } from '../support/browser';
import { median } from './measure';
import { type NetThrottle, openPoorNet } from './poor-net';

/** A phone and its net. */
export interface Throttle extends NetThrottle {
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

async function load(browser: Browser, url: string, cpuSlowdownMultiplier: number): Promise<Felt> {
  const page = await openTab(browser, url, { javaScriptEnabled: true });
  try {
    const session = await page.context().newCDPSession(page);
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

/** Loads a page as the phone would on its net, connection and all, each time as a stranger to it; medians. */
export async function felt(browser: Browser, url: string, throttle: Throttle): Promise<Felt> {
  const { origin, pathname } = new URL(url);
  const loads: Felt[] = [];
  for (let count = 0; count < LOADS; count += 1) {
    // A net of its own: none finds a connection open.
    const net = await openPoorNet(origin, throttle);
    loads.push(await load(browser, net.address + pathname, throttle.cpuSlowdownMultiplier));
    net.close();
  }
  const of = (key: keyof Felt) => Math.round(median(loads.map((one) => one[key])));
  return { fcp: of('fcp'), tbt: of('tbt') };
}
