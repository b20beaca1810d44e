import { Browser, Page } from 'playwright-core';
import { actorRequest } from '../factories/actors';
import { signIn } from '../factories/journey';
import { cast, interestedActor } from '../factories/story';
import { openBrowser, openTab } from '../support/browser';
import { TestSystem } from '../support/test-system';

const MOST_BYTES = 40_000;

describe('planners, without scripts', () => {
  let system: TestSystem;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    system = await TestSystem.start();
    browser = await openBrowser();
    const people = await cast(system);
    const matches: string[] = [];
    for (let index = 0; index < 7; index += 1) matches.push((await interestedActor(people)).matchId);
    await interestedActor(people, { regionCode: '35.07.01.2001' });
    const [first, second] = matches as [string, string];
    await people.officer.post(`/matches/${first}/decision`, { decision: 'rejected', reasonCode: 'noSeat' });
    await people.officer.post(`/matches/${second}/decision`, { decision: 'approved' });
    await system.noPendingWork();
    await people.partner.post(`/partner/matches/${second}/answer`, { status: 'accepted' });
    const [officer] = await system.query<{ id: string }>(`select id from people where role = 'officer'`);
    await people.admin.put(`/matches/${matches[2]}/assignee`, { assigneeId: officer!.id });
    await people.owner.post(
      '/actors',
      actorRequest({ facts: { 'need.wanted': { value: ['tata-niaga-global.ekspor', 'produksi.kemasan'] } } }),
    );
    await people.owner.post('/actors', actorRequest({ facts: { 'need.wanted': { value: ['produksi.kemasan'] } } }));
    await system.noPendingWork();
    await system.signIn({ role: 'planner', email: 'perencana.uji@contoh.id' });
    await system.signIn({ role: 'admin', email: 'pengelola.uji@contoh.id' });
    page = await openTab(browser, system.address, { viewport: { width: 1280, height: 900 } });
    await signIn(page, 'perencana.uji@contoh.id');
  });

  afterAll(async () => {
    await browser?.close();
    await system.stop();
  });

  const waitingIn = (where: Page, name: string): Promise<string | null> =>
    where.textContent(`tbody tr:has-text("${name}") td:nth-child(2)`);

  it('sees a map of 41 kecamatan, switches what it shows, and goes from an area to its list', async () => {
    expect(await page.locator('.peta a').count()).toBe(41);
    await page.click('a:has-text("Menunggu petugas")');
    expect(new URL(page.url()).search).toBe('?peta=tunggu');
    expect(await page.locator('.peta a[aria-label="Kepanjen: 5"] .kelas-1').count()).toBe(1);
    expect(await page.locator('.peta a[aria-label="Donomulyo: 1"] .kelas-0').count()).toBe(1);
    expect(await page.locator('.peta .kelas-kosong').count()).toBe(39 + 1);
    expect(await waitingIn(page, 'Kepanjen')).toBe('5');
    expect(await waitingIn(page, 'Donomulyo')).toBe('1');
    await page.click('tbody a:has-text("Kepanjen")');
    expect(await page.textContent('h1')).toBe('Kepanjen');
    expect(await page.textContent('.rincian')).toContain('Menunggu petugas5');
    expect((await page.goto('/dasbor/kecamatan/35.78.01'))!.status()).toBe(404);
  });

  it('weighs at most 40 kB with the map, and runs no script', async () => {
    const html = await (await page.goto('/dasbor'))!.body();
    expect(html.byteLength).toBeLessThan(MOST_BYTES);
    expect(html.toString()).not.toContain('<script');
  });

  it('finds the same figures in the page and in its file, and a file for publication with small ones hidden', async () => {
    const file = await page.request.get('/dasbor/csv/kecamatan');
    expect(file.headers()['content-type']).toBe('text/csv; charset=utf-8');
    const lines = (await file.text()).split('\r\n');
    expect(lines).toHaveLength(1 + 41 + 1);
    expect(lines.find((line) => line.startsWith('Kepanjen'))).toMatch(/^Kepanjen,9,\d+,\d+,5,.*,Kabupaten Malang$/);
    expect(lines.find((line) => line.startsWith('Donomulyo'))).toMatch(/^Donomulyo,1,/);
    const open = await (await page.request.get('/dasbor/csv/kecamatan?terbit=1')).text();
    expect(open).toMatch(/\r\nDonomulyo,kurang dari 5,/);
    expect(open).toContain('\r\nKepanjen,9,');
    expect((await page.request.get('/dasbor/csv/apa')).status()).toBe(404);
  });

  it('reads where people stop, why, who answers and what the data lack', async () => {
    await page.goto('/dasbor/laporan');
    const textOf = (slug: string): Promise<string | null> => page.textContent(`#${slug} tbody`);
    expect(await textOf('corong')).toMatch(/Terdaftar10.*Menyatakan kebutuhan2.*Berminat pada tawaran8.*Disetujui petugas1/);
    expect(await textOf('alasan')).toContain('Kuota habis');
    expect(await textOf('mitra')).toContain('Lembaga Contoh');
    expect(await textOf('petugas')).toMatch(/Kabupaten Malang121/);
    expect(await page.locator('#mutu tbody tr').count()).toBe(5);
    for (const slug of ['kebutuhan', 'corong', 'alasan', 'mitra', 'petugas', 'mutu']) {
      expect((await page.request.get(`/dasbor/csv/${slug}`)).status()).toBe(200);
    }
  });

  it('looks at cells with a filter, in the page and in the file', async () => {
    await page.goto('/dasbor/sel');
    await page.selectOption('#keadaan', 'empty');
    await page.click('button:has-text("Saring")');
    expect(new URL(page.url()).searchParams.get('keadaan')).toBe('empty');
    const file = await page.request.get('/dasbor/sel.csv?keadaan=empty');
    expect(file.headers()['content-type']).toBe('text/csv; charset=utf-8');
    expect(await file.text()).toMatch(/^district,districtName,intervention/);
    await page.goto('/dasbor');
    await page.click('.angka-angka div:has-text("Kebutuhan") a');
    expect(new URL(page.url()).pathname).toBe('/dasbor/sel');
  });

  it('asks what an offer would do on a day, is told of a day that is none, and reads the result', async () => {
    await page.goto('/dasbor/tawaran');
    await page.click('tbody a:has-text("Pelatihan Contoh")');
    expect(await page.locator('#irisan h2').textContent()).toBe('Tawaran yang beririsan');
    await page.fill('#hari', '31');
    await page.fill('#hari-bulan', '2');
    await page.click('button:has-text("Hitung")');
    expect(await page.locator('.ringkasan-salah').textContent()).toContain('Tulis tanggal yang ada');
    expect(await page.inputValue('#hari')).toBe('31');
    await page.fill('#hari', '1');
    await page.click('button:has-text("Hitung")');
    expect(new URL(page.url()).pathname).toMatch(/^\/dasbor\/simulasi\//);
    await system.noPendingWork();
    await page.reload();
    expect(await page.textContent('#perubahan')).toContain('Kepanjen');
  });

  /** What a list says it comes to: rows of it; of cells and of a kecamatan, the figure under its name. */
  async function countAt(where: Page, href: string, figure: string): Promise<string | undefined> {
    await where.goto(href);
    const path = new URL(where.url()).pathname;
    const isList = path === '/dasbor/kecocokan' || path === '/dasbor/pelaku';
    const text = await where.textContent(isList ? 'caption' : `dl div:has(dt:text-is("${figure}")) dd`);
    return /\d[\d.]*/.exec(text ?? '')?.[0];
  }

  /** Every figure of a page that leads somewhere, with the name of its column. */
  const figuresAt = async (where: Page, path: string): Promise<{ href: string; text: string; figure: string }[]> => {
    await where.goto(path);
    const found = await where.evaluate<{ href: string; text: string; figure: string }[]>(`
      [...document.querySelectorAll('main td a, main dd a')].map((link) => {
        const cell = link.closest('td');
        const name = cell ? cell.closest('table').tHead.rows[0].cells[cell.cellIndex] : link.closest('div').querySelector('dt');
        return { href: link.getAttribute('href'), text: link.textContent, figure: name.textContent };
      })`);
    return found.filter(({ text }) => /^[\d.]+$/.test(text));
  };

  const PLACES = ['/dasbor', '/dasbor/laporan', '/dasbor/sel', '/dasbor/kecamatan/35.07.13'];

  it.each(['perencana.uji@contoh.id', 'pengelola.uji@contoh.id'])(
    'leads %s from each figure to a list with as many rows',
    async (login) => {
      const tab = await openTab(browser, system.address, { viewport: { width: 1280, height: 900 } });
      await signIn(tab, login);
      const seen = new Map<string, string>();
      const wrong: string[] = [];
      for (const place of PLACES) {
        for (const { href, text, figure } of await figuresAt(tab, place)) {
          seen.set(`${href} ${figure}`, text);
          // A time, not a count: of one answer.
          const expected = figure.startsWith('Waktu jawab') ? '1' : text;
          const count = await countAt(tab, href, figure);
          if (count !== expected) wrong.push(`${place} ${figure}: ${text}, but ${count} at ${href}`);
        }
      }
      expect(wrong).toEqual([]);
      const figures = new Set([...seen.keys()].map((key) => /angka=(\w+)/.exec(key)?.[1]));
      const known = ['waiting', 'approved', 'accepted', 'stopped', 'offered', 'answered', 'taken', 'decided', 'inHand', 'registered', 'needs', 'interested', 'stated', 'noNeed', 'declaredOnly']; // prettier-ignore
      expect(known.filter((figure) => !figures.has(figure))).toEqual([]);
      await tab.context().close();
    },
  );

  it('lists what stands behind a figure without a name or an id, in the page and in the file', async () => {
    const rows = await system.query<{ name: string; id: string; matchId: string | null }>(
      `select actors.name, actors.id, matches.id as "matchId" from actors left join matches on matches.actor_id = actors.id`,
    );
    const secrets = rows.flatMap(({ name, id, matchId }) => [name, id, ...(matchId ? [matchId] : [])]);
    expect(secrets.length).toBeGreaterThan(20);
    for (const [path, count] of [['kecocokan?angka=waiting', 6], ['kecocokan?angka=stopped&sebab=noSeat', 1], ['pelaku?wilayah=malang-raya', 10], ['pelaku?angka=stated&kebutuhan=produksi.kemasan', 2]] as const) {
      const html = (await (await page.goto(`/dasbor/${path}`))!.body()).toString();
      const file = await (await page.request.get(`/dasbor/${path.replace(/\?|$/, (end) => `.csv${end}`)}`)).text();
      expect([path, await page.locator('tbody tr').count(), file.split('\r\n').length - 2]).toEqual([path, count, count]);
      expect(secrets.filter((secret) => html.includes(secret) || file.includes(secret))).toEqual([]);
      expect(html).not.toMatch(/\/petugas\//);
    }
    expect(await page.textContent('.pembuka')).toMatch(/Kebutuhan: Kemasan/);
  }); // prettier-ignore

  it('opens the records behind a figure to administrators, a page at a time', async () => {
    const tab = await openTab(browser, system.address, { viewport: { width: 1280, height: 900 } });
    await signIn(tab, 'pengelola.uji@contoh.id');
    await tab.goto('/dasbor/kecocokan?angka=stopped');
    await tab.click('tbody a:has-text("Buka")');
    expect(new URL(tab.url()).pathname).toMatch(/^\/petugas\/cocok\//);
    await tab.goto('/dasbor/pelaku?lembar=2');
    expect([new URL(tab.url()).search, await tab.locator('tbody tr').count()]).toEqual(['?angka=registered', 10]);
    await tab.context().close();
  });

  it('leaves the reports to planners, and the open statistics to everybody', async () => {
    const stranger = await openTab(browser, system.address);
    await stranger.goto('/statistik?peta=tunggu');
    expect(await stranger.textContent('.angka-angka')).toContain('Pelaku10');
    expect(await waitingIn(stranger, 'Kepanjen')).toBe('5');
    expect(await waitingIn(stranger, 'Donomulyo')).toBe('<5kurang dari 5');
    expect((await stranger.request.get('/statistik.csv')).status()).toBe(200);
    expect((await stranger.request.get('/dasbor/csv/petugas')).status()).toBe(401);
    expect((await stranger.goto('/dasbor/laporan'))!.url()).toContain('/masuk/petugas');
  });
});
