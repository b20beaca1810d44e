import { Browser, Page } from 'playwright-core';
import { actorRequest } from '../factories/actors';
import { signIn } from '../factories/journey';
import { Cast, cast } from '../factories/story';
import { openBrowser, openTab, send } from '../support/browser';
import { TestSystem } from '../support/test-system';

describe('planning seats of an offer, without scripts', () => {
  let system: TestSystem;
  let browser: Browser;
  let people: Cast;
  let page: Page;
  const desktop = { viewport: { width: 1280, height: 900 } };

  beforeAll(async () => {
    system = await TestSystem.start();
    browser = await openBrowser();
    people = await cast(system);
    await system.signIn({ role: 'partner', email: 'penulis.uji@contoh.id', institutionId: people.institutionId });
    page = await openTab(browser, system.address, desktop);
    await signIn(page, 'penulis.uji@contoh.id');
  });

  afterAll(async () => {
    await browser?.close();
    await system.stop();
  });

  const errors = (): Promise<string | null> => page.textContent('.ringkasan-salah');

  /** Somebody takes part who has not said whether they have an NIB: the officer lets them, and says why. */
  async function clearApplicant(office: Page): Promise<void> {
    const { body } = await people.officer.post<{ id: string }>('/actors', actorRequest({ name: 'Peserta Kurang Data', facts: {} }));
    await system.query(
      `insert into round_rankings (id, round_id, actor_id, choices, confirmed_at)
       select gen_random_uuid(), id, $1, '{kemasan-2,kemasan-1}', now() from rounds where state = 'open'`,
      [body.id],
    );
    await office.reload();
    expect(await office.locator('#peserta summary').count()).toBe(1);
    await office.click('#peserta summary');
    await office.click('button:has-text("Izinkan")');
    expect(await office.textContent('.ringkasan-salah a')).toBe('Tulis alasannya, misalnya surat yang Anda lihat.');
    await office.fill('#peserta input[type=text]', 'surat desa 12');
    await office.click('button:has-text("Izinkan")');
    expect(await office.textContent('.pemberitahuan.success')).toContain('diizinkan ikut');
    expect(await office.textContent('#peserta')).toContain('Ikut: diizinkan petugas');
    expect(await office.locator('#peserta summary').count()).toBe(0);
    const [clearance] = await system.query('select reason from round_clearances where actor_id = $1', [body.id]);
    expect(clearance).toEqual({ reason: 'surat desa 12' });
    // A seat would wait for an answer, and the round could not end.
    await system.query('delete from round_rankings where actor_id = $1', [body.id]);
  }

  /** Takes the round that the page shows from draft to end, once without having said that one is sure. */
  async function holdRound(office: Page): Promise<void> {
    const take = async (step: string): Promise<string | null> => {
      await office.check(`#setuju-${step}`);
      await office.click(`#${step} button`);
      return office.textContent('.pemberitahuan.success');
    };
    await office.click('#buka button');
    expect(await office.textContent('.ringkasan-salah a[href="#setuju-buka"]')).toBe('Centang dulu bahwa Anda yakin.');
    expect(await take('buka')).toContain('Putaran dibuka.');
    expect(await office.textContent('#tutup')).toContain('Bisa ditutup mulai 18 Jan 2027, 16.00 WIB');
    await clearApplicant(office);
    await system.query(`update rounds set opens_at = now() - interval '1 hour', closes_at = now() where state = 'open'`);
    await office.reload();
    const old = await office.context().newPage();
    await old.goto(office.url());
    expect(await take('tutup')).toContain('Putaran ditutup');
    await old.check('#setuju-tutup');
    await old.click('#tutup button');
    expect(await old.textContent('.pemberitahuan.success')).toContain('Putaran ditutup');
    expect(await take('bagi')).toContain('Pembagian selesai: tidak ada kursi yang terbagi.');
    expect(await take('bagi')).toContain('Tidak ada kursi yang berpindah');
    expect((await office.request.get(`${office.url().split('?')[0]}/sertifikat`)).headers()['content-disposition']).toMatch(/-1\.json"$/);
    expect(await take('selesai')).toContain('Putaran selesai.');
  }

  it('plans batches and nested quotas, each fault named with its fix, and an officer makes a round of it', async () => {
    await page.goto(`/mitra/tawaran/${people.slug}`);
    await page.click('text=Gelombang dan kuota');
    await send(page);
    expect(await errors()).toMatch(
      /Tulis nama putaran.*Pilih wilayah.*: tulis tanggal.*Jam buka \(WIB\): tulis jam.*jawaban pemilik: tulis angka 1 sampai 60.*: tulis nama gelombang.*: tulis jumlah tempat/s,
    );
    const write = async (fields: Record<string, string>): Promise<void> => {
      for (const [name, value] of Object.entries(fields)) await page.fill(`#${name}`, value);
    };
    await page.selectOption('#wilayah', '35.07');
    await write({
      nama: 'Pelatihan awal 2027', siklus: '2027-1', buka: '10', 'buka-bulan': '1', 'buka-tahun': '2027', 'buka-jam': '08.00', tutup: '9', 'tutup-bulan': '1',
      'tutup-tahun': '2027', 'tutup-jam': '16.00', jawab: '5', 'gelombang-0': 'Kemasan 1', 'tempat-0': 'dua puluh', 'gelombang-1': 'Kemasan 2', 'tempat-1': '20',
    }); // prettier-ignore
    await send(page);
    expect(await page.textContent('.ringkasan-salah a[href="#tempat-0"]')).toBe('Gelombang 1: tulis jumlah tempat dengan angka.');
    expect(await page.inputValue('#gelombang-1')).toBe('Kemasan 2');
    await write({
      'tempat-0': '20', 'gelombang-2': '3 Kemasan', 'tempat-2': '10', 'kuota-0': 'Pagi', 'batas-0': '30', 'isi-0': 'Kemasan 1, Kemasan 2',
      'kuota-1': 'Sore', 'batas-1': '25', 'isi-1': 'Kemasan 2, 3 Kemasan',
    }); // prettier-ignore
    await send(page);
    expect(await page.textContent('.ringkasan-salah a[href="#tutup"]')).toContain('Tutup harus sesudah buka.');
    await write({ tutup: '18' });
    await send(page);
    expect(await page.locator('.ringkasan-salah a[href^="#kuota-"], .ringkasan-salah a[href^="#isi-"]').count()).toBeGreaterThan(0);
    await write({ 'kuota-1': 'Semua', 'batas-1': '40', 'isi-1': 'Kemasan 1, Kemasan 2, 3 Kemasan', 'sisih-1': '35.07.13=5' });
    await send(page);
    expect(await page.textContent('.ringkasan-salah a[href="#kuota-1"]')).toContain('cadangan di "semua" (40 kursi) tidak dapat dijamin');
    await write({ 'batas-1': '50', 'sisih-1': '', 'cadangan-2': 'Kepanjen = 5' });
    await send(page);
    expect(await page.textContent('.pemberitahuan')).toContain('Menunggu petugas');
    expect([await page.inputValue('#gelombang-0'), await page.inputValue('#isi-1')]).toEqual([
      'Kemasan 1',
      'Kemasan 1, Kemasan 2, 3 Kemasan',
    ]);

    await system.signIn({ role: 'officer', email: 'petugas.putaran@contoh.id', regionCode: '35.07' });
    const office = await openTab(browser, system.address, desktop);
    await signIn(office, 'petugas.putaran@contoh.id');
    await office.goto('/petugas/putaran');
    expect(await office.textContent('main')).toContain('Semua ≤ 50: Kemasan 1, Kemasan 2, 3 Kemasan');
    const plans = `document.querySelector('#rencana .tabel')`;
    expect(await office.evaluate<number>(`${plans}.scrollWidth - ${plans}.clientWidth`)).toBe(0);
    await office.click('button:has-text("Buat rancangan")');
    const [round] = await system.query(
      'select state, reserves from rounds join round_batches batch on batch.round_id = rounds.id and place = 2',
    );
    expect(round).toEqual({ state: 'draft', reserves: [{ group: '35.07.13', seats: 5 }] });
    expect(await office.textContent('main')).toContain('5 untuk Kepanjen');
    await page.reload();
    expect(await page.textContent('.pemberitahuan')).toContain('sudah menjadikan rencana ini putaran');
    await holdRound(office);
    await office.goto('/petugas/putaran');
    expect(await office.textContent('main')).toContain('Tidak ada rencana yang menunggu.');
    expect(await office.textContent('#putaran tbody')).toContain('Selesai');
    await office.context().close();
  });
});
