import { Browser, Page } from 'playwright-core';
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
    await system.signIn({ role: 'planner', email: 'perencana.uji@contoh.id' });
    page = await openTab(browser, system.address, { viewport: { width: 1280, height: 900 } });
    await signIn(page, 'perencana.uji@contoh.id');
  });

  afterAll(async () => {
    await browser?.close();
    await system.stop();
  });

  const waitingIn = (where: Page, name: string): Promise<string | null> =>
    where.textContent(`tbody tr:has-text("${name}") td:nth-child(5)`);

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
    expect(lines.find((line) => line.startsWith('Kepanjen'))).toMatch(/^Kepanjen,7,\d+,\d+,5,.*,Kabupaten Malang$/);
    expect(lines.find((line) => line.startsWith('Donomulyo'))).toMatch(/^Donomulyo,1,/);
    const open = await (await page.request.get('/dasbor/csv/kecamatan?terbit=1')).text();
    expect(open).toMatch(/\r\nDonomulyo,kurang dari 5,/);
    expect(open).toContain('\r\nKepanjen,7,');
    expect((await page.request.get('/dasbor/csv/apa')).status()).toBe(404);
  });

  it('reads where people stop, why, who answers and what the data lack', async () => {
    await page.goto('/dasbor/laporan');
    const textOf = (slug: string): Promise<string | null> => page.textContent(`#${slug} tbody`);
    expect(await textOf('corong')).toMatch(/Terdaftar8.*Berminat pada tawaran8.*Disetujui petugas1/);
    expect(await textOf('alasan')).toContain('Kuota habis');
    expect(await textOf('mitra')).toContain('Lembaga Contoh');
    expect(await textOf('petugas')).toMatch(/Kabupaten Malang120/);
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
    expect(await page.locator('.ringkasan-salah').textContent()).toContain('hari, bulan dan tahun');
    expect(await page.inputValue('#hari')).toBe('31');
    await page.fill('#hari', '1');
    await page.click('button:has-text("Hitung")');
    expect(new URL(page.url()).pathname).toMatch(/^\/dasbor\/simulasi\//);
    await system.noPendingWork();
    await page.reload();
    expect(await page.textContent('#perubahan')).toContain('Kepanjen');
  });

  it('leaves the reports to planners, and the open statistics to everybody', async () => {
    const stranger = await openTab(browser, system.address);
    await stranger.goto('/statistik?peta=tunggu');
    expect(await stranger.textContent('.angka-angka')).toContain('Pelaku8');
    expect(await waitingIn(stranger, 'Kepanjen')).toBe('5');
    expect(await waitingIn(stranger, 'Donomulyo')).toBe('<5kurang dari 5');
    expect((await stranger.request.get('/statistik.csv')).status()).toBe(200);
    expect((await stranger.request.get('/dasbor/csv/petugas')).status()).toBe(401);
    expect((await stranger.goto('/dasbor/laporan'))!.url()).toContain('/masuk/petugas');
  });
});
