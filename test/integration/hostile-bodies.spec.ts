import * as fc from 'fast-check';
import { hostileBody } from '../factories/hostile-bodies';
import { offerDocument, publishVersion } from '../factories/offers';
import { cast, Cast, interestedActor, publishOffer } from '../factories/story';
import { TestSystem } from '../support/test-system';

const RUNS = 40;

// Every route of the contract takes its turn.
jest.setTimeout(240_000);

describe('hostile bodies', () => {
  let system: TestSystem;
  let people: Cast;

  beforeAll(async () => {
    system = await TestSystem.start({ workers: [] });
    people = await cast(system);
  });

  afterAll(() => system.stop());

  it('that are accepted can be matched: an offer', async () => {
    const { slug } = await publishOffer(system, people.admin);
    const { actorId } = await interestedActor({ ...people, slug });
    const document = hostileBody(
      offerDocument({
        grants: [{ fact: 'programme.trained', value: true }],
        prefers: [{ known: 'owner.nik' }],
        priority: [
          {
            id: 'legal',
            name: { id: 'Berizin', en: 'Licensed' },
            cap: 5,
            awards: [{ when: { fact: 'legality.nib', op: '=', value: true }, points: 5 }],
          },
        ],
      }),
    );
    await fc.assert(
      fc.asyncProperty(document, async (body) => {
        const { status, body: draft } = await people.admin.post<{ version: number }>(`/offers/${slug}/versions`, { document: body });
        expect(status).toBeLessThan(500);
        if (status !== 201) return;
        const published = await publishVersion(system, people.admin, slug, draft.version);
        expect([201, 422]).toContain(published.status);
        expect((await people.owner.get(`/actors/${actorId}/suggestions/${slug}`)).status).toBe(200);
      }),
      { numRuns: RUNS },
    );
  });

  it('that are accepted can be matched: facts', async () => {
    const { actorId } = await interestedActor(people);
    const facts = hostileBody({
      'owner.nik': { value: '3507131508900000' },
      'business.turnover': { value: { min: 1, max: 2 }, validUntil: '2030-01-01', observedAt: '2026-01-01' },
      'business.startedOn': { value: '2024-02-29' },
      'legality.pirtNumber': { value: '2063573010001-28' },
      'need.wanted': { value: ['produksi.kemasan'] },
      'owner.region': { value: '35.07.13' },
      'business.kbli': { value: '2025:10794' },
    });
    await fc.assert(
      fc.asyncProperty(facts, async (body) => {
        expect((await people.owner.patch(`/actors/${actorId}/facts`, { facts: body })).status).toBeLessThan(500);
        expect((await people.owner.get(`/actors/${actorId}/suggestions?verdict=notEligible`)).status).toBe(200);
      }),
      { numRuns: RUNS },
    );
  });
});
