import { problemOf, refusalOf } from '../factories/problems';
import { letRetryTimePass } from '../factories/passing-time';
import { cast, Cast, interestedActor, publishOffer, subscribe } from '../factories/story';
import { ApiCaller, Problem } from '../support/api-caller';
import { eventually } from '../support/eventually';
import { PartnerReceiver } from '../support/partner-receiver';
import { TestSystem } from '../support/test-system';
import { TEXT_VERSION } from '../factories/consents';

interface Match {
  id: string;
  state: string;
  version: number;
}

const UNKNOWN = { status: 404, code: 'MatchUnknown' };
const ANY_TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);

describe('sharing with a partner', () => {
  let system: TestSystem;
  let people: Cast;
  let stranger: ApiCaller;
  let receiver: PartnerReceiver;

  beforeAll(async () => {
    system = await TestSystem.start();
    people = await cast(system);
    stranger = (await publishOffer(system, people.admin)).partner;
    receiver = new PartnerReceiver();
    await subscribe(people.partner, receiver);
  });

  afterAll(async () => {
    await receiver.close();
    await system.stop();
  });

  afterEach(async () => {
    receiver.status = 204;
    await letRetryTimePass(system);
    await system.noPendingWork();
    receiver.received.length = 0;
  });

  const approve = (matchId: string) => people.officer.post(`/matches/${matchId}/decision`, { decision: 'approved' });
  const answer = (matchId: string, body: unknown, caller: ApiCaller = people.partner) =>
    caller.post<Match & Problem>(`/partner/matches/${matchId}/answer`, body);
  const stateOf = async (matchId: string) => (await people.officer.get<Match>(`/matches/${matchId}`)).body.state;
  const stateIs = (matchId: string, state: string) => eventually(`the state ${state}`, () => stateOf(matchId), (now) => now === state); // prettier-ignore
  const withdraw = (actorId: string, consentId: string) => people.owner.delete(`/actors/${actorId}/consents/${consentId}`);
  const typesAbout = (subject: string) => receiver.received.filter(({ body }) => body.includes(subject)).map(({ type }) => type);
  const receives = (subject: string, ...types: string[]) =>
    eventually(`the events ${types.join(', ')}`, () => Promise.resolve(typesAbout(subject).sort()), (now) => types.every((type) => now.includes(type))); // prettier-ignore

  async function offered(changes: Record<string, unknown> = {}) {
    const opened = await interestedActor(people, changes);
    expect((await approve(opened.matchId)).status).toBe(201);
    await stateIs(opened.matchId, 'offered');
    return opened;
  }

  describe('shows', () => {
    it('nothing before the approval has left', async () => {
      const { matchId } = await interestedActor(people);
      expect(await refusalOf(people.partner.get(`/partner/matches/${matchId}`))).toEqual(UNKNOWN);
      expect(await refusalOf(answer(matchId, { status: 'accepted' }))).toEqual(UNKNOWN);
      expect((await people.partner.get<{ items: Match[] }>('/partner/matches?limit=100')).body.items.map(({ id }) => id)).not.toContain(
        matchId,
      );
      expect(typesAbout(matchId)).toEqual([]);
    });

    it('the contact and the facts that the conditions read, and no others', async () => {
      const facts = {
        'legality.nib': { value: true },
        'business.startedOn': { value: '2025-01-01' },
        'business.turnover': { value: 90_000_000 },
        'owner.nik': { value: '3507131508900000' },
      };
      const { matchId, actorId } = await offered({ facts });
      const fact = {
        level: 'declared',
        source: 'owner',
        observedAt: system.clock.today(),
        validUntil: null,
        recordedAt: ANY_TIME,
        endedAt: null,
        endReason: null,
        endNote: null,
      };
      expect((await people.partner.get(`/partner/matches/${matchId}`)).body).toEqual({
        id: matchId,
        actorId,
        offerId: expect.any(String),
        institutionId: people.institutionId,
        state: 'offered',
        origin: 'interest',
        verdict: 'eligible',
        fit: expect.any(Number),
        coverage: expect.any(Number),
        reviewNeeded: false,
        assigneeId: null,
        version: expect.any(Number),
        createdAt: ANY_TIME,
        updatedAt: ANY_TIME,
        offerSlug: people.slug,
        actor: {
          name: expect.stringContaining('Usaha Contoh'),
          phone: expect.stringMatching(/^\+62899\d+$/),
          roles: ['business'],
          regionCode: '35.07.13.2001',
        },
        facts: [
          { ...fact, key: 'business.startedOn', value: '2025-01-01' },
          { ...fact, key: 'legality.nib', value: true },
        ],
      });
    });

    it('the own matches alone', async () => {
      const { matchId } = await offered();
      const ids = async (caller: ApiCaller) =>
        (await caller.get<{ items: Match[] }>('/partner/matches?limit=100')).body.items.map(({ id }) => id);
      expect(await ids(people.partner)).toContain(matchId);
      expect(await ids(stranger)).toEqual([]);
      expect(await refusalOf(stranger.get(`/partner/matches/${matchId}`))).toEqual(UNKNOWN);
      expect(await refusalOf(answer(matchId, { status: 'accepted' }, stranger))).toEqual(UNKNOWN);
      for (const caller of [people.owner, people.officer, people.admin]) {
        expect(await refusalOf(caller.get(`/partner/matches/${matchId}`))).toEqual({ status: 403, code: 'RoleNotAllowed' });
      }
    });

    it('nothing from the moment the consent ends', async () => {
      const { matchId, actorId, consentId } = await offered();
      expect((await people.partner.get(`/partner/matches/${matchId}`)).status).toBe(200);
      expect((await withdraw(actorId, consentId)).status).toBe(204);
      expect(await refusalOf(people.partner.get(`/partner/matches/${matchId}`))).toEqual(UNKNOWN);
      expect(await refusalOf(answer(matchId, { status: 'accepted' }))).toEqual(UNKNOWN);
      expect((await people.partner.get<{ items: Match[] }>('/partner/matches?limit=100')).body.items.map(({ id }) => id)).not.toContain(
        matchId,
      );
    });
  });

  describe('ends with the consent', () => {
    it('and the partner hears of it, without a name', async () => {
      const { matchId, actorId, consentId } = await offered();
      await receives(matchId, 'match.approved');
      await withdraw(actorId, consentId);
      await receives(actorId, 'consent.withdrawn', 'match.approved', 'match.withdrawn');
      await stateIs(matchId, 'withdrawn');
      const events = receiver.received.filter(({ body }) => body.includes(actorId));
      const withdrawn = JSON.parse(events.find(({ type }) => type === 'match.withdrawn')!.body) as { data: { version: number } };
      const approved = JSON.parse(events.find(({ type }) => type === 'match.approved')!.body) as { data: { version: number } };
      expect(withdrawn).toEqual({
        type: 'match.withdrawn',
        timestamp: ANY_TIME,
        data: {
          match_id: matchId,
          subject: actorId,
          version: expect.any(Number),
          institution_id: people.institutionId,
          links: { self: `/api/v1/partner/matches/${matchId}` },
        },
      });
      expect(withdrawn.data.version).toBeGreaterThan(approved.data.version);
      expect(JSON.parse(events.find(({ type }) => type === 'consent.withdrawn')!.body)).toEqual({
        type: 'consent.withdrawn',
        timestamp: ANY_TIME,
        data: { consent_id: consentId, subject: actorId, version: 1, institution_id: people.institutionId, links: {} },
      });
    });

    it('although the news of the approval is still being retried: it is not sent again', async () => {
      receiver.status = 500;
      const { matchId, actorId, consentId } = await offered();
      await receives(matchId, 'match.approved');
      const attempts = () => system.query<{ id: string }>(`select attempt.id from webhook_attempts attempt join webhook_deliveries on webhook_deliveries.id = delivery_id join partner_events event on event.id = event_id where event.subject_id = $1 and event.type = 'match.approved'`, [matchId]); // prettier-ignore
      await eventually('the record of the attempt', attempts, (made) => made.length === 1);

      await withdraw(actorId, consentId);
      const before = typesAbout(matchId).filter((type) => type === 'match.approved').length;
      receiver.status = 204;
      await letRetryTimePass(system);
      await receives(actorId, 'consent.withdrawn', 'match.withdrawn');
      await stateIs(matchId, 'withdrawn');
      await system.noPendingWork();
      await letRetryTimePass(system);
      expect(typesAbout(matchId).filter((type) => type === 'match.approved')).toHaveLength(before);
      expect(await system.query(`select state from webhook_deliveries join partner_events event on event.id = event_id where event.subject_id = $1 and event.type = 'match.approved'`, [matchId])).toEqual([{ state: 'cancelled' }]); // prettier-ignore
    });

    it('although the receiver is away: it hears of the end alone when it is back', async () => {
      await receiver.close();
      const { matchId, actorId, consentId } = await offered();
      await withdraw(actorId, consentId);
      await stateIs(matchId, 'withdrawn');
      await receiver.listen();
      await eventually('the cancellation', () => system.query<{ state: string }>(`select state from webhook_deliveries join partner_events event on event.id = event_id where event.subject_id = $1 and event.type = 'match.approved'`, [matchId]), ([delivery]) => delivery?.state === 'cancelled'); // prettier-ignore
      await letRetryTimePass(system);
      await receives(actorId, 'consent.withdrawn', 'match.withdrawn');
      expect(typesAbout(matchId)).toEqual(['match.withdrawn']);
    });

    it('before the approval has left: nothing but the withdrawal is said', async () => {
      const { matchId, actorId, consentId } = await interestedActor(people);
      const answers = await Promise.all([approve(matchId), withdraw(actorId, consentId)]);
      expect([201, 409]).toContain(answers[0].status);
      expect(answers[1].status).toBe(204);
      await receives(actorId, 'consent.withdrawn');
      await system.noPendingWork();
      expect(['interested', 'withdrawn']).toContain(await stateOf(matchId));
      const approvals = receiver.received.filter(({ type, body }) => type === 'match.approved' && body.includes(matchId));
      const withdrawals = receiver.received.filter(({ type, body }) => type === 'match.withdrawn' && body.includes(matchId));
      expect(withdrawals.length).toBeGreaterThanOrEqual(approvals.length);
    });

    it('and begins anew with a new consent and a new match', async () => {
      const { matchId, actorId, consentId } = await offered();
      await withdraw(actorId, consentId);
      await stateIs(matchId, 'withdrawn');
      await people.owner.post(`/actors/${actorId}/consents`, {
        purpose: 'sharing',
        institutionId: people.institutionId,
        textVersion: TEXT_VERSION,
        channel: 'web',
      });
      expect(await refusalOf(people.partner.get(`/partner/matches/${matchId}`))).toEqual(UNKNOWN);
      const { body: again } = await people.owner.post<Match>('/matches', { actorId, offerSlug: people.slug });
      expect(again.id).not.toBe(matchId);
      await approve(again.id);
      await stateIs(again.id, 'offered');
      expect((await people.partner.get(`/partner/matches/${again.id}`)).status).toBe(200);
    });

    it('with one partner, and goes on with the others', async () => {
      const other = await publishOffer(system, people.admin);
      const { matchId, actorId, consentId } = await offered();
      await people.owner.post(`/actors/${actorId}/consents`, {
        purpose: 'sharing',
        institutionId: other.institutionId,
        textVersion: TEXT_VERSION,
        channel: 'web',
      });
      const { body: second } = await people.owner.post<Match>('/matches', { actorId, offerSlug: other.slug });
      await approve(second.id);
      await stateIs(second.id, 'offered');
      await withdraw(actorId, consentId);
      await stateIs(matchId, 'withdrawn');
      await system.noPendingWork();
      expect(await stateOf(second.id)).toBe('offered');
      expect((await other.partner.get(`/partner/matches/${second.id}`)).status).toBe(200);
    });

    it('and a second withdrawal changes nothing', async () => {
      const { actorId, consentId } = await offered();
      expect([(await withdraw(actorId, consentId)).status, (await withdraw(actorId, consentId)).status]).toEqual([204, 204]);
      await receives(actorId, 'consent.withdrawn', 'match.withdrawn');
      await system.noPendingWork();
      expect(await system.query('select type from partner_events where actor_id = $1 order by type', [actorId])).toEqual([
        { type: 'consent.withdrawn' },
        { type: 'match.approved' },
        { type: 'match.withdrawn' },
      ]);
    });
  });

  describe('is answered', () => {
    it('step by step up to the outcome, and the owner sees each', async () => {
      const { matchId } = await offered();
      const outcome = { amount: 25_000_000 };
      for (const body of [{ status: 'accepted', note: 'wawancara menyusul' }, { status: 'inProgress' }, { status: 'completed', outcome }]) {
        const { status, body: match } = await answer(matchId, body);
        expect({ status, state: match.state }).toEqual({ status: 201, state: body.status });
      }
      const { body: history } = await people.owner.get<{ toState: string; note: string | null; outcome: unknown; personId: null }[]>(
        `/matches/${matchId}/history`,
      );
      const steps = history.slice(-3).map(({ toState, note, outcome: result, personId }) => ({ toState, note, result, personId }));
      expect(steps).toEqual([
        { toState: 'accepted', note: 'wawancara menyusul', result: null, personId: null },
        { toState: 'inProgress', note: null, result: null, personId: null },
        { toState: 'completed', note: null, result: outcome, personId: null },
      ]);
      const keys = await system.query(
        'select distinct api_key_id is not null as signed from match_transitions where match_id = $1 and to_state = $2',
        [matchId, 'completed'],
      );
      expect(keys).toEqual([{ signed: true }]);
    });

    it('with a reason when it is no', async () => {
      const { matchId } = await offered();
      expect(await refusalOf(answer(matchId, { status: 'declined' }))).toEqual({
        status: 422,
        code: 'RequestInvalid',
        faults: ['/reasonCode ReasonMissing'],
      });
      expect(await refusalOf(answer(matchId, { status: 'declined', reasonCode: 'bored' }))).toEqual({
        status: 422,
        code: 'RequestInvalid',
        faults: ['/reasonCode isIn'],
      });
      expect((await answer(matchId, { status: 'declined', reasonCode: 'noSeat' })).body).toMatchObject({ state: 'declined' });
      expect(await stateOf(matchId)).toBe('declined');
    });

    it('the same again without effect', async () => {
      const { matchId } = await offered();
      const first = await answer(matchId, { status: 'accepted' });
      const second = await answer(matchId, { status: 'accepted', note: 'sekali lagi' });
      expect({ status: second.status, body: second.body }).toEqual({ status: first.status, body: first.body });
    });

    it('once by two that come at once', async () => {
      const { matchId } = await offered();
      const answers = await Promise.all([
        answer(matchId, { status: 'accepted' }),
        answer(matchId, { status: 'declined', reasonCode: 'noSeat' }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    });

    it('only by steps that are possible', async () => {
      const { matchId } = await offered();
      expect(await problemOf(answer(matchId, { status: 'completed' }))).toEqual({
        type: '/problems/TransitionIllegal',
        title: 'Bertentangan',
        status: 409,
        code: 'TransitionIllegal',
        detail: 'Dari status offered tidak bisa ke completed. Yang bisa: accepted, declined, expired, superseded, withdrawn.',
        from: 'offered',
        to: 'completed',
        allowed: ['accepted', 'declined', 'expired', 'superseded', 'withdrawn'],
      });
      expect(await refusalOf(answer(matchId, { status: 'approved' }))).toEqual({
        status: 422,
        code: 'RequestInvalid',
        faults: ['/status isIn'],
      });
      await answer(matchId, { status: 'declined', reasonCode: 'noSeat' });
      expect(await refusalOf(answer(matchId, { status: 'accepted' }))).toEqual({ status: 409, code: 'TransitionIllegal' });
    });
  });
});
