import { inTransaction, isUnavailable, one } from '@sambung/database';
import { DataSource } from 'typeorm';
import { freePort } from '../../apps/cli/src/embedded/free-port';
import { httpServer } from '../factories/http-server';
import { refusalOf } from '../factories/problems';
import { ApiCaller, Problem } from '../support/api-caller';
import { ProgramProcess } from '../support/child-process';
import { eventually } from '../support/eventually';
import { TestSystem } from '../support/test-system';

const headersOf = (response: Response, ...names: string[]): Record<string, string | null> =>
  Object.fromEntries(names.map((name) => [name, response.headers.get(name)]));

const SECURITY_HEADERS = [
  'content-security-policy', 'cross-origin-opener-policy', 'cross-origin-resource-policy', 'referrer-policy', 'strict-transport-security',
  'x-content-type-options', 'x-frame-options', 'x-powered-by', 'server',
]; // prettier-ignore

const STRICT_POLICY =
  "default-src 'none';base-uri 'none';connect-src 'self';font-src 'self';form-action 'self';frame-ancestors 'none';img-src 'self' data:;" +
  "manifest-src 'self';object-src 'none';script-src 'self';style-src 'self';worker-src 'self'";

const EXPECTED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-powered-by': null,
  server: null,
};

describe('the edge', () => {
  let system: TestSystem;

  beforeAll(async () => {
    system = await TestSystem.start({ workers: [] });
  });
  afterAll(() => system.stop());

  it('tells browsers to run nothing that is not ours, on answers and on problems alike', async () => {
    for (const path of ['/api/v1/reference/needs', '/api/v1/actors', '/nowhere', '/readyz']) {
      const response = await fetch(system.address + path);
      await response.text();
      expect(headersOf(response, ...SECURITY_HEADERS)).toEqual({ 'content-security-policy': STRICT_POLICY, ...EXPECTED });
    }
  });

  it('lets nobody keep answers of the API', async () => {
    const response = await fetch(`${system.address}/api/v1/me`);
    await response.text();
    expect(headersOf(response, 'cache-control')).toEqual({ 'cache-control': 'no-store' });
  });

  it('serves the documentation without code in the page, under a policy that lets its own code run', async () => {
    const response = await fetch(`${system.address}/api/docs`);
    const page = await response.text();
    expect(response.headers.get('content-security-policy')).toBe(
      STRICT_POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'"),
    );
    expect([...page.matchAll(/<script(?![^>]*\bsrc=)/g)]).toEqual([]);
    expect(page).not.toMatch(/\son\w+="/);
    const scripts = [...page.matchAll(/<script[^>]*src="([^"]+)"/g)].map(
      ([, source]) => new URL(source!, `${system.address}/api/docs`).href,
    );
    expect(scripts.length).toBeGreaterThan(1);
    for (const script of scripts) {
      const file = await fetch(script);
      expect([script, file.status, (await file.text()).length > 0]).toEqual([script, 200, true]);
    }
  });

  it('refuses bodies above 100 kB and pages above 100', async () => {
    const owner = await system.signIn({ role: 'owner' });
    expect(await refusalOf(owner.post('/actors', { name: 'x'.repeat(100_001) }))).toEqual({ status: 413, code: 'BodyTooLarge' });
    expect(await refusalOf(owner.get('/actors?limit=101'))).toMatchObject({ status: 422, faults: ['/limit max'] });
  });

  it('asks to come again, and reports no fault of ours, when the database goes away between two statements', async () => {
    const cut = inTransaction(system.get(DataSource), async (tx) => {
      const backend = await one<{ pid: number }>(tx, 'select pg_backend_pid() as pid');
      await system.query('select pg_terminate_backend($1)', [backend!.pid]);
      await eventually('the lost connection', async () => tx.queryRunner!.isReleased, Boolean);
      await tx.query('select 1');
    });
    expect(isUnavailable(await cut.catch((error: unknown) => error))).toBe(true);
  });
});

describe.each(process.env.SAMBUNG_TEST_REDIS ? (['redis', 'postgres'] as const) : (['postgres'] as const))(
  'a budget in %s',
  (queueStore) => {
    let system: TestSystem;

    beforeAll(async () => {
      system = await TestSystem.start({ workers: [], queueStore, environment: { RATE_LIMIT_PER_MINUTE: '40' } });
    });
    afterAll(async () => {
      await system.stop();
      process.env.RATE_LIMIT_PER_MINUTE = '1000000';
    });

    it('is told with every answer and refuses what goes beyond, for that caller alone', async () => {
      const [owner, other] = [await system.signIn({ role: 'owner' }), await system.signIn({ role: 'owner' })];
      const answers = [];
      for (let count = 0; count < 42; count += 1) answers.push(await owner.get<Problem>('/me'));
      expect(answers.map(({ status }) => status)).toEqual([...Array<number>(40).fill(200), 429, 429]);
      expect(answers[0]!.headers.get('ratelimit-policy')).toBe('"request";q=40;w=60');
      expect(answers[0]!.headers.get('ratelimit')).toMatch(/^"request";r=39;t=(59|60)$/);
      const refused = answers.at(-1)!;
      expect(refused.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(30);
      expect(refused.body).toMatchObject({ code: 'RateLimited', status: 429, retryAfter: expect.any(Number) });
      expect((await other.get('/me')).status).toBe(200);
    });

    it('of signing in is smaller, and counts by address whoever is asked for', async () => {
      const statuses: number[] = [];
      for (let count = 0; count < 4; count += 1) {
        statuses.push((await system.anybody.post('/sessions', { login: `tidak.ada.${count}@contoh.id`, password: 'bukan ini' })).status);
      }
      expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(2);
    });

    it('is not got around with tokens that nobody has', async () => {
      const statuses = new Set<number>();
      for (let count = 0; count < 60; count += 1) {
        statuses.add((await new ApiCaller(system.address, `sbs_${'a'.repeat(30)}${count}`).get('/me')).status);
      }
      expect([...statuses]).toEqual([401, 429]);
    });
  },
);

/** Evidently invented, and easy to find: no log may hold any of them. */
const CANARIES = {
  nik: '3507131508900000',
  phone: '+6289977770001',
  name: 'Kenari Contohwati',
  password: 'kenari kuning bernyanyi',
  email: 'kenari.contohwati@contoh.id',
};

describe('the log', () => {
  it('holds nothing of a person, whatever route they come through, even when it fails', async () => {
    const whatsapp = await httpServer(() => ({ status: 500 }));
    const port = await freePort();
    const environment = { CODE_CHANNELS: 'whatsapp', WHATSAPP_URL: whatsapp.url, WHATSAPP_TOKEN: 'kenari-token', SHOW_CODES: 'false' };
    const system = await TestSystem.start({ workers: [] });
    const env = { ...process.env, ...environment, HTTP_PORT: String(port), LOG_LEVEL: 'debug' };
    const api = new ProgramProcess('api/src/main.js', [], { env });
    try {
      await api.prints('successfully started');
      const { name, phone, email } = CANARIES;
      const owner = await system.signIn({ role: 'owner', name, phone, email });
      const officer = await system.signIn({ role: 'officer', regionCode: '35.07' });
      await everyRouteWithCanaries(`http://127.0.0.1:${port}`, [owner, officer]);
      await system.query('alter table facts rename to facts_away');
      await everyRouteWithCanaries(`http://127.0.0.1:${port}`, [owner]);
      api.signal('SIGTERM');
      await api.end();
      expect(api.output).toContain('one-time code by whatsapp: WhatsApp answered 500');
      expect(api.output).toContain('facts');
      for (const canary of [...Object.values(CANARIES), 'kenari-token', '89977770001', owner.token!, officer.token!]) {
        expect([canary, api.output.includes(canary)]).toEqual([canary, false]);
      }
    } finally {
      api.signal('SIGKILL');
      await system.stop();
      await whatsapp.close();
    }
  });

  interface Contract {
    paths: Record<string, Record<string, { requestBody?: { content: Record<string, { examples: { example: { value: unknown } } }> } }>>;
  }

  /** Calls every operation of the contract with canaries in every text of its documented body. */
  async function everyRouteWithCanaries(address: string, callers: readonly ApiCaller[]): Promise<void> {
    const { paths } = (await (await fetch(`${address}/api/openapi.json`)).json()) as Contract;
    const calls = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
    );
    const canaries = Object.values(CANARIES);
    let turn = 0;
    const planted = (example: unknown): unknown =>
      JSON.parse(JSON.stringify(example), (name, value: unknown) => {
        if (name === 'phone') return CANARIES.phone;
        return typeof value === 'string' && !['channel', 'status', 'purpose'].includes(name)
          ? canaries[(turn += 1) % canaries.length]
          : value;
      });
    for (const { path, method, operation } of calls) {
      const url = address + path.replaceAll(/\{\w+\}/g, '0193a1b2-0000-7000-8000-000000000001');
      const example = operation.requestBody?.content['application/json']?.examples.example.value;
      for (const { token } of callers) {
        if (path.endsWith('/sessions/current')) continue;
        const query = method === 'get' ? `?${new URLSearchParams({ search: CANARIES.name, after: CANARIES.nik })}` : '';
        const body = method === 'get' || method === 'delete' ? undefined : JSON.stringify(planted(example ?? {}));
        const response = await fetch(url + query, {
          method: method.toUpperCase(),
          headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
          body,
        });
        await response.text();
      }
    }
    await fetch(`${address}/api/v1/actors`, {
      method: 'POST',
      headers: { authorization: `Bearer ${callers[0]!.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        name: CANARIES.name,
        roles: ['business'],
        phone: CANARIES.phone,
        regionCode: '35.07.13.2001',
        status: 'draft',
        facts: { 'owner.nik': { value: CANARIES.nik } },
      }),
    });
  }
});
