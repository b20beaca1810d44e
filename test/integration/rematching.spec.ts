import { inTransaction } from '@sambung/database';
import { Rule } from '@sambung/matching';
import { Recompute } from '@sambung/matches';
import { OfferDocument } from '@sambung/offers';
import { randomUUID } from 'node:crypto';
import { actorRequest } from '../factories/actors';
import { refusalOf } from '../factories/problems';
import { publishVersion } from '../factories/offers';
import { cast, Cast, interestedActor, publishOffer } from '../factories/story';
import { ApiCaller } from '../support/api-caller';
import { eventually } from '../support/eventually';
import { TestSystem } from '../support/test-system';
import { TEXT_VERSION } from '../factories/consents';

interface Suggestions {
  computedAt: string | null;
  current: boolean;
  suggestions: { slug: string; verdict: string }[];
}

type Computed = Record<string, string>;

const inKabupatenMalang: Rule = { id: 'area', fact: 'actor.region', op: 'within', value: ['35.07'] };

describe('matching again', () => {
  let system: TestSystem;
  let people: Cast;

  beforeAll(async () => {
    system = await TestSystem.start({ environment: { OUTBOX_LEASE_SECONDS: '1' } });
    people = await cast(system);
  });

  afterAll(() => system.stop());

  afterEach(async () => {
    system.clock.set(null);
    await system.noPendingWork();
  });

  async function register(changes: Record<string, unknown> = {}): Promise<string> {
    const { status, body } = await people.owner.post<{ id: string }>('/actors', actorRequest(changes));
    expect(status).toBe(201);
    return body.id;
  }

  const suggestionsOf = async (actorId: string) => (await people.owner.get<Suggestions>(`/actors/${actorId}/suggestions`)).body;
  const verdictOf = async (actorId: string, slug: string) =>
    (await suggestionsOf(actorId)).suggestions.find((suggestion) => suggestion.slug === slug)?.verdict;
  const changeFacts = (actorId: string, facts: unknown, caller: ApiCaller = people.owner) =>
    caller.patch(`/actors/${actorId}/facts`, { facts });
  const setStatus = (slug: string, status: string) => people.admin.put(`/offers/${slug}/status`, { status });

  /** When each actor was last matched, after all work is done. */
  async function computed(): Promise<Computed> {
    await system.noPendingWork();
    const rows = await system.query<{ actor_id: string; at: string }>('select actor_id, computed_at::text as at from suggestions');
    return Object.fromEntries(rows.map(({ actor_id, at }) => [actor_id, at]));
  }

  /** Which of the actors were matched again by what the work does. */
  async function touchedBy(work: () => Promise<unknown>): Promise<string[]> {
    const before = await computed();
    await work();
    const after = await computed();
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((id) => before[id] !== after[id]).sort();
  }

  describe('of one profile, and of no other, follows', () => {
    let actorId: string;

    beforeAll(async () => {
      await register();
      await register({ regionCode: '35.73.01' });
      actorId = await register();
      await system.noPendingWork();
    });

    it('a change of its facts', async () => {
      expect(await verdictOf(actorId, people.slug)).toBe('eligible');
      expect(await touchedBy(() => changeFacts(actorId, { 'legality.nib': null }))).toEqual([actorId]);
      expect(await verdictOf(actorId, people.slug)).toBe('undetermined');
      expect(await touchedBy(() => changeFacts(actorId, { 'legality.nib': { value: false } }))).toEqual([actorId]);
      expect(await verdictOf(actorId, people.slug)).toBeUndefined();
      expect(await touchedBy(() => changeFacts(actorId, { 'legality.nib': { value: true } }))).toEqual([actorId]);
      expect(await verdictOf(actorId, people.slug)).toBe('eligible');
    });

    it('a correction', async () => {
      const correction = { fact: { value: '2999-01-01' }, note: 'coba' };
      expect(await refusalOf(people.owner.post(`/actors/${actorId}/facts/business.startedOn/corrections`, correction))).toMatchObject({
        status: 422,
      });
      const right = { fact: { value: system.clock.today() }, note: 'baru mulai' };
      expect(await touchedBy(() => people.owner.post(`/actors/${actorId}/facts/business.startedOn/corrections`, right))).toEqual([actorId]);
      expect(await verdictOf(actorId, people.slug)).toBeUndefined();
      await changeFacts(actorId, { 'business.startedOn': { value: '2025-01-01' } });
    });

    it('a change of its roles or region', async () => {
      expect(await touchedBy(() => people.owner.patch(`/actors/${actorId}`, { roles: ['cooperative'] }))).toEqual([actorId]);
      expect(await verdictOf(actorId, people.slug)).toBeUndefined();
      expect(await touchedBy(() => people.owner.patch(`/actors/${actorId}`, { roles: ['business'], regionCode: '35.73.01' }))).toEqual([
        actorId,
      ]);
      expect(await verdictOf(actorId, people.slug)).toBeUndefined();
      await people.owner.patch(`/actors/${actorId}`, { regionCode: '35.07.13.2001' });
    });

    it('better evidence', async () => {
      const proven: Partial<OfferDocument> = {
        requires: { all: [inKabupatenMalang, { id: 'nib', fact: 'legality.nib', op: '=', value: true, level: 'document' }] },
        examples: [],
      };
      const { slug } = await publishOffer(system, people.admin, proven);
      await system.noPendingWork();
      expect(await verdictOf(actorId, slug)).toBe('undetermined');
      const seen = { 'legality.nib': { value: true, level: 'document', source: 'NIB diperlihatkan' } };
      expect(await touchedBy(() => changeFacts(actorId, seen, people.officer))).toEqual([actorId]);
      expect(await verdictOf(actorId, slug)).toBe('eligible');
    });

    it('the finding of an officer', async () => {
      const check: Rule = { id: 'curated', officerCheck: 'packaging-curation', text: { id: 'Kemasan layak', en: 'Packaging is fit' } };
      const offer = await publishOffer(system, people.admin, { requires: { all: [inKabupatenMalang, check] }, examples: [] });
      await system.noPendingWork();
      expect(await verdictOf(actorId, offer.slug)).toBe('undetermined');
      const { body: match } = await people.owner.post<{ id: string }>('/matches', { actorId, offerSlug: offer.slug });
      const checks = [{ checkId: 'packaging-curation', value: true, reason: 'dilihat' }];
      const decide = () =>
        people.officer.post(`/matches/${match.id}/decision`, { decision: 'returned', reasonCode: 'missingDocument', checks });
      expect(await touchedBy(decide)).toEqual([actorId]);
      expect(await verdictOf(actorId, offer.slug)).toBe('eligible');
    });

    it('consent to be matched, given and taken back', async () => {
      const { body: consents } = await people.owner.get<{ id: string; purpose: string }[]>(`/actors/${actorId}/consents`);
      const given = consents.find(({ purpose }) => purpose === 'matching')!;
      expect(await touchedBy(() => people.owner.delete(`/actors/${actorId}/consents/${given.id}`))).toEqual([actorId]);
      expect(await suggestionsOf(actorId)).toEqual({ computedAt: null, current: false, suggestions: [] });
      const again = { purpose: 'matching', textVersion: TEXT_VERSION, channel: 'web' };
      expect(await touchedBy(() => people.owner.post(`/actors/${actorId}/consents`, again))).toEqual([actorId]);
      expect(await verdictOf(actorId, people.slug)).toBe('eligible');
    });

    it('nothing that changes nothing: a refused save, a look, a consent to share', async () => {
      const work = async () => {
        await refusalOf(people.owner.patch(`/actors/${actorId}/facts`, { facts: { 'legality.nib': { value: 'ya' } } }));
        await suggestionsOf(actorId);
        await people.owner.get(`/actors/${actorId}/suggestions?verdict=notEligible`);
        await people.owner.post(`/actors/${actorId}/consents`, {
          purpose: 'sharing',
          institutionId: people.institutionId,
          textVersion: TEXT_VERSION,
          channel: 'web',
        });
      };
      expect(await touchedBy(work)).toEqual([]);
    });
  });

  describe('of the profiles that an offer concerns, and of no other, follows', () => {
    let group: string;
    let groupInVillage: string;
    let groupElsewhere: string;
    let draft: string;

    const forGroups = (changes: Partial<OfferDocument> = {}): Partial<OfferDocument> => ({
      roles: ['group'],
      area: ['35.07.13.2001'],
      requires: { id: 'area', fact: 'actor.region', op: 'within', value: ['35.07.13.2001'] },
      examples: [],
      ...changes,
    });

    beforeAll(async () => {
      group = await register({ roles: ['group', 'creative'], regionCode: '35.07.13' });
      groupInVillage = await register({ roles: ['group'], regionCode: '35.07.13.2001' });
      groupElsewhere = await register({ roles: ['group'], regionCode: '35.07.22' });
      draft = await register({ roles: ['group'], status: 'draft' });
    });

    it('its publication, pause, return, next version and end', async () => {
      let slug = '';
      const here = [group, groupInVillage].sort();
      expect(await touchedBy(async () => ({ slug } = await publishOffer(system, people.admin, forGroups())))).toEqual(here);
      expect([await verdictOf(groupInVillage, slug), await verdictOf(group, slug)]).toEqual(['eligible', 'undetermined']);

      expect(await touchedBy(() => setStatus(slug, 'paused'))).toEqual(here);
      expect(await verdictOf(groupInVillage, slug)).toBeUndefined();
      expect(await touchedBy(() => setStatus(slug, 'published'))).toEqual(here);
      expect(await verdictOf(groupInVillage, slug)).toBe('eligible');

      const { body: offer } = await people.admin.get<{ document: OfferDocument }>(`/offers/${slug}`);
      const elsewhere = forGroups({
        area: ['35.07.22'],
        requires: { id: 'area', fact: 'actor.region', op: 'within', value: ['35.07.22'] },
      });
      const publishNext = async () => {
        await people.admin.post(`/offers/${slug}/versions`, { document: { ...offer.document, ...elsewhere } });
        expect((await publishVersion(system, people.admin, slug, 2)).status).toBe(201);
      };
      expect(await touchedBy(publishNext)).toEqual([...here, groupElsewhere].sort());
      expect([await verdictOf(groupElsewhere, slug), await verdictOf(groupInVillage, slug)]).toEqual(['eligible', undefined]);

      expect(await touchedBy(() => setStatus(slug, 'closed'))).toEqual([...here, groupElsewhere].sort());
      expect(await verdictOf(groupElsewhere, slug)).toBeUndefined();
      expect(await suggestionsOf(draft)).toMatchObject({ computedAt: null });
      expect(await refusalOf(setStatus(slug, 'published'))).toEqual({ status: 409, code: 'OfferNotOpen' });
      expect(await refusalOf(people.admin.post(`/offers/${slug}/versions/2/publication`))).toEqual({ status: 409, code: 'VersionState' });
      expect(await refusalOf(people.admin.post(`/offers/${slug}/versions/1/publication`))).toEqual({ status: 409, code: 'VersionState' });
    });

    it('one whose conditions name no region, wherever they are', async () => {
      const anywhere = forGroups({ requires: { id: 'products', fact: 'business.products', op: 'containsAny', value: ['coffee'] } });
      let slug = '';
      expect(await touchedBy(async () => ({ slug } = await publishOffer(system, people.admin, anywhere)))).toEqual(
        [group, groupInVillage, groupElsewhere].sort(),
      );
      expect(await verdictOf(groupElsewhere, slug)).toBe('undetermined');
    });

    it('no draft and no status that it has already', async () => {
      const { slug } = await publishOffer(system, people.admin, forGroups());
      const work = async () => {
        const { body: offer } = await people.admin.get<{ document: OfferDocument }>(`/offers/${slug}`);
        await people.admin.post(`/offers/${slug}/versions`, { document: offer.document });
        await setStatus(slug, 'published');
      };
      expect(await touchedBy(work)).toEqual([]);
    });
  });

  describe('of the profiles that a date overtakes, and of no other, follows', () => {
    const overtaken = () => inTransaction(system.dataSource, (tx) => system.get(Recompute).overtakenByDate(tx));

    it('the day after an offer ends', async () => {
      system.clock.set('2026-11-22T05:00:00Z');
      const people22 = await cast(system, { roles: ['villageEnterprise'], validFrom: '2026-11-01', validTo: '2026-11-30', examples: [] });
      const register22 = async (roles: string[]) => (await people22.owner.post<{ id: string }>('/actors', actorRequest({ roles }))).body.id;
      const enterprise = await register22(['villageEnterprise']);
      const business = await register22(['business']);
      await system.noPendingWork();
      const row = async (id: string) =>
        (
          await system.query<{ valid_until: string | null; computed_at: Date }>(
            'select valid_until::text, computed_at from suggestions where actor_id = $1',
            [id],
          )
        )[0]!;
      expect(await row(enterprise)).toMatchObject({ valid_until: '2026-12-01' });
      const before = await row(business);
      expect((before.valid_until ?? '9999-12-31') > '2026-12-01').toBe(true);

      system.clock.set('2026-11-30T05:00:00Z');
      await overtaken();
      await system.noPendingWork();
      expect(await row(enterprise)).toMatchObject({ valid_until: '2026-12-01' });

      system.clock.set('2026-11-30T17:00:00Z');
      expect(await overtaken()).toBeGreaterThan(0);
      await eventually('the match of the next day', () => row(enterprise), ({ valid_until }) => valid_until !== '2026-12-01'); // prettier-ignore
      await system.noPendingWork();
      expect(await row(business)).toEqual(before);
      expect(await overtaken()).toBe(0);
    });
  });

  describe('that fails every time', () => {
    const poison = async (): Promise<string> => {
      const id = randomUUID();
      await system.query(
        `insert into outbox (id, aggregatetype, aggregateid, type, job) values ($1, 'actor', $2, 'profile.saved', 'brew-coffee')`,
        [id, randomUUID()],
      );
      return id;
    };

    it('is set apart after two tries and given up after five, while others go on; an operator tries it again', async () => {
      const [first, second] = [await poison(), await poison()];
      const { actorId } = await interestedActor(people);
      await eventually('the match of an innocent', () => suggestionsOf(actorId), ({ computedAt }) => computedAt !== null); // prettier-ignore
      const rowOf = async (id: string) =>
        (
          await system.query<{ enqueues: number; dead: boolean; last_error: string }>(
            'select enqueues, dead_at is not null as dead, last_error from outbox where id = $1',
            [id],
          )
        )[0]!;
      for (const id of [first, second]) await eventually('the death of the poison', () => rowOf(id), ({ dead }) => dead); // prettier-ignore
      expect(await rowOf(first)).toEqual({ enqueues: 5, dead: true, last_error: 'the matcher knows no job brew-coffee' });
      await changeFacts(actorId, { 'legality.nib': { value: false } });
      await eventually('the next match of the innocent', () => verdictOf(actorId, people.slug), (verdict) => verdict === undefined); // prettier-ignore

      const dead = (await people.admin.get<{ id: string }[]>('/dead-rows')).body;
      expect(dead.map(({ id }) => id).sort()).toEqual([first, second].sort());
      expect(dead[0]).toEqual({
        id: expect.any(String),
        job: 'brew-coffee',
        aggregateId: expect.any(String),
        lastError: 'the matcher knows no job brew-coffee',
        deadAt: expect.any(String),
      });
      expect(await refusalOf(people.officer.get('/dead-rows'))).toEqual({ status: 403, code: 'RoleNotAllowed' });

      await system.query(`update outbox set job = 'match-profile', aggregateid = $1 where id = any($2)`, [actorId, [first, second]]);
      for (const id of [first, second]) expect((await people.admin.post(`/dead-rows/${id}/replay`)).status).toBe(204);
      await system.noPendingWork();
      expect((await people.admin.get('/dead-rows')).body).toEqual([]);
      expect(await refusalOf(people.admin.post(`/dead-rows/${first}/replay`))).toEqual({ status: 404, code: 'DeadRowUnknown' });
    });
  });

  it('happens once for many quick saves', async () => {
    const quiet = await TestSystem.start({ workers: [] });
    try {
      const { owner } = await cast(quiet);
      const { body: actor } = await owner.post<{ id: string }>('/actors', actorRequest());
      for (let outlets = 1; outlets <= 30; outlets += 1)
        await owner.patch(`/actors/${actor.id}/facts`, { facts: { 'business.outlets': { value: outlets } } });
      const saved = await quiet.query<{ rows: number; offered: number }>(
        `select count(*)::int as rows, count(enqueued_at)::int as offered from outbox where aggregateid = $1 and job = 'match-profile'`,
        [actor.id],
      );
      expect(saved[0]!.rows).toBeGreaterThan(30);
      await quiet.startWorker('matcher');
      await quiet.noPendingWork();
      const [runs] = await quiet.query<{ count: number }>(
        `select count(distinct xmin::text)::int as count from outbox where aggregateid = $1 and job = 'match-profile'`,
        [actor.id],
      );
      expect(runs!.count).toBeLessThanOrEqual(8);
      const { body: found } = await owner.get<Suggestions>(`/actors/${actor.id}/suggestions`);
      expect(found).toMatchObject({ current: true });
    } finally {
      await quiet.stop();
    }
  });

  it('is not given up while no worker takes it, however long they are away', async () => {
    const alone = await TestSystem.start({ workers: [], environment: { OUTBOX_LEASE_SECONDS: '1' } });
    try {
      const { owner } = await cast(alone);
      const { body: actor } = await owner.post<{ id: string }>('/actors', actorRequest());
      const claims = () => alone.query<{ late: boolean; enqueues: number; dead: boolean }>(
        `select enqueued_at > created_at + interval '6 seconds' as late, enqueues, dead_at is not null as dead from outbox where aggregateid = $1`, [actor.id],
      ); // prettier-ignore
      const rows = await eventually('the seventh offer', claims, (offered) => offered.every(({ late }) => late));
      expect(new Set(rows.map(({ enqueues, dead }) => `${enqueues} ${dead}`))).toEqual(new Set(['0 false']));
      await alone.startWorker('matcher');
      await alone.noPendingWork();
      expect((await owner.get<Suggestions>(`/actors/${actor.id}/suggestions`)).body).toMatchObject({ current: true });
    } finally {
      await alone.stop();
    }
  });
});
