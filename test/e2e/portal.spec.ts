import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { eventSample, PARTNER_EVENT_TYPES, PartnerEventType, RECEIVERS, SNIPPETS, snippetPath } from '@sambung/webhooks';
import { Browser, Page } from 'playwright-core';
import { signIn } from '../factories/journey';
import { Cast, cast, interestedActor } from '../factories/story';
import { openBrowser, openTab, pathOf, send } from '../support/browser';
import { bodyFaults } from '../support/event-bodies';
import { eventually } from '../support/eventually';
import { PartnerReceiver, Received } from '../support/partner-receiver';
import { ApiCaller } from '../support/api-caller';
import { TestSystem } from '../support/test-system';

describe('the portal of a partner, without scripts', () => {
  const receiver = new PartnerReceiver();
  let system: TestSystem;
  let browser: Browser;
  let people: Cast;
  let page: Page;
  let endpoint: string;

  beforeAll(async () => {
    system = await TestSystem.start();
    browser = await openBrowser();
    people = await cast(system);
    await receiver.listen();
    await system.signIn({ role: 'partner', email: 'mitra.uji@contoh.id', name: 'Mitra Uji', institutionId: people.institutionId });
    page = await openTab(browser, system.address, { viewport: { width: 1280, height: 900 } });
    await signIn(page, 'mitra.uji@contoh.id');
  });

  afterAll(async () => {
    await browser?.close();
    await receiver.close();
    await system.stop();
  });

  it('registers an endpoint, whose secret shows once, and sees it verified', async () => {
    await page.goto('/mitra/endpoint');
    expect(await page.textContent('.kosong')).toContain('Belum ada endpoint.');
    await send(page);
    expect(await page.textContent('.ringkasan-salah')).toContain('Tulis alamat https lembaga Anda.');
    await page.fill('#url', 'http://jahat.contoh.id/hook');
    await send(page);
    expect(await page.textContent('.ringkasan-salah')).toContain('Pakai alamat https publik');
    await page.fill('#url', receiver.url);
    await send(page);
    receiver.secret = (await page.textContent('.alamat'))!;
    expect(receiver.secret).toMatch(/^whsec_/);
    await page.reload();
    expect(await page.textContent('.alamat')).toBe(receiver.secret);
    await page.click('text=Sudah disimpan');
    endpoint = pathOf(page);
    expect((await system.query('select id from webhook_endpoints')).length).toBe(1);
    const reload = async (): Promise<string> => {
      await page.reload();
      return (await page.textContent('.rincian'))!;
    };
    await eventually('the verification', reload, (text) => text.includes('Aktif'));
    expect(await page.content()).not.toContain(receiver.secret);
  });

  const testEvent = async (): Promise<Received> => {
    const before = receiver.received.length;
    await page.goto(endpoint);
    await page.click('text=Kirim peristiwa uji');
    const all = await eventually('a test event', async () => receiver.received, (received) => received.length > before); // prettier-ignore
    return all.at(-1)!;
  };

  it('has a test event sent, whose signature the programs of the guide accept, and no other', async () => {
    const { id, body, headers } = await testEvent();
    const check = (snippet: (typeof SNIPPETS)[number], sent: string, timestamp = headers['webhook-timestamp']!): number | null => {
      const [program, ...rest] = snippet.command;
      const environment = {
        ...process.env, WEBHOOK_SECRET: receiver.secret, WEBHOOK_ID: id, WEBHOOK_TIMESTAMP: timestamp, WEBHOOK_SIGNATURE: headers['webhook-signature']!,
      }; // prettier-ignore
      return spawnSync(program, [...rest, snippetPath(snippet)], { input: sent, env: environment }).status;
    };
    const here = SNIPPETS.filter(({ command: [program] }) => spawnSync(program, [program === 'go' ? 'version' : '--version']).status === 0);
    expect(here.map(({ language }) => language)).toEqual(expect.arrayContaining(['Bash, OpenSSL', 'Node.js']));
    for (const snippet of here) {
      expect([snippet.language, check(snippet, body)]).toEqual([snippet.language, 0]);
      expect([snippet.language, check(snippet, `${body} `)]).toEqual([snippet.language, 1]);
      expect([snippet.language, check(snippet, body, String(Number(headers['webhook-timestamp']) - 400))]).toEqual([snippet.language, 1]);
    }
    expect(await page.textContent('.rincian')).toContain(id);
    await page.goto('/mitra/panduan');
    const types = Object.keys(PARTNER_EVENT_TYPES) as PartnerEventType[];
    expect(await page.locator('.kode-teks').count()).toBe(4 + RECEIVERS.length + SNIPPETS.length + 2 * (types.length + 1));
    expect(types.flatMap((type) => bodyFaults({ type, body: JSON.stringify(eventSample(type)) }))).toEqual([]);
    expect(await page.textContent('main')).toContain('hash_equals');
    for (const program of [...RECEIVERS, ...SNIPPETS]) {
      const href = (await page.getAttribute(`a:has-text("Unduh ${program.file}")`, 'href'))!;
      const file = await page.request.get(href);
      expect([file.headers()['content-type'], file.headers()['content-disposition']]).toEqual([
        'text/plain; charset=utf-8',
        `attachment; filename="${program.file}"`,
      ]);
      expect(await file.text()).toBe(readFileSync(snippetPath(program), 'utf8'));
    }
    expect((await page.request.get('/mitra/panduan/..%2fpackage.json')).status()).toBe(404);
  });

  it('finds every delivery with its body, its attempts and its answer, and has it sent again', async () => {
    const listed = async (): Promise<number> => {
      await page.goto('/mitra/kiriman?keadaan=delivered');
      return page.locator('tbody a').count();
    };
    await eventually('the delivery in the log', listed, (count) => count > 0);
    await page.click('tbody a >> nth=0');
    expect(await page.textContent('.menu [aria-current="true"]')).toBe('Kiriman');
    expect(await page.locator('.menu [aria-current="page"]').count()).toBe(0);
    expect(await page.textContent('.kode-teks')).toContain('"type": "endpoint.test"');
    expect(await page.textContent('tbody')).toContain('204');
    const before = receiver.received.length;
    await page.click('text=Kirim ulang');
    await eventually('the same event again', async () => receiver.received, (received) => received.length > before); // prettier-ignore
    expect(receiver.received.at(-1)!.id).toBe(receiver.received.at(-2)!.id);
  });

  it('turns an endpoint off, which holds what comes, on again, and replaces its secret', async () => {
    await page.goto('/mitra/kiriman?keadaan=cancelled');
    expect(await page.textContent('main')).toContain('Tidak ada kiriman dengan saringan ini.');
    await page.goto('/mitra/endpoint');
    await page.click('tbody a');
    const before = await page.context().newPage();
    await before.goto(page.url());
    await page.click('text=Matikan sementara');
    expect(await page.textContent('.rincian')).toContain('Dimatikan');
    expect(await page.locator('#hari').count()).toBe(0);
    await before.selectOption('#hari', '7');
    await before.click('button:has-text("Kirim lagi")');
    expect(await before.textContent('.ringkasan-salah a[href="#isi"]')).toBe('Endpoint dimatikan. Nyalakan lagi dulu.');
    await before.close();
    await page.click('button:has-text("Nyalakan lagi")');
    await eventually('the verification', () => system.query<{ status: string }>('select status from webhook_endpoints'), ([row]) => row!.status === 'active'); // prettier-ignore
    await page.click('text=Ganti rahasia');
    const fresh = (await page.textContent('.alamat'))!;
    expect(fresh).not.toBe(receiver.secret);
    await page.click('text=Sudah disimpan');
    await testEvent();
    expect(receiver.received.at(-1)!.verified).toBe(true);
    receiver.secret = fresh;
    await testEvent();
    expect(receiver.received.at(-1)!.verified).toBe(true);
    await page.goto(endpoint);
    expect(await page.textContent('main')).toContain('Rahasia lama masih dipakai bersama yang baru sampai');
    await page.click('text=Ganti rahasia');
    receiver.secret = (await page.textContent('.alamat'))!;
    await page.goto(endpoint);
    await page.click('text=Ganti rahasia');
    expect(await page.textContent('.ringkasan-salah a[href="#jam"]')).toMatch(/berlaku sampai .* pilih “tidak sama sekali”/);
  });

  it('recovers what an endpoint has not got', async () => {
    await system.query(`update webhook_deliveries set state = 'exhausted' where id = (select min(id::text)::uuid from webhook_deliveries)`);
    const before = receiver.received.length;
    await page.goto(endpoint);
    await page.selectOption('#hari', '30');
    await page.click('button:has-text("Kirim lagi")');
    expect(await page.textContent('.pemberitahuan')).toContain('1 kiriman dikirim lagi.');
    await eventually('what was recovered', async () => receiver.received, (received) => received.length > before); // prettier-ignore
  });

  it('creates a key with scopes, shown once, which works until it is revoked', async () => {
    await page.goto('/mitra/kunci');
    await send(page);
    expect(await page.textContent('.ringkasan-salah')).toMatch(/Tulis nama kunci.*Pilih paling sedikit satu izin/);
    await page.fill('#nama', 'sistem inti');
    await page.check('[value=webhooks]');
    await send(page);
    expect(await page.textContent('h1')).toBe('Kunci dibuat');
    const program = new ApiCaller(system.address, await page.textContent('.alamat'));
    expect((await program.get('/webhook-endpoints')).status).toBe(200);
    expect((await program.get('/partner/matches')).status).toBe(403);
    await page.click('text=Sudah disimpan');
    expect(await page.textContent('tbody tr:has-text("sistem inti")')).not.toContain('belum pernah');
    expect(await page.textContent('tr:has-text("sistem inti")')).toContain('Aktif');
    await page.click('tr:has-text("sistem inti") >> button');
    expect(await page.textContent('tr:has-text("sistem inti")')).toContain('Dicabut');
    expect((await program.get('/webhook-endpoints')).status).toBe(401);
  });

  it('creates a test key and an endpoint for what it brings about', async () => {
    await page.fill('#nama', 'percobaan');
    await page.check('[value=webhooks]');
    await page.check('[name=jenis][value=test]');
    await send(page);
    const program = new ApiCaller(system.address, await page.textContent('.alamat'));
    expect(program.token).toMatch(/^sk_uji_/);
    await page.click('text=Sudah disimpan');
    expect(await page.textContent('tr:has-text("percobaan")')).toContain('Kunci uji');
    await page.goto('/mitra/endpoint');
    await page.fill('#url', `${receiver.url}?uji`);
    await page.check('[name=jenis][value=test]');
    await send(page);
    await page.goto('/mitra/endpoint');
    expect(await page.textContent('tr:has-text("?uji")')).toContain('Peristiwa sandbox saja');
    const { body: endpoints } = await program.get<{ url: string }[]>('/webhook-endpoints');
    expect(endpoints.map(({ url }) => url)).toEqual([`${receiver.url}?uji`]);
  });

  const offered = async (): Promise<string> => {
    const { matchId } = await interestedActor(people, { name: 'Usaha Lewat Tautan' });
    await system.query(`update matches set state = 'offered' where id = $1`, [matchId]);
    return matchId;
  };

  const linkTo = async (matchId: string): Promise<string> => {
    await page.goto(`/mitra/cocok/${matchId}`);
    await page.click('text=Minta rekan menjawab');
    return (await page.textContent('.alamat'))!;
  };

  it('lets a colleague without an account answer once, by a signed link', async () => {
    const matchId = await offered();
    const link = await linkTo(matchId);
    const colleague = await openTab(browser, system.address);
    await colleague.goto(link);
    await colleague.reload();
    expect(await colleague.textContent('.rincian')).toContain('Usaha Lewat Tautan');
    const state = () => system.query<{ state: string }>('select state from matches where id = $1', [matchId]);
    expect(await state()).toEqual([{ state: 'offered' }]);
    await send(colleague);
    expect(await colleague.textContent('.ringkasan-salah')).toBeTruthy();
    await colleague.check('[value=accepted]');
    await send(colleague);
    expect(await colleague.textContent('h1')).toBe('Terima kasih');
    await colleague.reload();
    expect(await colleague.textContent('h1')).toBe('Terima kasih');
    expect(await state()).toEqual([{ state: 'accepted' }]);
    await page.goto('/mitra?keadaan=accepted');
    expect(await page.locator('tbody tr').count()).toBe(1);
    expect((await colleague.goto(link))!.status()).toBe(410);
    expect(await colleague.textContent('main')).toMatch(/Sudah dijawab.*sudah dijawab sejak.*Tidak ada yang perlu Anda lakukan\./s);
    await system.query(`update matches set state = 'dropped' where id = $1`, [matchId]);
    await colleague.goto(link);
    expect(await colleague.textContent('main')).toMatch(/Tautan tidak berlaku lagi.*sudah berubah sejak/s);
    await page.goto('/mitra?keadaan=completed');
    expect(await page.textContent('.kosong')).toContain('Tidak ada kecocokan dengan status ini.');
  });

  it('tells a colleague whose answer came after another that it was not stored', async () => {
    const matchId = await offered();
    const link = await linkTo(matchId);
    const colleague = await openTab(browser, system.address);
    await colleague.goto(link);
    await page.check('[value=accepted]');
    await send(page);
    await colleague.check('[value=declined]');
    await colleague.selectOption('#alasan', 'unreachable');
    await send(colleague);
    expect(await colleague.textContent('main')).toMatch(/Sudah dijawab.*Jawaban Anda tidak disimpan/s);
    const [match] = await system.query<{ state: string }>('select state from matches where id = $1', [matchId]);
    expect(match!.state).toBe('accepted');
  });

  it('takes results from a file: looks at each row first, stores the sound ones once', async () => {
    const [sound, declined, foreign] = [await offered(), await offered(), '0193a1b2-0000-7000-8000-000000000099'];
    await page.goto('/mitra/hasil');
    await send(page);
    expect(await page.textContent('.ringkasan-salah')).toContain('Pilih dulu berkasnya.');
    const upload = (text: string) => page.setInputFiles('#berkas', { name: 'hasil.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await upload('nomor;hasil\n1;selesai\n');
    await send(page);
    expect(await page.textContent('.ringkasan-salah')).toContain('id dan hasil');
    await upload(
      `id;hasil;alasan;jumlah\n${sound};diterima;;\n${declined};;;\n${declined};declined;;\n${foreign};selesai;malas;lima\n${sound};completed;;5 juta\n`,
    );
    await send(page);
    expect(await page.textContent('.pemberitahuan')).toContain('1 baris siap, 3 baris perlu diperbaiki');
    expect(await page.textContent('tbody')).toMatch(
      /alasan.*Bukan kecocokan lembaga Anda.*alasan “malas”.*jumlah “lima”.*sudah ada di baris lain/s,
    );
    expect(await page.locator('tbody td:nth-child(3)').allTextContents()).toEqual([
      'Diterima penyedia',
      'Ditolak penyedia',
      'Selesai',
      'Selesai',
    ]);
    await send(page);
    expect(await page.textContent('.pemberitahuan')).toContain('1 baris tersimpan');
    expect(await page.textContent('.menu [aria-current="true"]')).toBe('Hasil');
    const states = () =>
      system.query<{ state: string }>('select state from matches where id = any($1) order by state', [[sound, declined]]);
    expect(await states()).toEqual([{ state: 'accepted' }, { state: 'offered' }]);
    await page.reload();
    expect(await page.textContent('tbody')).toContain('sudah tercatat');
    const [{ steps }] = (await system.query(
      `select count(*)::int as steps from match_transitions where match_id = $1 and to_state = 'accepted'`,
      [sound],
    )) as [{ steps: number }];
    expect(steps).toBe(1);
    await page.goto('/mitra/hasil');
    await upload(`id;hasil\n${sound};diterima\n`);
    await send(page);
    expect(await page.textContent('.pemberitahuan')).toBe('Semua baris sudah tercatat; tidak ada yang perlu disimpan.');
    expect(await page.locator('button:has-text("Simpan")').count()).toBe(0);
  });

  it('refuses a link that was changed, has run out, or whose maker may no longer answer', async () => {
    const link = await linkTo(await offered());
    const colleague = await openTab(browser, system.address);
    const statusOf = async (address: string): Promise<number> => (await colleague.goto(address))!.status();
    const at = link.length - 60;
    expect(await statusOf(link.slice(0, at) + (link[at] === 'A' ? 'B' : 'A') + link.slice(at + 1))).toBe(410);
    expect(await statusOf(`${system.address}/jawab/x`)).toBe(410);
    system.clock.set(new Date(Date.now() + 7 * 86_400_000 + 60_000).toISOString());
    expect(await statusOf(link)).toBe(410);
    system.clock.set(null);
    expect(await statusOf(link)).toBe(200);
    await system.query(`update people set disabled_at = now() where role = 'partner'`);
    expect(await statusOf(link)).toBe(410);
    expect(pathOf(colleague)).toMatch(/^\/jawab\//);
  });
});
