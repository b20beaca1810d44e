import { OfferDocument } from '@sambung/offers';
import { actorRequest } from '../factories/actors';
import { offerDocument, publishVersion } from '../factories/offers';
import { refusalOf } from '../factories/problems';
import { publishOffer } from '../factories/story';
import { ApiCaller } from '../support/api-caller';
import { TestSystem } from '../support/test-system';

type Counts = Record<'newlyIn' | 'newlyOut' | 'newlyUndetermined' | 'eligible' | 'undetermined', number | null>;
type Row = Counts & { key: string };

interface Simulation {
  id: string;
  state: string;
  people: number;
  scanned: number;
  rounded: boolean;
  total: Counts;
  byDistrict: Row[];
  bySex: Row[];
  byKind: Row[];
  demand: { eligible: number; wanting: number; seats: number; perSeat: number };
  overlaps: { slug: string }[];
}

interface NearMisses {
  items: { actorId: string; offerSlug: string; fact: string; closes: string | null; via: string[]; freeSeats: number | null }[];
  scanned: number;
  next: string | null;
}

const [KEPANJEN, TUREN] = ['35.07.13', '35.07.09'] as const;

describe('before an offer goes live', () => {
  let system: TestSystem;
  let [admin, planner, officer, owner]: ApiCaller[] = [];
  let partner: ApiCaller;
  let slug: string;

  const atMost = (turnover: number): Partial<OfferDocument> => ({
    requires: { all: [{ id: 'turnover', fact: 'business.turnover', op: '<=', value: turnover }] },
    area: ['35.07'],
    benefits: { seats: 2 },
    validTo: '2027-12-31',
    examples: [],
  });

  const register = (regionCode: string, facts: Record<string, unknown>) =>
    owner!.post<{ id: string }>('/actors', actorRequest({ regionCode, facts: Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, { value }])) })); // prettier-ignore

  beforeAll(async () => {
    system = await TestSystem.start();
    [admin, planner, officer, owner] = await Promise.all([
      system.signIn({ role: 'admin' }),
      system.signIn({ role: 'planner' }),
      system.signIn({ role: 'officer', regionCode: '35.07' }),
      system.signIn({ role: 'owner' }),
    ]);
    ({ slug, partner } = await publishOffer(system, admin, atMost(300_000_000)));
    const wanted = { 'need.wanted': ['produksi.kemasan'] };
    for (let count = 0; count < 6; count += 1) {
      await register(KEPANJEN, { 'business.turnover': 400_000_000, 'owner.sex': 'female', ...(count < 4 && wanted) });
    }
    await register(TUREN, { 'business.turnover': 400_000_000, 'owner.sex': 'male' });
    await register(TUREN, { 'business.turnover': 100_000_000, 'owner.sex': 'male', ...wanted });
    await register(TUREN, {});
    await register('35.79.01', { 'business.turnover': 400_000_000 });
  });

  afterAll(() => system.stop());

  /** Asks, and reads the result once it has been counted. */
  const counted = async (by: ApiCaller, of: string, request: object): Promise<Simulation> => {
    const { body } = await by.post<Simulation>(`/offers/${of}/simulations`, request);
    await system.noPendingWork();
    return (await by.get<Simulation>(`/simulations/${body.id}`)).body;
  };
  const simulate = (by: ApiCaller, changes: object = {}) => counted(by, slug, { document: offerDocument(atMost(500_000_000)), ...changes });
  const some = (counts: Partial<Counts>): Counts => ({ newlyIn: 0, newlyOut: 0, newlyUndetermined: 0, eligible: 0, undetermined: 0, ...counts }); // prettier-ignore

  it('a changed rule shows whom it newly takes in, by kecamatan, sex and kind', async () => {
    const found = await simulate(planner!);
    expect(found.rounded).toBe(false);
    expect(found.total).toEqual(some({ newlyIn: 8, eligible: 9, undetermined: 1 }));
    expect(found.byDistrict).toEqual([
      { key: TUREN, ...some({ newlyIn: 1, eligible: 2, undetermined: 1 }) },
      { key: KEPANJEN, ...some({ newlyIn: 6, eligible: 6 }) },
      { key: '35.79.01', ...some({ newlyIn: 1, eligible: 1 }) },
    ]);
    expect(found.bySex.map(({ key, newlyIn }) => [key, newlyIn])).toEqual([['female', 6], ['male', 1], ['unknown', 1]]); // prettier-ignore
    expect(found.byKind.map(({ key }) => key)).toEqual(['business']);
    expect(found.demand).toEqual({ eligible: 9, wanting: 5, seats: 2, perSeat: 250 });
  });

  it('is counted in parts, kept for whoever asked and nobody else, and goes on where a lost worker left it', async () => {
    const { body: asked } = await planner!.post<Simulation>(`/offers/${slug}/simulations`, {});
    expect(asked).toMatchObject({ state: 'running', scanned: 0, people: 10 });
    await system.noPendingWork();
    await system.query(`update outbox set done_at = null, taken_at = null, enqueued_at = null where aggregateid = $1`, [asked.id]);
    await system.noPendingWork();
    const { body: done } = await planner!.get<Simulation>(`/simulations/${asked.id}`);
    expect(done).toMatchObject({ state: 'done', scanned: 10, people: 10, total: { newlyIn: 0, eligible: 1 } });
    expect(await refusalOf(officer!.get(`/simulations/${asked.id}`))).toEqual({ status: 404, code: 'SimulationUnknown' });
    const { body: own } = await planner!.get<Simulation[]>('/simulations');
    expect(own[0]!.id).toBe(asked.id);
  });

  it('a rule made stricter, or not yet open on the day, shows whom it leaves out', async () => {
    const stricter = await simulate(planner!, { document: offerDocument(atMost(50_000_000)) });
    expect(stricter.total).toMatchObject({ newlyIn: 0, newlyOut: 1, eligible: 0 });
    const ended = await simulate(planner!, { asOf: '2028-01-01' });
    expect(ended.total).toEqual(some({}));
    const asked = { all: [{ id: 'turnover', fact: 'business.turnover', op: '<=', value: 300_000_000 }, { id: 'sku', fact: 'legality.sku', op: '=', value: true }] }; // prettier-ignore
    const evidence = await simulate(planner!, { document: offerDocument({ ...atMost(1), requires: asked as never }) });
    expect(evidence.total).toMatchObject({ newlyUndetermined: 1, newlyOut: 0 });
  });

  it('hides few people and rounds the rest outside the office, and knows whose office it is', async () => {
    const outside = await simulate(partner);
    expect(outside).toMatchObject({ rounded: true, total: { newlyIn: 10, eligible: 10, undetermined: null } });
    expect(outside.byDistrict.map(({ key, newlyIn }) => [key, newlyIn])).toEqual([[TUREN, null], [KEPANJEN, 5], ['35.79.01', null]]); // prettier-ignore
    const own = await simulate(officer!);
    expect(own).toMatchObject({ rounded: false, total: { newlyIn: 7 } });
    expect(await refusalOf(officer!.post(`/offers/${slug}/simulations`, { regionCode: '35.79' }))).toEqual({ status: 403, code: 'RegionForeign' }); // prettier-ignore
    expect(await refusalOf(partner.post(`/offers/${slug}/simulations`, { regionCode: '35.07' }))).toEqual({ status: 403, code: 'RegionNotAllowed' }); // prettier-ignore
    const stranger = (await publishOffer(system, admin!, atMost(1))).partner;
    expect(await refusalOf(stranger.post(`/offers/${slug}/simulations`))).toEqual({ status: 403, code: 'OfferForeign' });
  });

  it('is asked of a stored draft as well, and says which offers it would meet', async () => {
    const twin = await publishOffer(system, admin!, atMost(300_000_000));
    await partner.post(`/offers/${slug}/versions`, { document: offerDocument(atMost(500_000_000)) });
    const body = await counted(partner, slug, { version: 2 });
    expect(body.total.newlyIn).toBe(10);
    expect(body.overlaps.map(({ slug: other }) => other)).toContain(twin.slug);
  });

  describe('a mentor finds people one obtainable fact away', () => {
    let near: string;
    let lacking: string;

    beforeAll(async () => {
      const rule = {
        all: [
          { id: 'area', fact: 'actor.region', op: 'within', value: [TUREN] },
          { id: 'pirt', fact: 'legality.pirt', op: '=', value: true },
        ],
      } as const;
      ({ slug: near } = await publishOffer(system, admin!, {
        requires: rule,
        examples: [],
        benefits: { seats: 1 },
        validTo: '2027-03-31',
      }));
      lacking = (await register(TUREN, { 'legality.pirt': false })).body.id;
      await register(TUREN, { 'legality.pirt': true });
      await register(KEPANJEN, { 'legality.pirt': false });
    });

    it('by the deadline, with who brings the fact', async () => {
      const { body } = await officer!.get<NearMisses>(`/near-misses?offer=${near}`);
      const first = body.items.find(({ actorId }) => actorId === lacking)!;
      expect(first).toMatchObject({ offerSlug: near, fact: 'legality.pirt', closes: '2027-03-31', freeSeats: 1 });
      expect(body.items.every(({ offerSlug }) => offerSlug === near)).toBe(true);
      expect(body.next).toBeNull();
      const { body: all } = await officer!.get<NearMisses>('/near-misses?limit=200');
      const days = all.items.map(({ closes }) => closes ?? '9999');
      expect(days).toEqual([...days].sort());
      expect(all.items.find(({ actorId, offerSlug }) => actorId === lacking && offerSlug === near)!.via).toContain('spp-irt');
    });

    it('only in the own territory, and not where no seat is free', async () => {
      const neighbour = await system.signIn({ role: 'officer', regionCode: '35.79' });
      expect((await neighbour.get<NearMisses>(`/near-misses?offer=${near}`)).body.items).toEqual([]);
      expect(await refusalOf(neighbour.get('/near-misses?regionCode=35.07'))).toEqual({ status: 403, code: 'RegionForeign' });
      expect(await refusalOf(owner!.get('/near-misses'))).toEqual({ status: 403, code: 'RoleNotAllowed' });
      const { body: full } = await publishOffer(system, admin!, { examples: [], benefits: { seats: 0 } }).then(({ slug: none }) =>
        officer!.get<NearMisses>(`/near-misses?offer=${none}`),
      );
      expect(full.items).toEqual([]);
    });
  });

  describe('story F: the limit of KUR falls on 1 January', () => {
    const limit = (times: number | null): Partial<OfferDocument> => ({
      kind: 'financing',
      needs: ['pembiayaan.modal-kerja'],
      requires: {
        all: [
          { id: 'nib', fact: 'legality.nib', op: '=', value: true },
          ...(times === null ? [] : [{ id: 'times', fact: 'finance.kurMicroCount', op: '<', value: times } as const]),
        ],
      },
      examples: [],
    });
    let kur: string;
    let refused: { actorId: string; consentId: string }[] = [];

    const refuse = async (reasonCode: string) => {
      const { body: actor } = await register(KEPANJEN, { 'legality.nib': true });
      const { body: match } = await owner!.post<{ id: string }>('/matches', { actorId: actor.id, offerSlug: kur });
      await owner!.patch(`/actors/${actor.id}/facts`, { facts: { 'finance.kurMicroCount': { value: 4 } } });
      const { status } = await officer!.post(`/matches/${match.id}/decision`, { decision: 'rejected', reasonCode });
      expect(status).toBeLessThan(300);
      const { body: consents } = await owner!.get<{ id: string; purpose: string }[]>(`/actors/${actor.id}/consents`);
      return { actorId: actor.id, consentId: consents.find(({ purpose }) => purpose === 'matching')!.id };
    };
    const chances = async (actorId: string) =>
      (await owner!.get<{ offerSlug: string; verdict: string; changes: { en: string }[] }[]>(`/actors/${actorId}/reconsidered`)).body;

    beforeAll(async () => {
      ({ slug: kur } = await publishOffer(system, admin!, limit(4)));
      refused = [await refuse('ineligible'), await refuse('noSeat'), await refuse('ineligible')];
      await owner!.delete(`/actors/${refused[2]!.actorId}/consents/${refused[2]!.consentId}`);
      await system.noPendingWork();
    });

    it('is simulated for that day first', async () => {
      const body = await counted(planner!, kur, { document: offerDocument(limit(null)), asOf: '2027-01-01' });
      expect(body.total).toMatchObject({ newlyIn: 2, newlyOut: 0 });
    });

    it('tells those whom the old rule refused, once, and nobody who was refused otherwise or agreed to nothing', async () => {
      await admin!.post(`/offers/${kur}/versions`, { document: offerDocument(limit(null)) });
      expect((await publishVersion(system, admin!, kur, 2)).status).toBe(201);
      await system.noPendingWork();
      expect(await chances(refused[0]!.actorId)).toMatchObject([
        { offerSlug: kur, verdict: 'eligible', changes: [{ en: expect.stringMatching(/^Removed: .*KUR Mikro/) }] },
      ]);
      expect(await chances(refused[1]!.actorId)).toEqual([]);
      expect(await chances(refused[2]!.actorId)).toEqual([]);
      await system.query(`update outbox set done_at = null, taken_at = null, enqueued_at = null where job = 'reconsider-refusals'`);
      await system.noPendingWork();
      expect(await chances(refused[0]!.actorId)).toHaveLength(1);
    });
  });
});
