import { Browser, Page } from 'playwright-core';
import { actorRequest } from '../factories/actors';
import { signIn, signInByPhone } from '../factories/journey';
import { Cast, cast, interestedActor } from '../factories/story';
import { openBrowser, openTab, pathOf, send } from '../support/browser';
import { TestSystem } from '../support/test-system';

const OFFICER = 'petugas.data@contoh.id';
const NIK = '3507134107850000';
const MANY = 3;

const TABLE = [
  'Pengusul;HP;Desa;Kebutuhan lain',
  'Kopwan Contoh;0812 9000 0001;x;produksi',
  'Kopwan Dua;bukan nomor;x;produksi',
  'Kopwan Tiga;0812 9000 0003;x;produksi',
].join('\n');

describe('records at the desk, without scripts', () => {
  let system: TestSystem;
  let browser: Browser;
  let people: Cast;
  let page: Page;

  beforeAll(async () => {
    system = await TestSystem.start({ environment: { UNDO_SECONDS: '60' } });
    browser = await openBrowser();
    people = await cast(system);
    await system.signIn({ role: 'officer', email: OFFICER, name: 'Petugas Data', regionCode: '35.07' });
    page = await openTab(browser, system.address, { viewport: { width: 1280, height: 900 } });
    await signIn(page, OFFICER);
  });

  afterAll(async () => {
    await browser?.close();
    await system.stop();
  });

  const search = async (name: string, phone: string): Promise<void> => {
    await page.goto('/petugas/usaha');
    await page.fill('#nama', name);
    await page.fill('#telepon', phone);
    await send(page);
  };

  /** Answers the owner's questions, as read out. */
  async function answerAll(): Promise<void> {
    const at = () => pathOf(page).split('/').at(-1)!;
    await page.check('[value=business]');
    await send(page);
    expect(await page.inputValue('#nama')).toBe('Warung Titipan');
    await page.check('[value=snacks]');
    await send(page);
    await page.selectOption('#tempat', '35.07.13');
    await send(page);
    await page.selectOption('#desa', '35.07.13.2001');
    await send(page);
    for (let step = 0; at() !== 'periksa' && step < 5; step += 1) await page.click('button[name=lewati]');
  }

  const actorAt = (): string => pathOf(page).split('/').at(-1)!;

  it('enters a business for its owner, with the consent and its way, and asks the owner to confirm', async () => {
    await search('Warung Titipan', '0899 9400 0001');
    expect(await page.textContent('#hasil')).toContain('Tidak ditemukan.');
    await page.click('button:has-text("Isi data baru")');
    expect(await page.textContent('main')).toContain('Anda mengisi untuk Warung Titipan.');
    await answerAll();
    const entry = page.url();
    await send(page);
    expect(await page.textContent('.ringkasan-salah')).toContain('Pilih cara persetujuan.');
    await page.check('[value=spoken]');
    await send(page);
    expect(await page.textContent('.ringkasan-salah')).toContain('Tulis bukti persetujuan.');
    await page.fill('#bukti', 'di balai desa, saksi Contoh');
    await send(page);
    const id = actorAt();
    expect(pathOf(page)).toBe(`/petugas/usaha/${id}`);
    expect(await page.textContent('main')).toContain('Belum dibenarkan pemilik');
    const [consent] = await system.query('select channel, evidence, purpose from consents where actor_id = $1', [id]);
    expect(consent).toEqual({ channel: 'spoken', evidence: 'di balai desa, saksi Contoh', purpose: 'matching' });
    // The same entry again leads to what it became.
    await page.goto(entry);
    expect(pathOf(page)).toBe(`/petugas/usaha/${id}`);
    await system.noPendingWork();
    const [told] = await system.query<{ noticed: Date | null }>('select noticed_at as noticed from actors where id = $1', [id]);
    expect(told!.noticed).not.toBeNull();
    const owner = await openTab(browser, system.address);
    await signInByPhone(owner, '0899 9400 0001');
    await owner.goto(`/usaha/${id}/periksa`);
    expect(await owner.textContent('main')).toContain('Keripik dan camilan');
    await search('Warung Titipan', '0899 9400 0001');
    expect(await page.locator(`#hasil a[href="/petugas/usaha/${id}"]`).count()).toBe(1);
  });

  it('takes the consent by a code that the owner is sent, and nothing else opens with that code', async () => {
    await search('Warung Titipan', '0899 9400 0002');
    await page.click('button:has-text("Isi data baru")');
    await answerAll();
    await page.check('[value=code]');
    await send(page);
    await send(page);
    const code = (await page.textContent('.kode-peragaan'))!;
    await page.fill('#kode', code === '000000' ? '111111' : '000000');
    await send(page);
    expect(await page.textContent('.ringkasan-salah')).toContain('Kode salah');
    await page.fill('#kode', code);
    await send(page);
    const [consent] = await system.query('select channel from consents where actor_id = $1', [actorAt()]);
    expect(consent).toEqual({ channel: 'code' });
  });

  it('keeps who has not agreed as a draft, and records a fact with how it is known, and the consent later', async () => {
    await search('Warung Titipan', '0899 9400 0003');
    await page.click('button:has-text("Isi data baru")');
    await answerAll();
    await page.check('[value=none]');
    await send(page);
    const id = actorAt();
    expect(await page.textContent('main')).toContain('Draf, belum setuju');
    await page.goto(`/petugas/usaha/${id}/fakta/business.packaged`);
    await page.check('[value=ya]');
    await send(page);
    expect(await page.textContent('.ringkasan-salah')).toContain('Pilih dari mana Anda tahu.');
    await page.check('[value=document]');
    await send(page);
    const [fact] = await system.query(`select level, source from facts where actor_id = $1 and key = 'business.packaged'`, [id]);
    expect(fact).toEqual({ level: 'document', source: 'officer' });
    await page.selectOption('#untuk', 'matching');
    await page.check('[value=paper]');
    await page.fill('#bukti', 'surat 12');
    await page.click('button:has-text("Catat persetujuan")');
    expect(await page.textContent('main')).toContain('Aktif');
  });

  async function twins(): Promise<[string, string]> {
    const facts = (outlets: number) => ({ 'owner.nik': { value: NIK }, 'business.outlets': { value: outlets } });
    const one = await people.officer.post<{ id: string }>('/actors', actorRequest({ name: 'Kembar Satu', facts: facts(1) }));
    const two = await people.officer.post<{ id: string }>('/actors', actorRequest({ name: 'Kembar Dua', facts: facts(7) }));
    return [one.body.id, two.body.id];
  }

  it('joins duplicates side by side, field by field, old links lead on, and takes them apart again', async () => {
    const [kept, merged] = await twins();
    await page.goto('/petugas/ganda');
    await page.click(`a[href="/petugas/ganda/${kept}/${merged}"]`);
    expect(await page.textContent('main')).toContain('Kembar Dua');
    expect(await page.content()).not.toContain(NIK);
    await page.check('#name-gabung');
    await system.query('update actors set version = version + 1 where id = $1', [merged]);
    await send(page);
    expect(await page.textContent('.pemberitahuan.warning')).toContain('Sudah berubah sejak Anda membuka');
    expect(await page.textContent('.ringkasan-salah a[href="#berubah"]')).toBe('Data sudah berubah. Lihat yang berubah.');
    expect(await page.isChecked('#name-gabung')).toBe(true);
    await send(page);
    expect([pathOf(page), await page.textContent('h1')]).toEqual([`/petugas/usaha/${kept}`, 'Kembar Dua']);
    expect(await page.textContent('.pemberitahuan.success')).toContain('Kedua data sudah digabung');
    expect(await page.textContent('main')).toContain('Data yang digabung ke sini');
    expect(await page.textContent('.linimasa')).toMatch(/Diambil dari data yang digabung: Nama usaha atau pelaku/);
    await page.goto(`/petugas/usaha/${merged}`);
    expect(pathOf(page)).toBe(`/petugas/usaha/${kept}`);
    await page.click('button:has-text("Pisahkan lagi")');
    expect([pathOf(page), await page.textContent('h1')]).toEqual([`/petugas/usaha/${merged}`, 'Kembar Dua']);
    await page.goto(`/petugas/usaha/${kept}`);
    expect(await page.textContent('h1')).toBe('Kembar Satu');
    expect(await page.textContent('main')).not.toContain('Data yang digabung ke sini');
  });

  it('remembers that two are not the same', async () => {
    const [kept, merged] = await twins();
    await page.goto(`/petugas/ganda/${kept}/${merged}`);
    await page.click('button:has-text("Bukan orang yang sama")');
    expect(await page.textContent('.pemberitahuan.success')).toContain('Tercatat: bukan orang yang sama.');
    await page.goto(`/petugas/ganda?usaha=${kept}`);
    expect(await page.locator(`a[href*="${merged}"]`).count()).toBe(0);
  });

  it('takes a table in: columns, faults by row, storing, and taking it back', async () => {
    await page.goto('/petugas/impor');
    await send(page);
    expect(await page.textContent('.ringkasan-salah')).toContain('Pilih dulu berkasnya.');
    await page.setInputFiles('#berkas', { name: 'musrenbang.csv', mimeType: 'text/csv', buffer: Buffer.from(TABLE) });
    await send(page);
    expect(await page.inputValue('#kolom-1')).toBe('phone');
    for (const column of [0, 1, 2]) await page.selectOption(`#kolom-${column}`, '');
    await send(page);
    const unnamed = 'Pilih kolom yang berisi nama usaha. Pilih kolom yang berisi nomor WhatsApp.';
    expect(await page.textContent('.ringkasan-salah a[href="#kolom-0"]')).toBe(unnamed);
    expect(await page.textContent('fieldset:has(#kolom-0) > .kesalahan')).toContain(unnamed);
    await page.selectOption('#kolom-0', 'name');
    await page.selectOption('#kolom-1', 'phone');
    expect(await page.textContent('.ringkasan-salah a[href="#peran"]')).toContain('Pilih jenis pelaku untuk semua baris');
    expect(await page.locator('.ringkasan-salah a[href="#wilayah"]').count()).toBe(1);
    await page.check('[name=peran][value=cooperative]');
    await page.selectOption('#wilayah', '35.07.13');
    await send(page);
    expect(await page.textContent('#hasil')).toMatch(/Bisa disimpan\s*2/);
    expect(await page.textContent('#hasil tbody')).toMatch(/^Baris 3HP/);
    const link = (await page.getAttribute('#hasil a[download]', 'href'))!;
    expect(await (await page.request.get(link)).text()).toMatch(/^Baris,Kolom,Kode,Yang perlu diperbaiki\r\n3,HP,/);
    const count = async () => (await system.query(`select from actors where name like 'Kopwan%'`)).length;
    expect(await count()).toBe(0);
    await page.click('text=Simpan 2 usaha');
    expect(await page.textContent('main')).toContain('Selesai');
    expect(await count()).toBe(2);
    await page.click('button:has-text("Batalkan impor")');
    expect(await page.textContent('.pemberitahuan')).toContain('2 data dihapus lagi.');
    expect(await count()).toBe(0);
  });

  it('leads from a match to its business and to duplicates of it, by a key too', async () => {
    for (let index = 0; index < MANY; index += 1) await interestedActor(people);
    const desk = await openTab(browser, system.address, { viewport: { width: 1280, height: 900 }, javaScriptEnabled: true });
    await signIn(desk, OFFICER);
    await desk.waitForSelector('.meja-profil');
    await desk.keyboard.press('d');
    await desk.waitForURL(/\/petugas\/ganda\?usaha=/);
    expect(await desk.textContent('h1')).toBe('Data yang mungkin ganda');
  });
});
