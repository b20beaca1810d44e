import { shippedOffers } from '@sambung/offers';
import { Browser, Page } from 'playwright-core';
import { formOf } from '../../apps/api/src/pages/partner/editor/document-form';
import { signIn } from '../factories/journey';
import { Cast, cast, interestedActor } from '../factories/story';
import { axeFaults, openBrowser, openTab, pathOf, send } from '../support/browser';
import { TestSystem } from '../support/test-system';

describe('writing an offer, without scripts', () => {
  let system: TestSystem;
  let browser: Browser;
  let people: Cast;
  let page: Page;
  const desktop = { viewport: { width: 1280, height: 900 } };
  let draft: string;

  beforeAll(async () => {
    system = await TestSystem.start();
    browser = await openBrowser();
    people = await cast(system);
    for (let number = 0; number < 6; number += 1) await interestedActor(people, { name: `Usaha Contoh ${number}` });
    await system.signIn({ role: 'partner', email: 'penulis.uji@contoh.id', institutionId: people.institutionId });
    page = await openTab(browser, system.address, desktop);
    await signIn(page, 'penulis.uji@contoh.id');
  });

  afterAll(async () => {
    await browser?.close();
    await system.stop();
  });

  const press = (text: string): Promise<void> => page.click(`button:has-text("${text}") >> nth=0`);
  const fillDay = async (field: string, [day, month, year]: readonly [string, string, string]): Promise<void> => {
    await page.fill(field, day);
    await page.fill(`${field}-bulan`, month);
    await page.fill(`${field}-tahun`, year);
  };
  const errors = (): Promise<string | null> => page.textContent('.ringkasan-salah');

  it('begins with an empty form, whose faults are named and lose nothing', async () => {
    await page.goto('/mitra/tawaran');
    await send(page);
    draft = pathOf(page).replace('/pokok', '');
    await page.fill('#pokok-namaid', 'Pelatihan Uji Kemasan');
    await send(page);
    expect(await errors()).toMatch(/Tulis nama dalam bahasa Inggris.*Pilih jenis tawaran.*Tulis paling sedikit satu wilayah/s);
    expect(await page.inputValue('#pokok-namaid')).toBe('Pelatihan Uji Kemasan');
    await fillDay('#pokok-sampai', ['31', '2', '2027']);
    await send(page);
    expect(await page.textContent('#pokok-sampai-kesalahan')).toContain('tulis tanggal yang ada');
    expect(await page.inputValue('#pokok-sampai')).toBe('31');
    await fillDay('#pokok-dari', ['', '', '2026']);
    await fillDay('#pokok-sampai', ['', '2', '2028']);
    await send(page);
    const dayIn = async (field: string): Promise<string[]> =>
      Promise.all(['', '-bulan', '-tahun'].map((part) => page.inputValue(`${field}${part}`)));
    expect([await dayIn('#pokok-dari'), await dayIn('#pokok-sampai')]).toEqual([
      ['1', '1', '2026'],
      ['29', '2', '2028'],
    ]);
    await fillDay('#pokok-dari', ['', '', '']);
    await fillDay('#pokok-sampai', ['31', '3', '2027']);
    await page.fill('#pokok-namaen', 'Packaging test training');
    await page.fill('#pokok-penyedia', 'Lembaga Uji');
    await page.check('[value=training]');
    await page.selectOption('#pokok-tingkat', 'regency');
    await page.fill('#pokok-wilayah', 'Kabupaten Malang, Kota Batuu');
    await page.check('[value=business]');
    await page.check('[value="produksi.kemasan"]');
    await send(page);
    expect(await errors()).toContain('Kode wilayah Kota Batuu tidak ada');
    await page.fill('#pokok-wilayah', 'Kota Batu');
    await page.click('summary:has-text("Kode program")');
    await page.selectOption('#pokok-varian', people.slug);
    await send(page);
    expect(await page.textContent('.ringkasan-salah a[href="#pokok-varian"]')).toContain('wilayahnya mencakup wilayah ini');
    expect(await page.inputValue('#pokok-varian')).toBe(people.slug);
    await page.selectOption('#pokok-varian', '');
    await page.fill('#pokok-wilayah', 'Kab. Malang');
    await press('Simpan dan lanjut');
    expect(pathOf(page)).toBe(`${draft}/syarat`);
  });

  it('builds a rule from rows and groups, says how it reads and whom it fits', async () => {
    const add = async (place: string, fact: string): Promise<void> => {
      await page.selectOption(`#${place}-tambah`, fact);
      await page.click(`button[value="fakta:${place}"]`);
    };
    await add('syarat', 'legality.nib');
    expect(await page.textContent('#syarat-0')).toContain('“Punya NIB');
    await add('syarat', 'business.turnover');
    await page.fill('#syarat-1-nilai', 'lima juta');
    await page.click('button[value="kelompok:syarat"]');
    expect(await page.inputValue('#syarat-1-nilai')).toBe('lima juta');
    await add('syarat-2', 'owner.sex');
    await page.check('[value=female]');
    await add('syarat-2', 'business.startedOn');
    await page.selectOption('#syarat-2-1-ukuran', 'months');
    await page.selectOption('#syarat-2-1-banding', '>=');
    await page.fill('#syarat-2-1-nilai', '6');
    await send(page);
    expect(await errors()).toMatch(/tulis bilangan bulat/);
    expect(await page.getAttribute('.ringkasan-salah a', 'href')).toBe('#syarat-1-nilai');
    await page.fill('#syarat-1-nilai', '500 juta');
    await send(page);
    expect(await page.textContent('.pemberitahuan')).toContain('Tersimpan');
    expect(await page.textContent('.samping')).toMatch(/paling banyak Rp500\.000\.000.*Perempuan.*6 bulan/s);
    // Six businesses with NIB whose turnover nobody knows: 5, in steps of five.
    expect(await page.textContent('.angka-angka')).toMatch(/5\s*Perlu data|Perlu data\s*5/);
    await page.click('button[value="hapus:syarat-1"]');
    expect(await page.locator('#syarat-2').count()).toBe(0);
    await send(page);
    expect(await page.textContent('.angka-angka')).toMatch(/5\s*Memenuhi|Memenuhi syarat\s*5/);
  });

  it('warns of conditions that exclude one another', async () => {
    await page.selectOption('#syarat-tambah', 'legality.nib');
    await page.click('button[value="fakta:syarat"]');
    await page.selectOption('#syarat-2-nilai', 'tidak');
    await send(page);
    expect(await page.textContent('.samping')).toContain('Tidak ada seorang pun yang dapat memenuhi');
    await page.click('button[value="hapus:syarat-2"]');
  });

  it('runs example people at each change', async () => {
    await page.goto(`${draft}/contoh`);
    await press('Tambah contoh');
    await send(page);
    expect(await errors()).toBeTruthy();
    await page.fill('#contoh-0-nama', 'Punya NIB, dua tahun');
    await page.check('[value=business]');
    await page.fill('#contoh-0-wilayah', 'Kepanjen');
    await fillDay('#contoh-0-tanggal', ['22', '11', '2026']);
    await page.check('[value=notEligible]');
    await page.selectOption('#contoh-0-tambah', 'legality.nib');
    await press('Tambah');
    await page.selectOption('#contoh-0-0-nilai', 'ya');
    await page.selectOption('#contoh-0-tambah', 'business.startedOn');
    await press('Tambah');
    await fillDay('#contoh-0-1-nilai', ['1', '11', '2024']);
    await send(page);
    expect(await page.textContent('.pemberitahuan.warning')).toContain('Hasilnya memenuhi syarat, Anda menulis belum memenuhi');
    await page.check('[value=eligible]');
    await send(page);
    expect(await page.textContent('main')).toContain('Sesuai: memenuhi syarat');
  });

  it('keeps what two authors write at once from being lost', async () => {
    await page.goto(`${draft}/manfaat`);
    const other = await openTab(browser, system.address, { ...desktop, storageState: await page.context().storageState() });
    await other.goto(`${draft}/manfaat`);
    await other.fill('#manfaat-tempat', '30');
    await send(other);
    await page.fill('#manfaat-tempat', '40');
    await page.fill('#sumber-alamat', 'https://contoh.id/pelatihan');
    await send(page);
    expect(await page.textContent('.pemberitahuan')).toContain('Rekan Anda menyimpan lebih dulu');
    expect(await page.inputValue('#manfaat-tempat')).toBe('40');
    await send(page);
    await page.reload();
    expect(await page.inputValue('#manfaat-tempat')).toBe('40');
    await other.context().close();
  });

  it('adds a benefit by what it is called, its amount on one line', async () => {
    await page.selectOption('#manfaat-tambah', 'maxAmount');
    await press('Tambah manfaat');
    expect(await page.textContent('#manfaat-0 legend')).toBe('Jumlah paling banyak');
    await page.fill('input#manfaat-0-nilai', '10 juta');
    await send(page);
    expect(await page.textContent('.pemberitahuan')).toContain('Tersimpan');
  });

  it('shows the offer as an owner sees it, and goes to a second person with a note', async () => {
    await page.goto(draft);
    await page.click('text=Lihat seperti pelaku usaha');
    expect(await page.textContent('h1')).toBe('Pelatihan Uji Kemasan');
    expect(await page.textContent('.putusan')).toContain('Memenuhi syarat');
    expect(await page.textContent('main')).toMatch(/Yang Anda dapat.*Jumlah paling banyak\s*Rp10 juta.*Jumlah tempat\s*40/s);
    await page.goBack();
    await page.fill('#catatan', 'Mohon diperiksa');
    await send(page);
    expect(pathOf(page)).toBe('/mitra/tawaran/pelatihan-uji-kemasan');
    expect(await page.textContent('main')).toMatch(/Sedang diperiksa.*Mohon diperiksa/s);
    expect((await page.goto(draft))!.status()).toBe(404);
  });

  const version = '/offers/pelatihan-uji-kemasan/versions';

  it('shows the reviewer’s answer, and the next version after it', async () => {
    await people.admin.post(`${version}/1/return`, { note: 'Sebutkan dasar hukumnya.' });
    await page.goto('/mitra/tawaran/pelatihan-uji-kemasan');
    expect(await page.textContent('.pemberitahuan')).toContain('Sebutkan dasar hukumnya.');
    await press('Ubah');
    await page.goto(pathOf(page).replace('/pokok', '/manfaat'));
    await press('Tambah aturan');
    await page.fill('#hukum-0-nama', 'Perda Contoh 1/2026');
    await send(page);
    await page.goto(pathOf(page).replace('/manfaat', ''));
    await send(page);
    await press('Tarik dari pemeriksaan');
    expect(await page.textContent('main')).not.toContain('Sedang diperiksa');
    await people.admin.post(`${version}/2/review`);
    const reviewer = await system.signIn({ role: 'admin' });
    expect((await reviewer.post(`${version}/2/publication`)).status).toBe(201);
  });

  it('pauses, resumes, confirms, copies and closes what is published', async () => {
    await page.reload();
    await press('Jeda');
    expect(await page.textContent('.rincian')).toContain('Dijeda');
    await press('Buka lagi');
    await system.query(`update offers set confirmed_at = now() - interval '100 days' where slug = 'pelatihan-uji-kemasan'`);
    await page.reload();
    expect(await page.textContent('main')).toContain('Perlu dipastikan lagi');
    await press('Pastikan masih berlaku');
    expect(await page.textContent('main')).not.toContain('Perlu dipastikan lagi');
    await press('Salin');
    expect(await page.inputValue('#pokok-namaid')).toBe('Pelatihan Uji Kemasan (salinan)');
    await page.goto('/mitra/tawaran/pelatihan-uji-kemasan');
    await page.click('summary:has-text("Tutup tawaran")');
    await press('Tutup tawaran');
    expect(await page.textContent('.rincian')).toContain('Ditutup');
    expect(await page.locator('button:has-text("Jeda")').count()).toBe(0);
  });

  it('is told no draft or offer of another institution', async () => {
    const { slug } = people;
    await system.signIn({ role: 'partner', email: 'asing.uji@contoh.id', institutionId: await otherInstitution() });
    const stranger = await openTab(browser, system.address, desktop);
    await signIn(stranger, 'asing.uji@contoh.id');
    const [own] = await system.query<{ id: string }>('select id from offer_drafts limit 1');
    for (const path of [`/mitra/draf/${own!.id}`, `/mitra/draf/${own!.id}/syarat`, `/mitra/tawaran/${slug}`]) {
      expect([path, (await stranger.goto(path))!.status()]).toEqual([path, 404]);
    }
    await stranger.context().close();
  });

  async function otherInstitution(): Promise<string> {
    const { body } = await people.admin.post<{ id: string }>('/institutions', { slug: 'asing', name: 'Lembaga Asing', kind: 'training' });
    return body.id;
  }

  it('has no fault that axe can find in the rows of the richest shipped rule, and fits 360 px', async () => {
    const phone = await openTab(browser, system.address, { javaScriptEnabled: true, storageState: await page.context().storageState() });
    const { document } = shippedOffers().find(({ slug }) => slug === 'kur-mikro-2026')!;
    await system.query('update offer_drafts set form = $1', [JSON.stringify(formOf(document, 'kur-uji'))]);
    const [own] = await system.query<{ id: string }>('select id from offer_drafts limit 1');
    for (const section of ['', '/pokok', '/syarat?periksa', '/manfaat', '/urutan', '/contoh', '/contoh/1', '/pratinjau']) {
      await phone.goto(`/mitra/draf/${own!.id}${section}`);
      expect([section, await axeFaults(phone)]).toEqual([section, []]);
      const wide = await phone.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      expect([section, wide]).toEqual([section, 0]);
    }
    await phone.context().close();
  });
});
