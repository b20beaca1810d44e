import { evaluate, Facts, Rule } from '@sambung/matching';
import { CATALOGUE, OfferDocument } from '@sambung/offers';
import { actorRequest } from '../factories/actors';
import { offerDocument } from '../factories/offers';
import { refusalOf } from '../factories/problems';
import { publishOffer } from '../factories/story';
import { ApiCaller } from '../support/api-caller';
import { TestSystem } from '../support/test-system';

interface Overlap {
  slug: string;
  outcome: string;
  areas: string[];
  days: object;
  shared: { nearness: string }[];
  witness: { asOf: string; facts: { fact: string; value: never }[] } | null;
  advice: { kind: string; to?: { district: string; open: number }[]; text: { en: string } }[];
}

interface Cell {
  district: string;
  districtName: string;
  intervention: string;
  target: string;
  quarter: string;
  need: number | null;
  seats: number;
  state: string | null;
  offers: string[];
}

const [BATU, BUMIAJI, JUNREJO] = ['35.79.01', '35.79.02', '35.79.03'] as const;
const NIB: Rule = { id: 'nib', fact: 'legality.nib', op: '=', value: true };
const HALF_A_YEAR: Rule = { id: 'age', fact: 'business.startedOn', measure: 'months', op: '>=', value: 6 };

/** A packaging class in Junrejo in the second quarter of 2027. */
const workshop = (requires: Rule, changes: Partial<OfferDocument> = {}) =>
  offerDocument({
    validFrom: '2027-04-01', validTo: '2027-06-30', area: [JUNREJO], benefits: { seats: 20 }, requires, examples: [], ...changes,
  }); // prettier-ignore

describe('story D: the city plans a packaging workshop in Junrejo', () => {
  let system: TestSystem;
  let admin: ApiCaller;
  let planner: ApiCaller;
  let officer: ApiCaller;
  let partner: ApiCaller & { institutionId: string };
  let plut: string;
  let blk: string;

  beforeAll(async () => {
    system = await TestSystem.start();
    admin = await system.signIn({ role: 'admin' });
    planner = await system.signIn({ role: 'planner' });
    officer = await system.signIn({ role: 'officer', regionCode: '35.79' });
    ({ slug: plut } = await publishOffer(system, admin, workshop(NIB)));
    ({ slug: blk } = await publishOffer(system, admin, workshop(HALF_A_YEAR, { level: 'province', validFrom: '2027-05-01' })));
    const halal = await publishOffer(system, admin, workshop(NIB, { needs: ['legalitas.halal'] }));
    await publishOffer(system, admin, workshop(NIB, { validFrom: '2027-07-01', validTo: null }));
    partner = await system.partner(halal.slug);
    await wanting(BUMIAJI, 41);
    await wanting(JUNREJO, 6);
    await wanting(BATU, 3);
    await system.noPendingWork();
  });

  afterAll(() => system.stop());

  async function wanting(regionCode: string, count: number): Promise<void> {
    for (let person = 0; person < count; person += 1) {
      const facts = { 'need.wanted': { value: ['produksi.kemasan'] } };
      const { status } = await officer.post('/actors', actorRequest({ regionCode, facts }));
      if (status !== 201) throw new Error(`an actor was not registered: ${status}`);
    }
  }

  const draft = workshop({ all: [NIB, HALF_A_YEAR] });
  const find = async (caller: ApiCaller, document = draft) => (await caller.post<Overlap[]>('/offers/overlaps', { document })).body;
  const cells = async (caller: ApiCaller, query = '') =>
    (
      await caller.get<{ items: Cell[]; next: string | null }>(
        `/cells?quarter=2027-Q2&regionCode=35.79&intervention=produksi.kemasan${query}`,
      )
    ).body.items;
  const needs = async (caller: ApiCaller, query = '') =>
    Object.fromEntries((await cells(caller, query)).map(({ district, need, state }) => [district, `${need} ${state}`]));

  it('learns of those that give the same there and then, each with somebody whom both would take', async () => {
    const found = await find(planner);
    expect(found.map(({ slug, outcome, areas, days, shared }) => ({ slug, outcome, areas, days, nearness: shared[0]!.nearness }))).toEqual([
      { slug: plut, outcome: 'witness', areas: [JUNREJO], days: { from: '2027-04-01', to: '2027-06-30' }, nearness: 'same' },
      { slug: blk, outcome: 'witness', areas: [JUNREJO], days: { from: '2027-05-01', to: '2027-06-30' }, nearness: 'same' },
      { slug: 'plut-kota-batu', outcome: 'witness', areas: [JUNREJO], days: { from: '2027-04-01', to: '2027-06-30' }, nearness: 'family' },
    ]);
    const verdicts = found.slice(0, 2).flatMap(({ slug, witness }) => {
      const facts: Facts = Object.fromEntries(witness!.facts.map(({ fact, value }) => [fact, { value, level: 'registry' }]));
      const rules = [draft.requires, slug === plut ? NIB : HALF_A_YEAR];
      return rules.map((rule) => evaluate(rule, { facts, asOf: witness!.asOf, catalogue: CATALOGUE }).verdict);
    });
    expect(verdicts).toEqual(['eligible', 'eligible', 'eligible', 'eligible']);
  });

  it('is advised to move to Bumiaji, where 41 needs are open', async () => {
    const [first] = await find(planner);
    const move = first!.advice.find(({ kind }) => kind === 'move')!;
    expect(move.to![0]).toEqual({ district: BUMIAJI, intervention: 'produksi.kemasan', target: 'business', quarter: '2027-Q2', open: 41 });
    expect(move.text.en).toBe('Move to where nobody is served: Bumiaji 2027-Q2 (41 needs), Batu 2027-Q2 (3 needs).');
  });

  it('meets only the advice centre once it goes to Bumiaji', async () => {
    expect((await find(planner, { ...draft, area: [BUMIAJI] })).map(({ slug }) => slug)).toEqual(['plut-kota-batu']);
  });

  it('may ask about a stored draft before it is published, which stays the business of its institution', async () => {
    const stored = await partner.post('/offers', { slug: 'draf-junrejo', institutionId: partner.institutionId, document: draft });
    expect(stored.status).toBe(201);
    const path = '/offers/draf-junrejo/versions/1/overlaps';
    expect((await partner.get<Overlap[]>(path)).body.map(({ slug }) => slug)).toEqual([plut, blk, 'plut-kota-batu']);
    expect(await refusalOf(planner.get(path))).toEqual({ status: 404, code: 'OfferUnknown' });
    expect(await refusalOf(partner.get('/offers/draf-junrejo/versions/2/overlaps'))).toEqual({ status: 404, code: 'OfferUnknown' });
  });

  it('is told every fault of a draft, and owners are not asked', async () => {
    const faulty = { document: { ...draft, area: ['99'], needs: ['x'] } };
    expect(await refusalOf(planner.post('/offers/overlaps', faulty))).toEqual({
      status: 422, code: 'RequestInvalid', faults: ['/document/area/0 RegionUnknown', '/document/needs/0 NeedUnknown'],
    }); // prettier-ignore
    const owner = await system.signIn({ role: 'owner' });
    expect(await refusalOf(owner.post('/offers/overlaps', faulty))).toEqual({ status: 403, code: 'RoleNotAllowed' });
    expect(await refusalOf(owner.get('/cells'))).toEqual({ status: 403, code: 'RoleNotAllowed' });
  });

  describe('cells of need and supply', () => {
    it('show planners where seats are too many and where nothing comes', async () => {
      expect(await cells(planner)).toEqual([
        { district: BATU, districtName: 'Batu', target: 'business', need: 3, seats: 0, uncounted: false, state: 'empty', offers: [], ...packaging },
        { district: BUMIAJI, districtName: 'Bumiaji', target: 'business', need: 41, seats: 0, uncounted: false, state: 'empty', offers: [], ...packaging },
        { district: JUNREJO, districtName: 'Junrejo', target: 'business', need: 6, seats: 40, uncounted: false, state: 'redundant', offers: [plut, blk], ...packaging },
      ]); // prettier-ignore
      expect((await cells(planner, '&state=redundant')).map(({ district }) => district)).toEqual([JUNREJO]);
    });

    it('hide fewer than 5 people outside the office, and in a copy that leaves it', async () => {
      const neighbour = await system.signIn({ role: 'officer', regionCode: '35.73' });
      const exact = { [BATU]: '3 empty', [BUMIAJI]: '41 empty', [JUNREJO]: '6 redundant' };
      const hidden = { ...exact, [BATU]: 'null null' };
      expect([await needs(planner), await needs(officer), await needs(admin)]).toEqual([exact, exact, exact]);
      expect([await needs(partner), await needs(neighbour), await needs(planner, '&forPublication=true')]).toEqual([
        hidden,
        hidden,
        hidden,
      ]);
    });

    it('keep few people out of the advice to partners', async () => {
      const [first] = await find(partner);
      expect(first!.advice.flatMap(({ to = [] }) => to.map(({ district }) => district))).toEqual([BUMIAJI]);
    });

    it('come by the page and as CSV', async () => {
      const page = await planner.get<{ items: Cell[]; next: string }>('/cells?quarter=2027-Q2&regionCode=35.79&limit=2');
      expect(page.body.next).toBe('35.79.02 produksi.kemasan business 2027-Q2');
      const rest = await planner.get<{ items: Cell[] }>(
        `/cells?quarter=2027-Q2&regionCode=35.79&after=${encodeURIComponent(page.body.next)}`,
      );
      expect(rest.body.items.map(({ district }) => district)).toEqual([JUNREJO]);
      const { type, text } = await planner.text('/cells?quarter=2027-Q2&regionCode=35.79&format=csv&forPublication=true');
      expect(type).toBe('text/csv; charset=utf-8');
      expect(text.split('\r\n')).toEqual([
        'district,districtName,intervention,interventionName,target,targetName,quarter,need,seats,uncounted,offers,offerNames,state,stateName',
        '35.79.01,Batu,produksi.kemasan,Kemasan dan label,business,Usaha,2027-Q2,,0,false,,,,',
        '35.79.02,Bumiaji,produksi.kemasan,Kemasan dan label,business,Usaha,2027-Q2,41,0,false,,,empty,Belum terlayani',
        expect.stringMatching(new RegExp(`^35.79.03,Junrejo,.*,6,40,false,${plut} ${blk},[^,]+; [^,]+,redundant,Berlebih$`)),
        '',
      ]);
    });

    it('are refused for a quarter that is none', async () => {
      expect(await refusalOf(planner.get('/cells?quarter=2027-Q5'))).toEqual({
        status: 422,
        code: 'RequestInvalid',
        faults: ['/quarter matches'],
      });
    });
  });

  const packaging = { intervention: 'produksi.kemasan', quarter: '2027-Q2' };
});
