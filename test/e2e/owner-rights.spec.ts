import { readFileSync } from 'node:fs';
import { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { actorRequest } from '../factories/actors';
import { nextPhone, signIn, signInByPhone } from '../factories/journey';
import { Cast, cast } from '../factories/story';
import { axeFaults, openBrowser, openTab, pathOf, send } from '../support/browser';
import { TestSystem } from '../support/test-system';

const PIN = '280154';
const OFFICER = 'petugas.hak@contoh.id';

describe('an owner without scripts', () => {
  let system: TestSystem;
  let browser: Browser;
  let people: Cast;

  beforeAll(async () => {
    system = await TestSystem.start({ workers: [] });
    browser = await openBrowser();
    people = await cast(system);
    await system.signIn({ role: 'officer', email: OFFICER, regionCode: '35.07' });
  });

  afterEach(() => system.clock.set(null));

  afterAll(async () => {
    await browser?.close();
    await system.stop();
  });

  const later = (minutes: number): void => system.clock.set(new Date(Date.now() + minutes * 60_000).toISOString());
  const minutesPass = () => system.query(`update one_time_codes set created_at = created_at - interval '2 minutes'`);

  /** An owner whose businesses an officer entered, signed in on the own phone. @returns the paths of the businesses */
  async function ownerOf(names: readonly string[]): Promise<{ page: Page; profiles: string[]; ids: string[]; phone: string }> {
    const phone = nextPhone();
    const ids: string[] = [];
    for (const name of names) ids.push((await people.officer.post<{ id: string }>('/actors', actorRequest({ phone, name }))).body.id);
    const page = await openTab(browser, system.address);
    await signInByPhone(page, phone);
    return { page, profiles: ids.map((id) => `/usaha/${id}`), ids, phone };
  }

  const actor = async (id: string): Promise<Record<string, unknown>> =>
    (await system.query<Record<string, unknown>>('select * from actors where id = $1', [id]))[0]!;

  it('is asked for the PIN of a business when turning to it, after a pause, and not in between', async () => {
    const { page, profiles } = await ownerOf(['Milik Ibu', 'Milik Bapak']);
    const [mother, father] = profiles as [string, string];
    await page.goto(`${mother}/pin/atur`);
    await page.fill('#pin', '123456');
    await send(page);
    expect(await page.textContent('.ringkasan-salah a[href="#pin"]')).toContain('mudah ditebak');
    await page.fill('#pin', PIN);
    await send(page);
    expect(pathOf(page)).toBe(`${mother}/data`);
    await page.goto(father);
    expect(pathOf(page)).toBe(father);
    await page.goto(`${mother}/data`);
    expect(pathOf(page)).toBe(`${mother}/pin`);
    expect(await page.textContent('main')).toContain('Milik Ibu');
    await page.fill('#pin', '280155');
    await send(page);
    expect(await page.textContent('.ringkasan-salah a[href="#pin"]')).toContain('PIN salah');
    await page.fill('#pin', PIN);
    await send(page);
    expect(pathOf(page)).toBe(`${mother}/data`);
    later(14);
    await page.goto(mother);
    expect(pathOf(page)).toBe(mother);
    later(30);
    await page.goto(mother);
    expect(pathOf(page)).toBe(`${mother}/pin`);
    for (const path of ['/data', '/hapus', '/permintaan', '/unduh/json', '/pin/atur', '/periksa']) {
      expect((await page.goto(mother + path))!.url()).toContain(`${mother}/pin?ke=`);
    }
    const token = await page.inputValue('input[name=_token]');
    const posted = await page.request.post(`${mother}/keberatan`, {
      form: { _token: token, aktif: 'ya' },
      headers: { accept: 'text/html' },
      maxRedirects: 0,
    });
    expect([posted.status(), posted.headers()['location']]).toEqual([303, `${mother}/pin?ke=${encodeURIComponent(mother)}`]);
  });

  it('has five tries at a PIN, then sets another with a code, and may do without', async () => {
    const { page, profiles } = await ownerOf(['Milik Sendiri', 'Milik Adik']);
    const [own, other] = profiles as [string, string];
    await page.goto(`${own}/pin/atur`);
    await page.fill('#pin', PIN);
    await send(page);
    await page.goto(other);
    await page.goto(own);
    for (const unfinished of ['', '9080']) {
      await page.fill('#pin', unfinished);
      await send(page);
      expect(await page.textContent('.ringkasan-salah a[href="#pin"]')).toContain('Tulis 6 angka PIN.');
    }
    for (let left = 4; left > 0; left -= 1) {
      await page.fill('#pin', '908070');
      await send(page);
      expect(await page.textContent('.ringkasan-salah')).toContain(`masih bisa ${left} kali`);
    }
    await page.fill('#pin', '908070');
    await send(page);
    await page.goto(own);
    expect([await page.textContent('h1'), await page.locator('#pin').count()]).toEqual(['PIN terkunci', 0]);
    await page.click('a.tombol:has-text("Buat PIN baru")');
    await minutesPass();
    await send(page);
    expect(pathOf(page)).toBe(`${own}/pin/kode`);
    const code = (await page.textContent('.kode-peragaan'))!;
    await page.fill('#kode', code);
    await page.fill('#pin', '111111');
    await send(page);
    expect(await page.inputValue('#kode')).toBe(code);
    await page.fill('#pin', '730519');
    await send(page);
    expect(await page.textContent('.pemberitahuan')).toContain('PIN tersimpan.');
    await page.goto(`${own}/pin/atur`);
    await page.click('button.warning');
    expect(await page.textContent('.ringkasan-salah a[href="#lama"]')).toContain('Tulis 6 angka PIN.');
    await page.fill('#lama', '730519');
    await page.click('button.warning');
    await page.goto(other);
    await page.goto(own);
    expect(pathOf(page)).toBe(own);
  });

  it('is shown what an officer entered, confirms it fact by fact, and corrects the rest', async () => {
    const { page, profiles, ids } = await ownerOf(['Titipan Petugas']);
    const [profile] = profiles as [string];
    const { body: match } = await people.officer.post<{ id: string }>('/matches', { actorId: ids[0], offerSlug: people.slug });
    const desk = await openTab(browser, system.address);
    await signIn(desk, OFFICER);
    const evidence = async () => {
      await desk.goto(`/petugas/cocok/${match.id}`);
      return desk.locator('text=belum dikonfirmasi pemilik').count();
    };
    expect(await evidence()).toBeGreaterThan(0);
    await page.goto(profile);
    await page.click('text=Periksa sekarang');
    expect(await page.textContent('main')).toContain('Diisi petugas pada');
    await page.click('button[value="legality.nib"]');
    expect(pathOf(page)).toBe(`${profile}/periksa`);
    expect(await page.locator('button[name=fakta]').count()).toBe(1);
    await page.click('button[name=fakta]');
    expect(pathOf(page)).toBe(profile);
    expect((await actor(ids[0]!)).confirmed_at).not.toBeNull();
    expect(await page.textContent('.pemberitahuan.success')).toBe('Semua isian sudah Anda periksa.');
    expect(await page.locator('text=Periksa isian petugas').count()).toBe(0);
    expect(await evidence()).toBe(0);
  });

  it('is asked again where the words of a consent have come to allow more, and the old ones stay', async () => {
    const { page, profiles, ids } = await ownerOf(['Setuju Dulu']);
    await system.query(`update consents set text_version = '2026-11-01' where actor_id = $1`, [ids[0]]);
    await page.goto(profiles[0]!);
    await page.click('text=Baca teks baru');
    expect(await page.textContent('main')).toContain('tetap berlaku untuk isinya yang lama');
    expect(await page.textContent('main details')).toContain('Saya setuju Sambung membaca data usaha saya');
    await send(page);
    expect(await page.textContent('.pemberitahuan')).toContain('Persetujuan yang baru tersimpan.');
    await page.goto(profiles[0]!);
    expect(await page.locator('text=Teks persetujuan berubah').count()).toBe(0);
    const consents = await system.query('select text_version, channel, locale, withdrawn_at, replaced_at is null as stands from consents where actor_id = $1 order by given_at', [ids[0]]); // prettier-ignore
    expect(consents).toMatchObject([
      { text_version: '2026-11-01', stands: false, withdrawn_at: null },
      { text_version: '2026-11-25', stands: true, channel: 'web', locale: 'id' },
    ]);
  });

  it('turns matching and use of the data off and on, and finds both on record', async () => {
    const { page, profiles, ids } = await ownerOf(['Tidak Mau Dicocokkan']);
    const [profile] = profiles as [string];
    for (const [path, column] of [
      ['keberatan', 'objected_at'],
      ['pembatasan', 'restricted_at'],
    ]) {
      await page.goto(`${profile}/data`);
      await page.click(`main a[href="${profile}/${path}"]`);
      expect(await page.textContent('main')).toContain('Anda bisa mengubahnya lagi kapan saja');
      await send(page);
      expect((await actor(ids[0]!))[column!]).not.toBeNull();
      expect(await page.textContent('.pemberitahuan')).toContain('Berlaku sejak');
      expect(await page.textContent('main')).not.toContain('saat ini juga');
      expect(await page.textContent('main a.quiet')).toBe('Kembali ke Data saya');
      await send(page);
      expect((await actor(ids[0]!))[column!]).toBeNull();
    }
    await page.goto(`${profile}/data`);
    expect(await page.locator('#permintaan li').count()).toBe(4);
    expect(await system.query('select distinct channel from rights_requests where actor_id = $1', [ids[0]])).toEqual([{ channel: 'web' }]);
  });

  it('asks for a review, sees the hours run, and reads the answer that an officer wrote from the work list', async () => {
    const { page, profiles, ids } = await ownerOf(['Minta Tinjau']);
    const [profile] = profiles as [string];
    await page.goto(`${profile}/permintaan`);
    await send(page);
    expect(await page.locator('.ringkasan-salah li').allTextContents()).toEqual(['Pilih apa yang Anda minta.', 'Tulis penjelasannya.']);
    await page.check('[value=review]');
    await page.fill('#catatan', 'Mengapa belum disetujui?');
    await send(page);
    expect(await page.textContent('#permintaan')).toMatch(/Menunggu, sisa 7[12] jam/);

    const desk = await openTab(browser, system.address, { javaScriptEnabled: true });
    await signIn(desk, OFFICER);
    await desk.click('text=Permintaan data');
    later(75 * 60);
    await signIn(desk, OFFICER);
    await desk.goto('/petugas/permintaan');
    expect(await desk.textContent('tbody tr:has-text("Minta Tinjau") .terlambat')).toMatch(/Terlambat [34] jam/);
    expect(await axeFaults(desk)).toEqual([]);
    await desk.click('text=Minta Tinjau');
    await send(desk);
    expect(await desk.locator('.ringkasan-salah li').count()).toBe(2);
    expect(await desk.textContent('.ringkasan-salah')).toMatch(/Pilih hasil\..*Tulis jawaban untuk pemilik\./s);
    expect(await desk.textContent('main')).toContain('Belum ada keputusan tentang usaha ini.');
    expect(await desk.getAttribute('.rincian a', 'href')).toBe(`/petugas/usaha/${ids[0]}`);
    expect(await desk.textContent('[value=done] + label')).toBe('Dikabulkan');
    await desk.check('[value=done]');
    await desk.fill('#jawaban', 'Sudah ditinjau: NIB belum ada.');
    await send(desk);
    expect(await desk.textContent('main')).not.toContain('Minta Tinjau');
    await page.goto(`${profile}/data`);
    expect(await page.textContent('#permintaan')).toContain('Dikabulkan');
    expect(await page.textContent('#permintaan')).toContain('Jawaban: Sudah ditinjau: NIB belum ada.');
  });

  it('downloads everything as a page and as JSON, and erases it by writing the name', async () => {
    const { page, profiles, ids } = await ownerOf(['Selamat Tinggal']);
    const [profile] = profiles as [string];
    await page.goto(`${profile}/data`);
    for (const [link, check] of [
      ['untuk dibaca', 'Siapa yang menerima data Anda'],
      ['(JSON)', '"recipients"'],
    ] as const) {
      const [download] = await Promise.all([page.waitForEvent('download'), page.click(`text=${link}`)]);
      expect(download.suggestedFilename()).toMatch(/^data-sambung\.(html|json)$/);
      const text = readFileSync(await download.path(), 'utf8');
      expect(text).toContain(check);
      expect(text).toContain('Selamat Tinggal');
    }
    await page.click('text=Hapus usaha ini');
    await page.fill('#nama', 'Selamat Datang');
    await page.click('button.warning');
    expect(await page.textContent('.ringkasan-salah a[href="#nama"]')).toContain('Tulis “Selamat Tinggal”, persis');
    await page.fill('#nama', 'Selamat Tinggal');
    await page.click('button.warning');
    expect(await page.textContent('main')).toContain('sudah dihapus');
    expect(await actor(ids[0]!)).toMatchObject({ status: 'erased', name: '(dihapus)' });
    await page.goto('/usaha');
    expect(pathOf(page)).toBe('/masuk');
  });

  it('sees where the account is signed in, and ends one session or all others', async () => {
    const { page, phone } = await ownerOf(['Banyak Perangkat']);
    const others: Page[] = [];
    for (let count = 0; count < 2; count += 1) {
      await minutesPass();
      others.push(await openTab(browser, system.address));
      await signInByPhone(others[count]!, phone);
    }
    await page.goto('/perangkat');
    expect(await page.locator('main h2').allTextContents()).toEqual([
      'Chrome, Linux',
      'Chrome, Linux',
      'Chrome, Linux Perangkat ini',
      'Semua perangkat lain',
    ]);
    await page.click('text=Keluarkan >> nth=1');
    expect(await page.textContent('.pemberitahuan')).toBe('Perangkat itu sudah dikeluarkan.');
    const signedIn = async () => {
      for (const tab of others) await tab.goto('/perangkat');
      return others.map((tab) => pathOf(tab) === '/perangkat').filter(Boolean).length;
    };
    expect(await signedIn()).toBe(1);
    await page.click('text=Keluarkan semua yang lain');
    expect(await page.textContent('.pemberitahuan')).toBe('Semua perangkat lain sudah dikeluarkan.');
    expect(await page.textContent('main')).toContain('hanya masuk di perangkat ini');
    expect(await signedIn()).toBe(0);
    expect(await page.locator('main h2').count()).toBe(1);
  });

  it('sends a photo, sees it and deletes it; with scripts a smaller one leaves the phone, and an officer opens it', async () => {
    const { page, profiles, ids } = await ownerOf(['Berfoto Contoh']);
    const at = `${profiles[0]}/berkas`;
    const noise = { type: 'gaussian', mean: 128, sigma: 10 } as const;
    const buffer = await sharp({ create: { width: 1_600, height: 1_200, channels: 3, background: '#000', noise } })
      .png()
      .toBuffer();
    const big = { name: 'keripik.png', mimeType: 'image/png', buffer };
    const choose = async (tab: Page): Promise<void> => {
      await tab.goto(at);
      await tab.check('[value=product]');
      await tab.setInputFiles('#berkas', big);
    };
    await choose(page);
    await send(page);
    expect(await page.textContent('.pemberitahuan')).toBe('Berkas sudah tersimpan.');
    expect(await page.textContent('.berkas-berkas')).toContain('keripik.png');
    const shown = await page.context().request.get(system.address + (await page.getAttribute('.berkas-berkas a', 'href')));
    expect([shown.status(), shown.headers()['content-type']]).toEqual([200, 'image/jpeg']);
    await page.click('.berkas-berkas button');
    expect(await page.locator('.berkas-berkas').count()).toBe(0);
    expect(await page.textContent('.pemberitahuan')).toBe('Berkas sudah dihapus.');

    const scripted = await openTab(browser, system.address, { javaScriptEnabled: true, storageState: await page.context().storageState() });
    const lengths: Promise<number>[] = [];
    scripted.on('requestfinished', (request) =>
      lengths.push(request.allHeaders().then((headers) => Number(headers['content-length'] ?? 0))),
    );
    await choose(scripted);
    await scripted.setInputFiles('#berkas', { ...big, buffer: Buffer.from('bukan foto') });
    await send(scripted);
    expect(await scripted.textContent('.ringkasan-salah')).toContain('Kirim JPG');
    await choose(scripted);
    await send(scripted);
    await scripted.waitForSelector('.berkas-berkas');
    const sent = Math.max(...(await Promise.all(lengths)));
    expect(sent).toBeGreaterThan(1_000);
    expect(sent).toBeLessThan(buffer.length / 2);
    const [kept] = await system.query<{ size: number }>('select size from documents where actor_id = $1', [ids[0]]);
    expect(kept!.size).toBeLessThan(buffer.length / 2);

    const desk = await openTab(browser, system.address);
    await signIn(desk, OFFICER);
    await desk.goto(`/petugas/usaha/${ids[0]}/berkas`);
    expect(await desk.getAttribute('.kembali', 'href')).toBe(`/petugas/usaha/${ids[0]}`);
    const file = await desk.context().request.get(system.address + (await desk.getAttribute('.berkas-berkas a', 'href')));
    expect(file.status()).toBe(200);
    await page.goto(`${profiles[0]}/jejak`);
    expect(await page.textContent('main')).toContain('Membuka foto atau dokumen');
    for (const tab of [page, scripted, desk]) await tab.context().close();
  });
});
