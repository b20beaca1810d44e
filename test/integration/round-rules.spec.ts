import { OfferDocument } from '@sambung/offers';
import { DAY_MS, Ranked, RoundBody, RoundDesk, roundPlan, twoOffers } from '../factories/rounds';
import { offerDocument, publishVersion } from '../factories/offers';
import { problemOf, refusalOf } from '../factories/problems';
import { publishOffer } from '../factories/story';
import { ApiCaller } from '../support/api-caller';
import { TestSystem } from '../support/test-system';

/** Five points for an NIB, up to ten for workers. */
const PRIORITY: OfferDocument['priority'] = [
  {
    id: 'legal', name: { id: 'Berizin', en: 'Licensed' }, cap: 5,
    awards: [{ when: { fact: 'legality.nib', op: '=', value: true }, points: 5 }],
  },
  {
    id: 'jobs', name: { id: 'Membuka kerja', en: 'Gives work' }, cap: 10,
    awards: [
      { when: { fact: 'business.workers', op: '>=', value: 2 }, points: 6 },
      { when: { fact: 'business.workers', op: '>=', value: 5 }, points: 6 },
    ],
  },
]; // prettier-ignore

const UNKNOWN = '01900000-0000-7000-8000-000000000000';

describe('the rules of rounds', () => {
  let system: TestSystem;
  let desk: RoundDesk;

  beforeAll(async () => {
    system = await TestSystem.start({ workers: [] });
    desk = await RoundDesk.of(system);
  });

  afterAll(() => system.stop());
  afterEach(() => system.clock.set(null));

  describe('for a plan', () => {
    let slugs: [string, string];
    let partners: ApiCaller[];
    const refused = (changes: Record<string, unknown>, by: ApiCaller = desk.officer) =>
      refusalOf(by.post('/rounds', roundPlan({ a: slugs[0], b: slugs[1] }, changes)));
    const faults = async (changes: Record<string, unknown>) => (await refused(changes)).faults;
    const batch = (id: string, offerSlug = slugs[0], more = {}) => ({ id, offerSlug, seats: 2, ...more });
    const quota = (id: string, batches: string[], more = {}) => ({ id, level: 'fundingLine', seats: 1, batches, ...more });

    beforeAll(async () => {
      ({ slugs, partners } = await twoOffers(system, desk.admin));
    });

    it('refuse quotas that are not nested, in words', async () => {
      const batches = [batch('a'), batch('b'), batch('c', slugs[1])];
      const quotas = [quota('q1', ['a', 'b']), quota('q2', ['b', 'c'])];
      const { status, errors } = await problemOf(
        desk.officer.post('/rounds', roundPlan({}, { batches, quotas }), { 'accept-language': 'en' }),
      );
      expect([status, errors]).toEqual([
        422,
        [
          {
            pointer: '/quotas/1', code: 'notNested',
            detail: 'Quotas "q2" and "q1" cross: both hold "b", but "c" is only in "q2". Put one wholly inside the other, or split "q2" in two.',
          },
        ],
      ]); // prettier-ignore
    });

    it('refuse reserves that could not be kept, and a quota over different formulas', async () => {
      const under = [batch('a', slugs[0], { reserves: [{ group: '35.07.13', seats: 1 }] }), batch('b')];
      expect(await faults({ batches: under, quotas: [quota('q', ['a', 'b'], { seats: 3 })] })).toEqual(['/batches/0 reserveUnderQuota']);
      const many = [batch('a', slugs[0], { reserves: [{ group: '35.07.13', seats: 3 }] })];
      expect(await faults({ batches: many })).toEqual(['/batches/0 reservesTooLarge']);
      const { slug } = await publishOffer(system, desk.admin, { priority: PRIORITY });
      expect(await faults({ batches: [batch('a'), batch('b', slug)], quotas: [quota('q', ['a', 'b'])] })).toEqual([
        '/quotas/0 mixedPriorities',
      ]);
    });

    it('refuse what does not exist, each with its place', async () => {
      const other = await publishOffer(system, desk.admin, { kind: 'mentoring' });
      const reserves = [{ group: 'gajah', seats: 1 }, { group: '99.99', seats: 0 }]; // prettier-ignore
      const groups = [
        { id: 'g', name: { id: 'G', en: 'G' }, when: { fact: 'tidak.ada', op: '=', value: 1 } },
        { id: 'h', name: { id: 'H', en: 'H' }, when: { missing: 'legality.nib' } },
      ];
      const batches = [batch('a', 'tidak-ada'), batch('b', other.slug), batch('c', slugs[0], { reserves })];
      expect(await faults({ batches, groups, closesAt: new Date(0).toISOString(), regionCode: '00' })).toEqual([
        '/closesAt WindowReversed',
        '/regionCode RegionUnknown',
        '/groups/0/when/fact RuleInvalid',
        '/groups/1/when PriorityUnverifiable',
        '/batches/0/offerSlug OfferUnknown',
        '/batches/1/offerSlug OfferKindDiffers',
        '/batches/2/reserves/0/group GroupUnknown',
        '/batches/2/reserves/1/group RegionUnknown',
      ]);
      expect(await faults({ batches: [batch('a'), batch('b', slugs[1])], quotas: [quota('q', ['a', 'b'], { level: 'institution', seats: 4 })] })).toEqual(['/quotas/0/batches LevelMixed']); // prettier-ignore
    });

    it('keep what an institution writes of one offer from being overwritten unseen, and take back what was read', async () => {
      const [own, other] = partners as [ApiCaller, ApiCaller];
      const path = `/offers/${slugs[0]}/seat-plan`;
      expect(await problemOf(own.get(path))).toMatchObject({ status: 404, code: 'SeatPlanUnknown' });
      const plan = roundPlan({ a: slugs[0] }, { regionCode: '35.07' });
      const saved = await own.put<{ version: number }>(path, plan, { 'if-match': '"0"' });
      expect([saved.status, saved.headers.get('etag'), saved.body.version]).toEqual([200, '"1"', 1]);
      expect((await own.put<{ version: number }>(path, plan, { 'if-match': '"0"' })).body.version).toBe(1);
      const read = await own.get<{ plan: object; roundId: null }>(path);
      expect([read.headers.get('etag'), read.body]).toMatchObject(['"1"', { offerSlug: slugs[0], roundId: null, plan }]);
      expect((await own.put(path, read.body.plan, { 'if-match': '"1"' })).headers.get('etag')).toBe('"2"');
      expect(await problemOf(own.put(path, { ...plan, answerDays: 9 }, { 'if-match': '"1"' }))).toMatchObject({
        status: 412, code: 'SeatPlanChanged', currentVersion: 2,
      }); // prettier-ignore
      expect(await problemOf(other.get(path))).toMatchObject({ status: 404, code: 'OfferUnknown' });
      expect(await refusalOf(own.put(path, { ...plan, regionCode: null, batches: [batch('b', slugs[1])] }))).toMatchObject({
        faults: ['/regionCode RegionMissing', '/batches/0/offerSlug OfferUnknown'],
      });
    });

    it('refuse a wrong shape, each fault with its place', async () => {
      expect(
        await faults({ name: 'Putaran', kind: 'party', opensAt: '2027-02-30T00:00:00Z', answerDays: 0, batches: [{ ...batch('A b'), seats: -1, extra: 1 }] }), // prettier-ignore
      ).toEqual([
        '/name isObject',
        '/kind isIn',
        '/opensAt isIso8601',
        '/answerDays min',
        '/batches/0/extra whitelistValidation',
        '/batches/0/id matches',
        '/batches/0/seats min',
      ]);
      expect(await faults({ batches: [] })).toEqual(['/batches arrayNotEmpty']);
    });

    it('leave a round to the officers of its territory', async () => {
      const foreign = { status: 403, code: 'RoundForeign' };
      expect(await refused({ regionCode: '35.79' })).toEqual(foreign);
      expect(await refused({ regionCode: null })).toEqual(foreign);
      expect((await desk.admin.post('/rounds', roundPlan({ a: slugs[0] }, { regionCode: null }))).status).toBe(201);
      expect((await desk.officer.post('/rounds', roundPlan({ a: slugs[0] }, { regionCode: '35.07.13' }))).status).toBe(201);
    });
  });

  describe('for its steps', () => {
    it('refuse every one that is out of turn, and say which turn it is', async () => {
      const { slugs } = await twoOffers(system, desk.admin);
      const { id } = await desk.creates(roundPlan({ a: slugs[0] }));
      const step = (name: string) => desk.officer.post(`/rounds/${id}/${name}`);
      const outOfTurn = async (...names: string[]) => {
        for (const name of names) expect(await problemOf(step(name))).toMatchObject({ status: 409, code: 'RoundStepIllegal' });
      };
      await outOfTurn('closing', 'runs', 'end');
      await step('opening');
      await outOfTurn('runs', 'end');
      await desk.closes(id);
      await outOfTurn('opening', 'end');
      expect(await problemOf(step('end'))).toMatchObject({ from: 'closed', to: 'finished', detail: 'Putaran berstatus closed tidak bisa menjadi finished; harus run dulu.' }); // prettier-ignore
      await desk.runs(id);
      await outOfTurn('opening', 'closing');
      await step('end');
      await outOfTurn('opening', 'closing', 'runs');
    });

    it('refuse to open a round whose time is over, or whose offers are in another round or closed', async () => {
      const { slugs } = await twoOffers(system, desk.admin);
      const [one, two, three] = [
        await desk.creates(roundPlan({ a: slugs[0] })),
        await desk.creates(roundPlan({ x: slugs[0] })),
        await desk.creates(roundPlan({ y: slugs[1] })),
      ];
      const open = (id: string) => desk.officer.post<RoundBody>(`/rounds/${id}/opening`);
      const both = await Promise.all([open(one.id), open(two.id)]);
      expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
      expect(both.find(({ status }) => status === 409)!.body).toMatchObject({ code: 'OfferInRound' });
      await desk.admin.put(`/offers/${slugs[1]}/status`, { status: 'closed' });
      expect(await problemOf(open(three.id) as never)).toMatchObject({ status: 409, code: 'OfferNotOpen', offerSlug: slugs[1] });
      const late = await desk.creates(roundPlan({ z: (await publishOffer(system, desk.admin)).slug }));
      system.clock.set(new Date(Date.now() + 3 * 3_600_000).toISOString());
      expect(await problemOf(open(late.id) as never)).toMatchObject({ status: 409, code: 'RoundOver' });
    });

    it('keep the formula of the version that counted at the opening', async () => {
      const { slug } = await publishOffer(system, desk.admin, { priority: PRIORITY });
      const id = await desk.opens(roundPlan({ a: slug }));
      const actor = await desk.applicant();
      await desk.proves(actor, { 'legality.nib': true });
      await desk.ranks(id, actor, ['a']);
      await desk.admin.post(`/offers/${slug}/versions`, { document: offerDocument() });
      await publishVersion(system, desk.admin, slug, 2);
      await desk.closes(id);
      expect((await desk.runs(id)).certificate.applicants).toMatchObject([{ points: [5] }]);
    });
  });

  describe('for rankings', () => {
    it('propose what suits best first, of what is not refused', async () => {
      const far = await publishOffer(system, desk.admin, {
        requires: { fact: 'actor.region', op: 'within', value: ['35.79'] },
        examples: [],
      });
      const near = await publishOffer(system, desk.admin, { area: ['35.07.13'] });
      const wide = await publishOffer(system, desk.admin, { area: ['35'] });
      const id = await desk.opens(roundPlan({ far: far.slug, wide: wide.slug, near: near.slug }));
      const actor = await desk.applicant();
      const proposal = await desk.rankingOf(id, actor);
      expect(proposal).toMatchObject({ entry: null, confirmedAt: null });
      expect(proposal.choices.map(({ batch }) => batch)).toEqual(['near', 'wide']);
      await desk.closes(id);
      expect((await desk.runs(id)).certificate.applicants).toEqual([]);
    });

    it('refuse wrong choices, each with its place', async () => {
      const { slug } = await publishOffer(system, desk.admin);
      const names = Array.from({ length: 11 }, (_, index) => `b${index}`);
      const id = await desk.opens(roundPlan(Object.fromEntries(names.map((name) => [name, slug]))));
      const { owner, actorId } = await desk.applicant();
      const rank = (choices: unknown) => refusalOf(owner.put(`/rounds/${id}/rankings/${actorId}`, { choices }));
      const invalid = { status: 422, code: 'RequestInvalid' };
      expect(await rank(['b1', 'x', 'b1'])).toEqual({ ...invalid, faults: ['/choices/1 BatchUnknown', '/choices/2 ChoiceRepeated'] });
      expect(await rank(names)).toEqual({ ...invalid, faults: ['/choices arrayMaxSize'] });
      expect(await rank([])).toEqual({ ...invalid, faults: ['/choices arrayNotEmpty'] });
      expect(await rank('b1')).toEqual({ ...invalid, faults: ['/choices isArray'] });
      expect((await owner.put(`/rounds/${id}/rankings/${actorId}`, { choices: names.slice(0, 10) })).status).toBe(200);
    });

    it('ask for the consent to be matched', async () => {
      const { slug } = await publishOffer(system, desk.admin);
      const id = await desk.opens(roundPlan({ a: slug }));
      const { owner, actorId } = await desk.applicant([], { matchingConsent: undefined });
      expect(await refusalOf(owner.put(`/rounds/${id}/rankings/${actorId}`, { choices: ['a'] }))).toEqual({ status: 409, code: 'ConsentMissing' }); // prettier-ignore
    });

    it('let only the eligible take part; who is undetermined waits and is told what would settle it', async () => {
      const { slugs } = await twoOffers(system, desk.admin);
      const id = await desk.opens(roundPlan({ a: slugs[0] }, { batches: [{ id: 'a', offerSlug: slugs[0], seats: 9 }] }));
      const nib = { 'legality.nib': { value: true } };
      const eligible = await desk.applicant();
      const undetermined = await desk.applicant([], { facts: nib });
      const cleared = await desk.applicant([], { facts: nib });
      const refused = await desk.applicant([], { facts: { ...nib, 'business.startedOn': { value: new Date(Date.now() - DAY_MS).toISOString().slice(0, 10) } } }); // prettier-ignore
      for (const one of [eligible, undetermined, cleared, refused]) await desk.ranks(id, one, ['a']);
      const clear = (actorId: string, by: ApiCaller, offerSlug = slugs[0]) => by.post<Ranked>(`/rounds/${id}/rankings/${actorId}/clearances`, { offerSlug, reason: 'surat desa' }); // prettier-ignore

      expect((await clear(cleared.actorId, desk.officer)).body.choices).toMatchObject([{ standing: 'cleared', verdict: 'undetermined' }]);
      for (const { actorId } of [eligible, refused])
        expect(await problemOf(clear(actorId, desk.officer) as never)).toMatchObject({ status: 409, code: 'NothingToClear' });
      expect(await refusalOf(clear(cleared.actorId, desk.officer, slugs[1]) as never)).toMatchObject({ status: 422, faults: ['/offerSlug OfferNotRanked'] }); // prettier-ignore
      expect(await refusalOf(clear(cleared.actorId, cleared.owner) as never)).toEqual({ status: 403, code: 'RoleNotAllowed' });

      await desk.closes(id);
      const { certificate } = await desk.runs(id);
      const entries = await Promise.all([eligible, cleared].map(async (one) => (await desk.rankingOf(id, one)).entry));
      expect(certificate.matching.a).toEqual([...entries].sort());
      const told = await desk.resultOf(id, undetermined);
      expect(told).toMatchObject({
        seat: null,
        choices: [{ standing: 'undetermined', place: null, cutOff: null, settle: [{ fact: 'business.startedOn', cause: 'missing' }] }],
      });
      expect(await desk.statesOf(undetermined)).toEqual([]);
      expect((await desk.resultOf(id, refused)).choices).toMatchObject([{ standing: 'notEligible', cutOff: null }]);
    });

    it('leave out what an applicant holds already', async () => {
      const { slug, institutionId } = await publishOffer(system, desk.admin);
      const id = await desk.opens(roundPlan({ a: slug }));
      const actor = await desk.applicant([institutionId]);
      await desk.ranks(id, actor, ['a']);
      const { body: match } = await actor.owner.post<{ id: string }>('/matches', { actorId: actor.actorId, offerSlug: slug });
      expect((await desk.officer.post(`/matches/${match.id}/decision`, { decision: 'approved' })).status).toBe(201);
      await desk.closes(id);
      expect((await desk.runs(id)).certificate.applicants).toEqual([]);
      expect((await desk.resultOf(id, actor)).choices).toMatchObject([{ standing: 'alreadyMatched' }]);
    });

    it('turn an interest that waits for review into the seat', async () => {
      const { slug } = await publishOffer(system, desk.admin);
      const id = await desk.opens(roundPlan({ a: slug }));
      const actor = await desk.applicant();
      await actor.owner.post('/matches', { actorId: actor.actorId, offerSlug: slug });
      await desk.ranks(id, actor, ['a']);
      await desk.closes(id);
      await desk.runs(id);
      expect(await desk.statesOf(actor)).toEqual(['offered']);
    });
  });

  describe('for priority', () => {
    it('count verified facts only, put more points first and tell which evidence would have added some', async () => {
      const { slug } = await publishOffer(system, desk.admin, { priority: PRIORITY });
      const id = await desk.opens(roundPlan({ a: slug }));
      const [proven, declared] = [await desk.applicant(), await desk.applicant()];
      await desk.proves(proven, { 'legality.nib': true });
      await declared.owner.patch(`/actors/${declared.actorId}/facts`, { facts: { 'business.workers': { value: 9 } } });
      for (const one of [proven, declared]) await desk.ranks(id, one, ['a']);
      await desk.closes(id);
      const { certificate } = await desk.runs(id);
      const { entry } = await desk.rankingOf(id, proven);
      expect(certificate).toMatchObject({ matching: { a: [entry] }, applicants: expect.arrayContaining([expect.objectContaining({ id: entry, points: [5] })]) }); // prettier-ignore
      const told = await desk.resultOf(id, declared);
      expect(told.choices).toMatchObject([
        {
          place: 1, cutOff: { points: 5 },
          priority: {
            points: 0,
            criteria: [
              { id: 'legal', couldAdd: 5, evidence: [{ fact: 'legality.nib', cause: 'evidence', how: 'document' }] },
              { id: 'jobs', couldAdd: 10, evidence: [{ fact: 'business.workers', cause: 'evidence', how: 'document' }] },
            ],
          },
        },
      ]); // prettier-ignore
    });

    it('refuse a formula that is not over verified facts, whose points are none, or that repeats itself', async () => {
      const { slug } = await publishOffer(system, desk.admin);
      const faults = async (priority: unknown) =>
        (await refusalOf(desk.admin.post(`/offers/${slug}/versions`, { document: { ...offerDocument(), priority } }))).faults;
      const [first] = PRIORITY!;
      const withAward = (award: unknown) => [{ ...first, awards: [award] }];
      expect(await faults(withAward({ when: { missing: 'legality.nib' }, points: 1 }))).toEqual(['/document/priority/0/awards/0/when PriorityUnverifiable']); // prettier-ignore
      expect(await faults(withAward({ when: { fact: 'tidak.ada', op: '=', value: 1 }, points: 0 }))).toEqual([
        '/document/priority/0/awards/0/points PointsInvalid',
        '/document/priority/0/awards/0/when/fact RuleInvalid',
      ]);
      expect(await faults([first, first])).toEqual(['/document/priority/1/id CriterionRepeated']);
      expect(await faults([{ ...first, cap: 2_000_000 }])).toEqual(['/document/priority PointsInvalid']);
      expect(await faults([{ ...first, awards: [] }])).toEqual(['/document/priority/0/awards arrayNotEmpty']);
    });

    it('keep reserved seats for their group, of a region or by a rule', async () => {
      const { slug } = await publishOffer(system, desk.admin);
      const groups = [{ id: 'berizin', name: { id: 'Berizin', en: 'Licensed' }, when: { fact: 'legality.nib', op: '=', value: true } }];
      const reserves = [{ group: '35.07.24', seats: 1 }, { group: 'berizin', seats: 1 }]; // prettier-ignore
      const id = await desk.opens(roundPlan({}, { batches: [{ id: 'a', offerSlug: slug, seats: 2, reserves }], groups }));
      const others = [await desk.applicant(), await desk.applicant(), await desk.applicant()];
      const local = await desk.applicant([], { regionCode: '35.07.24.2001' });
      const licensed = await desk.applicant();
      await desk.proves(licensed, { 'legality.nib': true });
      for (const one of [...others, local, licensed]) await desk.ranks(id, one, ['a']);
      await desk.closes(id);
      const { certificate } = await desk.runs(id);
      const entries = await Promise.all([local, licensed].map(async (one) => (await desk.rankingOf(id, one)).entry!));
      expect(certificate.matching.a).toEqual([...entries].sort());
      expect((await desk.resultOf(id, local)).groups).toEqual(['35.07.24']);
      expect((await desk.resultOf(id, licensed)).groups).toEqual(['berizin']);
      expect((await desk.resultOf(id, others[0]!)).choices).toMatchObject([{ waiting: 3, cutOff: 'closed' }]);
    });
  });

  describe('for who may see and do what', () => {
    it('hold for every role', async () => {
      const { id, slugs, partners, first, second } = await desk.contested();
      await desk.runs(id);
      const draft = await desk.creates(roundPlan({ a: slugs[0] }));
      const callers = {
        admin: desk.admin, officer: desk.officer, owner: first.owner, partner: partners[0]!,
        kepanjen: await system.signIn({ role: 'officer', regionCode: '35.07.13' }),
        batu: await system.signIn({ role: 'officer', regionCode: '35.79' }),
        planner: await system.signIn({ role: 'planner' }),
        stranger: (await publishOffer(system, desk.admin)).partner,
        onlooker: await system.signIn({ role: 'owner' }),
      }; // prettier-ignore
      const statuses = async (call: (caller: ApiCaller) => Promise<{ status: number }>) => {
        const answers = await Promise.all(Object.entries(callers).map(async ([name, caller]) => [name, (await call(caller)).status]));
        return Object.fromEntries(answers) as Record<keyof typeof callers, number>;
      };
      const all = {
        admin: 200,
        officer: 200,
        owner: 200,
        partner: 200,
        kepanjen: 200,
        batu: 404,
        planner: 403,
        stranger: 404,
        onlooker: 200,
      };
      expect(await statuses((caller) => caller.get(`/rounds/${id}`))).toEqual(all);
      expect(await statuses((caller) => caller.get(`/rounds/${id}/certificate`))).toEqual({ ...all, onlooker: 404 });
      const nobody = { owner: 404, partner: 404, kepanjen: 404, onlooker: 404 };
      expect(await statuses((caller) => caller.get(`/rounds/${draft.id}`))).toEqual({ ...all, ...nobody });
      const closed = { owner: 403, partner: 403, stranger: 403, onlooker: 403 };
      expect(await statuses((caller) => caller.post(`/rounds/${id}/opening`))).toEqual({ ...all, ...closed, admin: 409, officer: 409, kepanjen: 403 }); // prettier-ignore
      const own = { owner: 200, partner: 403, stranger: 403, onlooker: 404 };
      expect(await statuses((caller) => caller.get(`/rounds/${id}/rankings/${first.actorId}/result`))).toEqual({ ...all, ...own });
      expect(await refusalOf(first.owner.get(`/rounds/${id}/rankings/${second.actorId}`))).toEqual({ status: 404, code: 'ActorUnknown' });
      expect(await refusalOf(first.owner.post(`/rounds/${id}/rankings/${second.actorId}/answer`, { answer: 'accepted' }))).toEqual({ status: 404, code: 'ActorUnknown' }); // prettier-ignore
      expect(await refusalOf(desk.officer.put(`/rounds/${id}/rankings/${first.actorId}`, { choices: ['a'] }))).toEqual({ status: 403, code: 'RoleNotAllowed' }); // prettier-ignore
      const listed = async (caller: ApiCaller) => (await caller.get<{ items: { id: string }[] }>('/rounds')).body.items.map((one) => one.id); // prettier-ignore
      expect(await listed(desk.officer)).toEqual(expect.arrayContaining([id, draft.id]));
      expect(await listed(partners[0]!)).toEqual([id]);
      expect(await listed(callers.stranger)).toEqual([]);
      expect(await listed(callers.onlooker)).not.toContain(draft.id);
      expect(await listed(callers.batu)).not.toContain(id);
      const takesPart = async (caller: ApiCaller) => (await caller.get<{ items: { actorId: string }[] }>(`/rounds/${id}/rankings`)).body.items.map(({ actorId }) => actorId); // prettier-ignore
      expect(await takesPart(first.owner)).toEqual([first.actorId]);
      expect(await takesPart(desk.officer)).toHaveLength(3);
    });

    it('name nobody in a certificate', async () => {
      const { id, first } = await desk.contested();
      const { certificate } = await desk.runs(id);
      expect(JSON.stringify(certificate)).not.toContain(first.actorId);
    });

    it('answer for what is not there', async () => {
      const actor = await desk.applicant();
      expect(await refusalOf(desk.officer.get(`/rounds/${UNKNOWN}`))).toEqual({ status: 404, code: 'RoundUnknown' });
      expect(await refusalOf(desk.officer.get(`/rounds/satu`))).toEqual({ status: 404, code: 'IdUnknown' });
      expect(await refusalOf(desk.officer.post(`/rounds/${UNKNOWN}/runs`))).toEqual({ status: 404, code: 'RoundUnknown' });
      const id = await desk.opens(roundPlan({ a: (await publishOffer(system, desk.admin)).slug }));
      expect(await refusalOf(actor.owner.get(`/rounds/${id}/rankings/${actor.actorId}/result`))).toEqual({ status: 404, code: 'RankingUnknown' }); // prettier-ignore
      expect(await refusalOf(desk.answer(id, actor, 'accepted') as never)).toEqual({ status: 404, code: 'SeatUnknown' });
      await desk.ranks(id, actor, ['a']);
      expect(await refusalOf(actor.owner.get(`/rounds/${id}/rankings/${actor.actorId}/result`))).toEqual({ status: 409, code: 'RoundNotRun' }); // prettier-ignore
      expect(await refusalOf(actor.owner.get(`/rounds/${id}/certificate`))).toEqual({ status: 404, code: 'RunUnknown' });
    });
  });
});
