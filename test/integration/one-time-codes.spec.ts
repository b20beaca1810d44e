import { httpServer, HttpServer } from '../factories/http-server';
import { problemOf, refusalOf } from '../factories/problems';
import { freshPhone, OpenedSession, SentCode, sendCode, signInByCode, useCode } from '../factories/signing-in';
import { ApiCaller, Problem } from '../support/api-caller';
import { eventually } from '../support/eventually';
import { MailReceiver } from '../support/mail-receiver';
import { TestSystem } from '../support/test-system';

const CODE_WRONG = { status: 401, code: 'CodeWrong' };
const wrong = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('a one-time code', () => {
  let system: TestSystem;
  let whatsapp: HttpServer;
  let whatsappStatus = 200;
  const mail = new MailReceiver();

  beforeAll(async () => {
    whatsapp = await httpServer(() => ({ status: whatsappStatus, body: '{}' }));
    await mail.listen();
    const environment = {
      CODE_CHANNELS: 'log,whatsapp,email',
      WHATSAPP_URL: whatsapp.url,
      WHATSAPP_TOKEN: 'rahasia',
      SMTP_URL: mail.url,
    };
    system = await TestSystem.start({ workers: [], environment });
  });

  afterEach(() => system.clock.set(null));

  afterAll(async () => {
    await system.stop();
    await whatsapp.close();
    await mail.close();
  });

  /** The real time and a little more, at which the clock stands. */
  const later = (seconds: number): void => system.clock.set(new Date(Date.now() + seconds * 1000).toISOString());

  it('opens an account at the first sign-in and the same one at the next', async () => {
    const phone = freshPhone();
    const { session } = await signInByCode(system, phone);
    expect(session.account).toMatchObject({ role: 'owner', name: 'Siti Contoh' });
    later(61);
    const again = await useCode(system, await sendCode(system, `+62${phone.slice(1)}`));
    expect(again.body.account.id).toBe(session.account.id);
  });

  it('works once, also for two that come at once', async () => {
    const sent = await sendCode(system, freshPhone());
    const answers = await Promise.all([useCode(system, sent), useCode(system, sent)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 401]);
    expect(await refusalOf(useCode(system, sent) as never)).toEqual(CODE_WRONG);
  });

  it('ends after five wrong tries, however many come at once', async () => {
    const sent = await sendCode(system, freshPhone());
    const tries = Array.from({ length: 12 }, () => useCode(system, { ...sent, code: wrong(sent.code) }));
    expect((await Promise.all(tries)).map(({ status }) => status)).toEqual(Array(12).fill(401));
    expect(await refusalOf(useCode(system, sent) as never)).toEqual(CODE_WRONG);
    expect(await system.query('select tries from one_time_codes where id = $1', [sent.id])).toEqual([{ tries: 5 }]);
  });

  it('ends after five minutes and when a newer one is sent', async () => {
    const phone = freshPhone();
    const first = await sendCode(system, phone);
    later(301);
    expect(await refusalOf(useCode(system, first) as never)).toEqual(CODE_WRONG);
    const second = await sendCode(system, phone);
    later(362);
    const third = await sendCode(system, phone);
    expect(await refusalOf(useCode(system, second) as never)).toEqual(CODE_WRONG);
    expect((await useCode(system, third)).status).toBe(201);
  });

  it('belongs to its request: the code of one number opens no other', async () => {
    const [own, other] = [await sendCode(system, freshPhone()), await sendCode(system, freshPhone())];
    if (own.code === other.code) return;
    expect(await refusalOf(useCode(system, { ...other, code: own.code }) as never)).toEqual(CODE_WRONG);
  });

  it('is sent once a minute, five times an hour and ten times a day', async () => {
    const phone = freshPhone();
    const ask = () => system.anybody.post<Problem>('/one-time-codes', { phone });
    expect((await ask()).status).toBe(201);
    const refused = await ask();
    expect({ status: refused.status, code: refused.body.code }).toEqual({ status: 429, code: 'CodeBudgetSpent' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
    const sentAt: number[] = [0];
    for (let seconds = 61; seconds <= 86_400 - 600; seconds += 600) {
      later(seconds);
      if ((await ask()).status === 201) sentAt.push(seconds);
    }
    expect(sentAt.filter((seconds) => seconds < 3_600)).toHaveLength(5);
    expect(sentAt).toHaveLength(10);
  });

  it('is promised alike for every number, and for staff it never works', async () => {
    const phone = freshPhone();
    const officer = await system.signIn({ role: 'officer', regionCode: '35.07', phone: `+62${phone.replaceAll(' ', '').slice(1)}` });
    const staff = await sendCode(system, phone);
    const stranger = await sendCode(system, freshPhone());
    expect(Object.keys(staff)).toEqual(Object.keys(stranger));
    expect(await refusalOf(useCode(system, staff) as never)).toEqual(CODE_WRONG);
    expect(officer.person.role).toBe('officer');
  });

  it('cannot be read from the database', async () => {
    const phone = freshPhone();
    const { id, code } = await sendCode(system, phone);
    const [row] = await system.query<{ row: string }>('select one_time_codes::text as row from one_time_codes where id = $1', [id]);
    const digits = phone.replaceAll(' ', '').slice(1);
    for (const secret of [code, digits]) {
      expect(row!.row).not.toContain(secret);
      expect(row!.row).not.toContain(Buffer.from(secret).toString('hex'));
    }
  });

  it('is refused for what is no phone number, naming the field', async () => {
    const { status, errors } = await problemOf(system.anybody.post('/one-time-codes', { phone: '12' }));
    expect([status, errors![0]!.pointer]).toEqual([422, '/phone']);
  });

  it('goes through WhatsApp as a template, to the number in E.164', async () => {
    const phone = freshPhone();
    const sent = await sendCode(system, phone, { channel: 'whatsapp' });
    const { url, headers, body } = whatsapp.asked.at(-1)!;
    expect(url).toBe('/hook/messages');
    expect(headers.authorization).toBe('Bearer rahasia');
    expect(JSON.parse(body)).toMatchObject({
      messaging_product: 'whatsapp',
      to: `+62${phone.replaceAll(' ', '').slice(1)}`,
      type: 'template',
      template: {
        name: 'sambung_code',
        components: [{ type: 'body', parameters: [{ type: 'text', text: sent.code }] }, { type: 'button' }],
      },
    });
  });

  it('that WhatsApp refuses is not counted, and another channel may be asked at once', async () => {
    const phone = freshPhone();
    whatsappStatus = 500;
    expect(await refusalOf(system.anybody.post('/one-time-codes', { phone, channel: 'whatsapp' }))).toEqual({
      status: 503,
      code: 'ChannelUnavailable',
    });
    whatsappStatus = 200;
    expect((await sendCode(system, phone, { channel: 'log' })).channel).toBe('log');
  });

  it('goes by e-mail to the address of the account, and nowhere without one', async () => {
    const phone = freshPhone();
    const e164 = `+62${phone.replaceAll(' ', '').slice(1)}`;
    await system.signIn({ role: 'owner', phone: e164, email: 'siti@contoh.id' });
    const sent = await sendCode(system, phone, { channel: 'email' });
    const [letter] = await eventually('the e-mail', () => Promise.resolve(mail.mails), (all) => all.length > 0); // prettier-ignore
    expect(letter!.to).toEqual(['siti@contoh.id']);
    expect(letter!.text).toContain(sent.code);
    await sendCode(system, freshPhone(), { channel: 'email' });
    await sendCode(system, freshPhone(), { channel: 'whatsapp' });
    expect(mail.mails).toHaveLength(1);
  });

  it('shows in the answer only with the development switch', async () => {
    const other = await TestSystem.start({ workers: [], environment: { CODE_CHANNELS: 'log', SHOW_CODES: 'false', CODES_PER_HOUR: '3' } });
    try {
      const ask = () => other.anybody.post<SentCode>('/one-time-codes', { phone: freshPhone() });
      expect((await ask()).body.code).toBeNull();
      const statuses = [await ask(), await ask(), await ask()].map(({ status }) => status);
      expect(statuses).toEqual([201, 201, 429]);
    } finally {
      await other.stop();
      Object.assign(process.env, { SHOW_CODES: 'true', CODES_PER_HOUR: '1000000' });
    }
  });
});

describe('sessions', () => {
  let system: TestSystem;

  beforeAll(async () => {
    system = await TestSystem.start({ workers: [] });
  });
  afterEach(() => system.clock.set(null));
  afterAll(() => system.stop());

  const later = (minutes: number): void => system.clock.set(new Date(Date.now() + minutes * 60_000).toISOString());
  const statusOf = async (caller: ApiCaller): Promise<number> => (await caller.get('/me')).status;

  it('are listed with the device, and end one by one', async () => {
    const phone = freshPhone();
    const { caller } = await signInByCode(system, phone);
    later(2);
    const { caller: second } = await signInByCode(system, phone);
    const { body: sessions } = await second.get<{ id: string; current: boolean; method: string; device: string }[]>('/sessions');
    expect(sessions.map(({ current, method }) => [current, method])).toEqual([
      [true, 'code'],
      [false, 'code'],
    ]);
    expect((await second.delete(`/sessions/${sessions[1]!.id}`)).status).toBe(204);
    expect([await statusOf(caller), await statusOf(second)]).toEqual([401, 200]);
  });

  it('of others cannot be ended', async () => {
    const { caller } = await signInByCode(system);
    const { caller: stranger } = await signInByCode(system);
    const { body: sessions } = await caller.get<{ id: string }[]>('/sessions');
    expect(await refusalOf(stranger.delete(`/sessions/${sessions[0]!.id}`))).toEqual({ status: 404, code: 'SessionUnknown' });
    expect(await statusOf(caller)).toBe(200);
  });

  it('end after half an hour without use for an officer, and after twelve hours whatever happens', async () => {
    const officer = await system.signIn({ role: 'officer', regionCode: '35.07' });
    for (let minutes = 25; minutes < 12 * 60; minutes += 25) {
      later(minutes);
      expect(await statusOf(officer)).toBe(200);
    }
    later(12 * 60 + 1);
    expect(await statusOf(officer)).toBe(401);
    const idle = await system.signIn({ role: 'officer', regionCode: '35.07' });
    later(12 * 60 + 32);
    expect(await statusOf(idle)).toBe(401);
  });

  it('of an owner last thirty days without use', async () => {
    const { caller } = await signInByCode(system);
    later(29 * 24 * 60);
    expect(await statusOf(caller)).toBe(200);
    later(60 * 24 * 60);
    expect(await statusOf(caller)).toBe(401);
  });

  it('are replaced when their holder signs in again', async () => {
    const phone = freshPhone();
    const { caller, session } = await signInByCode(system, phone);
    later(2);
    const { id, code } = await sendCode(system, phone);
    const again = await caller.post<OpenedSession>(`/one-time-codes/${id}/session`, { code });
    expect(again.body.token).not.toBe(session.token);
    expect(await statusOf(caller)).toBe(401);
  });
});
