import { randomUUID } from 'node:crypto';
import { Browser, Page } from 'playwright-core';
import { actorRequest } from '../factories/actors';
import { signIn } from '../factories/journey';
import { inventedNik, recipientList } from '../factories/recipients';
import { Cast, cast, interestedActor, publishOffer } from '../factories/story';
import { axeFaults, openBrowser, openTab, pathOf, send } from '../support/browser';
import { TestSystem } from '../support/test-system';

const OFFICER = 'petugas.uji@contoh.id';

describe('an officer without scripts', () => {
  let system: TestSystem;
  let browser: Browser;
  let people: Cast;
  let page: Page;

  beforeAll(async () => {
    system = await TestSystem.start({ environment: { UNDO_SECONDS: '60' } });
    browser = await openBrowser();
    people = await cast(system);
    await system.signIn({ role: 'officer', email: OFFICER, name: 'Petugas Uji', regionCode: '35.07' });
    await system.signIn({ role: 'partner', email: 'mitra.uji@contoh.id', institutionId: people.institutionId });
    page = await openTab(browser, system.address, { viewport: { width: 1280, height: 900 } });
    await signIn(page, OFFICER);
  });

  afterAll(async () => {
    await browser?.close();
    await system.stop();
  });

  const stateOf = async (id: string): Promise<string> =>
    (await system.query<{ state: string }>('select state from matches where id = $1', [id]))[0]!.state;

  it('comes back to the page that asked for signing in', async () => {
    const stranger = await openTab(browser, system.address);
    await stranger.goto('/petugas?antrean=returned');
    expect(new URL(stranger.url()).search).toBe('?ke=%2Fpetugas%3Fantrean%3Dreturned');
    await stranger.fill('#akun', OFFICER);
    await stranger.fill('#sandi', 'salah semua');
    await send(stranger);
    expect(await stranger.textContent('.ringkasan-salah')).toContain('Akun atau kata sandi salah.');
    expect(await stranger.inputValue('#akun')).toBe(OFFICER);
    await stranger.fill('#sandi', 'kata sandi uji');
    await send(stranger);
    expect(await stranger.textContent('h1')).toBe('Antrean: Dikembalikan');
  });

  it('is not led to another site after signing in', async () => {
    const stranger = await openTab(browser, system.address);
    await stranger.goto('/masuk/petugas?ke=//contoh.id/jahat');
    await stranger.fill('#akun', OFFICER);
    await stranger.fill('#sandi', 'kata sandi uji');
    await send(stranger);
    expect(stranger.url()).toBe(`${system.address}/petugas`);
  });

  it('sees queues with counts, filters them, and finds an empty one explained', async () => {
    await interestedActor(people);
    await page.goto('/petugas');
    expect(await page.textContent('.antrean [aria-current]')).toMatch(/^Baru [1-9]/);
    expect(await page.locator('.baris').count()).toBeGreaterThan(0);
    await page.click('text=Saring dan simpan tampilan');
    await page.selectOption('#hasil', 'notEligible');
    await page.click('button:has-text("Saring")');
    expect(await page.textContent('.kosong')).toContain('Antrean ini kosong.');
    await page.goto('/petugas?antrean=apa&wilayah=%27;drop&sesudah=x');
    expect(await page.textContent('h1')).toBe('Antrean: Baru');
  });

  it('approves with the evidence before the eyes, and undoes it', async () => {
    const { matchId } = await interestedActor(people);
    await page.goto(`/petugas/cocok/${matchId}`);
    expect(await page.textContent('.tabel')).toContain('Punya NIB');
    await page.check('[value=approved]');
    await page.click('text=Simpan putusan');
    expect(await stateOf(matchId)).toBe('approved');
    expect(await page.textContent('.pemberitahuan')).toMatch(/Bisa dibatalkan dalam 5\d detik/);
    await page.click('button:has-text("Batalkan")');
    expect(await stateOf(matchId)).toBe('interested');
    expect(await page.locator('.pemberitahuan').count()).toBe(0);
    expect(await page.textContent('.linimasa')).toContain('dibatalkan');
  });

  it('sees phone and income masked, and in full only after saying why, on that page alone', async () => {
    const facts = {
      'legality.nib': { value: true },
      'business.startedOn': { value: '2025-01-01' },
      'business.turnover': { value: 123_456_987 },
    };
    const { matchId, actorId } = await interestedActor(people, { phone: '0899 5200 0001', facts });
    await page.goto(`/petugas/cocok/${matchId}`);
    const shown = async () => (await page.textContent('main'))!;
    expect(await shown()).toMatch(/0899 •{4} 0001/);
    expect(await shown()).not.toContain('5200');
    await page.click('text=Tampilkan lengkap');
    expect(await page.textContent('.ringkasan-salah a[href="#untuk"]')).toContain('Tulis alasan');
    await page.fill('#untuk', 'menelepon untuk jadwal kunjungan');
    await page.click('text=Tampilkan lengkap');
    expect(await shown()).toContain('0899 5200 0001');
    expect(await shown()).toContain('123');
    expect(await page.content()).not.toContain('Tampilkan lengkap');
    await page.goto(`/petugas/cocok/${matchId}`);
    expect(await shown()).not.toContain('5200');
    const { body } = await people.owner.get<{ items: { action: string; reason: string | null }[] }>(`/actors/${actorId}/audit`);
    expect(body.items.find(({ action }) => action === 'details.unmasked')!.reason).toBe('menelepon untuk jadwal kunjungan');
  });

  it('must give a reason for returning, and keeps what was written', async () => {
    const { matchId } = await interestedActor(people);
    await page.goto(`/petugas/cocok/${matchId}`);
    await page.check('[value=returned]');
    await page.fill('#catatan', 'foto NIB buram');
    await page.click('text=Simpan putusan');
    expect(await page.textContent('.ringkasan-salah a[href="#alasan"]')).toBe('Pilih alasan.');
    expect(await page.inputValue('#catatan')).toBe('foto NIB buram');
    await page.selectOption('#alasan', 'missingDocument');
    await page.click('text=Simpan putusan');
    expect(await stateOf(matchId)).toBe('returned');
    expect(await page.textContent('.linimasa')).toContain('Dokumen kurang');
  });

  it('is told what a colleague changed meanwhile, instead of overwriting it', async () => {
    const { matchId } = await interestedActor(people);
    await page.goto(`/petugas/cocok/${matchId}`);
    await people.officer.post(`/matches/${matchId}/decision`, { decision: 'rejected', reasonCode: 'noSeat' });
    await page.check('[value=approved]');
    await page.fill('#catatan', 'sudah ditelepon');
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'POST'),
      page.click('text=Simpan putusan'),
    ]);
    expect(answer.status()).toBe(409);
    const notice = await page.textContent('.pemberitahuan.warning');
    expect(notice).toContain('Anda melihat versi 1; sekarang versi 2.');
    expect(notice).toMatch(/Status: Minat diajukan → Belum bisa disetujui \(oleh Contoh/);
    // Nothing is left to decide: what was written is there to be copied, and no word asks to save again.
    expect(notice).toContain('Catatan yang Anda tulis: sudah ditelepon');
    expect(notice).toContain('Status ini tidak menerima putusan lagi.');
    await page.click('.ringkasan-salah a');
    expect(await page.locator('#berubah:target').count()).toBe(1);
    expect(await stateOf(matchId)).toBe('rejected');
  });

  it('lifts a rule about earlier help for a reason, and another officer approves', async () => {
    const nik = inventedNik();
    await people.admin.post('/institutions', { slug: 'dinas-contoh', name: 'Dinas Contoh Malang', kind: 'training' });
    await people.officer.post('/recipient-lists', recipientList([`${nik},Rini Contoh,,,2026-11-01,,,active`]));
    const packaging = await publishOffer(system, people.admin, { needs: ['produksi.kemasan'] });
    const { facts } = actorRequest() as { facts: object };
    const { matchId } = await interestedActor({ ...people, ...packaging }, { facts: { ...facts, 'owner.nik': { value: nik } } });
    await page.goto(`/petugas/cocok/${matchId}?ke=%2Fpetugas%3Fantrean%3Doverlap`);
    expect(await page.textContent('.temuan')).toContain('Perlu pengecualian');
    await page.click('text=Beri pengecualian');
    await page.fill('[name=sebab-o11-one-batch]', 'angkatan lama tinggal ujian');
    await page.click('text=Kecualikan aturan ini');
    expect(await page.textContent('.ringkasan-salah')).toContain('Pilih sampai kapan pengecualian berlaku.');
    expect(await page.inputValue('[name=sebab-o11-one-batch]')).toBe('angkatan lama tinggal ujian');
    await page.selectOption('[name=sampai-o11-one-batch]', { index: 1 });
    await page.click('text=Kecualikan aturan ini');
    expect(await page.textContent('.temuan')).toContain('Dikecualikan oleh Petugas Uji');
    await page.check('[value=approved]');
    await page.click('text=Simpan putusan');
    expect(await page.textContent('.ringkasan-salah')).toContain('Minta petugas lain menyetujui.');
    expect(await stateOf(matchId)).toBe('interested');
    await page.click('text=Cabut pengecualian');
    expect(await page.textContent('.temuan')).toContain('Perlu pengecualian');
    await people.officer.post(`/matches/${matchId}/waivers`, { rule: 'o11-one-batch', reason: 'contoh', expiresOn: '2099-12-31' });
    await page.reload();
    await page.check('[value=approved]');
    await page.click('text=Simpan putusan');
    expect(await stateOf(matchId)).toBe('approved');
    expect(page.url()).toContain('/petugas?antrean=overlap');
  });

  it('finds at a request for a review the decision that it is about, in its own territory', async () => {
    const { matchId, actorId } = await interestedActor(people);
    const open = await interestedActor(people, { name: 'Belum Diputuskan' });
    await people.officer.post(`/matches/${matchId}/decision`, { decision: 'rejected', reasonCode: 'noSeat' });
    const ask = async (id: string): Promise<string> =>
      (await people.officer.post<{ id: string }>(`/actors/${id}/rights-requests`, { kind: 'review', channel: 'spoken' })).body.id;
    const [about, aboutNothing] = [await ask(actorId), await ask(open.actorId)];
    await page.goto(`/petugas/permintaan/${about}`);
    expect(await page.locator(`main a[href="/petugas/usaha/${actorId}"]`).count()).toBe(1);
    expect(await page.locator(`main a[href="/petugas/cocok/${matchId}"]`).count()).toBe(1);
    await page.goto(`/petugas/permintaan/${aboutNothing}`);
    expect(await page.locator('main a[href^="/petugas/cocok/"]').count()).toBe(0);
    await system.signIn({ role: 'officer', email: 'petugas.tinjau@contoh.id', regionCode: '35.79' });
    const other = await openTab(browser, system.address);
    await signIn(other, 'petugas.tinjau@contoh.id');
    expect((await other.goto(`/petugas/permintaan/${about}`))!.status()).toBe(404);
  });

  it('takes a match for review and puts it back', async () => {
    const { matchId } = await interestedActor(people);
    await page.goto(`/petugas/cocok/${matchId}`);
    await page.click('text=Ambil untuk saya');
    expect(await stateOf(matchId)).toBe('inReview');
    expect(await page.textContent('main')).toContain('Dipegang Petugas Uji sejak');
    await page.goto('/petugas?antrean=mine');
    expect(await page.locator('.baris').count()).toBe(1);
    await page.goto(`/petugas/cocok/${matchId}`);
    await page.click('text=Lepas kembali');
    expect(await stateOf(matchId)).toBe('interested');
  });

  it('decides on many at once, each by itself: one that has changed stays as it is', async () => {
    const matches = [await interestedActor(people), await interestedActor(people), await interestedActor(people)];
    const [first, second, third] = matches.map(({ matchId }) => matchId) as [string, string, string];
    await page.goto('/petugas');
    for (const id of [first, second, third]) await page.check(`[value^="${id}"]`);
    await people.officer.post(`/matches/${second}/decision`, { decision: 'rejected', reasonCode: 'noSeat' });
    await page.click('.banyak [value=approved]');
    expect(await page.textContent('.pembuka')).toBe('2 dari 3 diterapkan.');
    expect(await page.locator('tbody tr').filter({ hasText: 'Sudah berubah' }).count()).toBe(1);
    expect(await page.locator('tbody tr >> nth=0').textContent()).toMatch(/Contoh.*Pelatihan Contoh.*Sudah berubah/);
    expect([await stateOf(first), await stateOf(second), await stateOf(third)]).toEqual(['approved', 'rejected', 'approved']);
    await page.click('tbody tr:has-text("Diterapkan") >> text=Batalkan >> nth=0');
    expect(await stateOf(first)).toBe('interested');
  });

  it('must select rows and a decision first', async () => {
    await interestedActor(people);
    await page.goto('/petugas');
    await page.click('.banyak [value=approved]');
    expect(await page.textContent('.ringkasan-salah a[href="#pilih"]')).toBe('Centang paling sedikit satu baris di daftar.');
    expect(await page.textContent('#pilih')).toContain('Centang paling sedikit satu baris di daftar.');
    const scripted = await openTab(browser, system.address, { javaScriptEnabled: true, storageState: await page.context().storageState() });
    await scripted.goto('/petugas');
    await scripted.click('.banyak [value=approved]');
    await scripted.waitForSelector('.ringkasan-salah');
    expect(await axeFaults(scripted)).toEqual([]);
    await scripted.context().close();
  });

  it('does not see matches of another territory', async () => {
    const { matchId } = await interestedActor(people);
    await system.signIn({ role: 'officer', email: 'petugas.batu@contoh.id', regionCode: '35.79' });
    const other = await openTab(browser, system.address);
    await signIn(other, 'petugas.batu@contoh.id');
    expect(await other.textContent('main')).toContain('Antrean ini kosong.');
    expect((await other.goto(`/petugas/cocok/${matchId}`))!.status()).toBe(404);
    expect((await other.goto(`/petugas/cocok/${randomUUID()}`))!.status()).toBe(404);
    expect((await other.goto('/mitra'))!.status()).toBe(403);
  });

  it('reaches the partner, who opens the match, sees only what was shared, and answers', async () => {
    const { matchId } = await interestedActor(people, { name: 'Usaha Untuk Mitra' });
    await system.query(`update matches set state = 'offered' where id = $1`, [matchId]);
    const partner = await openTab(browser, system.address);
    await signIn(partner, 'mitra.uji@contoh.id');
    expect(pathOf(partner)).toBe('/mitra');
    expect(await partner.textContent('main')).not.toContain('Usaha Untuk Mitra');
    expect(await partner.textContent('tbody tr >> nth=0')).toMatch(/Usaha, Kepanjen/);
    await partner.click('tbody a >> nth=0');
    expect(await partner.textContent('.rincian')).toContain('Usaha Untuk Mitra');
    await partner.check('[value=declined]');
    await send(partner);
    expect(await partner.textContent('.ringkasan-salah')).toContain('Pilih alasan.');
    await partner.check('[value=accepted]');
    await send(partner);
    expect(await stateOf(matchId)).toBe('accepted');
    await partner.goto('/mitra/kiriman');
    expect(await partner.textContent('main')).toContain('Belum ada endpoint.');
  });
});
