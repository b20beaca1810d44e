import { OfferDocument, shippedOffers } from '@sambung/offers';
import { refusalOf } from '../factories/problems';
import { actorRequest } from '../factories/actors';
import { cast, Cast, interestedActor, publishOffer } from '../factories/story';
import { ApiCaller } from '../support/api-caller';
import { TestSystem } from '../support/test-system';

interface Text {
  id: string;
  en: string;
}

interface Explanation {
  verdict: string;
  sentence: Text;
  outlook: string;
  unlocks: { cost: number; leadDays: number; readyOn: string; via: string[]; text: Text[]; changes: { fact: string }[] }[];
  checklist: { mark: string; text: Text; actual: Text | null }[] | null;
  tree: Text | null;
  culprits: string[][];
  settle: { leaf: string; who: string }[];
}

interface Suggestion {
  slug: string;
  explanation: Explanation;
  plans: { cost: number; leadDays: number; readyOn: string; steps: { offer: string; after: string[] }[]; text: Text[] }[];
}

interface Question {
  undetermined: string[];
  question: { key: string; text: Text; input: object; offers: string[]; settles: string[]; who: string } | null;
}

/** A home-made snack in Malang City, without any document. */
const SNACKS = {
  'legality.nib': false, 'legality.pirt': false, 'legality.bpomMd': false, 'legality.halal': false, 'business.turnover': 120_000_000,
  'business.madeAtHome': true, 'business.technology': 'manual', 'business.shelfLife': 90, 'business.foodForm': 'dry', 'business.packaged': true,
  'business.packagingReady': true, 'business.facilities': 1, 'business.outlets': 1, 'business.halalIngredients': true,
  'business.uncertifiedMeat': false, 'business.preservations': 1, 'business.startedOn': '2026-07-12', 'owner.nik': '3507131212850000',
}; // prettier-ignore
const factsOf = (values: Record<string, unknown>) => Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value }]));

describe('reasons', () => {
  let system: TestSystem;
  let people: Cast;
  let owner: ApiCaller;
  let snacks: string;

  const register = async (values: Record<string, unknown>, changes: Record<string, unknown> = {}) => {
    const { body } = await owner.post<{ id: string }>('/actors', actorRequest({ facts: factsOf(values), ...changes }));
    return body.id;
  };
  const suggestion = async (actorId: string, slug: string, query = '') =>
    (await owner.get<Suggestion>(`/actors/${actorId}/suggestions/${slug}${query}`)).body;

  beforeAll(async () => {
    system = await TestSystem.start({ environment: { UNDO_SECONDS: '60' } });
    system.clock.set('2026-11-22T03:00:00Z');
    people = await cast(system);
    owner = people.owner;
    snacks = await register(SNACKS, { regionCode: '35.73.02.1007' });
    await system.noPendingWork();
  });

  afterAll(() => system.stop());

  describe('of one offer', () => {
    it('say in a sentence what is missing, what to do and when it can start', async () => {
      const { explanation } = await suggestion(snacks, 'spp-irt');
      expect(explanation.sentence).toEqual({
        id: 'Belum memenuhi: punya NIB: tidak, perlu ya. Caranya: urus NIB di OSS. Bisa mulai 23 November 2026.',
        en: 'Does not qualify yet: has Business ID (NIB): no, needs yes. What to do: get an NIB at OSS. Possible from 23 November 2026.',
      });
      expect(explanation).toMatchObject({
        verdict: 'notEligible',
        culprits: [['nib']],
        outlook: 'possible',
        unlocks: [{ cost: 2, leadDays: 1, readyOn: '2026-11-23', via: [], changes: [{ fact: 'legality.nib', from: false, to: true }] }],
        checklist: null,
        tree: null,
      });
      expect(explanation.unlocks[0]!.text).toEqual([{ id: 'Urus NIB di OSS (sekitar 1 hari).', en: 'Get an NIB at OSS (about 1 day).' }]);
    });

    it('count the days until a business is old enough', async () => {
      const age = { id: 'age', fact: 'business.startedOn', measure: 'months' as const, op: '>=' as const, value: 6 };
      const { slug } = await publishOffer(system, people.admin, { requires: { all: [age] }, examples: [] });
      const { explanation } = await suggestion(snacks, slug);
      expect(explanation.sentence.id).toBe('Belum memenuhi: umur usaha 4 bulan, perlu 6. Bisa mulai 12 Januari 2027.');
    });

    it('say plainly that nothing helps where only what nobody can change stands in the way', async () => {
      const { explanation } = await suggestion(snacks, 'plut-kab-malang');
      expect(explanation).toMatchObject({ verdict: 'notEligible', outlook: 'impossible', unlocks: [] });
      expect(explanation.sentence.en).toMatch(/This cannot be changed: business region\.$/);
    });

    it('go deeper when asked: a checklist, and the whole rule as a tree', async () => {
      const checklist = await suggestion(snacks, 'spp-irt', '?depth=checklist');
      expect(checklist.explanation.tree).toBeNull();
      expect(checklist.explanation.checklist!.map(({ mark, text }) => `${mark} ${text.en}`)).toContain('✗ Has Business ID (NIB)');
      const tree = await suggestion(snacks, 'spp-irt', '?depth=tree');
      expect(tree.explanation.checklist).toEqual(checklist.explanation.checklist);
      expect(tree.explanation.tree!.id.split('\n')[0]).toBe('✗ Semua ini:');
      expect(await refusalOf(owner.get(`/actors/${snacks}/suggestions/spp-irt?depth=all`))).toEqual({
        status: 422,
        code: 'RequestInvalid',
        faults: ['/depth isIn'],
      });
    });

    it('come with every suggestion and every refusal, and name no identifier of a person', async () => {
      const lists = ['', '&verdict=notEligible'].map((query) =>
        owner.get<{ suggestions: Suggestion[] }>(`/actors/${snacks}/suggestions?depth=tree${query}`),
      );
      const [fitting, refused] = await Promise.all(lists);
      const shown = [...fitting!.body.suggestions, ...refused!.body.suggestions];
      expect(shown.length).toBeGreaterThan(20);
      expect(shown.filter(({ explanation: { sentence, tree } }) => !sentence.id || !sentence.en || !tree)).toEqual([]);
      const stuck = shown.filter(({ explanation: { verdict, unlocks, outlook } }) => verdict === 'notEligible' && unlocks.length === 0 && outlook === 'possible'); // prettier-ignore
      expect(stuck).toEqual([]);
      expect(JSON.stringify(shown)).not.toContain('3507131212850000');
    });
  });

  describe('plans', () => {
    it('lead from no NIB over the P-IRT to a shipped buyer', async () => {
      const { explanation, plans } = await suggestion(snacks, 'etalase-hotel-phri-malang');
      expect(explanation.culprits).toEqual([['pirt', 'bpom']]);
      expect(explanation.unlocks.map(({ via }) => via)).toContainEqual(['spp-irt']);
      expect(plans.map(({ steps }) => steps.map(({ offer }) => offer))).toEqual([['spp-irt', 'etalase-hotel-phri-malang']]);
      expect(plans[0]).toMatchObject({ leadDays: 31, readyOn: '2026-12-23' });
      expect(plans[0]!.text.map(({ id }) => id)).toEqual([
        '1. Urus NIB di OSS (sekitar 1 hari).',
        '2. Ikuti SPP-IRT (P-IRT) lewat OSS + penyuluhan keamanan pangan, 23 November 2026 sampai 23 Desember 2026.',
        expect.stringMatching(/^3\. Ajukan .*, mulai 23 Desember 2026\.$/),
      ]);
    });

    it('lead from no NIB over the P-IRT and the halal certificate to a buyer who asks for both', async () => {
      const needs = ['pirt', 'halal'].map((id) => ({ id, fact: `legality.${id}`, op: '=' as const, value: true }));
      const buyer: Partial<OfferDocument> = { kind: 'businessMatching', requires: { all: needs }, examples: [] };
      const { slug } = await publishOffer(system, people.admin, buyer);
      const { plans } = await suggestion(snacks, slug);
      const [plan] = plans;
      expect(plan!.steps.map(({ offer, after }) => [offer, after])).toEqual([
        ['spp-irt', []],
        ['sehati-2026', []],
        [slug, ['spp-irt', 'sehati-2026']],
      ]);
      expect(plan!.text.filter(({ en }) => en.includes('NIB')).length).toBe(1);
    });

    it('are none for what can be had already, is over, or leads nowhere', async () => {
      const puas = await register(SNACKS);
      expect((await suggestion(puas, 'puas-kab-malang')).plans).toEqual([]);
      const closed = shippedOffers().find(({ document }) => document.validTo !== null && document.validTo < '2026-11-22')!;
      expect((await suggestion(snacks, closed.slug)).plans).toEqual([]);
      expect((await suggestion(snacks, 'plut-kab-malang')).plans).toEqual([]);
    });

    it('stand in the detail of a match as well', async () => {
      const loan = { id: 'trained', fact: 'programme.inMentoring', op: '=' as const, value: true };
      const area = { id: 'area', fact: 'actor.region', op: 'within' as const, value: ['35.07'] };
      const { slug, institutionId } = await publishOffer(system, people.admin, { requires: { all: [area, loan] }, examples: [] });
      const { matchId } = await interestedActor({ ...people, slug, institutionId });
      const { body } = await people.officer.get<Suggestion>(`/matches/${matchId}?depth=checklist`);
      expect(body.explanation).toMatchObject({ verdict: 'undetermined', checklist: [{ mark: '✓' }, { mark: '?' }], tree: null });
      expect(body.plans.flatMap(({ steps }) => steps.map(({ offer }) => offer))).toContain('puas-kab-malang');
    });
  });

  describe('the next question', () => {
    const ask = async (actorId: string, caller = owner, query = '') =>
      (await caller.get<Question>(`/actors/${actorId}/next-question${query}`)).body;
    const answers: Record<string, unknown> = {
      boolean: true, integer: 1, date: '2020-01-01', choices: [], text: 'x', code: '2025:10794', region: '35.07.13.2001',
    }; // prettier-ignore

    it('is one that an answer brings on, until no question is left that the owner can answer', async () => {
      const actorId = await register({ 'legality.nib': true });
      const asked: string[] = [];
      const refused: string[] = [];
      for (
        let { question } = await ask(actorId);
        question;
        question = (await ask(actorId, owner, refused.length ? `?skip=${refused.join()}` : '')).question
      ) {
        const { key, input, who, offers } = question;
        expect([asked.includes(key), who, offers.length > 0]).toEqual([false, 'owner', true]);
        asked.push(key);
        const { type, options, min = 0 } = input as { type: string; options?: object; min?: number };
        const value = type === 'choice' ? Object.keys(options!)[0] : type === 'integer' ? min : answers[type];
        const { status } = await owner.patch(`/actors/${actorId}/facts`, { facts: { [key]: { value } } });
        if (status !== 200) refused.push(key);
      }
      expect(asked.length).toBeGreaterThan(5);
      expect(refused.length).toBeLessThan(asked.length / 2);
    }, 60_000);

    it('is the one that decides most, with what may be answered', async () => {
      const { question, undetermined } = await ask(snacks);
      expect(undetermined).toEqual(expect.arrayContaining([...question!.offers]));
      expect(question!.input).toMatchObject({ type: expect.any(String) });
      const skipped = await ask(snacks, owner, `?skip=${question!.key}`);
      expect(skipped.question!.key).not.toBe(question!.key);
      expect(skipped.question!.offers.length).toBeLessThanOrEqual(question!.offers.length + undetermined.length);
    });

    it('is for those who are there: an officer may be asked what the owner cannot answer', async () => {
      const check = { id: 'seen', officerCheck: 'seen', text: { id: 'Tempat usaha dilihat', en: 'The place was seen' } };
      const area = { id: 'area', fact: 'actor.region', op: 'within' as const, value: ['35.07'] };
      await publishOffer(system, people.admin, { requires: { all: [area, check] }, examples: [] });
      const actorId = await register({}, { roles: ['cooperative', 'business'] });
      const visited = await ask(actorId, people.officer, '?who=officer');
      expect(visited.question).toMatchObject({ kind: 'check', who: 'officer', input: null });
    });

    it('is refused to strangers, and for keys that are none', async () => {
      const stranger = await system.signIn({ role: 'owner' });
      expect(await refusalOf(stranger.get(`/actors/${snacks}/next-question`))).toEqual({ status: 404, code: 'ActorUnknown' });
      expect(await refusalOf(owner.get(`/actors/${snacks}/next-question?who=neighbour&skip=a%20b`))).toEqual({
        status: 422,
        code: 'RequestInvalid',
        faults: ['/skip matches', '/who isIn'],
      });
    });
  });
});
