import { Browser, BrowserContext, Page } from 'playwright-core';
import { signIn } from '../factories/journey';
import { Cast, cast, interestedActor } from '../factories/story';
import { axeFaults, openBrowser, openTab, pathOf } from '../support/browser';
import { TestSystem } from '../support/test-system';

const DESKTOP = { viewport: { width: 1280, height: 900 } };
const MOST_SCRIPT_BYTES = 15_000;

describe("the officer's desk", () => {
  let system: TestSystem;
  let browser: Browser;
  let people: Cast;

  beforeAll(async () => {
    system = await TestSystem.start({ environment: { UNDO_SECONDS: '60' } });
    browser = await openBrowser();
    people = await cast(system);
    await system.signIn({ role: 'officer', email: 'satu@contoh.id', name: 'Petugas Satu', regionCode: '35.07' });
    await system.signIn({ role: 'officer', email: 'dua@contoh.id', name: 'Petugas Dua', regionCode: '35.07' });
  });

  beforeEach(() => system.query(`update matches set state = 'superseded' where state in ('interested', 'inReview')`));

  afterEach(() => system.clock.set(null));

  afterAll(async () => {
    await browser?.close();
    await system.stop();
  });

  const stateOf = async (id: string): Promise<string> =>
    (await system.query<{ state: string }>('select state from matches where id = $1', [id]))[0]!.state;

  /** What signing in left, by account: once is enough. */
  const signedIn = new Map<string, Awaited<ReturnType<BrowserContext['storageState']>>>();

  async function deskOf(email: string, javaScriptEnabled: boolean): Promise<Page> {
    const storageState = signedIn.get(email);
    const page = await openTab(browser, system.address, { ...DESKTOP, javaScriptEnabled, ...(storageState && { storageState }) });
    if (storageState) await page.goto('/petugas');
    // A test that sets the clock ahead finds the session over.
    if (pathOf(page) !== '/petugas') await signIn(page, email);
    await page.waitForLoadState();
    signedIn.set(email, await page.context().storageState());
    return page;
  }

  const matches = async (count: number): Promise<string[]> => {
    const ids: string[] = [];
    for (let index = 0; index < count; index += 1) ids.push((await interestedActor(people, { name: `Usaha ${index}` })).matchId);
    return ids;
  };

  describe('without scripts', () => {
    it('stands in three panes from 1024 px on, and in one column on a phone', async () => {
      await matches(1);
      const page = await deskOf('satu@contoh.id', false);
      const left = async (selector: string): Promise<number> => (await page.locator(selector).boundingBox())!.x;
      await page.setViewportSize({ width: 1024, height: 800 });
      expect(await left('.meja-daftar')).toBeLessThan(await left('.meja-bukti'));
      expect(await left('.meja-bukti')).toBeLessThan(await left('.meja-profil'));
      await page.setViewportSize({ width: 360, height: 740 });
      expect(await left('.meja-daftar')).toBe(await left('.meja-bukti'));
      expect(await left('.meja-bukti')).toBe(await left('.meja-profil'));
    });

    it('approves the open row, opens the next, and takes the decision back', async () => {
      const [first, second] = (await matches(2)) as [string, string];
      const page = await deskOf('satu@contoh.id', false);
      expect(await page.textContent('.meja-bukti')).toContain('Punya NIB');
      expect(await page.textContent('.meja-profil')).toContain('Belum ada catatan bantuan.');
      await page.click('.meja-bukti [value=approved]');
      expect(await stateOf(first)).toBe('approved');
      expect(await page.textContent('#kabar-meja')).toContain('Putusan tersimpan untuk Usaha 0: ');
      expect(await page.getAttribute('.terbuka', 'data-id')).toBe(second);
      await page.click('#kabar-meja button');
      expect(await stateOf(first)).toBe('interested');
      expect(await page.getAttribute('.terbuka', 'data-id')).toBe(first);
    });

    it('searches, takes, and asks the owner for data in words that stand ready', async () => {
      const [first] = (await matches(2)) as [string];
      const page = await deskOf('satu@contoh.id', false);
      await page.fill('#cari', 'tidak ada');
      await page.click('button:has-text("Cari")');
      expect(await page.textContent('.ringkasan-salah a[href="#cari"]')).toContain(
        'Tidak ada yang cocok; daftar ini tetap seluruh antrean.',
      );
      await page.fill('#cari', 'usaha 0');
      await page.click('button:has-text("Cari")');
      expect(await page.locator('.baris').count()).toBe(1);
      expect(page.url()).toContain(`hanya=${first}`);
      await page.click('text=Tampilkan semua baris lagi');
      expect(await page.locator('.baris').count()).toBe(2);
      await page.click('text=Semua tindakan');
      await page.click('summary:has-text("Minta data ke pemilik")');
      await page.click('button:has-text("Kirim ulang dokumen")');
      expect(await stateOf(first)).toBe('returned');
      await page.click('#kabar-meja button');
      expect(await stateOf(first)).toBe('interested');
    });

    it('shows earlier help beside the evidence, and the rule that it breaks', async () => {
      const { actorId } = await interestedActor(people, { name: 'Usaha Terbantu' });
      await system.query(
        `with list as (
           insert into recipient_lists (id, source, title, as_of, complete, recorded_by)
           select gen_random_uuid(), 'recipients', 'Contoh', current_date, true, id from people where role = 'officer' limit 1 returning id)
         insert into ledger_entries (id, actor_id, intervention, kind, level, funder, starts_on, status, evidence, source, list_id)
         select gen_random_uuid(), $1, 'produksi.kemasan', 'training', 'regency', 'dinas-contoh', '2026-03-01', 'active', 'registry', 'recipients', id
         from list`,
        [actorId],
      );
      const page = await deskOf('satu@contoh.id', false);
      expect(await page.textContent('.meja-profil .linimasa')).toMatch(/Kemasan dan label \(dinas-contoh\), sejak 1 Maret 2026, berjalan/);
      await page.goto('/petugas?antrean=overlap');
      expect(await page.textContent('.antrean [aria-current]')).toMatch(/^Cek tumpang tindih 1/);
      expect(await page.textContent('.baris')).toContain('Usaha Terbantu');
    });

    it('lets nobody else decide while one officer holds a match, for 15 minutes', async () => {
      const [held] = (await matches(1)) as [string];
      const [one, two] = [await deskOf('satu@contoh.id', false), await deskOf('dua@contoh.id', false)];
      await two.goto(`/petugas/cocok/${held}`);
      await one.click('text=Ambil untuk saya');
      await two.check('[value=approved]');
      await two.click('text=Simpan putusan');
      expect(await two.textContent('.ringkasan-salah')).toContain('Sedang dipegang Petugas Satu.');
      await two.goto('/petugas');
      expect(await two.locator('.baris').count()).toBe(0);
      await system.query(`update desk_claims set claimed_at = claimed_at - interval '15 minutes'`);
      await two.goto('/petugas');
      expect(await two.getAttribute('.terbuka', 'data-id')).toBe(held);
      await two.click('text=Ambil untuk saya');
      expect(await two.textContent('.meja-profil')).toContain('Dipegang Petugas Dua sejak');
      expect(await two.textContent('#kabar-meja a')).toBe('Ada di Tugas saya.');
      expect(await two.locator('.kosong').count()).toBe(0);
    });

    it('puts a match aside until a day, out of its queue and back', async () => {
      const [id] = (await matches(1)) as [string];
      const page = await deskOf('satu@contoh.id', false);
      await page.goto(`/petugas/cocok/${id}`);
      await page.click('text=Tunda sampai');
      const day = await page.getAttribute('[name=sampai] >> nth=0', 'value');
      const wrong = { _token: await page.inputValue('form[action$="/tunda"] [name=_token]'), sampai: `${day}T99` };
      const refused = await page.request.post(`/petugas/cocok/${id}/tunda`, { form: wrong });
      expect([refused.status(), await refused.text()]).toEqual([409, expect.stringContaining('Pilih tanggal sesudah hari ini')]);
      await page.click('[name=sampai] >> nth=0');
      await page.goto('/petugas');
      expect(await page.locator('.baris').count()).toBe(0);
      await page.goto('/petugas?antrean=snoozed');
      expect(await page.textContent('.baris')).toContain('Ditunda sampai');
      await system.query('update desk_snoozes set until = current_date - 1');
      await page.goto('/petugas');
      expect(await page.getAttribute('.terbuka', 'data-id')).toBe(id);
    });

    it('counts the wait in working days, and says when it is too long', async () => {
      const [id] = (await matches(1)) as [string];
      system.clock.set('2026-12-28T03:00:00Z');
      await system.query(`update matches set created_at = '2026-12-23T03:00:00Z' where id = $1`, [id]);
      const page = await deskOf('satu@contoh.id', false);
      expect(await page.textContent('.baris')).toContain('1 hari kerja · segera');
      system.clock.set('2026-12-29T03:00:00Z');
      const later = await deskOf('satu@contoh.id', false);
      expect(await later.textContent('.usia-late')).toBe('2 hari kerja · lewat batas');
      await system.query(`insert into holidays values ('2026-12-29', 'Contoh', 'holiday', 'SKB contoh')`);
      await later.reload();
      expect(await later.textContent('.baris')).toContain('1 hari kerja · segera');
      await system.query('delete from holidays');
    });

    it('keeps filters under a name with a count, for one person alone or for an office', async () => {
      await matches(1);
      const page = await deskOf('satu@contoh.id', false);
      await page.goto('/petugas?antrean=new&hasil=eligible');
      await page.fill('#nama-tampilan', 'Siap disetujui');
      await page.click('button:has-text("Simpan tampilan")');
      await page.goto('/petugas');
      await page.click('a:has-text("Siap disetujui")');
      expect(new URL(page.url()).search).toBe('?antrean=new&hasil=eligible');
      const other = await deskOf('dua@contoh.id', false);
      expect(await other.locator('a:has-text("Siap disetujui")').count()).toBe(0);
      await system.signIn({ role: 'admin', email: 'pengelola.meja@contoh.id' });
      const admin = await deskOf('pengelola.meja@contoh.id', false);
      await admin.goto('/petugas?antrean=new&jenis=training');
      await admin.selectOption('#kantor', '35.07');
      await admin.click('button:has-text("Simpan tampilan")');
      // The office chosen stays, and so does the list that is to be kept.
      expect(await admin.locator('.ringkasan-salah a[href="#nama-tampilan"]').count()).toBe(1);
      await admin.fill('#nama-tampilan', 'Pelatihan dulu');
      await admin.click('button:has-text("Simpan tampilan")');
      expect(new URL(admin.url()).search).toBe('?antrean=new&jenis=training');
      await other.goto('/petugas');
      expect(await other.textContent('a:has-text("Pelatihan dulu")')).toMatch(/Pelatihan dulu\s*1\s*kantor/);
      expect(await other.locator('text=Hapus Pelatihan dulu').count()).toBe(0);
      await system.query(`update desk_views set office = '35.79' where name = 'Pelatihan dulu'`);
      await other.reload();
      expect(await other.locator('a:has-text("Pelatihan dulu")').count()).toBe(0);
      await page.click('text=Hapus Siap disetujui');
      expect(await page.locator('a:has-text("Siap disetujui")').count()).toBe(0);
    });
  });

  describe('with keys', () => {
    it('settles a clear case with one key, goes on at once, and undoes it with another', async () => {
      const [first, second] = (await matches(3)) as [string, string];
      const page = await deskOf('satu@contoh.id', true);
      await page.keyboard.press('a');
      expect(await page.getAttribute('.terbuka', 'data-id')).toBe(second);
      await page.waitForSelector('#kabar-meja form');
      expect(await stateOf(first)).toBe('approved');
      await page.keyboard.press('z');
      await page.waitForSelector(`#baris-${first}`);
      expect(await stateOf(first)).toBe('interested');
    });

    it('moves with j and k, selects with x, rejects with r and a digit, puts aside with h, and looks for duplicates with d', async () => {
      const [first, second] = (await matches(3)) as [string, string];
      const page = await deskOf('satu@contoh.id', true);
      await page.keyboard.press('j');
      expect(await page.getAttribute('.terbuka', 'data-id')).toBe(second);
      await page.waitForSelector('.meja-bukti h2:has-text("Usaha 1")');
      await page.keyboard.press('k');
      await page.waitForSelector('.meja-bukti h2:has-text("Usaha 0")');
      await page.keyboard.press('j');
      await page.waitForSelector('.meja-bukti h2:has-text("Usaha 1")');
      await page.keyboard.press('k');
      await page.keyboard.press('x');
      expect(await page.isChecked(`#baris-${first} input`)).toBe(true);
      await page.keyboard.press('x');
      await page.keyboard.press('r');
      await page.keyboard.press('1');
      await page.waitForSelector('#kabar-meja form');
      expect(await stateOf(first)).toBe('rejected');
      await page.keyboard.press('h');
      await page.keyboard.press('2');
      await page.waitForSelector(`#baris-${second}`, { state: 'detached' });
      await page.waitForSelector('.meja-bukti h2:has-text("Usaha 2")');
      await page.keyboard.press('d');
      await page.waitForURL(/\/petugas\/ganda\?usaha=/);
    });

    it('takes with m, asks the owner with i, extends with J, opens with Enter, searches with /, and goes with g', async () => {
      const [first, second, third] = (await matches(3)) as [string, string, string];
      const page = await deskOf('satu@contoh.id', true);
      await page.keyboard.press('m');
      await page.waitForSelector(`#baris-${first}`, { state: 'detached' });
      expect(await stateOf(first)).toBe('inReview');
      // It is in other hands than the queue's now, and still what the keys are about.
      await page.keyboard.press('i');
      await page.keyboard.press('1');
      await page.waitForSelector('#kabar-meja form');
      const [step] = await system.query(`select to_state, note from match_transitions where match_id = $1 and to_state = 'returned'`, [
        first,
      ]);
      expect(step).toEqual({ to_state: 'returned', note: 'Mohon periksa data usaha Anda, lalu lengkapi yang masih kosong.' });
      await page.keyboard.press('Shift+J');
      expect([await page.isChecked(`#baris-${second} input`), await page.isChecked(`#baris-${third} input`)]).toEqual([true, true]);
      await page.keyboard.press('/');
      await page.keyboard.type('saha 2');
      await page.keyboard.press('Enter');
      await page.waitForURL(/hanya=/);
      expect([await page.locator('.baris').count(), page.url().includes('saha')]).toEqual([1, false]);
      await page.keyboard.press('g');
      await page.keyboard.press('t');
      await page.waitForURL(/antrean=mine/);
      await page.keyboard.press('g');
      await page.keyboard.press('o');
      await page.waitForURL(/antrean=overlap/);
      await page.keyboard.press('g');
      await page.keyboard.press('b');
      await page.waitForURL(/antrean=new/);
      await page.keyboard.press('.');
      await page.click('dialog[open] button[data-tombol=x]');
      expect(await page.isChecked(`#baris-${second} input`)).toBe(true);
      await page.focus(`#baris-${second} a`);
      await page.keyboard.press('Enter');
      await page.waitForURL(new RegExp(`/petugas/cocok/${second}`));
    });

    it('keeps what was ticked and opened while the answer to a decision was on its way', async () => {
      const [, , third] = (await matches(3)) as [string, string, string];
      const page = await deskOf('satu@contoh.id', true);
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      await page.route('**/putusan', (route) => held.then(() => route.continue()));
      await page.keyboard.press('a');
      await page.keyboard.press('j');
      await page.keyboard.press('x');
      await page.keyboard.press('r');
      release();
      await page.waitForSelector('#kabar-meja form', { state: 'attached' });
      expect(await page.isChecked(`#baris-${third} input`)).toBe(true);
      expect(await page.isVisible('#dialog-tolak')).toBe(true);
      expect(await page.getAttribute('.terbuka', 'data-id')).toBe(third);
    });

    it('brings a row back that a colleague changed meanwhile, and says so', async () => {
      const [first] = (await matches(2)) as [string];
      const page = await deskOf('satu@contoh.id', true);
      await people.officer.post(`/matches/${first}/decision`, { decision: 'rejected', reasonCode: 'noSeat' });
      await page.keyboard.press('a');
      await page.waitForSelector('#kabar-meja .warning');
      expect(await page.textContent('#kabar-meja')).toContain('Kecocokan ini sudah berubah.');
      expect(await stateOf(first)).toBe('rejected');
    });

    it('lists the keys, and leaves them alone once they are turned off', async () => {
      const [first] = (await matches(1)) as [string];
      const page = await deskOf('satu@contoh.id', true);
      await page.keyboard.press('?');
      expect(await page.textContent('dialog[open]')).toContain('Tombol pintas');
      await page.click('dialog[open] >> text=Matikan tombol tunggal');
      await page.goto('/petugas');
      await page.keyboard.press('a');
      await page.reload();
      expect(await stateOf(first)).toBe('interested');
      await page.goto('/petugas/tombol');
      await page.click('text=Nyalakan tombol tunggal');
      await page.goto('/petugas');
      expect(await page.getAttribute('#meja', 'data-tombol')).toBe('hidup');
    });

    it('comes as one small script of this host, kept for a year', async () => {
      await matches(1);
      const page = await deskOf('satu@contoh.id', true);
      const source = await page.getAttribute('script', 'src');
      expect(source).toMatch(/^\/aset\/meja\.[\w-]{10}\.js$/);
      const file = await fetch(system.address + source!);
      expect(file.headers.get('cache-control')).toContain('immutable');
      expect((await file.arrayBuffer()).byteLength).toBeLessThan(MOST_SCRIPT_BYTES);
    });
  });

  /** Copies of a match that were rejected. */
  const rejectedLike = (id: string, count: number) =>
    system.query<{ id: string }>(
      `insert into matches (id, actor_id, offer_id, offer_version_id, institution_id, region_code, origin, state, verdict, fit, coverage, version)
       select gen_random_uuid(), actor_id, offer_id, offer_version_id, institution_id, region_code, origin, 'rejected', verdict, fit, coverage, 1
       from matches cross join generate_series(1, $2::int) where id = $1 returning id`,
      [id, count],
    );

  it('says which rows of how many a page shows, and offers to look where nothing is left to decide', async () => {
    const [first] = (await matches(1)) as [string];
    const page = await deskOf('satu@contoh.id', false);
    const counted = () => page.textContent('.meja-daftar .keterangan');
    expect(await counted()).toBe('1 kecocokan');
    await system.query(`update matches set state = 'superseded' where state in ('rejected', 'approved')`);
    await rejectedLike(first, 101);
    await page.goto('/petugas?antrean=decided');
    expect(await counted()).toBe('50 dari 101 kecocokan');
    expect(await page.textContent('.meja-bukti .tombol')).toBe('Lihat kecocokan ini');
    await page.click('a[rel=next]');
    expect(await counted()).toBe('51–100 dari 101 kecocokan');
    await page.click('a[rel=next]');
    expect(await counted()).toBe('101–101 dari 101 kecocokan');
    expect(await page.locator('a[rel=next]').count()).toBe(0);
    await rejectedLike(first, 900);
    await page.goto('/petugas?antrean=decided&hasil=eligible');
    expect(await counted()).toBe('50 dari lebih dari 1.000 kecocokan');
  });

  it('shows the first match, and the queue that is open, in the first screen of a phone', async () => {
    const [first] = (await matches(1)) as [string];
    await rejectedLike(first, 1);
    const page = await deskOf('satu@contoh.id', true);
    await page.setViewportSize({ width: 360, height: 740 });
    for (const queue of ['new', 'decided']) {
      await page.goto(`/petugas?antrean=${queue}`);
      const [row, tab] = [await page.locator('.baris >> nth=0').boundingBox(), await page.locator('.antrean [aria-current]').boundingBox()];
      expect(row!.y + row!.height).toBeLessThan(740);
      expect([tab!.x >= 0, tab!.x + tab!.width <= 360]).toEqual([true, true]);
      expect(await axeFaults(page)).toEqual([]);
    }
  });

  it('folds what an administrator uses less into one row of the menu, for a keyboard and without scripts', async () => {
    await system.signIn({ role: 'admin', email: 'pengelola.menu@contoh.id' });
    const page = await deskOf('pengelola.menu@contoh.id', false);
    for (const path of ['/petugas', '/petugas/audit']) {
      await page.goto(path);
      expect((await page.locator('.menu').boundingBox())!.height).toBeLessThan(60);
    }
    await page.focus('.lainnya summary');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/petugas\/aturan$/);
    expect(await page.textContent('.lainnya [aria-current]')).toBe('Aturan');
    await page.setViewportSize({ width: 360, height: 740 });
    await page.click('.lainnya summary');
    await page.click('text=Pekerjaan gagal');
    expect(pathOf(page)).toBe('/operasi/gagal');
    for (const path of ['/petugas/audit', '/petugas/putaran']) {
      await page.goto(path);
      const open = (await page.locator('.menu > ul [aria-current]').boundingBox())!;
      const more = (await page.locator('.lainnya').boundingBox())!;
      expect([path, open.x >= 0, open.x + open.width <= more.x]).toEqual([path, true, true]);
    }
    const scripted = await deskOf('pengelola.menu@contoh.id', true);
    await scripted.click('.lainnya summary');
    expect(await axeFaults(scripted)).toEqual([]);
  });

  it('decides on 200 rows at once, each by itself', async () => {
    const [first] = (await matches(1)) as [string];
    const rows = await rejectedLike(first, 199);
    const page = await deskOf('satu@contoh.id', false);
    const token = await page.inputValue('form[action^="/petugas?"] [name=_token]');
    const form = new URLSearchParams([['_token', token], ['putusan', 'approved']]); // prettier-ignore
    for (const id of [first, ...rows.map((row) => row.id)]) form.append('pilih', `${id}:1`);
    const started = performance.now();
    const answer = await page.request.post('/petugas', {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      data: form.toString(),
    });
    console.log(`200 rows in ${Math.round(performance.now() - started)} ms`);
    const html = await answer.text();
    expect(html).toContain('1 dari 200 diterapkan.');
    expect(html.match(/Tidak bisa/g)).toHaveLength(199);
  });
});
