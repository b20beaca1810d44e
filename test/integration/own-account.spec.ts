import { PasswordResets, PeopleService } from '@sambung/accounts';
import { inTransaction } from '@sambung/database';
import { Logger } from '@nestjs/common';
import { actorRequest } from '../factories/actors';
import { refusalOf } from '../factories/problems';
import { freshPhone, SentCode, signInByCode } from '../factories/signing-in';
import { ApiCaller } from '../support/api-caller';
import { eventually } from '../support/eventually';
import { MailReceiver } from '../support/mail-receiver';
import { TestSystem } from '../support/test-system';

const HTML = { accept: 'text/html' };
const PUBLIC_URL = 'https://sambung.contoh.id';
const OLD = 'kursi hujan mangga tujuh';
const NEW = 'payung besi lima ekor';

describe('the own account', () => {
  let system: TestSystem;
  const mail = new MailReceiver();

  beforeAll(async () => {
    await mail.listen();
    system = await TestSystem.start({ workers: [], environment: { SMTP_URL: mail.url, PUBLIC_URL } });
  });

  beforeEach(() => mail.mails.splice(0));
  afterEach(() => system.clock.set(null));

  afterAll(async () => {
    await system.stop();
    await mail.close();
  });

  const later = (seconds: number): void => system.clock.set(new Date(Date.now() + seconds * 1000).toISOString());

  describe('has for each profile a PIN', () => {
    let owner: ApiCaller;
    let id: string;

    beforeEach(async () => {
      ({ caller: owner } = await signInByCode(system));
      id = (await owner.post<{ id: string }>('/actors', actorRequest())).body.id;
    });

    const set = (pin: string, current?: string) => owner.put(`/actors/${id}/pin`, { pin, ...(current && { current }) });

    it('that is not among those which everybody tries', async () => {
      for (const pin of ['123456', '111111', '654321', '121212', '123123', '112233', '159753', '147258']) {
        expect([pin, await refusalOf(set(pin))]).toEqual([pin, { status: 422, code: 'PinWeak', faults: ['/pin PinWeak'] }]);
      }
      expect((await set('280154')).status).toBe(204);
      const [row] = await system.query<{ pin_hash: string }>('select pin_hash from profile_pins where actor_id = $1', [id]);
      expect(row!.pin_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    });

    it('that changes and goes with the present one alone, after at most five tries', async () => {
      await set('280154');
      expect(await refusalOf(set('730519'))).toMatchObject({ code: 'PinWrong', faults: ['/current PinWrong'] });
      expect((await set('730519', '280154')).status).toBe(204);
      const tries = await Promise.all(Array.from({ length: 8 }, () => refusalOf(set('280154', '908070'))));
      expect(tries.filter(({ code }) => code === 'PinWrong')).toHaveLength(5);
      expect(await refusalOf(set('280154', '730519'))).toMatchObject({ code: 'PinBlocked' });
      expect(await refusalOf(owner.post(`/actors/${id}/pin/removal`, { current: '730519' }))).toMatchObject({ code: 'PinBlocked' });
    });

    it('that a one-time code of the account replaces, and no other code', async () => {
      await set('280154');
      const renew = (sent: SentCode, caller = owner) =>
        caller.post(`/actors/${id}/pin/renewal`, { requestId: sent.id, code: sent.code, pin: '730519' });
      const { caller: stranger, session } = await signInByCode(system);
      expect(session.account.role).toBe('owner');
      later(61);
      const { body: theirs } = await stranger.post<{ id: string }>('/actors', actorRequest());
      const { body: foreign } = await stranger.post<SentCode>(`/actors/${theirs.id}/pin-codes`);
      expect(await refusalOf(renew(foreign))).toEqual({ status: 401, code: 'CodeWrong' });
      const { body: forSignIn } = await system.anybody.post<SentCode>('/one-time-codes', { phone: freshPhone() });
      expect(await refusalOf(renew(forSignIn))).toEqual({ status: 401, code: 'CodeWrong' });
      const { body: own } = await owner.post<SentCode>(`/actors/${id}/pin-codes`);
      expect(await refusalOf(renew(own, stranger))).toEqual({ status: 404, code: 'ActorUnknown' });
      expect((await renew(own)).status).toBe(204);
      expect(await refusalOf(renew(own))).toEqual({ status: 401, code: 'CodeWrong' });
      expect((await owner.post(`/actors/${id}/pin/removal`, { current: '730519' })).status).toBe(204);
    });

    it('that nobody else may touch', async () => {
      const { caller: stranger } = await signInByCode(system);
      for (const call of [
        stranger.put(`/actors/${id}/pin`, { pin: '280154' }),
        stranger.post(`/actors/${id}/pin/removal`, { current: '280154' }),
        stranger.post(`/actors/${id}/pin-codes`),
      ]) {
        expect(await refusalOf(call)).toEqual({ status: 404, code: 'ActorUnknown' });
      }
    });
  });

  describe('of staff gets a new password', () => {
    let count = 0;
    async function planner(): Promise<{ email: string; id: string }> {
      const email = `perencana.${(count += 1)}@contoh.id`;
      const person = { name: 'Perencana Contoh', role: 'planner' as const, email, password: OLD };
      const { id } = await inTransaction(system.dataSource, (tx) => system.get(PeopleService).create(tx, person));
      return { email, id };
    }

    const signIn = (login: string, password: string) => system.anybody.post<{ token: string }>('/sessions', { login, password });

    /** A page's answer to a form, sent from the page that shows it. */
    async function send(path: string, form: Record<string, string>): Promise<Response> {
      const shown = await fetch(system.address + path, { headers: HTML });
      const [, token] = /name="_token" value="([^"]+)"/.exec(await shown.text())!;
      const cookie = shown.headers.get('set-cookie')!.split(';')[0]!;
      const body = new URLSearchParams({ _token: token!, ...form });
      return fetch(system.address + path, { method: 'POST', headers: { ...HTML, cookie }, body, redirect: 'manual' });
    }

    const ask = async (email: string) => {
      const answer = await send('/masuk/sandi', { email });
      return [answer.status, answer.headers.get('location')];
    };
    const sentLink = async (): Promise<string> => {
      const [sent] = await eventually('the e-mail', () => Promise.resolve(mail.mails), ({ length }) => length > 0); // prettier-ignore
      return new RegExp(`${PUBLIC_URL}(/masuk/sandi/sbr_[\\w-]{43})`).exec(sent!.text)![1]!;
    };
    const issue = (login: string) => inTransaction(system.dataSource, (tx) => system.get(PasswordResets).issue(tx, login));

    it('by a link in an e-mail, which ends every session and works once', async () => {
      const { email } = await planner();
      const { body } = await signIn(email, OLD);
      expect(await ask(email.toUpperCase())).toEqual([303, '/masuk/sandi?terkirim']);
      const path = await sentLink();
      expect(await system.query('select 1 from password_resets where token_digest::text like $1', [`%${path.slice(-10)}%`])).toEqual([]);
      await fetch(system.address + path, { headers: HTML });
      const weak = await send(path, { sandi: 'bismillah' });
      expect([weak.status, await weak.text()]).toEqual([422, expect.stringContaining('sering dibobol')]);
      const done = await send(path, { sandi: NEW });
      expect([done.status, done.headers.get('location')]).toEqual([303, '/masuk/petugas?sandi=baru']);
      expect((await new ApiCaller(system.address, body.token).get('/me')).status).toBe(401);
      expect([(await signIn(email, OLD)).status, (await signIn(email, NEW)).status]).toEqual([401, 201]);
      expect((await fetch(system.address + path, { headers: HTML })).status).toBe(404);
    });

    it('and whoever asks for an address without an account, an owner’s or one too often learns nothing and moves nothing', async () => {
      const owner = await system.signIn({ role: 'owner', email: 'pemilik.sandi@contoh.id' });
      const often = await planner();
      for (let times = 0; times < 7; times += 1) expect(await ask(often.email)).toEqual([303, '/masuk/sandi?terkirim']);
      for (const email of ['tidak.ada@contoh.id', owner.person.email!]) expect(await ask(email)).toEqual([303, '/masuk/sandi?terkirim']);
      await eventually('the e-mails', () => Promise.resolve(mail.mails), ({ length }) => length >= 5); // prettier-ignore
      const issued = await system.query('select person_id, count(*)::int as count from password_resets where ended_at is null group by 1');
      expect(issued).toEqual([{ person_id: often.id, count: 5 }]);
    });

    it('within thirty minutes, and not when disabled', async () => {
      const [able, disabled] = [await planner(), await planner()];
      const { path } = (await issue(able.email))!;
      const { path: other } = (await issue(disabled.email))!;
      await system.query('update people set disabled_at = now() where id = $1', [disabled.id]);
      expect((await fetch(system.address + other, { headers: HTML })).status).toBe(404);
      expect((await fetch(system.address + path, { headers: HTML })).status).toBe(200);
      later(31 * 60);
      expect((await fetch(system.address + path, { headers: HTML })).status).toBe(404);
      expect(await issue(disabled.email)).toBeNull();
    });
  });

  it('is in the log whenever somebody gets in or is refused, by its id and the reason alone', async () => {
    const lines = jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
    const email = 'masuk.catat@contoh.id';
    const { person } = await system.signIn({ role: 'planner', email });
    await system.anybody.post('/sessions', { login: email, password: 'bukan ini sandinya' });
    const written = lines.mock.calls.map(([line]) => line as unknown);
    lines.mockRestore();
    expect(written).toContainEqual({ event: 'signIn', method: 'password', principal: person.id, role: 'planner' });
    expect(written).toContainEqual({ event: 'signInRefused', method: 'password', code: 'CredentialsWrong' });
    expect(JSON.stringify(written)).not.toMatch(/masuk\.catat|bukan ini/);
  });

  it('ends all its other sessions at once', async () => {
    const email = 'banyak.sesi@contoh.id';
    const here = await system.signIn({ role: 'planner', email });
    const { body } = await system.anybody.post<{ token: string }>('/sessions', { login: email, password: 'kata sandi uji' });
    expect((await here.delete('/sessions')).status).toBe(204);
    expect((await new ApiCaller(system.address, body.token).get('/me')).status).toBe(401);
    expect((await here.get<unknown[]>('/sessions')).body).toHaveLength(1);
  });
});
