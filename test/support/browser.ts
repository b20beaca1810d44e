import { readFileSync } from 'node:fs';
import { Browser, BrowserContextOptions, chromium, Page } from 'playwright-core';
import type { FoundBrowser } from './find-browser';

/** Less than half of what the package exports to the page, and the same rules. */
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Runs without a sandbox, for as root and in containers there is none to have. */
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-zygote', '--hide-scrollbars'];

/** The browser that `start-browser.ts` found, unless another is named. */
export function openBrowser(found?: FoundBrowser, more: readonly string[] = []): Promise<Browser> {
  const { SAMBUNG_TEST_BROWSER_LIBRARIES, SAMBUNG_TEST_BROWSER } = process.env;
  const { program, libraries } = found ?? { program: SAMBUNG_TEST_BROWSER, libraries: SAMBUNG_TEST_BROWSER_LIBRARIES };
  const env = { ...process.env, ...(libraries && { LD_LIBRARY_PATH: libraries }) } as Record<string, string>;
  return chromium.launch({ executablePath: program, args: [...ARGUMENTS, ...more], env });
}

/** Without movement, for nobody watches. */
export const PHONE: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  locale: 'id-ID',
  javaScriptEnabled: false,
  reducedMotion: 'reduce',
};

/** A tab of somebody's own phone, without scripts unless the options say so. */
export async function openTab(browser: Browser, baseURL: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ ...PHONE, ...options, baseURL });
  context.setDefaultTimeout(15_000);
  return context.newPage();
}

/** Lets every document of a tab begin with axe. The browser then reads the program once, where `axeFaults` alone brings it to each page. */
export const bringAxe = (page: Page): Promise<unknown> => page.addInitScript({ content: AXE });

/**
 * What axe finds wrong with a page (WCAG 2.2 A and AA, and best practices), as one line each.
 * @param rules only these; all when absent
 */
export async function axeFaults(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(AXE);
  const options = JSON.stringify({ resultTypes: ['violations'], ...(rules && { runOnly: rules }) });
  // Read in the page: to bring over what axe found right costs more than to look for what is wrong.
  return page.evaluate<string[]>(`axe.run(${options}).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => id + ': ' + html.slice(0, 200) + ' ' + (failureSummary ?? ''))))`);
}

/** Sends the form of the page. */
export const send = (page: Page): Promise<void> => page.click('main form:not([method=get]) button.primary');

export const pathOf = (page: Page): string => new URL(page.url()).pathname;
