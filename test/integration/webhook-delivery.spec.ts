import { RECEIVERS, snippetPath } from '@sambung/webhooks';
import { spawn, spawnSync } from 'node:child_process';
import { createPublicKey, verify } from 'node:crypto';
import { once } from 'node:events';
import { Webhook } from 'standardwebhooks';
import { freePort } from '../../apps/cli/src/embedded/free-port';
import { Asked, HttpServer } from '../factories/http-server';
import { letRetryTimePass } from '../factories/passing-time';
import { refusalOf } from '../factories/problems';
import { cast, Cast, interestedActor } from '../factories/story';
import { asked, Endpoint, typesAt, WebhookStage } from '../factories/webhook-stage';
import { eventually } from '../support/eventually';
import { MailReceiver } from '../support/mail-receiver';
import { TestSystem } from '../support/test-system';

const OPERATOR = 'operator.uji@contoh.id';
const ACCOUNTS = ['teknisi.satu@contoh.id', 'teknisi.dua@contoh.id'];

describe('the delivery of events to an endpoint', () => {
  let system: TestSystem;
  let people: Cast;
  let stage: WebhookStage;
  const mail = new MailReceiver();

  beforeAll(async () => {
    await mail.listen();
    const environment = { SMTP_URL: mail.url, OPERATOR_EMAIL: OPERATOR, PUBLIC_URL: 'https://sambung.contoh.id' };
    system = await TestSystem.start({ environment });
    people = await cast(system);
    stage = new WebhookStage(system, people);
    for (const email of ACCOUNTS) await system.signIn({ role: 'partner', email, institutionId: people.institutionId });
  });

  afterAll(async () => {
    await system.stop();
    await mail.close();
  });

  beforeEach(() => {
    mail.mails.splice(0);
    mail.isDown = false;
  });
  afterEach(() => stage.clear());

  const states = (id: string) =>
    system.query<{ state: string; attempts: number }>('select state, attempts from webhook_deliveries where endpoint_id = $1 order by event_id', [id]); // prettier-ignore
  const holds = (secret: string, { body, headers }: HttpServer['asked'][number]): boolean => {
    try {
      new Webhook(secret).verify(body, headers);
      return true;
    } catch {
      return false;
    }
  };

  it('comes as a test event when the partner asks for one, whatever types it wants', async () => {
    const { id, secret, server } = await stage.subscribed(() => ({ status: 204 }), { eventTypes: ['consent.withdrawn'] });
    const eventId = await stage.test(id);
    await asked(server, 1);
    expect(server.asked[0]!.headers['webhook-id']).toBe(eventId);
    expect(holds(secret, server.asked[0]!)).toBe(true);
    expect(typesAt(server)).toEqual(['endpoint.test']);
  });

  const runnable = RECEIVERS.filter(({ file }) => file.endsWith('.mjs') || spawnSync('python3', ['--version']).status === 0);

  it.each(runnable)('comes to the receiver in $language that the guide shows', async (shown) => {
    const program = shown.file.endsWith('.py') ? 'python3' : process.execPath;
    const port = await freePort();
    let output = '';
    const run = async (environment: Record<string, string>) => {
      const kept = { PATH: process.env.PATH, HOME: process.env.HOME, PYTHONDONTWRITEBYTECODE: '1' };
      const child = spawn(program, [snippetPath(shown)], { env: { ...kept, PORT: String(port), ...environment } });
      child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
      await eventually('the receiver', () => fetch(`http://127.0.0.1:${port}`, { method: 'POST', body: 'no event' }).then(({ status }) => status, () => 0), (status) => status === 401); // prettier-ignore
      return child;
    };
    let receiver = await run({});
    try {
      const { id, secret } = await stage.register(`http://127.0.0.1:${port}/hook`);
      await stage.becomes(id, ({ status }) => status === 'active');
      receiver.kill();
      await once(receiver, 'exit');
      receiver = await run({ WEBHOOK_SECRET: secret });
      const eventId = await stage.test(id);
      await eventually('the delivery', () => states(id), ([row]) => row?.state === 'delivered'); // prettier-ignore
      expect(output).toContain(`${eventId} endpoint.test`);
    } finally {
      receiver.kill();
    }
  });

  describe('after a rotation of the secret', () => {
    const rotate = (id: string, body: object = {}) =>
      people.partner.post<{ secret: string; oldValidUntil: string | null }>(`/webhook-endpoints/${id}/secret`, body);

    it('is signed with both for a day, then with the new one alone', async () => {
      const { id, secret, server } = await stage.subscribed(() => ({ status: 204 }));
      const { body, status } = await rotate(id);
      expect(status).toBe(201);
      expect((new Date(body.oldValidUntil!).getTime() - Date.now()) / 3_600_000).toBeCloseTo(24, 1);
      await stage.test(id);
      await asked(server, 1);
      expect([secret, body.secret].map((one) => holds(one, server.asked[0]!))).toEqual([true, true]);
      await system.query(`update webhook_old_secrets set valid_until = now() where endpoint_id = $1`, [id]);
      await stage.test(id);
      await asked(server, 2);
      expect([secret, body.secret].map((one) => holds(one, server.asked[1]!))).toEqual([false, true]);
    });

    it('knows two old secrets and no third; without overlap all end at once', async () => {
      const { id, secret, server } = await stage.subscribed(() => ({ status: 204 }));
      const second = (await rotate(id, { overlapHours: 168 })).body.secret;
      await rotate(id, { overlapHours: 1 });
      expect(await refusalOf(rotate(id, { overlapHours: 1 }) as never)).toMatchObject({ status: 409, code: 'SecretsOverlap' });
      const { body } = await rotate(id, { overlapHours: 0 });
      expect(body.oldValidUntil).toBeNull();
      await stage.test(id);
      await asked(server, 1);
      expect([secret, second, body.secret].map((one) => holds(one, server.asked[0]!))).toEqual([false, false, true]);
    });

    it.each([-1, 169, 1.5, 'soon', null])('refuses an overlap of %p hours by name', async (overlapHours) => {
      const { id } = await stage.subscribed(() => ({ status: 204 }));
      expect(await refusalOf(rotate(id, { overlapHours }) as never)).toMatchObject({ status: 422, code: 'RequestInvalid' });
    });
  });

  it('is signed with ed25519 as well while the institution wishes', async () => {
    const { id, secret, server } = await stage.subscribed(() => ({ status: 204 }));
    expect(await refusalOf(people.partner.get('/webhook-signing-key'))).toMatchObject({ status: 404, code: 'SigningKeyAbsent' });
    const { publicKey } = (await people.partner.post<{ publicKey: string }>('/webhook-signing-key')).body;
    expect((await people.partner.get('/webhook-signing-key')).body).toEqual({ publicKey });
    await stage.test(id);
    const [post] = await asked(server, 1);
    const { 'webhook-id': eventId, 'webhook-timestamp': at, 'webhook-signature': signatures } = post!.headers;
    const x = Buffer.from(publicKey.slice('whpk_'.length), 'base64').toString('base64url');
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    const signature = Buffer.from(signatures!.split(' v1a,')[1]!, 'base64');
    expect(verify(null, Buffer.from(`${eventId}.${at}.${post!.body}`), key, signature)).toBe(true);
    expect(holds(secret, post!)).toBe(true);
    await people.partner.delete('/webhook-signing-key');
    await stage.test(id);
    expect((await asked(server, 2))[1]!.headers['webhook-signature']).not.toContain('v1a');
  });

  /** Letters about one kind of trouble, by who gets them. */
  const lettersOf = async (count: number) => {
    await eventually('the letters', () => Promise.resolve(mail.mails), ({ length }) => length >= count); // prettier-ignore
    await system.noPendingWork();
    return mail.mails.map(({ to, text }) => `${to.toSorted().join()}: ${text.split('\r\n')[0]}`).toSorted();
  };

  it('warns the other endpoints and people after four failures, and when it gives up', async () => {
    const failing = await stage.subscribed(() => ({ status: 500 }), { eventTypes: ['match.approved'] });
    const other = await stage.subscribed(() => ({ status: 204 }), { eventTypes: ['delivery.failing', 'delivery.exhausted'] });
    await stage.approved();
    for (let made = 1; made <= 10; made += 1) {
      await eventually(`attempt ${made}`, () => states(failing.id), ([row]) => row?.attempts === made); // prettier-ignore
      await eventually('its record', () => system.query('select from webhook_attempts where endpoint_id = $1', [failing.id]), ({ length }) => length === made); // prettier-ignore
      await system.query('update webhook_endpoints set circuit_open_until = null');
      await letRetryTimePass(system);
    }
    expect(await states(failing.id)).toEqual([{ state: 'exhausted', attempts: 10 }]);
    await asked(other.server, 2);
    expect(typesAt(other.server)).toEqual(['delivery.failing', 'delivery.exhausted']);
    expect(other.server.asked.map(({ body }) => (JSON.parse(body) as { data: { attempts: number } }).data.attempts)).toEqual([4, 10]);
    expect(await lettersOf(4)).toEqual([
      `${OPERATOR}: Every attempt to deliver an event has failed.`,
      `${OPERATOR}: Four attempts to deliver an event have failed.`,
      `${ACCOUNTS.toSorted().join()}: Empat percobaan kirim gagal.`,
      `${ACCOUNTS.toSorted().join()}: Semua percobaan kirim gagal.`,
    ]);
    const sent = JSON.stringify(mail.mails);
    expect(sent).toContain(`https://sambung.contoh.id/mitra/endpoint/${failing.id}`);
    // The path of the receiver may hold a secret of the partner.
    expect(sent).not.toContain('/hook');
  });

  it('warns once, also when the courier that made the fourth attempt died', async () => {
    const failing = await stage.subscribed(() => ({ status: 500 }), { eventTypes: ['match.approved'] });
    const other = await stage.subscribed(() => ({ status: 204 }), { eventTypes: ['delivery.failing'] });
    await stage.approved();
    const tried = (attempts: number) => eventually(`attempt ${attempts}`, () => stateAfter(failing.id), ([row]) => row?.attempts === attempts); // prettier-ignore
    const stateAfter = (id: string) => system.query<{ attempts: number }>('select attempts from webhook_deliveries where endpoint_id = $1 and locked_until is null', [id]); // prettier-ignore
    await tried(1);
    await system.query('update webhook_deliveries set attempts = 4 where endpoint_id = $1', [failing.id]);
    for (const attempts of [5, 6]) {
      await letRetryTimePass(system);
      await tried(attempts);
    }
    await asked(other.server, 1);
    await system.noPendingWork();
    expect(typesAt(other.server)).toEqual(['delivery.failing']);
  });

  it('writes once a day of an endpoint that fails in many deliveries, and goes on when no mail is taken for a while', async () => {
    const failing = await stage.subscribed(() => ({ status: 500 }), { eventTypes: ['match.approved'] });
    mail.isDown = true;
    for (let count = 0; count < 3; count += 1) await stage.approved();
    const records = () => system.query('select from webhook_attempts where endpoint_id = $1', [failing.id]);
    // An attempt that is under way would not be recorded over a row that has changed, and would keep the row for its whole lease.
    await eventually('the records of the first attempts', records, ({ length }) => length === 3);
    await system.query(`update webhook_deliveries set attempts = 3, next_attempt_at = now() where endpoint_id = $1 and state = 'pending'`, [failing.id]); // prettier-ignore
    await system.query('update webhook_endpoints set circuit_open_until = null');
    await eventually('the fourth attempts', () => states(failing.id), (rows) => rows.filter(({ attempts }) => attempts >= 4).length === 3); // prettier-ignore
    const waiting = () => system.query<{ error: string }>(`select last_error as error from outbox where job like 'tell-%' and done_at is null and dead_at is null`); // prettier-ignore
    await eventually('letters that were not taken', waiting, (rows) => rows.some(({ error }) => error?.startsWith('SMTP'))); // prettier-ignore
    mail.isDown = false;
    expect(await lettersOf(2)).toEqual([
      `${OPERATOR}: Four attempts to deliver an event have failed.`,
      `${ACCOUNTS.toSorted().join()}: Empat percobaan kirim gagal.`,
    ]);
  });

  it('ends after 120 hours of failures alone, is held, and comes when the endpoint is back', async () => {
    let status = 500;
    const failing = await stage.subscribed(() => ({ status }), { eventTypes: ['match.approved'] });
    const other = await stage.subscribed(() => ({ status: 204 }), { eventTypes: ['endpoint.failing', 'endpoint.disabled'] });
    await stage.approved();
    await eventually('the first failure', () => stage.read(failing.id), ({ failingSince }) => failingSince !== null); // prettier-ignore
    const began = Date.now();
    for (const [made, hours] of [30, 30, 119, 119].entries()) {
      const since = new Date(began - hours * 3_600_000);
      await system.query('update webhook_endpoints set failing_since = $2, circuit_open_until = null where id = $1', [failing.id, since]);
      await letRetryTimePass(system);
      await eventually('its record', () => system.query('select from webhook_attempts where endpoint_id = $1', [failing.id]), ({ length }) => length === made + 2); // prettier-ignore
    }
    expect(await stage.read(failing.id)).toMatchObject({ status: 'active' });
    await system.query(`update webhook_endpoints set failing_since = now() - interval '120 hours' where id = $1`, [failing.id]);
    await letRetryTimePass(system);
    await eventually('the end', () => stage.read(failing.id), (endpoint) => endpoint.disabledReason === 'failing'); // prettier-ignore
    expect(await states(failing.id)).toMatchObject([{ state: 'held' }]);
    await asked(other.server, 3);
    const news = other.server.asked.map(({ body }) => JSON.parse(body) as { type: string; data: Record<string, unknown> });
    expect(news.map(({ type, data }) => [type, data.endpoint_id, data.hours ?? data.reason])).toEqual([
      ['endpoint.failing', failing.id, 24],
      ['endpoint.failing', failing.id, 72],
      ['endpoint.disabled', failing.id, 'failing'],
    ]);
    // Also of the fourth attempt. Of 72 hours nobody hears by mail here: a day is over in a moment.
    expect((await lettersOf(6)).filter((letter) => letter.startsWith(OPERATOR))).toEqual([
      `${OPERATOR}: An endpoint has only failed for 24 or 72 hours.`,
      `${OPERATOR}: An endpoint was disabled; its deliveries are held.`,
      `${OPERATOR}: Four attempts to deliver an event have failed.`,
    ]);
    expect(await refusalOf(people.partner.post(`/webhook-endpoints/${failing.id}/test`))).toEqual({
      status: 409,
      code: 'EndpointInactive',
    });
    status = 204;
    await people.partner.post(`/webhook-endpoints/${failing.id}/challenge`);
    await eventually('the delivery', () => states(failing.id), ([row]) => row?.state === 'delivered'); // prettier-ignore
    expect(await stage.read(failing.id)).toMatchObject({ status: 'active', failingSince: null });
  });

  it('is over for one event, or for all, when the partner answers so', async () => {
    let control = 'abort-message';
    const { id } = await stage.subscribed(() => ({ status: 500, headers: { 'webhook-delivery': control } }));
    await stage.test(id);
    await eventually('the end of the event', () => states(id), ([row]) => row?.state === 'exhausted'); // prettier-ignore
    control = 'disable';
    await stage.test(id);
    await eventually('the end of all', () => stage.read(id), ({ status }) => status === 'disabled'); // prettier-ignore
    const { id: other } = await stage.subscribed(() => ({ status: 200, headers: { 'webhook-delivery': 'disable' } }));
    await stage.test(other);
    await eventually('the end of all, after a last one', () => stage.read(other), ({ status }) => status === 'disabled'); // prettier-ignore
    expect(await states(other)).toEqual([{ state: 'delivered', attempts: 1 }]);
  });

  it('pauses when most attempts fail, and goes on with one attempt at a time', async () => {
    let status = 500;
    const { id, server } = await stage.subscribed(() => ({ status }));
    for (let count = 0; count < 12; count += 1) await stage.test(id);
    const circuit = () => system.query<{ open: boolean }>('select circuit_open_until > now() as open from webhook_endpoints where id = $1', [id]); // prettier-ignore
    await eventually('the open circuit', circuit, ([row]) => row!.open === true);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const before = server.asked.length;
    expect(before).toBeLessThan(15);
    await letRetryTimePass(system);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(server.asked.length).toBe(before);
    await system.query('update webhook_endpoints set circuit_open_until = now() where id = $1', [id]);
    await asked(server, before + 1);
    await eventually('the circuit open again', circuit, ([row]) => row!.open === true);
    expect(server.asked.length).toBe(before + 1);
    status = 204;
    await system.query('update webhook_endpoints set circuit_open_until = now() where id = $1', [id]);
    await letRetryTimePass(system);
    await eventually('all deliveries', () => states(id), (rows) => rows.every(({ state }) => state === 'delivered')); // prettier-ignore
  });

  it('is at most five at once and ten a second, and a partner that hangs delays no other', async () => {
    let inFlight = 0;
    let most = 0;
    const hanging = await stage.subscribed(() => ({ status: 204 }));
    hanging.server.hold = (left) => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      void left.then(() => (inFlight -= 1));
    };
    const quick = await stage.subscribed(() => ({ status: 204 }));
    for (let count = 0; count < 12; count += 1) await stage.test(hanging.id);
    await eventually('five calls that hang', () => Promise.resolve(inFlight), (count) => count >= 5); // prettier-ignore
    const arrivals: number[] = [];
    quick.server.arrived = () => arrivals.push(performance.now());
    for (let count = 0; count < 40; count += 1) await stage.test(quick.id);
    await asked(quick.server, 40);
    for (const at of arrivals) expect(arrivals.filter((other) => other >= at && other < at + 1_000).length).toBeLessThanOrEqual(20);
    expect(most).toBe(5);
  });

  it('keeps the order of one actor on wish, and lets others pass', async () => {
    let refused = '';
    const reply = ({ body }: Asked) => ({ status: refused && body.includes(refused) ? 500 : 204 });
    const { id, server } = await stage.subscribed(reply, { ordering: 'perSubject' });
    const blocked = await interestedActor(people);
    refused = blocked.actorId;
    await people.officer.post(`/matches/${blocked.matchId}/decision`, { decision: 'approved' });
    await asked(server, 1);
    await system.query(
      `insert into partner_events (id, type, institution_id, actor_id, subject_id, version, body)
       select gen_random_uuid(), 'match.withdrawn', institution_id, actor_id, subject_id, version + 1, replace(body, 'match.approved', 'match.withdrawn')
       from partner_events where actor_id = $1`,
      [blocked.actorId],
    );
    await system.query(
      `insert into webhook_deliveries (id, event_id, endpoint_id) select gen_random_uuid(), id, $1 from partner_events where actor_id = $2 and type = 'match.withdrawn'`,
      [id, blocked.actorId],
    );
    const other = await stage.approved();
    await eventually('the other actor', () => Promise.resolve(server.asked), (posts) => posts.some((post) => post.body.includes(other.matchId))); // prettier-ignore
    const about = () => server.asked.filter((post) => post.body.includes(blocked.matchId)).map((post) => (JSON.parse(post.body) as { type: string }).type); // prettier-ignore
    expect(new Set(about())).toEqual(new Set(['match.approved']));
    refused = '';
    await letRetryTimePass(system);
    await eventually('the second event', () => Promise.resolve(about()), (types) => types.includes('match.withdrawn')); // prettier-ignore
    expect(about().at(-1)).toBe('match.withdrawn');
  });

  it('is recovered since a time, and asking twice sends nothing twice', async () => {
    let status = 410;
    const { id, server } = await stage.subscribed(() => ({ status, headers: { 'webhook-delivery': 'abort-message' } }));
    status = 500;
    for (let count = 0; count < 3; count += 1) await stage.test(id);
    await eventually('the failures', () => states(id), (rows) => rows.length === 3 && rows.every(({ state }) => state === 'exhausted')); // prettier-ignore
    const recover = (since: string) =>
      people.partner.post<{ recovered: number; more: boolean }>(`/webhook-endpoints/${id}/recovery`, { since });
    const yesterday = new Date(Date.now() - 86_400_000).toISOString();
    expect(await refusalOf(recover(new Date(Date.now() - 31 * 86_400_000).toISOString()) as never)).toMatchObject({
      status: 422,
      faults: ['/since TooLongAgo'],
    });
    expect((await recover(new Date(Date.now() + 60_000).toISOString())).body).toEqual({ recovered: 0, more: false });
    status = 204;
    expect((await recover(yesterday)).body).toEqual({ recovered: 3, more: false });
    expect((await recover(yesterday)).body).toEqual({ recovered: 0, more: false });
    await eventually('the deliveries', () => states(id), (rows) => rows.every(({ state }) => state === 'delivered')); // prettier-ignore
    expect(server.asked).toHaveLength(6);
    expect(new Set(server.asked.map(({ headers }) => headers['webhook-id'])).size).toBe(3);
  });

  it('is recovered ten thousand at a time, the oldest first', async () => {
    const { id } = await stage.subscribed(() => ({ status: 204 }));
    await stage.test(id);
    await eventually('the delivery', () => states(id), ([row]) => row?.state === 'delivered'); // prettier-ignore
    await system.query(`update webhook_endpoints set circuit_open_until = now() + interval '1 hour' where id = $1`, [id]);
    await system.query(
      `with made as (
         insert into partner_events (id, type, institution_id, subject_id, version, body)
         select ('01900000-0000-7000-8000-' || lpad(number::text, 12, '0'))::uuid, type, institution_id, gen_random_uuid(), 1, body
         from (select * from partner_events where type = 'endpoint.test' limit 1) event, generate_series(1, 10001) number returning id)
       insert into webhook_deliveries (id, event_id, endpoint_id, state, attempts) select gen_random_uuid(), id, $1, 'exhausted', 10 from made`,
      [id],
    );
    const since = new Date(Date.now() - 3_600_000).toISOString();
    const recover = async () => (await people.partner.post(`/webhook-endpoints/${id}/recovery`, { since })).body;
    expect(await recover()).toEqual({ recovered: 10_000, more: true });
    const left = await system.query<{ event: string }>(`select event_id as event from webhook_deliveries where endpoint_id = $1 and state = 'exhausted'`, [id]); // prettier-ignore
    expect(left).toEqual([{ event: '01900000-0000-7000-8000-000000010001' }]);
    expect(await recover()).toEqual({ recovered: 1, more: false });
  });

  it('goes to a new address only after that has answered a challenge', async () => {
    const old = await stage.subscribed(() => ({ status: 204 }));
    const next = await stage.serve(() => ({ status: 204 }));
    const changed = await people.partner.patch<Endpoint>(`/webhook-endpoints/${old.id}`, { url: next.url, ordering: 'perSubject' });
    expect(changed.body).toMatchObject({ status: 'pending', url: next.url, ordering: 'perSubject' });
    await eventually('the verification', () => stage.read(old.id), ({ status }) => status === 'active'); // prettier-ignore
    await stage.test(old.id);
    await asked(next, 1);
    expect(old.server.asked).toEqual([]);
    expect(await refusalOf(people.partner.patch(`/webhook-endpoints/${old.id}`, { url: 'http://10.0.0.1/x' }))).toMatchObject({
      status: 422,
      faults: ['/url UrlRefused'],
    });
  });
});
