import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { TABLES } from '@sambung/database';
import { sandboxCalls } from '../../apps/api/src/pages/partner/sandbox-calls';
import { actorRequest } from '../factories/actors';
import { letRetryTimePass } from '../factories/passing-time';
import { refusalOf } from '../factories/problems';
import { cast, Cast, interestedActor, publishOffer, subscribe } from '../factories/story';
import { typesAt, WebhookStage } from '../factories/webhook-stage';
import { ApiCaller } from '../support/api-caller';
import { eventually } from '../support/eventually';
import { bodyFaults } from '../support/event-bodies';
import { PartnerReceiver } from '../support/partner-receiver';
import { TestSystem } from '../support/test-system';

interface Delivery {
  id: string;
  eventId: string;
  type: string;
  state: string;
  attempts: number;
}

const ANY_TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);
const ALL_TYPES = [
  'match.approved',
  'match.seatAccepted',
  'match.withdrawn',
  'consent.withdrawn',
  'offer.lapsed',
  'endpoint.test',
  'endpoint.failing',
  'endpoint.disabled',
  'delivery.failing',
  'delivery.exhausted',
];

describe('a webhook endpoint', () => {
  let system: TestSystem;
  let people: Cast;
  let stage: WebhookStage;

  beforeAll(async () => {
    system = await TestSystem.start();
    people = await cast(system);
    stage = new WebhookStage(system, people);
  });

  afterAll(() => system.stop());

  afterEach(() => stage.clear());

  const deliveriesOf = async (endpointId: string) =>
    (await people.partner.get<{ items: Delivery[] }>(`/webhook-endpoints/${endpointId}/deliveries`)).body.items;
  const attemptsOf = async (deliveryId: string) =>
    (await people.partner.get<Record<string, unknown>[]>(`/deliveries/${deliveryId}/attempts`)).body;
  const firstDelivery = (endpointId: string, holds: (delivery: Delivery) => boolean) =>
    eventually('the delivery', async () => (await deliveriesOf(endpointId))[0], (delivery) => delivery !== undefined && holds(delivery)) as Promise<Delivery>; // prettier-ignore
  const tried = (endpointId: string, attempts: number) => firstDelivery(endpointId, (delivery) => delivery.attempts >= attempts);

  /** Seconds between the first attempt and the time that is set for the second. */
  async function firstPause(endpointId: string): Promise<number> {
    const pauses = () =>
      system.query<{ seconds: number }>(
        `select extract(epoch from next_attempt_at - attempt.at)::float as seconds
         from webhook_deliveries delivery join webhook_attempts attempt on attempt.delivery_id = delivery.id where delivery.endpoint_id = $1`,
        [endpointId],
      );
    const [pause] = await eventually('the first attempt', pauses, (rows) => rows.length === 1);
    return pause!.seconds;
  }

  describe('to be verified', () => {
    it('gets nothing before it has echoed the challenge', async () => {
      const receiver = new PartnerReceiver();
      receiver.echoesChallenge = false;
      await receiver.listen();
      const { secret, ...endpoint } = await stage.register(receiver.url);
      expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
      expect(endpoint).toEqual({
        id: expect.any(String),
        url: receiver.url,
        eventTypes: ALL_TYPES,
        ordering: 'none',
        isTest: false,
        status: 'pending',
        challengeError: null,
        disabledReason: null,
        failingSince: null,
        verifiedAt: null,
        createdAt: ANY_TIME,
      });
      const failed = await stage.becomes(endpoint.id, ({ challengeError }) => challengeError !== null);
      expect(failed).toEqual({ ...endpoint, challengeError: 'the answer does not repeat the challenge' });
      await stage.approved();
      await system.noPendingWork();
      expect(await deliveriesOf(endpoint.id)).toEqual([]);
      expect(receiver.received).toEqual([]);

      receiver.echoesChallenge = true;
      receiver.secret = secret;
      expect((await people.partner.post(`/webhook-endpoints/${endpoint.id}/challenge`)).body).toEqual(endpoint);
      expect(await stage.becomes(endpoint.id, ({ status }) => status === 'active')).toEqual({
        ...endpoint,
        status: 'active',
        verifiedAt: ANY_TIME,
      });
      expect(receiver.challenges.map(({ verified }) => verified)).toEqual([false, true]);
      expect(receiver.challenges.flatMap(bodyFaults)).toEqual([]);
      await receiver.close();
    });

    it('says why the challenge failed', async () => {
      const silent = await stage.serve(() => ({ status: 200 }));
      await silent.close();
      const { id } = await stage.register(silent.url);
      expect(await stage.becomes(id, ({ challengeError }) => challengeError !== null)).toMatchObject({
        status: 'pending',
        challengeError: 'connection',
      });
    });

    it('belongs to its institution alone, and its secret is never shown again', async () => {
      const { id, secret } = await stage.register('https://mitra.contoh.id/hook');
      const stranger = (await publishOffer(system, people.admin)).partner;
      expect(await refusalOf(stranger.get(`/webhook-endpoints/${id}`))).toEqual({ status: 404, code: 'EndpointUnknown' });
      expect(await refusalOf(stranger.delete(`/webhook-endpoints/${id}`))).toEqual({ status: 404, code: 'EndpointUnknown' });
      expect((await stranger.get('/webhook-endpoints')).body).toEqual([]);
      const seen = JSON.stringify([
        await stage.read(id),
        (await people.partner.get('/webhook-endpoints')).body,
        await system.query('select * from webhook_endpoints, outbox'),
      ]);
      expect(seen).not.toContain(secret);
      expect((await people.partner.delete(`/webhook-endpoints/${id}`)).status).toBe(204);
      expect(await refusalOf(people.partner.get(`/webhook-endpoints/${id}`))).toEqual({ status: 404, code: 'EndpointUnknown' });
    });
  });

  describe('that is active', () => {
    it('gets the same bytes under the same id on every attempt, each signed anew', async () => {
      const receiver = new PartnerReceiver();
      receiver.status = 500;
      const endpointId = await subscribe(people.partner, receiver);
      const { matchId } = await stage.approved();
      await tried(endpointId, 1);
      await system.query('select pg_sleep(1)');
      receiver.status = 200;
      await letRetryTimePass(system);
      const { eventId } = await firstDelivery(endpointId, ({ state }) => state === 'delivered');
      const [first, second] = receiver.received;
      expect(receiver.received).toHaveLength(2);
      expect([first!.verified, second!.verified]).toEqual([true, true]);
      expect(second!.body).toBe(first!.body);
      expect([first!.id, second!.id]).toEqual([eventId, eventId]);
      expect(Number(second!.headers['webhook-timestamp'])).toBeGreaterThan(Number(first!.headers['webhook-timestamp']));
      expect(second!.headers['webhook-signature']).not.toBe(first!.headers['webhook-signature']);
      expect(first!.headers).toMatchObject({
        'content-type': 'application/json',
        'user-agent': 'Sambung-Webhooks/1.0',
        'webhook-signature': expect.stringMatching(/^v1,[A-Za-z0-9+/]{43}=$/),
      });
      expect(JSON.parse(first!.body)).toMatchObject({ type: 'match.approved', data: { match_id: matchId } });
      await receiver.close();
    });

    it('has every attempt on record, with the answer cut and long numbers masked', async () => {
      const page = `galat untuk +628990001234, ref 12345. ${'x'.repeat(3_000)}`;
      let status = 503;
      const { id: endpointId } = await stage.subscribed(() => ({ status, body: page }));
      await stage.approved();
      const { id } = await tried(endpointId, 1);
      status = 200;
      await letRetryTimePass(system);
      await firstDelivery(endpointId, ({ state }) => state === 'delivered');
      const excerpt = `galat untuk +••••••••••••, ref 12345. ${'x'.repeat(3_000)}`.slice(0, 2_000);
      const row = { at: ANY_TIME, error: null, durationMs: expect.any(Number), responseExcerpt: excerpt };
      expect(await attemptsOf(id)).toEqual([
        { ...row, number: 1, status: 503 },
        { ...row, number: 2, status: 200 },
      ]);
    });

    it('is tried again after five seconds, give or take a fifth', async () => {
      const { id: endpointId } = await stage.subscribed(() => ({ status: 500 }));
      await stage.approved();
      const seconds = await firstPause(endpointId);
      expect(seconds).toBeGreaterThan(3.9);
      expect(seconds).toBeLessThan(6.1);
    });

    it('is given up after ten attempts, and gets the event when it asks for it', async () => {
      let status = 500;
      const { id: endpointId, server } = await stage.subscribed(() => ({ status }));
      await stage.approved();
      const { id } = await tried(endpointId, 1);
      await system.query('update webhook_deliveries set attempts = 9 where id = $1', [id]);
      await letRetryTimePass(system);
      expect(await firstDelivery(endpointId, ({ state }) => state !== 'pending')).toMatchObject({ state: 'exhausted', attempts: 10 });
      await system.noPendingWork();
      expect(server.asked).toHaveLength(2);

      status = 204;
      expect((await people.partner.post(`/deliveries/${id}/resend`)).status).toBe(204);
      expect(await firstDelivery(endpointId, ({ state }) => state === 'delivered')).toMatchObject({ attempts: 1 });
      expect(new Set(server.asked.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
      expect((await attemptsOf(id)).map(({ number }) => number)).toEqual([1, 2, 3]);
    });

    it('is not followed to where it redirects', async () => {
      const elsewhere = await stage.serve(() => ({ status: 200 }));
      const { id: endpointId, server } = await stage.subscribed(() => ({ status: 302, headers: { location: elsewhere.url } }));
      await stage.approved();
      const { id } = await tried(endpointId, 1);
      await eventually('the record', () => attemptsOf(id), (attempts) => attempts.length === 1); // prettier-ignore
      expect(await attemptsOf(id)).toMatchObject([{ status: 302 }]);
      expect([server.asked.length, elsewhere.asked.length]).toEqual([1, 0]);
    });

    it('waits at least a minute after it asks to slow down', async () => {
      const { id: endpointId } = await stage.subscribed(() => ({ status: 429, headers: { 'retry-after': '7' } }));
      await stage.approved();
      expect(await firstPause(endpointId)).toBeCloseTo(60, 0);
    });

    it('gets only the types it asked for', async () => {
      const { id: endpointId, server } = await stage.subscribed(() => ({ status: 200 }), { eventTypes: ['consent.withdrawn'] });
      const { actorId, consentId } = await stage.approved();
      await system.noPendingWork();
      await people.owner.delete(`/actors/${actorId}/consents/${consentId}`);
      await firstDelivery(endpointId, ({ state }) => state === 'delivered');
      await system.noPendingWork();
      expect(typesAt(server)).toEqual(['consent.withdrawn']);
      expect((await deliveriesOf(endpointId)).map(({ type }) => type)).toEqual(['consent.withdrawn']);
    });

    it('has its deliveries listed by state, type and subject', async () => {
      const { id: endpointId } = await stage.subscribed(() => ({ status: 200 }));
      const [first, second] = [await stage.approved(), await stage.approved()];
      await stage.test(endpointId);
      await eventually('the deliveries', () => deliveriesOf(endpointId), (all) => all.length === 3 && all.every(({ state }) => state === 'delivered')); // prettier-ignore
      const found = async (filter: string) => (await people.partner.get<{ items: Delivery[] }>(`/webhook-endpoints/${endpointId}/deliveries?${filter}`)).body.items.map(({ type }) => type); // prettier-ignore
      expect(await found('type=endpoint.test')).toEqual(['endpoint.test']);
      expect(await found(`subject=${first.actorId}`)).toEqual(['match.approved']);
      expect(await found(`subject=${second.matchId}&type=match.approved&state=delivered`)).toEqual(['match.approved']);
      expect([await found('state=held'), await found(`subject=${first.actorId}&type=endpoint.test`)]).toEqual([[], []]);
      expect(await refusalOf(people.partner.get(`/webhook-endpoints/${endpointId}/deliveries?state=lost&subject=satu`))).toMatchObject({ status: 422, faults: ['/state isIn', '/subject isUuid'] }); // prettier-ignore
    });

    it('gets each event beside the other endpoints of its institution', async () => {
      const [first, second] = [await stage.subscribed(() => ({ status: 200 })), await stage.subscribed(() => ({ status: 500 }))];
      await stage.approved();
      await firstDelivery(first.id, ({ state }) => state === 'delivered');
      await tried(second.id, 1);
      expect(first.server.asked[0]!.headers['webhook-id']).toBe(second.server.asked[0]!.headers['webhook-id']);
      expect(await deliveriesOf(second.id)).toMatchObject([{ state: 'pending' }]);
    });

    it('loses what waits for it when it is removed', async () => {
      const { id: endpointId, server } = await stage.subscribed(() => ({ status: 500 }));
      await stage.approved();
      await tried(endpointId, 1);
      await people.partner.delete(`/webhook-endpoints/${endpointId}`);
      await letRetryTimePass(system);
      await system.noPendingWork();
      expect(await system.query('select state from webhook_deliveries where endpoint_id = $1', [endpointId])).toEqual([
        { state: 'cancelled' },
      ]);
      expect(server.asked).toHaveLength(1);
    });
  });

  describe('that answers 410', () => {
    it('is disabled, and what comes for it is held until it answers a challenge again', async () => {
      let status = 410;
      const { id: endpointId, server } = await stage.subscribed(() => ({ status }));
      await stage.approved();
      expect(await stage.becomes(endpointId, (endpoint) => endpoint.status !== 'active')).toMatchObject({
        status: 'disabled',
        disabledReason: 'gone',
      });
      const { id } = await firstDelivery(endpointId, ({ state }) => state === 'held');
      await stage.approved();
      await system.noPendingWork();
      expect((await deliveriesOf(endpointId)).map(({ state }) => state)).toEqual(['held', 'held']);
      expect(await refusalOf(people.partner.post(`/deliveries/${id}/resend`))).toEqual({ status: 409, code: 'EndpointInactive' });
      expect(server.asked).toHaveLength(1);

      status = 200;
      await people.partner.post(`/webhook-endpoints/${endpointId}/challenge`);
      expect(await stage.becomes(endpointId, (endpoint) => endpoint.status === 'active')).toMatchObject({ disabledReason: null });
      await eventually('the deliveries', () => deliveriesOf(endpointId), (all) => all.every(({ state }) => state === 'delivered')); // prettier-ignore
      expect(new Set(server.asked.map(({ headers }) => headers['webhook-id'])).size).toBe(2);
    });

    it('still gets nothing whose consent has ended meanwhile', async () => {
      let status = 410;
      const { id: endpointId, server } = await stage.subscribed(() => ({ status }));
      const { actorId, consentId } = await stage.approved();
      await firstDelivery(endpointId, ({ state }) => state === 'held');
      await people.owner.delete(`/actors/${actorId}/consents/${consentId}`);
      await system.noPendingWork();
      status = 200;
      await people.partner.post(`/webhook-endpoints/${endpointId}/challenge`);
      await eventually('the deliveries', () => deliveriesOf(endpointId), (all) => all.every(({ state }) => state !== 'held' && state !== 'pending')); // prettier-ignore
      const states = (await deliveriesOf(endpointId)).map(({ type, state }) => `${type} ${state}`).sort();
      expect(states).toEqual(['consent.withdrawn delivered', 'match.approved cancelled', 'match.withdrawn delivered']);
      expect(server.asked.slice(1).map(({ body }) => (JSON.parse(body) as { type: string }).type).sort()).toEqual(['consent.withdrawn', 'match.withdrawn']); // prettier-ignore
    });
  });

  describe('that was away', () => {
    it('finds every event in order, after the last one it knows, and none of others', async () => {
      const other = await publishOffer(system, people.admin);
      const subjects: string[] = [];
      for (let count = 0; count < 5; count += 1) subjects.push((await stage.approved()).matchId);
      const { matchId: foreign } = await interestedActor({ ...people, ...other });
      await people.officer.post(`/matches/${foreign}/decision`, { decision: 'approved' });
      await system.noPendingWork();
      type Events = {
        items: { id: string; type: string; createdAt: string; payload: { data: { match_id: string } } }[];
        next: string | null;
      };
      const after = async (id: string, caller = people.partner) =>
        (await caller.get<Events>(`/events?limit=3${id && `&after=${id}`}`)).body;
      const pages: Events[] = [];
      for (let cursor: string | null = ''; cursor !== null; cursor = pages.at(-1)!.next) pages.push(await after(cursor));
      const events = pages.flatMap(({ items }) => items);
      const known = events.filter(({ payload }) => subjects.includes(payload.data.match_id));
      expect(known.map(({ payload }) => payload.data.match_id).sort()).toEqual([...subjects].sort());
      expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
      const committed = await system.query<{ id: string }>('select id from partner_events where institution_id = $1 order by xid, id', [
        people.institutionId,
      ]);
      expect(events.map(({ id }) => id)).toEqual(committed.map(({ id }) => id));
      expect(known[0]).toEqual({
        id: expect.any(String),
        type: 'match.approved',
        createdAt: ANY_TIME,
        payload: expect.objectContaining({ type: 'match.approved' }),
      });
      expect((await after('', other.partner)).items.map(({ payload }) => payload.data.match_id)).toEqual([foreign]);
      expect(await refusalOf(other.partner.get(`/events?after=${events[0]!.id}`))).toEqual({
        status: 422,
        code: 'RequestInvalid',
        faults: ['/after CursorUnknown'],
      });
    });
  });

  describe('for tests', () => {
    const testKeyOf = async (institutionId: string): Promise<ApiCaller> => {
      const asked = { name: 'kunci uji', isTest: true };
      const { body } = await people.admin.post<{ secret: string; isTest: boolean }>(`/institutions/${institutionId}/api-keys`, asked);
      expect(body).toMatchObject({ secret: expect.stringMatching(/^sk_uji_/), isTest: true });
      return new ApiCaller(system.address, body.secret);
    };
    type Match = { id: string; state: string; version: number };
    const invent = async (key: ApiCaller): Promise<Match> => (await key.post<Match>('/sandbox/matches', { offer: people.slug })).body;
    /** How many rows each table has; budgets of requests come and go. */
    const counts = async (): Promise<Record<string, number>> => {
      const tables = Object.keys(TABLES).filter((table) => table !== 'rate_limits');
      const [row] = await system.query<Record<string, number>>(
        `select ${tables.map((table) => `(select count(*)::int from ${table}) as ${table}`).join(', ')}`,
      );
      return row!;
    };
    const realLists = async () =>
      Promise.all([
        people.partner.get('/partner/matches').then(({ body }) => body),
        people.partner.get('/events').then(({ body }) => body),
        people.officer.get('/matches?state=offered,accepted,withdrawn').then(({ body }) => body),
      ]);
    const TEST_EVENTS = ['consent.withdrawn', 'match.approved', 'match.approved', 'match.withdrawn'];

    it('hears of invented matches, which are read and answered as real ones and of which nothing real knows', async () => {
      const real = await stage.approved();
      await system.noPendingWork();
      const live = await stage.subscribed(() => ({ status: 204 }));
      await system.noPendingWork();
      const key = await testKeyOf(people.institutionId);
      const receiver = new PartnerReceiver();
      const endpointId = await subscribe(key, receiver);
      const { body: realView } = await people.partner.get<object>(`/partner/matches/${real.matchId}`);
      const [countsBefore, listsBefore] = [await counts(), await realLists()];

      const [first, second] = [await invent(key), await invent(key)];
      expect(first).toMatchObject({ state: 'offered', version: 1, institutionId: people.institutionId });
      const { body: view } = await key.get<object>(`/partner/matches/${first.id}`);
      expect(Object.keys(view).sort()).toEqual(Object.keys(realView).sort());
      expect(view).toMatchObject({ offerSlug: people.slug, actor: { name: 'Usaha Rekaan Sandbox' }, facts: [{ key: 'legality.nib' }, { key: 'business.startedOn' }] }); // prettier-ignore
      const answer = (id: string, status: string) => key.post<Match>(`/partner/matches/${id}/answer`, { status });
      expect(await refusalOf(key.post(`/partner/matches/${first.id}/answer`, { status: 'declined' }))).toMatchObject({ faults: ['/reasonCode ReasonMissing'] }); // prettier-ignore
      expect((await answer(first.id, 'accepted')).body).toMatchObject({ state: 'accepted', version: 2 });
      expect((await answer(first.id, 'accepted')).body).toMatchObject({ state: 'accepted', version: 2 });
      expect((await answer(first.id, 'declined')).status).toBe(422);
      expect((await key.post(`/sandbox/matches/${second.id}/withdrawal`)).status).toBe(204);
      expect(await refusalOf(key.get(`/partner/matches/${second.id}`))).toEqual({ status: 404, code: 'MatchUnknown' });
      expect((await key.get<{ items: Match[] }>('/partner/matches')).body.items.map(({ id }) => id)).toEqual([first.id]);

      await eventually('the events', async () => receiver.received, (received) => received.length === 4); // prettier-ignore
      await system.noPendingWork();
      expect(receiver.received.map(({ type }) => type).sort()).toEqual(TEST_EVENTS);
      expect(receiver.received.map(({ verified }) => verified)).toEqual([true, true, true, true]);
      expect(receiver.received.flatMap(bodyFaults)).toEqual([]);
      const { body: events } = await key.get<{ items: { type: string }[] }>('/events');
      expect(events.items.map(({ type }) => type).sort()).toEqual(TEST_EVENTS);
      const { body: log } = await key.get<{ items: Delivery[] }>(`/webhook-endpoints/${endpointId}/deliveries`);
      expect(log.items.map(({ state }) => state)).toEqual(Array(4).fill('delivered'));
      expect((await key.post(`/deliveries/${log.items[0]!.id}/resend`)).status).toBe(204);
      await eventually('the event again', async () => receiver.received, (received) => received.length === 5); // prettier-ignore
      await system.noPendingWork();

      expect(await realLists()).toEqual(listsBefore);
      const countsAfter = await counts();
      const changed = Object.keys(countsAfter).filter((table) => countsAfter[table] !== countsBefore[table]);
      expect(changed.sort()).toEqual(['partner_events', 'sandbox_matches', 'webhook_attempts', 'webhook_deliveries']);
      expect(live.server.asked).toEqual([]);

      await stage.approved();
      await eventually('the real event', async () => live.server.asked, (asked) => asked.length === 1); // prettier-ignore
      await system.noPendingWork();
      expect(receiver.received).toHaveLength(5);
      await receiver.close();
    });

    it('is of test keys alone, which may do nothing else, and of one institution', async () => {
      const live = await stage.subscribed(() => ({ status: 204 }));
      const key = await testKeyOf(people.institutionId);
      const { id } = await invent(key);
      const test = await stage.register(live.server.url, {}, key);
      const { institutionId, partner } = await publishOffer(system, people.admin);
      const stranger = await testKeyOf(institutionId);
      const unknown = { status: 404, code: 'MatchUnknown' };
      for (const caller of [people.partner, partner, stranger]) {
        expect(await refusalOf(caller.get(`/partner/matches/${id}`))).toEqual(unknown);
        expect(await refusalOf(caller.post(`/partner/matches/${id}/answer`, { status: 'accepted' }))).toEqual(unknown);
        expect(await refusalOf(caller.get(`/webhook-endpoints/${test.id}`))).toEqual({ status: 404, code: 'EndpointUnknown' });
        expect(await refusalOf(caller.get(`/webhook-endpoints/${test.id}/deliveries`))).toEqual({ status: 404, code: 'EndpointUnknown' });
      }
      expect(await refusalOf(key.get(`/webhook-endpoints/${live.id}`))).toEqual({ status: 404, code: 'EndpointUnknown' });
      expect(await refusalOf(stranger.post(`/sandbox/matches/${id}/withdrawal`))).toEqual(unknown);
      expect(await refusalOf(stranger.post('/sandbox/matches', { offer: people.slug }))).toMatchObject({ faults: ['/offer OfferUnknown'] });
      expect((await stranger.post('/sandbox/matches', { offer: 'kur-mikro-2026' })).status).toBe(201);
      expect(await refusalOf(people.partner.post('/sandbox/matches'))).toEqual({ status: 403, code: 'TestKeyRequired' });
      expect(await refusalOf(people.partner.post(`/sandbox/matches/${id}/withdrawal`))).toEqual({ status: 403, code: 'TestKeyRequired' });
      for (const call of [key.get('/matches'), key.post('/webhook-signing-key'), key.delete('/webhook-signing-key'), key.post('/offers')])
        expect(await refusalOf(call)).toEqual({ status: 403, code: 'TestKey' });
    });

    it('keeps the newest hundred invented matches', async () => {
      const key = await testKeyOf(people.institutionId);
      await system.query(
        `insert into sandbox_matches (id, institution_id, subject_id, offer_id, offer_slug)
         select ('01900000-0000-7000-8000-' || lpad(number::text, 12, '0'))::uuid, $1, $1, $1, 'lama' from generate_series(1, 120) number`,
        [people.institutionId],
      );
      const { id } = await invent(key);
      const kept = await system.query<{ id: string }>('select id from sandbox_matches where institution_id = $1 order by id desc', [
        people.institutionId,
      ]);
      expect([kept.length, kept[0]!.id]).toEqual([100, id]);
    });

    const hasCurl = spawnSync('curl', ['--version']).status === 0;
    (hasCurl ? it : it.skip)('is tried with the calls of the guide', async () => {
      const key = await testKeyOf(people.institutionId);
      const [setting, ...calls] = sandboxCalls(system.address)
        .replace('sk_uji_…', key.token!)
        .split(/\n(?=curl)/);
      const answers: string[] = [];
      for (const call of calls) {
        const known = answers[0] ? (JSON.parse(answers[0].split('\n')[0]!) as Match).id : 'ID';
        const command = `${setting}\n${call.replaceAll('/ID', `/${known}`)} -w '\\n%{http_code}'`;
        answers.push((await promisify(execFile)('bash', ['-c', command])).stdout);
      }
      expect(answers.map((answer) => answer.split('\n').at(-1))).toEqual(['201', '200', '200', '201', '200', '204']);
    });
  });

  it('hears no name, no number and no income, in whatever event', async () => {
    const { server } = await stage.subscribed(() => ({ status: 200 }));
    const facts = {
      'legality.nib': { value: true },
      'business.startedOn': { value: '2025-01-01' },
      'owner.nik': { value: '3507131508900000' },
      'business.turnover': { value: 123_456_789 },
      'legality.nibNumber': { value: '1234567890123' },
    };
    const request = actorRequest({ name: 'Keripik Rahasia', facts });
    const { actorId, consentId } = await stage.approved(request);
    await eventually('the approval', () => Promise.resolve(server.asked), (asked) => asked.length === 1); // prettier-ignore
    await people.owner.delete(`/actors/${actorId}/consents/${consentId}`);
    await eventually('the withdrawal', () => Promise.resolve(server.asked), (asked) => asked.length === 3); // prettier-ignore
    const phone = (request.phone as string).replaceAll(' ', '').slice(1);
    const sent = JSON.stringify(server.asked);
    for (const secret of ['Keripik', phone, '3507131508900000', '123456789', '1234567890123', '2025-01-01', '35.07'])
      expect(sent).not.toContain(secret);
  });
});
