import { ApiKeysService, Institution } from '@sambung/accounts';
import { TestSystem } from '../support/test-system';

const HTML = { accept: 'text/html' };
const FORM = { ...HTML, 'content-type': 'application/x-www-form-urlencoded' };

describe('the forms of the pages', () => {
  let system: TestSystem;

  beforeAll(async () => {
    system = await TestSystem.start({ workers: [] });
  });

  afterAll(() => system.stop());

  /** A visit: the cookie of a browser and the token of a form that it was shown. */
  async function visit(path = '/mulai/siapa'): Promise<{ cookie: string; token: string }> {
    const answer = await fetch(system.address + path, { headers: HTML });
    const [, token] = /name="_token" value="([^"]+)"/.exec(await answer.text())!;
    return { cookie: answer.headers.get('set-cookie')!.split(';')[0]!, token: token! };
  }

  const post = (path: string, body: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(system.address + path, { method: 'POST', body: new URLSearchParams(body), headers: { ...FORM, ...headers }, redirect: 'manual' });

  const drafts = async (): Promise<number> =>
    (await system.query<{ count: number }>('select count(*)::int as count from drafts'))[0]!.count;

  it('are taken from the page that showed them', async () => {
    const { cookie, token } = await visit();
    const answer = await post(
      '/mulai/siapa',
      { _token: token, peran: 'business' },
      { cookie, origin: system.address, 'sec-fetch-site': 'same-origin' },
    );
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/mulai/usaha']);
  });

  it.each<[string, (visit: { cookie: string; token: string }) => [Record<string, string>, Record<string, string>]]>([
    ['without a token', ({ cookie }) => [{}, { cookie }]],
    ['with a token that was made up', ({ cookie }) => [{ _token: 'A'.repeat(59) }, { cookie }]],
    ['without the cookie', ({ token }) => [{ _token: token }, {}]],
    ['with the cookie of another visit', ({ token }) => [{ _token: token }, { cookie: `sambung-kunjungan=${'B'.repeat(43)}` }]],
    ['from another site, by its Origin', ({ cookie, token }) => [{ _token: token }, { cookie, origin: 'https://contoh.id' }]],
    ['from another site, as the browser says', ({ cookie, token }) => [{ _token: token }, { cookie, 'sec-fetch-site': 'cross-site' }]],
  ])('are refused %s, and change nothing', async (_, sent) => {
    const before = await drafts();
    const [body, headers] = sent(await visit());
    const answer = await post('/mulai/siapa', { ...body, peran: 'business' }, headers);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('Formulir ini tidak bisa diterima');
    expect(await drafts()).toBe(before);
  });

  it('are not asked for by who looks without taking the page', async () => {
    const answer = await fetch(`${system.address}/`, { method: 'HEAD', headers: HTML });
    expect([answer.status, await answer.text()]).toEqual([200, '']);
  });

  it('differ in each answer, so that compressing a page tells nothing about the token', async () => {
    const { cookie, token } = await visit();
    const again = await (await fetch(`${system.address}/mulai/siapa`, { headers: { ...HTML, cookie } })).text();
    expect(again).not.toContain(token);
    expect((await post('/mulai/siapa', { _token: token, peran: 'business' }, { cookie })).status).toBe(303);
  });

  it('lead out of answers, but not whoever only signs in or answers by a link', async () => {
    const { cookie, token } = await visit();
    await post('/mulai/siapa', { _token: token, peran: 'business' }, { cookie });
    const leadsOut = async (path: string) =>
      (await (await fetch(system.address + path, { headers: { ...HTML, cookie } })).text()).includes('href="/keluar"');
    const led = await Promise.all(['/mulai/usaha', '/masuk', '/masuk/petugas', '/jawab/x'].map(leadsOut));
    expect(led).toEqual([true, false, false, false]);
  });

  it('survive what nobody would write', async () => {
    const { cookie, token } = await visit();
    for (const path of ['/keluar?selesai=constructor', '/mulai/siapa?dari=constructor']) {
      const page = await fetch(system.address + path, { headers: { ...HTML, cookie } });
      expect([page.status, (await page.text()).includes('native code')]).toEqual([200, false]);
    }
    const bodies: Record<string, string>[] = [
      { peran: 'x'.repeat(50_000) },
      { 'peran[]': 'business' },
      { peran: 'business', __proto__x: 'y' },
    ];
    for (const body of bodies) expect((await post('/mulai/siapa', { _token: token, ...body }, { cookie })).status).toBeLessThan(500);
    const odd = await fetch(`${system.address}/mulai/usaha`, {
      method: 'POST',
      headers: { ...FORM, cookie },
      body: `_token=${token}&nama=%00%ED%A0%80`,
    });
    expect([odd.status, odd.headers.get('content-type')]).toEqual([422, 'text/html; charset=utf-8']);
    for (const path of [
      '/mulai/tidak-ada',
      '/mulai/fakta/owner.nik',
      '/cocok/tidak-ada',
      '/usaha/bukan-id',
      '/lanjut/x',
      '/aset/..%2f..%2fpackage.json',
    ]) {
      const status = (await fetch(system.address + path, { headers: { ...HTML, cookie }, redirect: 'manual' })).status;
      expect([path, status < 500]).toEqual([path, true]);
    }
  });
});

describe('a session in a cookie', () => {
  let system: TestSystem;

  beforeAll(async () => {
    system = await TestSystem.start({ workers: [] });
  });

  afterAll(() => system.stop());

  it('opens pages but never the API, which other sites could otherwise call', async () => {
    const email = 'petugas.kuki@contoh.id';
    await system.signIn({ role: 'officer', email, regionCode: '35.07' });
    const { body } = await system.anybody.post<{ token: string }>('/sessions', { login: email, password: 'kata sandi uji' });
    const headers = { ...HTML, cookie: `sambung-sesi=${body.token}` };
    const page = await fetch(`${system.address}/petugas`, { headers });
    expect([page.status, page.headers.get('cross-origin-opener-policy')]).toEqual([200, 'same-origin']);
    const open = await fetch(system.address, { headers: HTML });
    expect([open.status, open.headers.get('cross-origin-opener-policy')]).toEqual([200, 'unsafe-none']);
    const api = await fetch(`${system.address}/api/v1/me`, { headers });
    expect([api.status, api.headers.get('content-type')]).toEqual([401, 'application/problem+json; charset=utf-8']);
  });

  it('is kept from scripts, other hosts and, over TLS, plain connections', async () => {
    const email = 'petugas.tls@contoh.id';
    await system.signIn({ role: 'officer', email, regionCode: '35.07' });
    const tls = { ...FORM, 'x-forwarded-proto': 'https' };
    const shown = await fetch(`${system.address}/masuk/petugas`, { headers: tls });
    const [, token] = /name="_token" value="([^"]+)"/.exec(await shown.text())!;
    const answer = await fetch(`${system.address}/masuk/petugas`, {
      method: 'POST',
      headers: { ...tls, cookie: shown.headers.get('set-cookie')!.split(';')[0]! },
      body: new URLSearchParams({ _token: token!, akun: email, sandi: 'kata sandi uji' }),
      redirect: 'manual',
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/petugas']);
    expect(answer.headers.getSetCookie().find((line) => line.includes('sesi'))).toMatch(
      /^__Host-sambung-sesi=sbs_[\w-]+; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  it('cannot be an API key', async () => {
    const { manager } = system.dataSource;
    const { id } = await manager.findOneByOrFail(Institution, { slug: 'bpjph' });
    const { secret } = await system.get(ApiKeysService).issue(manager, id, 'uji');
    const answer = await fetch(`${system.address}/mitra`, { headers: { ...HTML, cookie: `sambung-sesi=${secret}` }, redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/masuk/petugas?ke=%2Fmitra']);
  });

  it('does not make the API take forms', async () => {
    const answer = await fetch(`${system.address}/api/v1/sessions`, { method: 'POST', headers: FORM, body: 'login=a&password=b' });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([415, 'application/problem+json; charset=utf-8']);
  });

  it('forgets drafts of which nobody has heard for 30 days', async () => {
    const answer = await fetch(`${system.address}/mulai/siapa`, { headers: HTML });
    const [, token] = /name="_token" value="([^"]+)"/.exec(await answer.text())!;
    const cookie = answer.headers.get('set-cookie')!.split(';')[0]!;
    await fetch(`${system.address}/mulai/siapa`, {
      method: 'POST',
      headers: { ...FORM, cookie },
      body: `_token=${token}&peran=business`,
      redirect: 'manual',
    });
    const address = `${system.address}/lanjut/${cookie.split('=')[1]}`;
    expect((await fetch(address, { headers: HTML })).status).toBe(200);
    system.clock.set(new Date(Date.now() + 31 * 86_400_000).toISOString());
    expect((await fetch(address, { headers: HTML })).status).toBe(404);
    system.clock.set(null);
  });
});
