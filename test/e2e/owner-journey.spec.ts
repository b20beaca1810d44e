import { Browser, Page } from 'playwright-core';
import { answerQuestions, enterCode, nextPhone, register, signInByPhone } from '../factories/journey';
import { openBrowser, openTab, pathOf, send } from '../support/browser';
import { TestSystem } from '../support/test-system';

describe('an owner without scripts', () => {
  let system: TestSystem;
  let browser: Browser;

  beforeAll(async () => {
    system = await TestSystem.start({ workers: ['matcher'], environment: { UNDO_SECONDS: '60' } });
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await system.stop();
  });

  const tab = (options = {}): Promise<Page> => openTab(browser, system.address, options);
  const count = async (table: string): Promise<number> =>
    (await system.query<{ count: number }>(`select count(*)::int as count from ${table}`))[0]!.count;

  /** A number gets one code a minute. */
  const minutesPass = () => system.query(`update one_time_codes set created_at = created_at - interval '2 minutes'`);

  it('comes from the start page to first matches in at most 8 questions, without an account', async () => {
    const page = await tab();
    const seen = await answerQuestions(page);
    expect(seen.length).toBeLessThanOrEqual(8);
    expect(seen).toEqual(expect.arrayContaining(['/mulai/siapa', '/mulai/lokasi', '/mulai/kebutuhan', '/mulai/kesiapan']));
    expect(seen.some((path) => path.startsWith('/mulai/fakta/'))).toBe(true);
    expect(pathOf(page)).toBe('/cocok');
    expect(await page.locator('h2').allTextContents()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Memenuhi syarat \([1-9]/),
        expect.stringMatching(/^Perlu data \([1-9]/),
        expect.stringMatching(/^Belum memenuhi \([1-9]/),
      ]),
    );
    expect(await page.textContent('main')).toMatch(/Dari \d+ tawaran.*\d+ tawaran lain bukan untuk jenis pelaku Anda\./s);
    expect(await page.locator('article.tawaran').count()).toBeGreaterThan(10);
    for (const card of await page.locator('article.tawaran').all()) expect(await card.locator('.syarat li').count()).toBeGreaterThan(0);
    await page.goto('/cocok/kur-mikro-2026');
    expect(await page.textContent('.salah-satu')).toContain('Salah satu dari ini:');
    const asked = await Promise.all((await page.locator('a:has-text("Jawab sekarang")').all()).map((link) => link.getAttribute('href')));
    expect(asked).toEqual([...new Set(asked)]);
    expect(await count('people')).toBe(0);
  });

  it('reaches results from outside Malang Raya, as a migrant worker with a business, in 8 questions too', async () => {
    const page = await tab();
    await page.goto('/mulai/siapa');
    await page.check('[value=business]');
    await page.check('[value=migrant]');
    await send(page);
    await page.click('button[name=lewati]');
    await page.check('[value=returned]');
    await send(page);
    await page.selectOption('#tempat', 'luar');
    await send(page);
    await page.selectOption('#daerah', '35.10');
    await send(page);
    await page.selectOption('#kecamatan', { index: 1 });
    await send(page);
    await page.click('button[name=lewati]');
    expect(await page.textContent('.jahitan p')).toBe('Pertanyaan 8 dari paling banyak 8');
    await page.click('button[name=lewati]');
    expect(pathOf(page)).toBe('/cocok');
  });

  it('is told what is wrong, in a summary that leads to the field, and keeps what was written', async () => {
    const page = await tab();
    await page.goto('/mulai/siapa');
    await send(page);
    expect(await page.title()).toMatch(/^Kesalahan: /);
    expect(await page.textContent('.ringkasan-salah a')).toBe('Pilih paling sedikit satu jenis pelaku.');
    expect(await page.getAttribute('.ringkasan-salah a', 'href')).toBe('#peran');
    expect(await page.textContent('.isian .kesalahan')).toContain('Pilih paling sedikit satu jenis pelaku.');
    await page.goto('/mulai/kebutuhan');
    for (const need of ['pembiayaan', 'pemasaran', 'legalitas', 'produksi']) await page.check(`[value=${need}]`);
    await send(page);
    expect(await page.textContent('.ringkasan-salah')).toContain('Anda memilih 4. Kurangi sampai 3.');
    expect(await page.locator('input:checked').count()).toBe(4);
  });

  it('loses nothing when it leaves and comes back by the address, on another phone', async () => {
    const first = await tab();
    await answerQuestions(first);
    const address = await first.textContent('.alamat');
    const second = await tab();
    await second.goto(address!);
    expect(await second.textContent('h1')).toBe('Lanjutkan isian?');
    expect(await second.getAttribute('a:has-text("Mulai dari awal")', 'href')).toBe('/mulai/siapa');
    await send(second);
    expect(pathOf(second)).toBe('/cocok');
    await second.goto('/jawaban');
    expect(await second.textContent('.jawaban')).toContain('Keripik Contoh');
  });

  it('finds no draft behind an address that was guessed', async () => {
    const page = await tab();
    const answer = await page.goto(`/lanjut/${'A'.repeat(43)}`);
    expect(answer!.status()).toBe(404);
    expect(await page.textContent('main')).toContain('lewat 30 hari');
  });

  it('may answer a question again from the list of answers, and go back with the browser', async () => {
    const page = await tab();
    await answerQuestions(page);
    await page.goto('/mulai/lokasi?dari=jawaban');
    await page.selectOption('#tempat', '35.79.01');
    await send(page);
    expect(pathOf(page)).toBe('/mulai/desa');
    await page.goBack();
    await page.selectOption('#tempat', '35.79.02');
    await send(page);
    await page.click('button[name=lewati]');
    expect(pathOf(page)).toBe('/cocok');
    await page.goto('/jawaban');
    expect(await page.textContent('.jawaban')).toContain('Bumiaji');
  });

  it('sends the first form twice and has one draft', async () => {
    const before = await count('drafts');
    const page = await tab();
    await page.goto('/mulai/siapa');
    const token = await page.inputValue('input[name=_token]');
    const form = { form: { _token: token, peran: 'business' }, maxRedirects: 0 };
    const answers = await Promise.all([1, 2, 3].map(() => page.request.post('/mulai/siapa', form)));
    expect(answers.map((answer) => answer.status())).toEqual([303, 303, 303]);
    expect(await count('drafts')).toBe(before + 1);
  });

  it('keeps the answers under an account, once however often the form is sent', async () => {
    const page = await tab();
    await answerQuestions(page);
    await page.goto('/simpan');
    const _token = await page.inputValue('input[name=_token]');
    const before = await count('actors');
    const telepon = nextPhone();
    await page.fill('#nama', 'Contoh Pemilik');
    await page.fill('#telepon', telepon);
    await page.check('#setuju');
    await send(page);
    expect(await page.textContent('main')).toContain(`dikirim ke ${telepon}`);
    expect(await count('actors')).toBe(before);
    const kode = (await page.textContent('.kode-peragaan'))!;
    const form = { form: { _token, kode }, maxRedirects: 0 };
    const answers = await Promise.all([1, 2].map(() => page.request.post('/masuk/kode', form)));
    expect(answers.map((answer) => answer.status()).sort()).toEqual([303, 422]);
    const targets = answers.map((answer) => answer.headers()['location']).filter(Boolean);
    expect(targets[0]).toMatch(/^\/usaha\/[0-9a-f-]{36}\?kabar=simpan$/);
    expect(await count('actors')).toBe(before + 1);
    expect((await page.goto(targets[0]!))!.status()).toBe(200);
    const again = { form: { _token, setuju: 'ya' }, maxRedirects: 0 };
    expect((await page.request.post('/simpan', again)).headers()['location']).toBe(targets[0]);
    expect(await count('actors')).toBe(before + 1);
    const [consent] = await system.query<{ purpose: string; channel: string }>(
      'select purpose, channel from consents where actor_id = $1', [targets[0]!.split(/[/?]/)[2]]); // prettier-ignore
    expect(consent).toEqual({ purpose: 'matching', channel: 'web' });
  });

  it('is told in plain words when the phone is none, the consent is missing or the business is registered', async () => {
    const phone = nextPhone();
    const first = await tab();
    await answerQuestions(first);
    await register(first, phone);
    await minutesPass();
    const second = await tab();
    await answerQuestions(second);
    await second.goto('/simpan');
    await second.fill('#telepon', '12');
    await send(second);
    expect(await second.textContent('.ringkasan-salah a[href="#telepon"]')).toContain('nomor HP Indonesia');
    expect(await second.textContent('.ringkasan-salah a[href="#setuju"]')).toContain('Saya setuju');
    expect(await register(second, phone)).toBe('/simpan');
    await second.check('#setuju');
    await send(second);
    expect(await second.textContent('h1')).toBe('Sudah terdaftar');
    await second.click('text=Buka data yang ada');
    expect(await second.textContent('.keterangan')).toBe('Keripik Contoh');
    await second.goto('/simpan');
    expect(await second.textContent('main')).toContain('Tinggal persetujuan Anda.');
    await second.check('#setuju');
    await send(second);
    await second.click('a:has-text("Ubah nama")');
    await second.fill('#nama', 'Keripik Lain');
    await send(second);
    expect(pathOf(second)).toBe('/simpan');
    await second.check('#setuju');
    await send(second);
    expect(await second.textContent('.keterangan')).toBe('Keripik Lain');
  });

  it('gets into the account of the phone with a second business', async () => {
    const phone = nextPhone();
    const first = await tab();
    await answerQuestions(first);
    await register(first, phone);
    await minutesPass();
    const second = await tab();
    await answerQuestions(second, 'Kerupuk Contoh');
    expect(await register(second, phone)).toMatch(/^\/usaha\//);
    await second.goto('/usaha?semua');
    expect(await second.textContent('main')).toContain('Keripik Contoh');
    expect(await second.textContent('main')).toContain('Kerupuk Contoh');
  });

  it('has five tries a code, may ask for a new one after a minute, and needs no code that is old', async () => {
    const page = await tab();
    await page.goto('/masuk');
    await page.fill('#telepon', nextPhone());
    await send(page);
    const first = (await page.textContent('.kode-peragaan'))!;
    const wrong = first === '000000' ? '111111' : '000000';
    for (let tries = 0; tries < 5; tries += 1) {
      await page.fill('#kode', wrong);
      await send(page);
      expect(await page.textContent('.ringkasan-salah a[href="#kode"]')).toContain('Kode salah');
    }
    await page.fill('#kode', first);
    await send(page);
    expect(await page.textContent('.ringkasan-salah')).toContain('Kode salah');
    await page.click('text=Kirim kode baru');
    expect(await page.textContent('.ringkasan-salah a[href="#baru"]')).toMatch(/Tunggu \d+ detik, lalu minta kode baru/);
    expect(await page.locator('#kode[aria-invalid]').count()).toBe(0);
    await minutesPass();
    await page.click('text=Kirim kode baru');
    expect(await page.textContent('.kode-peragaan')).not.toBe(first);
    await enterCode(page);
    expect(pathOf(page)).toBe('/usaha');
  });

  it('wants an offer with consent to share, sees it in the news, and may change its mind', async () => {
    const page = await tab();
    await answerQuestions(page);
    const business = await register(page);
    await page.click('#memenuhi h3 a >> nth=0');
    const offer = pathOf(page);
    await page.click('text=Ajukan minat');
    expect(await page.textContent('.ringkasan-salah a[href="#setuju"]')).toContain('Centang persetujuan');
    await page.goto(page.url());
    expect(pathOf(page)).toBe(offer);
    await page.check('#setuju');
    await page.click('text=Ajukan minat');
    expect(pathOf(page)).toBe(offer);
    expect(await page.textContent('.pemberitahuan')).toContain('Minat diajukan');
    await page.goto('/kabar');
    expect(await page.textContent('.linimasa')).toContain('Menunggu diperiksa petugas.');
    await page.goto(offer);
    await page.click('text=Tidak jadi');
    expect(await page.textContent('.pemberitahuan')).toContain('Anda menarik minat ini.');
    await page.goto(`${business}/data`);
    await page.click('text=Cabut persetujuan ini >> nth=0');
    expect(await page.locator('text=Cabut persetujuan ini').count()).toBe(1);
    expect(await page.textContent('.pemberitahuan')).toBe('Persetujuan sudah dicabut.');
  });

  it('answers one more question about the business it keeps', async () => {
    const page = await tab();
    await answerQuestions(page);
    const business = await register(page);
    expect(await page.textContent('.pemberitahuan.success')).toContain('Tersimpan');
    await page.goto(business);
    expect(await page.textContent('.pemberitahuan')).toContain('Langkah berikutnya');
    await page.goto(`${business}/fakta/business.startedOn`);
    await page.fill('#jawaban', '17');
    await page.fill('#jawaban-bulan', '13');
    await page.fill('#jawaban-tahun', '2024');
    await send(page);
    expect(await page.textContent('.ringkasan-salah')).toContain('Tulis tanggal yang ada, contoh 17 8 2024, atau tahunnya saja.');
    await page.fill('#jawaban-bulan', '8');
    await send(page);
    expect(pathOf(page)).toBe(business);
    await page.goto(`${business}/data`);
    expect(await page.textContent('.jawaban')).toMatch(/Berjalan sejak\s*17 Agustus 2024/);
  });

  it('tells of a permit that came later, a new name and a move, and is led back to the own data', async () => {
    const page = await tab();
    await answerQuestions(page);
    const business = await register(page);
    const change = async (slug: string, fill: () => Promise<unknown>): Promise<void> => {
      await page.goto(`${business}/data`);
      await page.click(`a[href^="${business}/ubah/${slug}?"]`);
      await fill();
      await send(page);
    };
    await change('kesiapan', async () => [await page.uncheck('[value=ragu]'), await page.check('[value=pirt]')]);
    expect(pathOf(page)).toBe(`${business}/data`);
    await change('usaha', () => page.fill('#nama', 'Keripik Baru'));
    await change('lokasi', () => page.selectOption('#tempat', 'luar'));
    await page.selectOption('#daerah', '35.10');
    await send(page);
    await page.goto(`${business}/data`);
    const before = await page.textContent('.jawaban');
    expect(before).toContain('NIB, P-IRT');
    expect(before).toContain('Keripik Baru');
    expect(before).toContain('Kepanjen');
    await page.goto(`${business}/ubah/kecamatan?di=35.10&dari=data`);
    await page.selectOption('#kecamatan', { index: 1 });
    await send(page);
    expect(pathOf(page)).toBe(`${business}/data`);
    expect(await page.textContent('.jawaban')).toContain('Banyuwangi');
  });

  it('leaves a shared phone with nothing on it, and signs in again', async () => {
    const phone = nextPhone();
    const page = await tab();
    await answerQuestions(page);
    const business = await register(page, phone);
    await page.goto('/keluar');
    await send(page);
    expect(await page.textContent('h1')).toBe('Anda sudah keluar');
    expect(await page.textContent('main')).toContain('Anda bisa masuk lagi kapan saja.');
    expect(await page.locator('header .keluar').count()).toBe(0);
    const names = (await page.context().cookies()).map(({ name }) => name);
    expect(names).toEqual(expect.not.arrayContaining(['sambung-sesi', 'sambung-kode']));
    await page.goto(business);
    expect(pathOf(page)).toBe('/masuk');
    await page.reload();
    expect(await page.locator('header .keluar').count()).toBe(0);
    expect(await page.textContent('footer')).toContain('Gratis.');
    await page.goto('/masuk/petugas');
    expect(await page.textContent('footer')).not.toContain('Gratis.');
    await minutesPass();
    await signInByPhone(page, phone);
    expect(pathOf(page)).toBe(business);
  });

  it('erases the answers for good', async () => {
    const page = await tab();
    await answerQuestions(page);
    const address = await page.textContent('.alamat');
    await page.goto('/keluar');
    await page.click('button[value=hapus]');
    expect(await page.textContent('main')).toContain('Semua jawaban sudah dihapus.');
    expect((await page.goto(address!))!.status()).toBe(404);
  });

  it('cannot see the business of somebody else', async () => {
    const one = await tab();
    await answerQuestions(one);
    const business = await register(one);
    const other = await tab();
    await answerQuestions(other);
    await register(other);
    expect((await other.goto(business))!.status()).toBe(404);
    expect(await other.getAttribute('main a.tombol >> nth=0', 'href')).toBe('/usaha');
    expect((await other.goto('/petugas'))!.status()).toBe(403);
    expect(await other.getAttribute('main a.tombol >> nth=0', 'href')).toBe('/usaha');
  });

  it('reads the pages in English and Javanese, and the choice stays', async () => {
    const page = await tab({ locale: 'en-GB' });
    await page.goto('/');
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    await page.goto('/?lang=jv');
    await page.goto('/mulai/siapa');
    expect(await page.getAttribute('html', 'lang')).toBe('jv');
  });
});
