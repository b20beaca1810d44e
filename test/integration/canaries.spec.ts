import { inTransaction } from '@sambung/database';
import { DraftsService, NO_ANSWERS } from '@sambung/profiles';
import { Redis } from 'ioredis';
import { randomBytes } from 'node:crypto';
import { freePort } from '../../apps/cli/src/embedded/free-port';
import { TEXT_VERSION } from '../factories/consents';
import { recipientList } from '../factories/recipients';
import { sendCode, useCode } from '../factories/signing-in';
import { cast, Cast, subscribe } from '../factories/story';
import { ApiCaller } from '../support/api-caller';
import { ProgramProcess } from '../support/child-process';
import { columnsThatHold } from '../support/dump';
import { PartnerReceiver } from '../support/partner-receiver';
import { TestSystem } from '../support/test-system';

/** Evidently invented, and easy to find. */
const NIK = '3507135312850000';
const OTHER_NIK = '3507135512850000';
const FAMILY_CARD = '3507130112859999';
const ACCOUNT = '00898877665544';
const PHONES = ['+6289988880001', '+6289988880002', '+6289988880003'] as const;
const NAMES = ['Kenari Kuningwati', 'Merpati Putihman', 'Jalak Suren Batu'] as const;
const NUMBERS = [
  NIK,
  OTHER_NIK,
  FAMILY_CARD,
  ACCOUNT,
  ...PHONES.map((phone) => phone.slice(1)),
  ...PHONES.map((phone) => `0${phone.slice(3)}`),
];
const FACTS = {
  'legality.nib': { value: true },
  'business.startedOn': { value: '2025-01-01' },
  'owner.nik': { value: NIK },
  'owner.familyCard': { value: FAMILY_CARD },
  'finance.bankAccountNumber': { value: ACCOUNT },
};

describe('personal data', () => {
  let system: TestSystem;
  let people: Cast;
  let address: string;
  let metricsPort: number;
  const processes: ProgramProcess[] = [];
  const receiver = new PartnerReceiver();

  /** The programs as they run, so that what they print is what is logged. */
  beforeAll(async () => {
    system = await TestSystem.start({ workers: [] });
    const [port, ...others] = [await freePort(), await freePort(), await freePort()];
    metricsPort = others[0]!;
    address = `http://127.0.0.1:${port}`;
    const env = { ...process.env, LOG_LEVEL: 'debug' };
    const start = (name: string, more: Record<string, string>) => processes.push(new ProgramProcess(`${name}/src/main.js`, [], { env: { ...env, ...more } })); // prettier-ignore
    start('api', { HTTP_PORT: String(port) });
    start('matcher', { METRICS_PORT: String(others[0]) });
    start('courier', { METRICS_PORT: String(others[1]) });
    await processes[0]!.prints('successfully started');
    people = await cast(system);
    await subscribe(people.partner, receiver);
  });

  afterAll(async () => {
    for (const one of processes) one.signal('SIGKILL');
    await receiver.close();
    await system.stop();
  });

  const at = ({ token }: ApiCaller) => new ApiCaller(address, token);

  async function signedInByCode(): Promise<ApiCaller> {
    const programs = { anybody: new ApiCaller(address, null) };
    const sent = await sendCode(programs, PHONES[0]);
    await useCode(programs, { ...sent, code: '000000' });
    const { body } = await useCode(programs, sent, { name: NAMES[0] });
    return new ApiCaller(address, body.token);
  }

  async function ownStory(owner: ApiCaller): Promise<void> {
    const consent = { textVersion: TEXT_VERSION, channel: 'web' };
    const request = {
      name: NAMES[0],
      roles: ['business'],
      phone: PHONES[0],
      regionCode: '35.07.13.2001',
      status: 'active',
      matchingConsent: consent,
      facts: FACTS,
    };
    const { body: actor } = await owner.post<{ id: string }>('/actors', request, { 'idempotency-key': 'kenari' });
    await owner.post('/actors', request, { 'idempotency-key': 'kenari' });
    await owner.post(`/actors/${actor.id}/consents`, { ...consent, purpose: 'sharing', institutionId: people.institutionId });
    const { body: match } = await owner.post<{ id: string }>('/matches', { actorId: actor.id, offerSlug: people.slug });
    const [officer, partner] = [at(people.officer), at(people.partner)];
    for (const path of [`/matches/${match.id}`, `/actors/${actor.id}`, `/actors/${actor.id}/facts`, '/matches']) await officer.get(path);
    expect((await officer.post(`/actors/${actor.id}/unmasking`, { reason: 'janji kunjungan' })).status).toBe(201);
    expect((await officer.post(`/matches/${match.id}/decision`, { decision: 'approved' })).status).toBe(201);
    await system.noPendingWork();
    expect((await partner.get<{ actor: { phone: string } }>(`/partner/matches/${match.id}`)).body.actor.phone).toBe(PHONES[0]);
    expect((await partner.post(`/partner/matches/${match.id}/answer`, { status: 'accepted' })).status).toBe(201);
    expect((await owner.get(`/actors/${actor.id}/data`)).status).toBe(200);
    await owner.patch(`/actors/${actor.id}`, { phone: PHONES[1] });
  }

  async function otherWaysIn(): Promise<void> {
    const officer = at(people.officer);
    await officer.post('/actors', {
      name: NAMES[1],
      roles: ['business'],
      phone: PHONES[1],
      regionCode: '35.07.13.2001',
      facts: { 'owner.nik': { value: OTHER_NIK } },
    });
    const row = `${OTHER_NIK},${NAMES[2]},${PHONES[2]},35.07.13.2001,2026-01-05,,,completed`;
    expect((await officer.post('/recipient-lists', recipientList([row]))).status).toBe(201);
    await officer.post('/identifier-checks', { kind: 'nik', value: NIK });
    const answers = { ...NO_ANSWERS, name: NAMES[2], facts: { 'owner.nik': OTHER_NIK, 'finance.bankAccountNumber': ACCOUNT } };
    await inTransaction(system.dataSource, (tx) =>
      system.get(DraftsService).change(tx, randomBytes(32).toString('base64url'), () => answers),
    );
  }

  async function whatFails(owner: ApiCaller): Promise<void> {
    await owner.get(`/actors?after=${NIK}&regionCode=${encodeURIComponent(NAMES[0])}`);
    await owner.get(`/actors/${NIK}`);
    await owner.get(`/${encodeURIComponent(NAMES[1])}/${PHONES[2]}`);
    await owner.post('/actors', `{"name":"${NAMES[0]}","phone":"${PHONES[0]}"`);
    await owner.post('/actors', { name: NAMES[0], phone: PHONES[0], nik: NIK });
    await owner.post('/actors', {
      name: NAMES[1],
      roles: ['business'],
      phone: PHONES[2],
      regionCode: '35.07.13.2001',
      facts: { 'owner.nik': { value: `${NIK}1` } },
    });
    await owner.post('/sessions', { login: PHONES[0], password: NAMES[0] });
    await owner.post('/one-time-codes', { phone: PHONES[0], channel: NAMES[0] });
    await owner.call('POST', '/actors', { name: `${NAMES[0]}\u0000`, roles: ['business'], phone: PHONES[0], regionCode: '35.07' });
    // A save whose matching breaks: what the database says of it goes to the log and to the row of the job.
    await system.query('alter table suggestions add constraint broken check (false) not valid');
    const { body } = await owner.get<{ items: { id: string }[] }>('/actors');
    await owner.patch(`/actors/${body.items[0]!.id}/facts`, { facts: { 'owner.nik': { value: NIK }, 'business.outlets': { value: 2 } } });
    await processes[1]!.prints('broken');
    await system.query('alter table suggestions drop constraint broken');
  }

  async function everythingInRedis(): Promise<string> {
    if (!process.env.REDIS_URL) return '';
    const redis = new Redis(process.env.REDIS_URL);
    const readers: Record<string, (key: string) => Promise<unknown>> = {
      string: (key) => redis.get(key), hash: (key) => redis.hgetall(key), list: (key) => redis.lrange(key, 0, -1), set: (key) => redis.smembers(key),
      zset: (key) => redis.zrange(key, '0', '-1'), stream: (key) => redis.xrange(key, '-', '+'),
      // Another suite has taken it away meanwhile.
      none: () => Promise.resolve(null),
    }; // prettier-ignore
    const entries = await Promise.all(
      (await redis.keys('*')).map(async (key) => [key, await readers[String(await redis.type(key))]!(key)]),
    );
    redis.disconnect();
    return JSON.stringify(entries);
  }

  it('are in no log, queue, webhook, metric or table but their own, whatever way they come in and whatever fails', async () => {
    const owner = await signedInByCode();
    await ownStory(owner);
    await otherWaysIn();
    await whatFails(owner);
    await system.noPendingWork();
    expect(receiver.received.map(({ type }) => type)).toContain('match.approved');

    const metrics = await Promise.all(
      [`${address}/metrics`, `http://127.0.0.1:${metricsPort}/metrics`].map(async (url) => (await fetch(url)).text()),
    );
    const said = {
      logs: processes.map(({ output }) => output).join('\n'),
      redis: await everythingInRedis(),
      webhooks: JSON.stringify(receiver.received),
      metrics: metrics.join('\n'),
    };
    expect(said.logs).toContain('"event":"request"');
    expect(said.logs).toContain(`for •••• ${PHONES[0].slice(-4)}`);
    if (process.env.REDIS_URL) expect(said.redis).toContain(process.env.QUEUE_PREFIX);
    expect(said.metrics).toContain('sambung_job_seconds');
    for (const [where, text] of Object.entries(said)) {
      expect([where, [...NUMBERS, ...NAMES].filter((canary) => text.includes(canary))]).toEqual([where, []]);
    }
    expect(await columnsThatHold(system, NUMBERS)).toEqual([]);
    expect(await columnsThatHold(system, NAMES)).toEqual(['actors.name', 'people.name']);
  });
});
