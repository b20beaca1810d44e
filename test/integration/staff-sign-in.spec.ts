import { inTransaction } from '@sambung/database';
import { Contact, PeopleService, Person } from '@sambung/accounts';
import { Secret, TOTP } from 'otpauth';
import { problemOf, refusalOf } from '../factories/problems';
import { OpenedSession } from '../factories/signing-in';
import { Answer, ApiCaller, Problem } from '../support/api-caller';
import { ProgramProcess } from '../support/child-process';
import { OidcProvider, startOidcProvider } from '../support/start-oidc-provider';
import { TestSystem } from '../support/test-system';

const PASSWORD = 'kursi hujan mangga tujuh';

describe('staff', () => {
  let system: TestSystem;
  let provider: OidcProvider;
  let issuer: string;
  let redirect: string;

  beforeAll(async () => {
    redirect = 'http://127.0.0.1:1/kembali';
    provider = await startOidcProvider(redirect);
    ({ issuer } = provider);
    system = await TestSystem.start({ workers: [], environment: { REQUIRE_SECOND_FACTOR: 'true', ...provider.environment } });
  });

  afterEach(() => system.clock.set(null));

  afterAll(async () => {
    await system.stop();
    provider.stop();
  });

  const later = (seconds: number): void => system.clock.set(new Date(Date.now() + seconds * 1000).toISOString());

  let count = 0;
  async function officer(role: 'officer' | 'planner' = 'officer'): Promise<Person & Contact> {
    const email = `petugas.${(count += 1)}@contoh.id`;
    const person = { name: 'Petugas Contoh', role, email, regionCode: '35.07', password: PASSWORD };
    return inTransaction(system.dataSource, (tx) => system.get(PeopleService).create(tx, person));
  }

  const signIn = (login: string | null, more: Record<string, unknown> = {}): Promise<Answer<OpenedSession & Problem>> =>
    system.anybody.post('/sessions', { login, password: PASSWORD, ...more });

  const callerOf = ({ body }: Answer<OpenedSession>): ApiCaller => new ApiCaller(system.address, body.token);

  interface Enrolled {
    person: Person & Contact;
    totp: TOTP;
    caller: ApiCaller;
    recoveryCodes: string[];
  }

  async function enrolled(): Promise<Enrolled> {
    const person = await officer();
    const caller = callerOf(await signIn(person.email));
    const { body } = await caller.post<{ secret: string; address: string }>('/me/second-factor');
    const totp = new TOTP({ secret: Secret.fromBase32(body.secret) });
    const code = totp.generate({ timestamp: system.clock.now().getTime() });
    const confirmed = await caller.post<{ recoveryCodes: string[] }>('/me/second-factor/confirmation', { code });
    expect(confirmed.status).toBe(201);
    return { person, totp, caller, recoveryCodes: confirmed.body.recoveryCodes };
  }

  describe('with a password', () => {
    it('that is on the lists that attackers try first are refused it, and with one of any composition are not', async () => {
      const people = system.get(PeopleService);
      const create = (password: string, index: number) =>
        inTransaction(system.dataSource, (tx) =>
          people.create(tx, { name: 'Contoh', role: 'planner', email: `uji.${index}@contoh.id`, password }),
        );
      for (const [index, password] of ['bismillah', 'Password1', 'iloveyou', '12345678', 'uji.4@contoh.id'].entries()) {
        await expect(create(password, index)).rejects.toMatchObject({
          extra: { errors: [{ pointer: '/password', code: 'PasswordCommon' }] },
        });
      }
      await expect(create('pendek', 8)).rejects.toMatchObject({ extra: { errors: [{ pointer: '/password', code: 'PasswordShort' }] } });
      for (const [index, password] of ['hujanmangga', 'x'.repeat(50) + 'ü y z'.repeat(10)].entries()) await create(password, 10 + index);
    });

    it('wait twice as long after each failure, and no longer once they are in', async () => {
      const { email } = await officer();
      const fail = () => signIn(email, { password: 'bukan ini sandinya' });
      const waits: number[] = [];
      let seconds = 0;
      for (let failure = 0; failure < 6; failure += 1) {
        expect((await fail()).status).toBe(401);
        const refused = await signIn(email);
        if (refused.status === 429) waits.push(Number(refused.headers.get('retry-after')));
        if (refused.status === 201) await fail();
        seconds += (waits.at(-1) ?? 0) + 1;
        later(seconds);
      }
      expect(waits).toEqual(waits.map((_, index) => 2 ** (index + 1)).slice(0, waits.length));
      expect((await signIn(email)).status).toBe(201);
      expect((await fail()).status).toBe(401);
      expect((await signIn(email)).status).toBe(201);
    });

    it('and nobody without an account waits less, or learns that there is none', async () => {
      const { email } = await officer();
      const story = async (login: string) => {
        const answers: unknown[] = [];
        for (let attempt = 0; attempt < 6; attempt += 1) {
          const { status, body } = await signIn(login, { password: 'bukan ini sandinya' });
          answers.push([status, body.code]);
        }
        return answers;
      };
      expect(await story('tidak.ada@contoh.id')).toEqual(await story(email!));
    });

    it('that many programs guess at once get few tries', async () => {
      const { email } = await officer();
      const answers = await Promise.all(Array.from({ length: 20 }, () => signIn(email, { password: 'bukan ini sandinya' })));
      expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(4);
      expect(answers.every(({ status }) => [401, 429].includes(status))).toBe(true);
    });

    it('change it with the present one, and their other sessions end', async () => {
      const { email } = await officer('planner');
      const [here, there] = [callerOf(await signIn(email)), callerOf(await signIn(email))];
      const change = (current: string, password: string) => here.put('/me/password', { current, password });
      expect(await refusalOf(change('salah sama sekali', 'payung besi lima ekor'))).toMatchObject({ faults: ['/current PasswordWrong'] });
      expect(await refusalOf(change(PASSWORD, 'bismillah'))).toMatchObject({ faults: ['/password PasswordCommon'] });
      expect((await change(PASSWORD, 'payung besi lima ekor')).status).toBe(204);
      expect([(await here.get('/me')).status, (await there.get('/me')).status]).toEqual([200, 401]);
      expect((await signIn(email, { password: 'payung besi lima ekor' })).status).toBe(201);
    });
  });

  describe('with an authenticator app', () => {
    it('may do nothing else before an officer has one', async () => {
      const { email } = await officer();
      const opened = await signIn(email);
      expect(opened.body.account.secondFactorMissing).toBe(true);
      const caller = callerOf(opened);
      expect(await refusalOf(caller.get('/actors'))).toEqual({ status: 403, code: 'SecondFactorMissing' });
      expect((await caller.get('/me')).status).toBe(200);
    });

    it('enrol, and are asked for a code from then on', async () => {
      const { person, totp, caller } = await enrolled();
      expect((await caller.get('/actors')).status).toBe(200);
      expect((await problemOf(signIn(person.email))).code).toBe('SecondFactorRequired');
      expect((await problemOf(signIn(person.email, { secondFactor: '000000' }))).code).toBe('SecondFactorWrong');
      later(60);
      const secondFactor = totp.generate({ timestamp: Date.now() + 60_000 });
      expect((await signIn(person.email, { secondFactor })).status).toBe(201);
    });

    it('use each code once', async () => {
      const { person, totp } = await enrolled();
      later(90);
      const secondFactor = totp.generate({ timestamp: system.clock.now().getTime() });
      expect((await signIn(person.email, { secondFactor })).status).toBe(201);
      expect((await problemOf(signIn(person.email, { secondFactor }))).code).toBe('SecondFactorWrong');
    });

    it('that is lost with its recovery codes is taken off by an administrator, and every session ends', async () => {
      const { person, caller, totp } = await enrolled();
      const removeApp = async () => {
        const program = new ProgramProcess('cli/src/main.js', ['remove-app', '--login', person.email!], { cwd: process.env.SAMBUNG_TEST_DIRECTORY, env: process.env }); // prettier-ignore
        return { code: await program.end(), output: program.output };
      };
      expect((await problemOf(signIn(person.email))).code).toBe('SecondFactorRequired');
      expect(await removeApp()).toEqual({ code: 0, output: '' });
      expect((await caller.get('/me')).status).toBe(401);
      const again = callerOf(await signIn(person.email));
      const { body } = await again.post<{ secret: string }>('/me/second-factor');
      expect(body.secret).not.toBe(totp.secret.base32);
      expect(await removeApp()).toMatchObject({ code: 1, output: expect.stringContaining('has no authenticator app') });
    });

    it('that is lost get in with a recovery code, once', async () => {
      const { person, recoveryCodes } = await enrolled();
      expect(new Set(recoveryCodes).size).toBe(10);
      expect((await signIn(person.email, { secondFactor: recoveryCodes[3] })).status).toBe(201);
      expect((await problemOf(signIn(person.email, { secondFactor: recoveryCodes[3] }))).code).toBe('SecondFactorWrong');
    });

    it('cannot be guessed by one who knows the password', async () => {
      const { person } = await enrolled();
      const statuses: number[] = [];
      for (let guess = 0; guess < 8; guess += 1) {
        statuses.push((await signIn(person.email)).status, (await signIn(person.email, { secondFactor: '123456' })).status);
      }
      expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(6);
    });

    it('cannot enrol another over a confirmed one', async () => {
      const { caller } = await enrolled();
      expect(await refusalOf(caller.post('/me/second-factor'))).toEqual({ status: 409, code: 'SecondFactorEnrolled' });
    });
  });

  describe('at their own organisation', () => {
    /** Walks through the provider's pages as a browser does. @returns the query with which it sends the browser back */
    async function consentAtProvider(address: string, login: string): Promise<string> {
      const jar = new Map<string, string>();
      const visit = async (url: string, form?: Record<string, string>): Promise<string> => {
        const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
        const response = await fetch(url, {
          redirect: 'manual',
          method: form ? 'POST' : 'GET',
          headers: { cookie },
          body: form && new URLSearchParams(form),
        });
        for (const line of response.headers.getSetCookie()) {
          const [name, value] = line.split(';')[0]!.split('=') as [string, string];
          jar.set(name, value);
        }
        const next = response.headers.get('location');
        if (!next) return url;
        const target = new URL(next, url).href;
        return target.startsWith(redirect) ? target : visit(target);
      };
      const atLogin = await visit(address);
      const atConsent = await visit(atLogin, { prompt: 'login', login, password: 'apa saja' });
      return new URL(await visit(atConsent, { prompt: 'consent' })).search;
    }

    const begin = async (): Promise<{ address: string; flow: string }> => (await system.anybody.post<{ address: string; flow: string }>('/oidc-sign-ins')).body; // prettier-ignore
    const finish = (flow: string, query: string) => system.anybody.post<OpenedSession & Problem>('/oidc-sign-ins/session', { flow, query });

    it('sign in by code and PKCE, and need no password or app of ours', async () => {
      const { email, id } = await officer();
      const { address, flow } = await begin();
      expect(new URL(address).searchParams.get('code_challenge_method')).toBe('S256');
      const opened = await finish(flow, await consentAtProvider(address, email!));
      expect(opened.body.account).toMatchObject({ id, role: 'officer', secondFactorMissing: false });
      expect((await callerOf(opened).get('/actors')).status).toBe(200);
      expect(await system.query('select oidc_subject from people where id = $1', [id])).toEqual([{ oidc_subject: `${issuer} ${email}` }]);
    });

    it('are refused with the code of another flow, a code used before, or a changed flow', async () => {
      const { email } = await officer();
      const [one, other] = [await begin(), await begin()];
      const query = await consentAtProvider(one.address, email!);
      const refused = { status: 401, code: 'OidcRefused' };
      expect(await refusalOf(finish(other.flow, query))).toEqual(refused);
      expect(await refusalOf(finish(`A${one.flow.slice(1)}`, query))).toEqual(refused);
      expect((await finish(one.flow, query)).status).toBe(201);
      expect(await refusalOf(finish(one.flow, query))).toEqual(refused);
      const late = await begin();
      const lateQuery = await consentAtProvider(late.address, email!);
      later(601);
      expect(await refusalOf(finish(late.flow, lateQuery))).toEqual(refused);
    });

    it('get in only with an account, and an address that the provider verified', async () => {
      const owner = await system.signIn({ role: 'owner', email: 'pemilik.oidc@contoh.id' });
      const unverified = { name: 'Contoh', role: 'planner' as const, email: 'unverified@contoh.id' };
      await inTransaction(system.dataSource, (tx) => system.get(PeopleService).create(tx, unverified));
      for (const login of ['tidak.dikenal@contoh.id', owner.person.email!, 'unverified@contoh.id']) {
        const { address, flow } = await begin();
        const answer = await refusalOf(finish(flow, await consentAtProvider(address, login)));
        expect(answer).toEqual({ status: 401, code: 'AccountUnknown' });
      }
    });
  });
});

describe('API keys', () => {
  let system: TestSystem;
  let admin: ApiCaller;
  let institutionId: string;

  beforeAll(async () => {
    system = await TestSystem.start({ workers: [], environment: { REQUIRE_SECOND_FACTOR: 'false' } });
    admin = await system.signIn({ role: 'admin' });
    const { body } = await admin.post<{ id: string }>('/institutions', { slug: 'bank-kunci', name: 'Bank Contoh', kind: 'bank' });
    institutionId = body.id;
  });
  afterEach(() => system.clock.set(null));
  afterAll(() => system.stop());

  interface Key {
    id: string;
    secret: string;
    prefix: string;
    expiresAt: string | null;
    lastUsedAt: string | null;
  }
  const issue = async (terms: Record<string, unknown> = {}): Promise<Key> =>
    (await admin.post<Key>(`/institutions/${institutionId}/api-keys`, { name: 'uji', ...terms })).body;
  const caller = ({ secret }: Key): ApiCaller => new ApiCaller(system.address, secret);
  const later = (hours: number): void => system.clock.set(new Date(Date.now() + hours * 3_600_000).toISOString());

  it('do only what their scopes say', async () => {
    const key = caller(await issue({ scopes: ['matches'] }));
    expect((await key.get('/partner/matches')).status).toBe(200);
    expect((await key.get('/me')).status).toBe(200);
    expect(await refusalOf(key.get('/webhook-endpoints'))).toEqual({ status: 403, code: 'ScopeMissing' });
    expect(await refusalOf(key.get('/offers'))).toEqual({ status: 403, code: 'ScopeMissing' });
    expect(await refusalOf(key.get('/sessions'))).toEqual({ status: 403, code: 'RoleNotAllowed' });
  });

  it('are rotated: both work for a day, then the new one alone', async () => {
    const old = await issue({ scopes: ['matches'] });
    const { body: fresh } = await admin.post<Key>(`/institutions/${institutionId}/api-keys/${old.id}/rotation`);
    const statuses = async () => [(await caller(old).get('/me')).status, (await caller(fresh).get('/me')).status];
    expect(await statuses()).toEqual([200, 200]);
    expect(await refusalOf(caller(fresh).get('/offers'))).toEqual({ status: 403, code: 'ScopeMissing' });
    later(25);
    expect(await statuses()).toEqual([401, 200]);
  });

  it('expire, and may not begin expired', async () => {
    const past = { name: 'uji', expiresAt: '2020-01-01T00:00:00Z' };
    expect(await refusalOf(admin.post(`/institutions/${institutionId}/api-keys`, past))).toMatchObject({
      faults: ['/expiresAt MomentPast'],
    });
    const key = await issue({ expiresAt: new Date(Date.now() + 3_600_000).toISOString() });
    expect((await caller(key).get('/me')).status).toBe(200);
    later(2);
    expect((await caller(key).get('/me')).status).toBe(401);
  });

  it('are listed with their last use, never with the secret', async () => {
    const key = await issue();
    await caller(key).get('/me');
    const { body } = await admin.get<Key[]>(`/institutions/${institutionId}/api-keys`);
    const listed = body.find(({ id }) => id === key.id)!;
    expect(listed.lastUsedAt).not.toBeNull();
    expect(JSON.stringify(body)).not.toContain(key.secret);
    expect(key.secret.startsWith(listed.prefix)).toBe(true);
  });
});
