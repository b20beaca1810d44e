import { hashPassword, PasswordResets } from '@sambung/accounts';
import { inTransaction } from '@sambung/database';
import { shippedOffers } from '@sambung/offers';
import { HtmlValidate } from 'html-validate';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Browser, BrowserContextOptions, Page, Request } from 'playwright-core';
import { formOf } from '../../apps/api/src/pages/partner/editor/document-form';
import { actorRequest } from '../factories/actors';
import { offerDocument } from '../factories/offers';
import { Cast, cast, interestedActor, publishOffer, subscribe } from '../factories/story';
import { officePages } from '../factories/office';
import { roundPlan } from '../factories/rounds';
import { answerQuestions, register, signIn, signInByPhone } from '../factories/journey';
import { axeFaults, bringAxe, openBrowser, openTab, pathOf, send } from '../support/browser';
import { PartnerReceiver } from '../support/partner-receiver';
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

/** Settings with which every way of signing in shows; nothing is sent and nobody is called. */
const ELSEWHERE = {
  SMTP_URL: 'smtp://127.0.0.1:1',
  PUBLIC_URL: 'https://sambung.contoh.id',
  OIDC_ISSUER: 'http://127.0.0.1:1/',
  OIDC_CLIENT_ID: 'sambung',
  OIDC_REDIRECT_URL: 'https://sambung.contoh.id/masuk/lembaga/kembali',
  OIDC_NAME: 'SSO Kabupaten Contoh',
};

const QUESTIONS = ['siapa', 'lokasi', 'desa', 'kebutuhan', 'kesiapan', 'fakta/business.turnover', 'fakta/business.startedOn'];
/** Names of the fields that a person fills in. */
const FIELDS = `[...document.querySelectorAll('main form:not([method=get]) :is(input:not([type=hidden]), select, textarea)')].map(({ name }) => name)`;
/** Browsers are slow on a machine that does other things too. */
const PATIENCE_MS = 600_000;

describe('every page', () => {
  let system: TestSystem;
  let browser: Browser;
  let business: string;
  let offer: string;
  let actorId: string;
  let matchId: string;
  let offerSlug: string;
  let draftId: string;
  let sharedId: string;
  let endpointId: string;
  let deliveryId: string;
  const receiver = new PartnerReceiver();
  let requestId: string;
  /** Paths of profiles that an officer entered for the owner: one to confirm, one behind a PIN. */
  let assisted: string;
  let renewal: string;
  let locked: string;
  let reset: string;
  /** The office's page of one business, and pages of what an officer has begun. */
  let record: string;
  let office: string[];
  let roundId: string;
  let simulationId: string;
  /** Slug and number of a version that waits for a second person. */
  let reviewed: string;
  const phone = '0899 9199 0001';

  beforeAll(async () => {
    system = await TestSystem.start({ environment: { UNDO_SECONDS: '60', ...ELSEWHERE } });
    browser = await openBrowser();
    const people = await cast(system);
    ({ actorId, matchId } = await interestedActor(people));
    requestId = await lateRequest(people, actorId);
    const officer = await system.signIn({ role: 'officer', email: 'petugas.uji@contoh.id', regionCode: '35.07' });
    record = `/petugas/usaha/${actorId}`;
    office = await officePages(system, officer);
    roundId = (await officer.post<{ id: string }>('/rounds', roundPlan({ satu: people.slug }))).body.id;
    await system.signIn({ role: 'officer', email: 'petugas.sepi@contoh.id', regionCode: '35.79' });
    const planner = await system.signIn({ role: 'planner', email: 'perencana.uji@contoh.id' });
    simulationId = (await planner.post<{ id: string }>(`/offers/${people.slug}/simulations`, {})).body.id;
    await people.admin.post(`/offers/${people.slug}/versions`, { document: offerDocument({ validTo: '2027-12-31' }) });
    await people.admin.post(`/offers/${people.slug}/versions/2/review`);
    reviewed = `${people.slug}/2`;
    await system.signIn({ role: 'admin', email: 'pengelola.uji@contoh.id' });
    await system.signIn({ role: 'partner', email: 'mitra.uji@contoh.id', institutionId: people.institutionId });
    offerSlug = people.slug;
    draftId = await halfWritten(people);
    await system.signIn({
      role: 'partner',
      email: 'mitra.sepi@contoh.id',
      institutionId: (await publishOffer(system, people.admin)).institutionId,
    });
    sharedId = (await interestedActor(people)).matchId;
    await system.query(`update matches set state = 'offered' where id = $1`, [sharedId]);
    endpointId = await subscribe(people.partner, receiver);
    await people.partner.post(`/webhook-endpoints/${endpointId}/test`);
    await system.noPendingWork();
    [{ id: deliveryId }] = (await system.query('select id from webhook_deliveries')) as [{ id: string }];
    const page = await openTab(browser, system.address);
    await answerQuestions(page);
    business = await register(page, phone);
    // A number gets one code a minute.
    await system.query(`update one_time_codes set created_at = created_at - interval '2 minutes'`);
    await page.click('#memenuhi h3 a >> nth=0');
    offer = pathOf(page);
    await page.context().close();
    await enterForOwner(people);
    const link = await inTransaction(system.dataSource, (tx) => system.get(PasswordResets).issue(tx, 'petugas.uji@contoh.id'));
    reset = link!.path;
    await system.query(
      `insert into outbox (id, aggregatetype, aggregateid, type, job, dead_at, last_error)
       values (gen_random_uuid(), 'actor', gen_random_uuid(), 'profile.saved', 'match-profile', now(), 'timeout'),
         (gen_random_uuid(), 'actor', gen_random_uuid(), 'profile.saved', 'match-profile', now(), null)`,
    );
  });

  /** The next version of an offer, with every kind of row. */
  async function halfWritten({ institutionId, slug }: Cast): Promise<string> {
    const priority = [{ id: 'women', name: { id: 'Perempuan', en: 'Women' }, cap: 5, awards: [{ when: { fact: 'owner.sex', op: '=' as const, value: 'female' }, points: 5 }] }]; // prettier-ignore
    const form = formOf({ ...shippedOffers().find((shipped) => shipped.slug === 'kur-mikro-2026')!.document, priority }, slug);
    const [row] = await system.query<{ id: string }>(
      `insert into offer_drafts (id, institution_id, offer_id, form, revision, updated_by, updated_at)
       select gen_random_uuid(), $1, offers.id, $2, 1, people.id, now() from offers, people where slug = $3 and people.institution_id = $1 limit 1 returning id`,
      [institutionId, JSON.stringify(form), slug],
    );
    return row!.id;
  }

  async function lateRequest({ owner }: Cast, actorId: string): Promise<string> {
    const { body } = await owner.post<{ id: string }>(`/actors/${actorId}/rights-requests`, { kind: 'review', note: 'Mengapa?' });
    await system.query(`update rights_requests set due_at = now() - interval '3 hours' where id = $1`, [body.id]);
    return body.id;
  }

  async function enterForOwner({ officer }: Cast): Promise<void> {
    const enter = async (name: string) => (await officer.post<{ id: string }>('/actors', actorRequest({ phone, name }))).body.id;
    const [toConfirm, behindPin] = [await enter('Titipan Satu'), await enter('Titipan Dua')];
    await system.query(`update consents set text_version = '2026-11-01' where actor_id = $1`, [toConfirm]);
    const [consent] = await system.query<{ id: string }>('select id from consents where actor_id = $1', [toConfirm]);
    await system.query(`insert into profile_pins (actor_id, pin_hash) values ($1, $2)`, [behindPin, await hashPassword('280154')]);
    [assisted, locked, renewal] = [`/usaha/${toConfirm}`, `/usaha/${behindPin}`, `/usaha/${toConfirm}/persetujuan/${consent!.id}`];
  }

  afterAll(async () => {
    await browser?.close();
    await receiver.close();
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
    nobody: ['/', '/bantuan', '/jawaban', '/keluar', '/keluar?selesai=hapus', '/tidak-ada', '/statistik?peta=tunggu', '/jawab/x', '!/masuk', '!/masuk/petugas', '!/masuk/sandi', `!${reset}`, '/masuk/lembaga/kembali', '!/mulai/siapa', '!/mulai/lokasi', '/mulai/kebutuhan'],
    waiting: ['!/masuk/kode'],
    visitor: ['/mulai/usaha', ...QUESTIONS.map((slug) => `!/mulai/${slug}`), '/cocok', '/cocok/kur-mikro-2026', '/jawaban', '!/simpan', '/keluar'],
    [phone]: ['/usaha?semua', business, offer, `${business}/cocok/kur-mikro-2026`, `!${business}/fakta/business.startedOn`, `!${business}/ubah/kebutuhan`, `${business}/data`, `!${business}/berkas`, `${business}/lengkapi`, `${business}/jejak`, '/kabar', '/petugas', '/perangkat', `${business}/keberatan`, `${business}/pembatasan`, `${business}/hapus`, `!${business}/permintaan`, `!${business}/pin/atur`, assisted, `${assisted}/data`, `${assisted}/periksa`, renewal, `!${locked}/pin`, `${locked}/pin/lupa`],
    'petugas.uji@contoh.id': ['/petugas', '!/petugas/usaha', record, `!${record}/fakta/business.packaged`, '/petugas/ganda', '!/petugas/impor', '/petugas/audit', ...office, `!/petugas/cocok/${matchId}`, '/petugas?antrean=decided', '/petugas?antrean=snoozed', '/petugas/tombol', '/petugas/hampir', '/petugas/aturan', '/petugas/putaran', `!/petugas/putaran/${roundId}`, '/tinjauan', '/petugas/permintaan', `/petugas/usaha/${actorId}/berkas`, `!/petugas/permintaan/${requestId}`, '/perangkat'],
    'petugas.sepi@contoh.id': ['/petugas', '/petugas/ganda', '/petugas/impor', '/petugas/audit', '/petugas/permintaan'],
    'perencana.uji@contoh.id': ['/dasbor', '/dasbor?peta=selisih', '/dasbor/laporan', '/dasbor/kecamatan/35.07.13', '/dasbor/kecamatan/35.07.01', '/dasbor/sel', '/dasbor/sel?keadaan=empty&wilayah=35.07.13', '/dasbor/kecocokan', '/dasbor/kecocokan?angka=stopped&wilayah=35.73.01', '/dasbor/pelaku', '/dasbor/pelaku?angka=stated&wilayah=35.73.01', '/dasbor/tawaran', '!/dasbor/tawaran/kur-mikro-2026', `/dasbor/simulasi/${simulationId}`],
    'mitra.uji@contoh.id': ['/mitra', `!/mitra/cocok/${sharedId}`, '!/mitra/endpoint', `/mitra/endpoint/${endpointId}`, '/mitra/kiriman', `/mitra/kiriman/${deliveryId}`, '!/mitra/kunci', '/mitra/panduan', '/mitra/tawaran', `/mitra/tawaran/${offerSlug}`, `!/mitra/tawaran/${offerSlug}/kuota`, `/mitra/draf/${draftId}`, `!/mitra/draf/${draftId}/pokok`, `!/mitra/draf/${draftId}/syarat`, `!/mitra/draf/${draftId}/manfaat`, `/mitra/draf/${draftId}/urutan`, `/mitra/draf/${draftId}/contoh`, `!/mitra/draf/${draftId}/contoh/1`, '!/mitra/hasil', '/tinjauan', `/tinjauan/${reviewed}`],
    'pengelola.uji@contoh.id': ['/operasi/gagal', '/dasbor/kecocokan?angka=offered', '/dasbor/pelaku?angka=interested'],
    'mitra.sepi@contoh.id': ['/mitra', '/mitra/endpoint', '/mitra/kiriman', '/mitra/kunci', '/mitra/tawaran', '/mitra/hasil'],
  }); // prettier-ignore

  const emptyForm = (page: Page): Promise<unknown> =>
    page.evaluate(`document.querySelectorAll('main form :is(input:not([type=hidden]), select)').forEach((field) => {
      if (/radio|checkbox/.test(field.type)) field.checked = false;
      else field.value = '';
    })`);

  /** What the first view weighs, as a browser that has been nowhere here before would load it. */
  async function openedFresh(page: Page, path: string): Promise<{ html: string; bytes: number; requests: number; hosts: number }> {
    const sizes: Promise<number>[] = [];
    const hosts = new Set<string>();
    const note = (request: Request): void => {
      hosts.add(new URL(request.url()).origin);
      sizes.push(request.sizes().then(({ responseBodySize, responseHeadersSize }) => responseBodySize + responseHeadersSize));
    };
    page.on('requestfinished', note);
    const html = await (await page.goto(path, { waitUntil: 'load' }))!.text();
    page.off('requestfinished', note);
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    return { html, bytes, requests: sizes.length, hosts: hosts.size };
  }

  /** Sound HTML under one heading, no script and no style but the stylesheet inside, and a title that names nobody. */
  async function faultsInHtml(page: Page, html: string): Promise<string[]> {
    const { results } = await validator.validateString(html);
    const faults = results.flatMap(({ messages }) => messages.map(({ ruleId, message, line, column }) => `${ruleId} ${message} ${html.split('\n')[line - 1]!.slice(Math.max(0, column - 60), column + 60)}`)); // prettier-ignore
    if ((await page.locator('h1').count()) !== 1) faults.push('not one h1');
    if (/<script(?! type="module" src="\/aset\/)|<style(?!>@layer)|style="|javascript:/.test(html)) faults.push('script or style inside');
    if (/Keripik|Titipan|Contoh Pemilik|0899/.test(await page.title())) faults.push('the title names somebody');
    return faults;
  }

  /** What axe finds, light and dark, and whether the page fits the screen. */
  async function faultsSeen(page: Page): Promise<string[]> {
    const width = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    const faults = width > 0 ? [`${width} px wider than the screen`] : [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      // What the dark changes is colours.
      const rules = colorScheme === 'dark' ? ['color-contrast'] : undefined;
      faults.push(...(await axeFaults(page, rules)).map((fault) => `${colorScheme}: ${fault}`));
    }
    return faults;
  }

  const OWNERS = (): string[] => ['nobody', 'waiting', 'visitor', phone];

  /** Everything about one page that its kind promises. @param fields gathers the names of what owners are asked */
  async function faultsAt(page: Page, who: string, path: string, fields: Set<string>): Promise<string[]> {
    const { html, bytes, requests, hosts } = await openedFresh(page, path.replace('!', ''));
    // One reads while the other looks: the validator works here, axe in the browser.
    const faults = (await Promise.all([faultsInHtml(page, html), faultsSeen(page)])).flat();
    if (OWNERS().includes(who)) {
      if (bytes === 0 || bytes > MOST_BYTES || requests > MOST_REQUESTS || hosts !== 1) faults.push(`${bytes} bytes in ${requests} requests to ${hosts} hosts`); // prettier-ignore
      for (const name of await page.evaluate<string[]>(FIELDS)) fields.add(name);
    }
    if (path.startsWith('!')) {
      await emptyForm(page);
      await send(page).catch(() => faults.push(`no form to send at ${page.url()}`));
      await page.waitForSelector('.ringkasan-salah').catch(() => faults.push('no errors shown'));
      faults.push(...(await faultsSeen(page)).map((fault) => `with errors: ${fault}`));
    }
    return faults.map((fault) => `${path} ${fault}`);
  }

  async function faultsOf(who: string, paths: readonly string[], fields: Set<string>): Promise<string[]> {
    const page = await tabOf(who, { javaScriptEnabled: true });
    await bringAxe(page);
    const session = await page.context().newCDPSession(page);
    await session.send('Network.setCacheDisabled', { cacheDisabled: true });
    const faults: string[] = [];
    for (const path of paths) faults.push(...(await faultsAt(page, who, path, fields)));
    await page.context().close();
    return faults;
  }

  it(
    'is sound, light enough, accessible in every state, light and dark, and fits 360 px; what owners are asked is in docs/question-protocol.md',
    async () => {
      const fields = new Set<string>();
      const queue = Object.entries(pages());
      const found: string[] = [];
      // Browsers wait for one another's processor more than for the server: two tabs are as fast as many.
      const work = async (): Promise<void> => {
        for (let next = queue.shift(); next; next = queue.shift()) found.push(...(await faultsOf(...next, fields)));
      };
      await Promise.all([work(), work()]);
      expect(found).toEqual([]);
      const rows = [...readFileSync(join(__dirname, '../../docs/question-protocol.md'), 'utf8').matchAll(/^\| (`[^|]+`) +\|/gm)].flatMap(([, names]) => names!.match(/[\w-]+/g)!); // prettier-ignore
      expect([...fields].filter((name) => !rows.includes(name))).toEqual([]);
      expect(fields.size).toBeGreaterThan(15);
    },
    PATIENCE_MS,
  );

  it('that shows somebody is not kept by the browser, and says what it may load', async () => {
    const answer = await fetch(`${system.address}/mulai/siapa`, { headers: { accept: 'text/html' } });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self' 'sha256-[\w+/]{43}=';/);
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
