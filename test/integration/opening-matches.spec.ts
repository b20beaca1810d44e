import { actorRequest } from '../factories/actors';
import { problemOf, refusalOf } from '../factories/problems';
import { cast, Cast, interestedActor, publishOffer } from '../factories/story';
import { TestSystem } from '../support/test-system';

interface Match {
  id: string;
  state: string;
  version: number;
}

const ANY_TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);

describe('a match', () => {
  let system: TestSystem;
  let people: Cast;

  beforeAll(async () => {
    system = await TestSystem.start({ workers: [] });
    people = await cast(system);
  });

  afterAll(() => system.stop());

  it('is the interest of the owner, recorded with the verdict of the moment', async () => {
    const { body: actor } = await people.owner.post<{ id: string }>('/actors', actorRequest());
    const { status, body } = await people.owner.post<Match>('/matches', { actorId: actor.id, offerSlug: people.slug });
    expect({ status, body }).toEqual({
      status: 201,
      body: {
        id: expect.any(String), actorId: actor.id, offerId: expect.any(String), institutionId: people.institutionId, state: 'interested', origin: 'interest',
        verdict: 'eligible', fit: expect.any(Number), coverage: expect.any(Number), reviewNeeded: false, assigneeId: null, version: 1, createdAt: ANY_TIME, updatedAt: ANY_TIME,
      },
    }); // prettier-ignore
    expect((await people.owner.post<Match>('/matches', { actorId: actor.id, offerSlug: people.slug })).body).toEqual(body);
  });

  it('may be proposed by an officer; the owner answers it', async () => {
    const { body: actor } = await people.owner.post<{ id: string }>('/actors', actorRequest());
    const proposal = { actorId: actor.id, offerSlug: people.slug, origin: 'proposal' };
    const { body: match } = await people.officer.post<Match>('/matches', proposal);
    expect(match).toMatchObject({ state: 'suggested', origin: 'proposal' });
    expect(await refusalOf(people.officer.post(`/matches/${match.id}/decision`, { decision: 'approved' }))).toEqual({
      status: 409,
      code: 'TransitionIllegal',
    });
    expect(await refusalOf(people.officer.put(`/matches/${match.id}/assignee`, { assigneeId: null }))).toEqual({
      status: 409,
      code: 'TransitionIllegal',
    });
    expect(await refusalOf(people.officer.post(`/matches/${match.id}/decline`))).toEqual({ status: 403, code: 'RoleNotAllowed' });
    expect((await people.owner.post<Match>('/matches', { actorId: actor.id, offerSlug: people.slug })).body).toMatchObject({
      id: match.id,
      state: 'interested',
    });
    expect((await people.owner.post<Match>(`/matches/${match.id}/decline`)).body).toMatchObject({ state: 'notInterested' });
    expect(await refusalOf(people.owner.post(`/matches/${match.id}/decline`))).toEqual({ status: 409, code: 'TransitionIllegal' });
  });

  it('is refused for an offer whose conditions are not met, with what stands in the way', async () => {
    const { body: actor } = await people.owner.post<{ id: string }>(
      '/actors',
      actorRequest({ facts: { 'legality.nib': { value: false }, 'business.startedOn': { value: '2025-01-01' } } }),
    );
    expect(await problemOf(people.owner.post('/matches', { actorId: actor.id, offerSlug: people.slug }))).toMatchObject({
      status: 409, code: 'MatchNotEligible', verdict: 'notEligible', culprits: [['nib']], settle: [], leaves: [{ id: 'area', value: 'T' }, { id: 'nib', value: 'F' }, { id: 'age', value: 'T' }],
    }); // prettier-ignore
  });

  it('is refused for an offer that is not open to the actor', async () => {
    const { body: actor } = await people.owner.post<{ id: string }>('/actors', actorRequest());
    const { body: coop } = await people.owner.post<{ id: string }>('/actors', actorRequest({ roles: ['cooperative'] }));
    const { body: draft } = await people.owner.post<{ id: string }>('/actors', actorRequest({ status: 'draft' }));
    const ended = await publishOffer(system, people.admin, { validTo: '2026-01-31', examples: [] });
    const ahead = await publishOffer(system, people.admin, { validFrom: '2999-01-01', examples: [] });
    const paused = await publishOffer(system, people.admin);
    await people.admin.put(`/offers/${paused.slug}/status`, { status: 'paused' });
    const open = (actorId: string, offerSlug: string) => problemOf(people.owner.post('/matches', { actorId, offerSlug }));
    const refused = { status: 409, code: 'OfferNotOpen', actorStatus: 'active' };
    expect(await open(actor.id, ended.slug)).toMatchObject({ ...refused, offerStatus: 'closed' });
    expect(await open(actor.id, ahead.slug)).toMatchObject({ ...refused, offerStatus: 'notYetOpen' });
    expect(await open(actor.id, paused.slug)).toMatchObject({ ...refused, offerStatus: 'closed' });
    expect(await open(coop.id, people.slug)).toMatchObject({ ...refused, offerStatus: 'notApplicable' });
    expect(await open(draft.id, people.slug)).toMatchObject({ ...refused, actorStatus: 'draft' });
  });

  it('is refused for a draft of an offer as if there were none', async () => {
    const { actorId } = await interestedActor(people);
    const { body: offer } = await people.partner.get<{ document: unknown }>(`/offers/${people.slug}`);
    await people.partner.post('/offers', { slug: 'rahasia', institutionId: people.institutionId, document: offer.document });
    expect((await people.partner.get('/offers/rahasia')).status).toBe(200);
    const unknown = { status: 404, code: 'OfferUnknown' };
    expect(await refusalOf(people.owner.get('/offers/rahasia'))).toEqual(unknown);
    expect(await refusalOf(people.owner.get(`/actors/${actorId}/suggestions/rahasia`))).toEqual(unknown);
    expect(await refusalOf(people.owner.post('/matches', { actorId, offerSlug: 'rahasia' }))).toEqual(unknown);
  });
});
