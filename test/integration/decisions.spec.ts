import { sha256 } from '@sambung/matches';
import { Rule } from '@sambung/matching';
import { OfferDocument } from '@sambung/offers';
import { letUndoTimePass } from '../factories/passing-time';
import { problemOf, refusalOf } from '../factories/problems';
import { cast, Cast, interestedActor, publishOffer } from '../factories/story';
import { ApiCaller } from '../support/api-caller';
import { eventually } from '../support/eventually';
import { TestSystem } from '../support/test-system';

interface Match {
  id: string;
  state: string;
  verdict: string;
  version: number;
  assigneeId: string | null;
  reviewNeeded: boolean;
}

interface Transition {
  fromState: string | null;
  toState: string;
  personId: string | null;
  reasonCode: string | null;
  note: string | null;
  explanationHash: string | null;
  explanation: { verdict: string; hash: string } | null;
  undoneAt: string | null;
}

const ANY_TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);
const ANY_HASH = expect.stringMatching(/^[0-9a-f]{64}$/);
const UNKNOWN = { status: 404, code: 'MatchUnknown' };

const REGION_LEAF: Rule = { id: 'area', fact: 'actor.region', op: 'within', value: ['35.07'] };
const CURATION: Rule = { id: 'curated', officerCheck: 'packaging-curation', text: { id: 'Kemasan layak', en: 'Packaging is fit' } };
const CURATED: Partial<OfferDocument> = { requires: { all: [REGION_LEAF, CURATION] }, examples: [] };

describe('a decision', () => {
  let system: TestSystem;
  let people: Cast & { officer: ApiCaller & { person: { id: string } } };
  let colleague: ApiCaller & { person: { id: string } };
  let neighbour: ApiCaller & { person: { id: string } };

  beforeAll(async () => {
    system = await TestSystem.start({ environment: { UNDO_SECONDS: '60' } });
    people = (await cast(system)) as typeof people;
    colleague = await system.signIn({ role: 'officer', regionCode: '35.07.13' });
    neighbour = await system.signIn({ role: 'officer', regionCode: '35.73' });
  });

  afterAll(() => system.stop());

  afterEach(async () => {
    await letUndoTimePass(system);
    await system.noPendingWork();
  });

  const read = async (id: string) => (await people.officer.get<Match>(`/matches/${id}`)).body;
  const historyOf = async (id: string) => (await people.officer.get<Transition[]>(`/matches/${id}/history`)).body;
  const decide = (id: string, decision: Record<string, unknown>, caller: ApiCaller = people.officer, headers = {}) =>
    caller.post(`/matches/${id}/decision`, decision, headers);
  const approve = (id: string, caller: ApiCaller = people.officer) => decide(id, { decision: 'approved' }, caller);
  const changeFacts = (actorId: string, facts: unknown) => people.owner.patch(`/actors/${actorId}/facts`, { facts });
  const stateIs = (id: string, state: string) => eventually(`the state ${state}`, () => read(id), (match) => match.state === state); // prettier-ignore

  describe('is prepared by', () => {
    it('the reasons as they stand, in the detail of the match', async () => {
      const { matchId, actorId } = await interestedActor(people);
      const { status, headers, body } = await people.officer.get<Match & { explanation: { leaves: unknown[] } }>(`/matches/${matchId}`);
      expect({ status, etag: headers.get('etag') }).toEqual({ status: 200, etag: `"${body.version}"` });
      expect(body).toMatchObject({
        id: matchId,
        actorId,
        actorName: expect.stringContaining('Usaha Contoh'),
        explanation: {
          verdict: 'eligible',
          offer: { slug: people.slug, version: 1, hash: ANY_HASH },
          profileHash: ANY_HASH,
          leaves: [
            { id: 'area', value: 'T', actual: '35.07.13.2001', level: 'registry' },
            { id: 'nib', value: 'T', actual: true, level: 'declared' },
            {
              id: 'age',
              value: 'T',
              actual: expect.any(Number),
              actualText: { id: expect.stringContaining('bulan'), en: expect.stringContaining('months') },
            },
          ],
          settle: [],
          culprits: [],
          hash: ANY_HASH,
        },
      });
    });

    it('an assignment, handed on and put back', async () => {
      const { matchId } = await interestedActor(people);
      const assign = (assigneeId: string | null, caller: ApiCaller = people.officer) =>
        caller.put<Match>(`/matches/${matchId}/assignee`, { assigneeId });
      expect((await assign(people.officer.person.id)).body).toMatchObject({
        state: 'inReview',
        assigneeId: people.officer.person.id,
        version: 2,
      });
      expect((await assign(people.officer.person.id)).body).toMatchObject({ version: 2 });
      expect((await assign(colleague.person.id, colleague)).body).toMatchObject({
        state: 'inReview',
        assigneeId: colleague.person.id,
        version: 3,
      });
      expect((await assign(null)).body).toMatchObject({ state: 'interested', assigneeId: null, version: 4 });
      expect((await assign(null)).body).toMatchObject({ state: 'interested', assigneeId: null, version: 4 });
      await decide(matchId, { decision: 'returned', reasonCode: 'missingDocument' });
      expect(await refusalOf(assign(null) as never)).toEqual({ status: 409, code: 'TransitionIllegal' });
    });

    it('an assignment to nobody who could not decide', async () => {
      const { matchId } = await interestedActor(people);
      const owner = await system.signIn({ role: 'owner' });
      const retired = await system.signIn({ role: 'officer', regionCode: '35.07' });
      await system.query('update people set disabled_at = now() where id = $1', [retired.person.id]);
      for (const { person } of [neighbour, owner, retired]) {
        const faults = ['/assigneeId AssigneeUnknown'];
        expect(await refusalOf(people.officer.put(`/matches/${matchId}/assignee`, { assigneeId: person.id }))).toEqual({
          status: 422,
          code: 'RequestInvalid',
          faults,
        });
      }
    });

    it('nobody of another territory and nobody without the role', async () => {
      const { matchId } = await interestedActor(people);
      expect(await refusalOf(neighbour.get(`/matches/${matchId}`))).toEqual(UNKNOWN);
      expect(await refusalOf(neighbour.get(`/matches/${matchId}/history`))).toEqual(UNKNOWN);
      expect(await refusalOf(approve(matchId, neighbour))).toEqual(UNKNOWN);
      expect(await refusalOf(neighbour.put(`/matches/${matchId}/assignee`, { assigneeId: neighbour.person.id }))).toEqual(UNKNOWN);
      expect(await refusalOf(neighbour.post(`/matches/${matchId}/undo`))).toEqual(UNKNOWN);
      for (const caller of [people.owner, people.partner])
        expect(await refusalOf(approve(matchId, caller))).toEqual({ status: 403, code: 'RoleNotAllowed' });
      expect((await people.owner.get(`/matches/${matchId}`)).status).toBe(200);
    });
  });

  describe('to approve', () => {
    it('is kept with the explanation it rests on, and leaves after the time for undoing', async () => {
      const { matchId } = await interestedActor(people);
      const { status, body } = await approve(matchId);
      expect({ status, body }).toMatchObject({
        status: 201,
        body: { fromState: 'interested', toState: 'approved', personId: people.officer.person.id, explanation: { verdict: 'eligible' } },
      });
      const waiting = await system.query('select job from outbox where aggregateid = $1 and done_at is null', [matchId]);
      expect(waiting).toEqual([{ job: 'publish-approval' }]);
      expect(await read(matchId)).toMatchObject({ state: 'approved' });

      await letUndoTimePass(system);
      await stateIs(matchId, 'offered');
      const history = await historyOf(matchId);
      const step = {
        personId: null,
        reasonCode: null,
        note: null,
        outcome: null,
        explanationHash: null,
        explanation: null,
        undoneAt: null,
        id: expect.any(String),
        at: ANY_TIME,
      };
      const ownerId = (await people.owner.get<{ id: string }>('/me')).body.id;
      expect(history).toEqual([
        { ...step, fromState: null, toState: 'interested', personId: ownerId },
        { ...step, ...body, explanationHash: history[1]!.explanation!.hash },
        { ...step, fromState: 'approved', toState: 'offered' },
      ]);
      const { hash, ...explained } = history[1]!.explanation!;
      expect(hash).toBe(sha256(explained));
    });

    it('is refused while the owner has not agreed to share', async () => {
      const { matchId, actorId, consentId } = await interestedActor(people);
      await people.owner.delete(`/actors/${actorId}/consents/${consentId}`);
      await system.noPendingWork();
      const other = await publishOffer(system, people.admin);
      const { body: match } = await people.owner.post<Match>('/matches', { actorId, offerSlug: other.slug });
      for (const id of [matchId, match.id]) {
        expect(await problemOf(approve(id))).toMatchObject({ status: 409, code: 'ConsentMissing' });
        expect(await read(id)).toMatchObject({ state: 'interested', version: 1 });
      }
    });

    it('is refused while a condition is open, with what would settle it', async () => {
      const { actorId, matchId } = await interestedActor(people, { facts: { 'legality.nib': { value: true } } });
      expect(await read(matchId)).toMatchObject({ verdict: 'undetermined' });
      expect(await problemOf(approve(matchId))).toMatchObject({
        status: 409,
        code: 'MatchNotEligible',
        detail: 'Perlu data: umur usaha.',
        verdict: 'undetermined',
        culprits: [],
        settle: [{ leaf: 'age', fact: 'business.startedOn', cause: 'missing', who: 'owner', how: 'answer' }],
      });
      expect(await historyOf(matchId)).toHaveLength(1);
      await changeFacts(actorId, { 'business.startedOn': { value: '2024-01-01' } });
      expect((await approve(matchId)).status).toBe(201);
    });

    it('settles what only a person can judge, together with the finding', async () => {
      const offer = await publishOffer(system, people.admin, CURATED);
      const { actorId, matchId } = await interestedActor({ ...people, ...offer });
      expect(await problemOf(approve(matchId))).toMatchObject({
        code: 'MatchNotEligible',
        settle: [{ leaf: 'curated', cause: 'officerCheck', who: 'officer', how: 'visit' }],
      });
      const wrong = { checkId: 'packaging', value: true, reason: 'dilihat' };
      const faults = ['/checks/0/checkId CheckUnknown'];
      expect(await refusalOf(decide(matchId, { decision: 'approved', checks: [wrong] }))).toEqual({
        status: 422,
        code: 'RequestInvalid',
        faults,
      });

      const failed = { checkId: 'packaging-curation', value: false, reason: 'label belum ada' };
      expect(await problemOf(decide(matchId, { decision: 'approved', checks: [failed] }))).toMatchObject({
        code: 'MatchNotEligible',
        verdict: 'notEligible',
        culprits: [['curated']],
      });
      expect(await system.query('select count(*)::int as count from officer_checks where actor_id = $1', [actorId])).toEqual([
        { count: 0 },
      ]);

      const seen = { checkId: 'packaging-curation', value: true, reason: 'dilihat di tempat' };
      expect((await decide(matchId, { decision: 'approved', checks: [seen] })).status).toBe(201);
      expect(await read(matchId)).toMatchObject({ state: 'approved', verdict: 'eligible' });
      const kept = await system.query('select check_id, value, reason, recorded_by, ended_at from officer_checks where actor_id = $1', [
        actorId,
      ]);
      expect(kept).toEqual([
        { check_id: 'packaging-curation', value: true, reason: 'dilihat di tempat', recorded_by: people.officer.person.id, ended_at: null },
      ]);
    });
  });

  describe('against a match', () => {
    it.each(['returned', 'rejected'])('that is %s has a reason', async (decision) => {
      const { matchId } = await interestedActor(people);
      expect(await refusalOf(decide(matchId, { decision }))).toEqual({
        status: 422,
        code: 'RequestInvalid',
        faults: ['/reasonCode isDefined'],
      });
      expect(await refusalOf(decide(matchId, { decision, reasonCode: 'mood' }))).toEqual({
        status: 422,
        code: 'RequestInvalid',
        faults: ['/reasonCode isIn'],
      });
      expect((await decide(matchId, { decision, reasonCode: 'missingDocument', note: 'SKU menyusul' })).body).toMatchObject({
        toState: decision,
        reasonCode: 'missingDocument',
        note: 'SKU menyusul',
      });
      expect(await read(matchId)).toMatchObject({ state: decision });
    });

    it('lets the owner come back after a return, and open anew after a refusal', async () => {
      const { actorId, matchId } = await interestedActor(people);
      const open = async () => (await people.owner.post<Match>('/matches', { actorId, offerSlug: people.slug })).body;
      await decide(matchId, { decision: 'returned', reasonCode: 'missingDocument' });
      expect(await open()).toMatchObject({ id: matchId, state: 'interested' });
      await decide(matchId, { decision: 'rejected', reasonCode: 'noSeat' });
      const again = await open();
      expect(again).toMatchObject({ state: 'interested' });
      expect(again.id).not.toBe(matchId);
    });

    it('is possible once: what is over stays over', async () => {
      const { matchId } = await interestedActor(people);
      await decide(matchId, { decision: 'rejected', reasonCode: 'noSeat' });
      expect(await problemOf(approve(matchId))).toEqual({
        type: '/problems/TransitionIllegal',
        title: 'Bertentangan',
        status: 409,
        code: 'TransitionIllegal',
        detail: 'Dari status rejected tidak bisa ke approved. Yang bisa: –.',
        from: 'rejected',
        to: 'approved',
        allowed: [],
      });
    });

    it('names the steps that are possible', async () => {
      const { matchId } = await interestedActor(people);
      await approve(matchId);
      expect(await problemOf(decide(matchId, { decision: 'rejected', reasonCode: 'noSeat' }))).toMatchObject({
        code: 'TransitionIllegal',
        allowed: ['offered', 'withdrawn'],
      });
      expect(await problemOf(people.owner.post(`/matches/${matchId}/decline`))).toMatchObject({
        code: 'TransitionIllegal',
        to: 'notInterested',
      });
    });
  });

  describe('of two officers', () => {
    it('is refused to the one who saw an older version', async () => {
      const { matchId } = await interestedActor(people);
      const { version } = await read(matchId);
      await people.officer.put(`/matches/${matchId}/assignee`, { assigneeId: people.officer.person.id });
      expect(await problemOf(decide(matchId, { decision: 'approved' }, colleague, { 'if-match': `"${version}"` }))).toEqual({
        type: '/problems/MatchChanged',
        title: 'Sudah berubah',
        status: 412,
        code: 'MatchChanged',
        detail: 'Kecocokan ini sudah berubah. Muat ulang dulu.',
        currentVersion: version + 1,
        currentState: 'inReview',
      });
      expect((await decide(matchId, { decision: 'approved' }, colleague, { 'if-match': `"${version + 1}"` })).status).toBe(201);
    });

    it('that come at once counts once', async () => {
      const { matchId } = await interestedActor(people);
      const deciders = [people.officer, colleague, people.admin, people.officer, colleague];
      const answers = await Promise.all(
        deciders.map((caller, index) =>
          decide(matchId, index % 2 ? { decision: 'approved' } : { decision: 'rejected', reasonCode: 'noSeat' }, caller),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
      expect(await historyOf(matchId)).toHaveLength(2);
    });
  });

  describe('is taken back', () => {
    it.each([
      ['interested', 'approved', null],
      ['inReview', 'approved', 'officer'],
      ['inReview', 'rejected', 'colleague'],
      ['interested', 'returned', null],
    ] as const)('to %s when it was %s', async (before, decision, assignee) => {
      const { matchId } = await interestedActor(people);
      const assigneeId = assignee && { officer: people.officer, colleague }[assignee].person.id;
      if (assigneeId) await people.officer.put(`/matches/${matchId}/assignee`, { assigneeId });
      const { version, ...match } = (await people.officer.get<Match & { updatedAt: string }>(`/matches/${matchId}`)).body;
      await decide(matchId, { decision, ...(decision !== 'approved' && { reasonCode: 'noSeat' }) });
      const undone = await people.officer.post<Match>(`/matches/${matchId}/undo`);
      expect(undone.status).toBe(200);
      await letUndoTimePass(system);
      await system.noPendingWork();
      expect(await read(matchId)).toEqual({ ...match, updatedAt: ANY_TIME, version: version + 2 });
      const [, decided, back] = (await historyOf(matchId)).slice(assigneeId ? 1 : 0);
      expect([decided, back]).toMatchObject([
        { toState: decision, undoneAt: ANY_TIME },
        { fromState: decision, toState: before, note: 'undo', undoneAt: null },
      ]);
      expect(await system.query('select id from partner_events where subject_id = $1', [matchId])).toEqual([]);
    });

    it('only by who took it', async () => {
      const { matchId } = await interestedActor(people);
      await approve(matchId);
      const late = { status: 409, code: 'UndoTooLate' };
      expect(await refusalOf(colleague.post(`/matches/${matchId}/undo`))).toEqual(late);
      expect(await refusalOf(people.admin.post(`/matches/${matchId}/undo`))).toEqual(late);
      expect((await people.officer.post(`/matches/${matchId}/undo`)).status).toBe(200);
      expect(await refusalOf(people.officer.post(`/matches/${matchId}/undo`))).toEqual(late);
    });

    it('only while nothing has left', async () => {
      const { matchId } = await interestedActor(people);
      await approve(matchId);
      await letUndoTimePass(system);
      await stateIs(matchId, 'offered');
      expect(await problemOf(people.officer.post(`/matches/${matchId}/undo`))).toMatchObject({
        status: 409,
        code: 'UndoTooLate',
        detail: 'Sudah lewat waktu untuk membatalkan.',
      });
      expect(await read(matchId)).toMatchObject({ state: 'offered' });
    });

    it('only within its time, by the clock of the database', async () => {
      const { matchId } = await interestedActor(people);
      await decide(matchId, { decision: 'rejected', reasonCode: 'noSeat' });
      await system.query(`update match_transitions set at = at - interval '61 seconds' where match_id = $1`, [matchId]);
      expect(await refusalOf(people.officer.post(`/matches/${matchId}/undo`))).toEqual({ status: 409, code: 'UndoTooLate' });
    });

    it('only while the pair has not been opened again', async () => {
      const { actorId, matchId } = await interestedActor(people);
      await decide(matchId, { decision: 'rejected', reasonCode: 'noSeat' });
      await people.owner.post('/matches', { actorId, offerSlug: people.slug });
      expect(await refusalOf(people.officer.post(`/matches/${matchId}/undo`))).toEqual({ status: 409, code: 'UndoTooLate' });
    });

    it('and can be taken again', async () => {
      const { matchId } = await interestedActor(people);
      await approve(matchId);
      await people.officer.post(`/matches/${matchId}/undo`);
      expect((await approve(matchId)).status).toBe(201);
      await letUndoTimePass(system);
      await stateIs(matchId, 'offered');
      expect(await system.query('select type from partner_events where subject_id = $1', [matchId])).toEqual([{ type: 'match.approved' }]);
    });
  });

  describe('outlives a later result', () => {
    const worsen = (actorId: string) => changeFacts(actorId, { 'legality.nib': { value: false } });
    const improve = (actorId: string) => changeFacts(actorId, { 'legality.nib': { value: true } });

    it('that is worse: the match stands and asks for a review', async () => {
      const { actorId, matchId } = await interestedActor(people);
      await approve(matchId);
      const approved = await read(matchId);
      await worsen(actorId);
      await eventually('the flag', () => read(matchId), (match) => match.reviewNeeded); // prettier-ignore
      expect(await read(matchId)).toMatchObject({ state: 'approved', verdict: 'eligible', version: approved.version });

      await letUndoTimePass(system);
      await stateIs(matchId, 'offered');
      expect(await read(matchId)).toMatchObject({ reviewNeeded: true });
      expect((await people.partner.post<Match>(`/partner/matches/${matchId}/answer`, { status: 'accepted' })).body).toMatchObject({
        state: 'accepted',
        reviewNeeded: true,
      });

      await improve(actorId);
      await eventually('the end of the flag', () => read(matchId), (match) => !match.reviewNeeded); // prettier-ignore
      expect(await read(matchId)).toMatchObject({ state: 'accepted' });
    });

    it('although the offer is closed', async () => {
      const offer = await publishOffer(system, people.admin);
      const { matchId } = await interestedActor({ ...people, ...offer });
      await approve(matchId);
      await people.admin.put(`/offers/${offer.slug}/status`, { status: 'closed' });
      await letUndoTimePass(system);
      await system.noPendingWork();
      expect(await read(matchId)).toMatchObject({ state: 'offered', verdict: 'eligible' });
    });

    it('but what nobody has decided is refreshed', async () => {
      const { actorId, matchId } = await interestedActor(people);
      const opened = await read(matchId);
      await worsen(actorId);
      await eventually('the verdict', () => read(matchId), (match) => match.verdict === 'notEligible'); // prettier-ignore
      expect(await read(matchId)).toMatchObject({ state: 'interested', reviewNeeded: false, version: opened.version + 1 });
      expect(await problemOf(approve(matchId))).toMatchObject({ code: 'MatchNotEligible', culprits: [['nib']] });
    });

    it('and what nobody has decided waits while its offer pauses', async () => {
      const offer = await publishOffer(system, people.admin);
      const { matchId } = await interestedActor({ ...people, ...offer });
      await people.admin.put(`/offers/${offer.slug}/status`, { status: 'paused' });
      await system.noPendingWork();
      expect(await problemOf(approve(matchId))).toMatchObject({ status: 409, code: 'OfferNotOpen', offerStatus: 'closed' });
      expect(await read(matchId)).toMatchObject({ state: 'interested' });
      await people.admin.put(`/offers/${offer.slug}/status`, { status: 'published' });
      expect((await approve(matchId)).status).toBe(201);
    });

    it('and what nobody has decided ends with its offer', async () => {
      const offer = await publishOffer(system, people.admin);
      const { matchId } = await interestedActor({ ...people, ...offer });
      await people.admin.put(`/offers/${offer.slug}/status`, { status: 'closed' });
      await stateIs(matchId, 'superseded');
      expect((await historyOf(matchId)).at(-1)).toMatchObject({ toState: 'superseded', reasonCode: 'providerClosed', personId: null });
    });
  });
});
