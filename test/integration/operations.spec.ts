import { cast, Cast, interestedActor, subscribe } from '../factories/story';
import { actorRequest } from '../factories/actors';
import { refusalOf } from '../factories/problems';
import { freePort } from '../../apps/cli/src/embedded/free-port';
import { findRedis, startRedis } from '../../apps/cli/src/embedded/redis';
import { Redis } from 'ioredis';
import { join } from 'node:path';
import { ApiCaller } from '../support/api-caller';
import { ProgramProcess } from '../support/child-process';
import { eventually } from '../support/eventually';
import { PartnerReceiver } from '../support/partner-receiver';
import { TestSystem } from '../support/test-system';

describe('the operator', () => {
  let system: TestSystem;
  let people: Cast;

  beforeAll(async () => {
    system = await TestSystem.start();
    people = await cast(system);
  });

  afterAll(() => system.stop());

  const metrics = async () => (await fetch(`${system.address}/metrics`)).text();
  const value = (text: string, series: string): number => Number(text.split('\n').find((line) => line.startsWith(`${series} `))?.split(' ')[1]); // prettier-ignore

  it('sees rate, errors and duration of routes, jobs and attempts, the backlog and the event loop', async () => {
    const receiver = new PartnerReceiver();
    await subscribe(people.partner, receiver);
    const { matchId } = await interestedActor(people);
    await people.officer.post(`/matches/${matchId}/decision`, { decision: 'approved' });
    await eventually('the delivery', () => Promise.resolve(receiver.acceptedIds), ({ length }) => length === 1); // prettier-ignore
    await system.noPendingWork();
    await people.owner.get('/actors/0193a1b2-0000-7000-8000-000000000001');
    await system.query(`insert into outbox (id, aggregatetype, aggregateid, type, job, dead_at) values (gen_random_uuid(), 'actor', gen_random_uuid(), 'profile.saved', 'match-profile', now())`); // prettier-ignore
    const text = await metrics();
    expect(value(text, 'sambung_http_request_seconds_count{method="POST",route="/api/v1/matches",status="201"}')).toBe(1);
    expect(value(text, 'sambung_http_request_seconds_count{method="GET",route="/api/v1/actors/:id",status="404"}')).toBe(1);
    expect(value(text, 'sambung_webhook_attempt_seconds_count{outcome="2xx"}')).toBeGreaterThanOrEqual(1);
    expect(value(text, 'sambung_job_seconds_count{queue="match",job="match-profile",outcome="done"}')).toBeGreaterThanOrEqual(1);
    expect(value(text, 'sambung_outbox_rows{state="dead"}')).toBe(1);
    expect(value(text, 'sambung_outbox_oldest_open_seconds')).toBe(0);
    expect(value(text, 'sambung_webhook_endpoints{status="active"}')).toBe(1);
    expect(value(text, 'sambung_queue_waiting{queue="match"}')).toBe(0);
    expect(value(text, 'sambung_queue_oldest_seconds{queue="match"}')).toBe(0);
    expect(text).not.toContain(matchId);
    await receiver.close();
  });

  it('sees the work that failed, by command and on a page, and has it tried again', async () => {
    const sambung = async (...parameters: string[]) => {
      const program = new ProgramProcess('cli/src/main.js', ['dead-rows', ...parameters], { cwd: process.env.SAMBUNG_TEST_DIRECTORY, env: process.env }); // prettier-ignore
      return { code: await program.end(), output: program.output };
    };
    const fail = async (): Promise<string> => {
      const { id: actorId } = (await people.owner.post<{ id: string }>('/actors', actorRequest())).body;
      const [row] = await system.query<{ id: string }>(
        `insert into outbox (id, aggregatetype, aggregateid, type, job, enqueues, dead_at, last_error)
         values (gen_random_uuid(), 'actor', $1, 'profile.saved', 'match-profile', 5, now(), 'timeout') returning id`,
        [actorId],
      );
      return row!.id;
    };
    const done = (id: string) => eventually('its end', () => system.query<{ done: boolean }>('select done_at is not null as done from outbox where id = $1', [id]), ([row]) => row!.done); // prettier-ignore

    const first = await fail();
    expect((await sambung()).output).toMatch(new RegExp(`^${first}\tmatch-profile\t[0-9a-f-]{36}\t\\S+\ttimeout$`, 'm'));
    expect(await sambung('--replay', 'semua')).toEqual({ code: 1, output: 'sambung: --replay: give the id of a row, or all\n' });
    expect(await sambung('--replay', first)).toEqual({ code: 0, output: '1 to be tried again\n' });
    await done(first);

    const second = await fail();
    const headers = { accept: 'text/html', cookie: `sambung-sesi=${people.admin.token}` };
    const shown = await fetch(`${system.address}/operasi/gagal`, { headers });
    const html = await shown.text();
    expect(html).toContain(`action="/operasi/gagal/${second}"`);
    const cookie = [headers.cookie, ...shown.headers.getSetCookie().map((set) => set.split(';')[0])].join('; ');
    const body = () => new URLSearchParams({ _token: /name="_token" value="([^"]+)"/.exec(html)![1]! });
    const click = async () => (await fetch(`${system.address}/operasi/gagal/${second}`, { method: 'POST', headers: { ...headers, cookie }, body: body() })).text(); // prettier-ignore
    expect(await click()).toContain('1 pekerjaan dicoba lagi.');
    expect(await click()).toContain('Tidak ada lagi yang perlu dicoba.');
    await done(second);
  });

  describe('at the board of queues', () => {
    const ask = (path: string, { token }: Pick<ApiCaller, 'token'>, method = 'GET') =>
      fetch(`${system.address}/operasi/antrean${path}`, { method, headers: { cookie: `sambung-sesi=${token}`, accept: 'text/html' }, redirect: 'manual' }); // prettier-ignore

    it('sees every queue of this system', async () => {
      const page = await ask('', people.admin);
      expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
      const script = /src="(static[^"]+)"/.exec(await page.text())![1];
      expect((await ask(`/${script}`, people.admin)).status).toBe(200);
      const { queues } = (await (await ask('/api/queues', people.admin)).json()) as { queues: { name: string; readOnlyMode: boolean }[] };
      expect(queues.map(({ name }) => name).toSorted()).toEqual(['deliver', 'deliver-quarantine', 'match', 'match-quarantine', 'rematch']);
      expect(queues.every(({ readOnlyMode }) => readOnlyMode)).toBe(true);
    });

    it('changes nothing', async () => {
      expect((await ask('/api/queues/match/pause', people.admin, 'PUT')).status).toBe(403);
      expect((await ask('/api/queues/match/clean/completed', people.admin, 'PUT')).status).toBe(403);
    });

    it('lets nobody else in, also not with the token of the API', async () => {
      for (const path of ['', '/api/queues', '/static/favicon-32x32.png']) {
        const { status, headers } = await ask(path, { token: null });
        expect(status === 401 || (status >= 300 && status < 400 && headers.get('location')!.startsWith('/masuk'))).toBe(true);
        for (const caller of [people.officer, people.owner]) expect((await ask(path, caller)).status).toBe(403);
      }
      const { authorization } = people.admin;
      expect((await fetch(`${system.address}/operasi/antrean/api/queues`, { headers: { authorization } })).status).toBe(401);
    });

    it('alone has its looser policy', async () => {
      const policyOf = async (path: string) => (await fetch(system.address + path)).headers.get('content-security-policy');
      expect((await ask('', people.admin)).headers.get('content-security-policy')).toContain("style-src 'self' 'unsafe-inline'");
      expect(await policyOf('/masuk')).toContain("style-src 'self' 'sha256-");
      expect(await policyOf('/masuk')).toContain("base-uri 'none'");
    });
  });

  describe('while the workers are behind', () => {
    const late = `insert into outbox (id, aggregatetype, aggregateid, type, job, available_at, enqueued_at)
      values (gen_random_uuid(), 'actor', gen_random_uuid(), 'profile.saved', 'match-profile', now() - interval '61 seconds', now())`;

    it('has bulk imports refused with the time to wait, and single saves taken', async () => {
      const actors = [{ name: 'Impor Contoh', roles: ['business'], phone: '+628990007001', regionCode: '35.07.13.2001' }];
      await system.query(late);
      const refused = await people.admin.post('/actor-imports', { actors });
      expect([refused.status, refused.body.code, refused.headers.get('retry-after')]).toEqual([429, 'QueueBehind', '30']);
      expect((await people.owner.post('/actors', actorRequest())).status).toBe(201);
      expect(value(await metrics(), 'sambung_outbox_oldest_open_seconds')).toBeGreaterThan(60);
      await system.query(`update outbox set done_at = now() where available_at < now() - interval '30 seconds'`);
      const taken = await people.admin.post<{ actorIds: string[]; faults: object[] }>('/actor-imports', {
        actors: [...actors, { name: 7 }],
      });
      expect(taken.status).toBe(201);
      expect(taken.body.actorIds).toHaveLength(1);
      expect(taken.body.faults).toContainEqual(expect.objectContaining({ line: 2, pointer: '/name' }));
      expect((await people.admin.post('/actor-imports', { actors })).body).toMatchObject({ actorIds: [], duplicates: [1] });
      expect(await refusalOf(people.admin.post('/actor-imports', { actors: [] }))).toMatchObject({ status: 422 });
      expect(await refusalOf(people.owner.post('/actor-imports', { actors }))).toMatchObject({ status: 403 });
    });
  });
});

const program = findRedis();
const withRedis = program ? describe : describe.skip;

withRedis('a process and its Redis', () => {
  let system: TestSystem;
  let redis: { url: string; stop: () => Promise<void> };
  let processes: ProgramProcess[];

  beforeAll(async () => {
    system = await TestSystem.start({ workers: [] });
    redis = await startRedis(program!, join(process.env.SAMBUNG_TEST_DIRECTORY!, 'own-redis'));
  });

  beforeEach(() => {
    processes = [];
  });

  afterEach(async () => {
    for (const one of processes) {
      one.signalGroup('SIGKILL');
      await one.end();
    }
  });

  afterAll(() => system.stop());

  const start = (name: string, environment: Record<string, string>): ProgramProcess => {
    const env = { ...process.env, REDIS_URL: redis.url, LOG_LEVEL: 'info', ...environment };
    const started = new ProgramProcess(`${name}/src/main.js`, [], { env });
    processes.push(started);
    return started;
  };

  it.each(['api', 'matcher', 'courier'])('refuses to start on another policy than noeviction: %s', async (name) => {
    const client = new Redis(redis.url);
    await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
    const started = start(name, { HTTP_PORT: String(await freePort()) });
    await started.prints('Redis has maxmemory-policy allkeys-lru and may throw queued work away. Set it to noeviction');
    expect(await started.end()).not.toBe(0);
    await client.config('SET', 'maxmemory-policy', 'noeviction');
    client.disconnect();
  });

  it('stays up without it: the API says degraded and takes saves, and drains when it is told to end', async () => {
    const port = await freePort();
    const address = `http://127.0.0.1:${port}`;
    const api = start('api', { HTTP_PORT: String(port), DRAIN_SECONDS: '2' });
    const ready = async () => {
      const answer = await fetch(`${address}/readyz`).catch(() => null);
      return answer && { code: answer.status, ...((await answer.json()) as { status: string }) };
    };
    await eventually('the API', ready, (state) => state?.status === 'ready', 60_000);
    await redis.stop();
    expect(await eventually('the loss of Redis', ready, (state) => state?.status === 'degraded')).toMatchObject({
      code: 200,
      queue: false,
    });
    const token = (await system.signIn({ role: 'owner' })).authorization;
    const saved = await fetch(`${address}/api/v1/actors`, {
      method: 'POST',
      headers: { authorization: token, 'content-type': 'application/json' },
      body: JSON.stringify(actorRequest()),
    });
    expect(saved.status).toBe(201);
    await api.prints(/"event":"request".*"route":"\/api\/v1\/actors","status":201,"ms":\d+,"principal":"[0-9a-f-]{36}","role":"owner"/);
    api.signal('SIGTERM');
    expect(await eventually('the draining', ready, (state) => state?.status === 'draining')).toMatchObject({ code: 503 });
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
    const asked = performance.now();
    await api.end();
    expect(performance.now() - asked).toBeLessThan(25_000);
  });

  it('serves its own metrics where the configuration says', async () => {
    const port = await freePort();
    start('courier', { METRICS_PORT: String(port) });
    const read = () => fetch(`http://127.0.0.1:${port}/metrics`).then((answer) => answer.text(), () => ''); // prettier-ignore
    const text = await eventually('the metrics', read, (found) => found !== '', 60_000);
    expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
    expect(text).toContain('sambung_webhook_attempt_seconds');
  });
});
