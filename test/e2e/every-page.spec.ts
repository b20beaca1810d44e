import { HtmlValidate } from 'html-validate';
import { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { cast, interestedActor } from '../factories/story';
import { answerQuestions, register, signIn, signInByPhone } from '../factories/journey';
import { axeFaults, openBrowser, openTab, pathOf, send } from '../support/browser';
import { TestSystem } from '../support/test-system';

const MOST_BYTES = 20_000;
const MOST_REQUESTS = 4;
const PASSWORD = 'kata sandi uji';

/** Leaves out matters of taste. */
const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'void-style': 'off',
    'long-title': 'off',
    'require-sri': 'off',
    'no-trailing-whitespace': 'off',
    'tel-non-breaking': 'off',
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button'] }],
  },
});

const QUESTIONS = ['siapa', 'lokasi', 'desa', 'kebutuhan', 'kesiapan', 'fakta/business.turnover', 'fakta/business.startedOn'];
/** Browsers are slow on a machine that does other things too. */
const PATIENCE_MS = 600_000;

describe('every page', () => {
  let system: TestSystem;
  let browser: Browser;
  let business: string;
  let offer: string;
  let matchId: string;
  const phone = '0899 9199 0001';

  beforeAll(async () => {
    system = await TestSystem.start({ environment: { UNDO_SECONDS: '60' } });
    browser = await openBrowser();
    const people = await cast(system);
    ({ matchId } = await interestedActor(people));
    await system.signIn({ role: 'officer', email: 'petugas.uji@contoh.id', regionCode: '35.07' });
    await system.signIn({ role: 'officer', email: 'petugas.sepi@contoh.id', regionCode: '35.79' });
    await system.signIn({ role: 'planner', email: 'perencana.uji@contoh.id' });
    await system.signIn({ role: 'partner', email: 'mitra.uji@contoh.id', institutionId: people.institutionId });
    const page = await openTab(browser, system.address);
    await answerQuestions(page);
    business = await register(page, phone);
    // A number gets one code a minute.
    await system.query(`update one_time_codes set created_at = created_at - interval '2 minutes'`);
    await page.click('#memenuhi h3 a >> nth=0');
    offer = pathOf(page);
    await page.context().close();
  });

  afterAll(async () => {
    await browser?.close();
    await system.stop();
  });

  const tab = (options: BrowserContextOptions = {}): Promise<Page> => openTab(browser, system.address, options);

  const states = new Map<string, BrowserContextOptions['storageState']>();

  async function askForCode(page: Page): Promise<void> {
    await page.goto('/masuk');
    await page.fill('#telepon', '0899 9199 0002');
    await send(page);
  }

  /** A tab of nobody in particular, of a visitor who has answered the questions, or of somebody who is signed in. */
  async function tabOf(who: string, options: BrowserContextOptions = {}): Promise<Page> {
    if (!states.has(who)) {
      const page = await tab();
      if (who === 'visitor') await answerQuestions(page);
      else if (who === 'waiting') await askForCode(page);
      else if (who === phone) await signInByPhone(page, who);
      else if (who !== 'nobody') await signIn(page, who, PASSWORD);
      states.set(who, await page.context().storageState());
      await page.context().close();
    }
    return tab({ ...options, storageState: states.get(who) });
  }

  /** Paths by who opens them; `!` marks a form that is then sent empty, to see the errors. */
  const pages = (): Record<string, string[]> => ({
    nobody: ['/', '/bantuan', '/jawaban', '/keluar', '/keluar?selesai=hapus', '/tidak-ada', '!/masuk', '!/masuk/petugas', '!/mulai/siapa', '!/mulai/lokasi', '/mulai/kebutuhan'],
    waiting: ['!/masuk/kode'],
    visitor: ['/mulai/usaha', ...QUESTIONS.map((slug) => `!/mulai/${slug}`), '/cocok', '/cocok/kur-mikro-2026', '/jawaban', '!/simpan', '/keluar'],
    [phone]: ['/usaha?semua', business, offer, `${business}/cocok/kur-mikro-2026`, `!${business}/fakta/business.startedOn`, `${business}/data`, `${business}/jejak`, '/kabar', '/petugas'],
    'petugas.uji@contoh.id': ['!/petugas', `!/petugas/cocok/${matchId}`, '/petugas?antrean=decided'],
    'petugas.sepi@contoh.id': ['/petugas'],
    'perencana.uji@contoh.id': ['/dasbor'],
    'mitra.uji@contoh.id': ['/mitra', '/mitra/kiriman'],
  }); // prettier-ignore

  const emptyForm = (page: Page): Promise<unknown> =>
    page.evaluate(`document.querySelectorAll('main form :is(input:not([type=hidden]), select)').forEach((field) => {
      if (/radio|checkbox/.test(field.type)) field.checked = false;
      else field.value = '';
    })`);

  async function faultsAt(page: Page, path: string): Promise<string[]> {
    await page.goto(path.replace('!', ''));
    const faults: string[] = [];
    for (const state of path.startsWith('!') ? ['', 'with errors'] : ['']) {
      if (state) {
        await emptyForm(page);
        await send(page).catch(() => faults.push(`${path}: no form to send at ${page.url()}`));
        if ((await page.locator('.ringkasan-salah').count()) === 0) faults.push(`${path}: no errors shown`);
      }
      const width = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      if (width > 0) faults.push(`${path} ${state}: ${width} px wider than the screen`);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        faults.push(...(await axeFaults(page)).map((fault) => `${path} ${state} ${colorScheme}: ${fault}`));
      }
    }
    return faults;
  }

  it(
    'has no fault that axe can find, normal and with errors, light and dark, and fits 360 px',
    async () => {
      const faults: string[] = [];
      for (const [who, paths] of Object.entries(pages())) {
        const page = await tabOf(who, { javaScriptEnabled: true });
        for (const path of paths) faults.push(...(await faultsAt(page, path)));
        await page.context().close();
      }
      expect(faults).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'is sound HTML under one heading, with no script, no style of its own and a title that names nobody',
    async () => {
      const faults: string[] = [];
      for (const [who, paths] of Object.entries(pages())) {
        const page = await tabOf(who);
        for (const path of paths) {
          const html = await (await page.goto(path.replace('!', '')))!.text();
          const { results } = await validator.validateString(html);
          faults.push(...results.flatMap(({ messages }) => messages.map(({ ruleId, message, line, column }) => `${path}: ${ruleId} ${message} ${html.split('\n')[line - 1]!.slice(column - 60, column + 60)}`))); // prettier-ignore
          if ((await page.locator('h1').count()) !== 1) faults.push(`${path}: not one h1`);
          if (/<script|<style|style="|javascript:/.test(html)) faults.push(`${path}: script or style inside`);
          if (/Keripik|Contoh Pemilik|0899/.test(await page.title())) faults.push(`${path}: the title names somebody`);
        }
        await page.context().close();
      }
      expect(faults).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'of owners weighs at most 20 kB at first view, in at most 4 requests to this host alone',
    async () => {
      const heavy: string[] = [];
      for (const who of ['nobody', 'waiting', 'visitor', phone]) {
        for (const path of pages()[who]!) {
          const page = await tabOf(who);
          const sizes: Promise<number>[] = [];
          const hosts = new Set<string>();
          page.on('requestfinished', (request) => {
            hosts.add(new URL(request.url()).origin);
            sizes.push(request.sizes().then(({ responseBodySize, responseHeadersSize }) => responseBodySize + responseHeadersSize));
          });
          await page.goto(path.replace('!', ''), { waitUntil: 'networkidle' });
          const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
          if (bytes === 0 || bytes > MOST_BYTES || sizes.length > MOST_REQUESTS || hosts.size !== 1) {
            heavy.push(`${path}: ${bytes} bytes in ${sizes.length} requests to ${[...hosts].join(' ')}`);
          }
          await page.context().close();
        }
      }
      expect(heavy).toEqual([]);
    },
    PATIENCE_MS,
  );

  it('that shows somebody is not kept by the browser, and says what it may load', async () => {
    const answer = await fetch(`${system.address}/mulai/siapa`, { headers: { accept: 'text/html' } });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self';/);
    expect(answer.headers.get('content-security-policy')).not.toContain('unsafe');
    const cookie = answer.headers.get('set-cookie');
    expect(cookie).toMatch(/^sambung-kunjungan=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/);
    const secure = await fetch(`${system.address}/mulai/siapa`, { headers: { accept: 'text/html', 'x-forwarded-proto': 'https' } });
    expect(secure.headers.get('set-cookie')).toMatch(/^__Host-sambung-kunjungan=.*; HttpOnly; Secure; SameSite=Lax$/);
  });

  it('has a stylesheet whose name changes with it, kept for a year', async () => {
    const html = await (await fetch(`${system.address}/`, { headers: { accept: 'text/html' } })).text();
    const [, path] = /href="(\/aset\/sambung\.[\w-]{10}\.css)"/.exec(html)!;
    const file = await fetch(system.address + path);
    expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(file.headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect((await fetch(`${system.address}/aset/sambung.lain.css`)).status).toBe(404);
  });
});
