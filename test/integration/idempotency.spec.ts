import { actorRequest } from '../factories/actors';
import { offerDocument } from '../factories/offers';
import { problemOf, refusalOf } from '../factories/problems';
import { rowCounts } from '../factories/row-counts';
import { cast, Cast, interestedActor } from '../factories/story';
import { TestSystem } from '../support/test-system';

let keys = 0;
const freshKey = () => ({ 'idempotency-key': `kunci-${(keys += 1)}` });

describe('a request with an Idempotency-Key', () => {
  let system: TestSystem;
  let people: Cast;

  beforeAll(async () => {
    system = await TestSystem.start({ workers: [] });
    people = await cast(system);
  });

  afterAll(() => system.stop());

  const actorsNamed = async (name: unknown) =>
    (await system.query<{ count: number }>('select count(*)::int as count from actors where name = $1', [name]))[0]!.count;

  it('does its work once and gives the same answer again', async () => {
    const key = freshKey();
    const request = actorRequest();
    const first = await people.owner.post('/actors', request, key);
    const counts = await rowCounts(system);
    const second = await people.owner.post('/actors', request, key);
    expect(first.status).toBe(201);
    expect({ status: second.status, body: second.body }).toEqual({ status: first.status, body: first.body });
    expect(await rowCounts(system)).toEqual(counts);
  });

  it('gives that answer whatever the order of the members', async () => {
    const key = freshKey();
    const request = actorRequest();
    const first = await people.owner.post('/actors', request, key);
    const turned = Object.fromEntries(Object.entries(request).toReversed());
    expect((await people.owner.post('/actors', turned, key)).body).toEqual(first.body);
  });

  it('does its work once when ten equal ones race', async () => {
    const key = freshKey();
    const request = actorRequest();
    const answers = await Promise.all(Array.from({ length: 10 }, () => people.owner.post('/actors', request, key)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 201));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await actorsNamed(request.name)).toBe(1);
  });

  it('is refused when the key stood for another body', async () => {
    const key = freshKey();
    const request = actorRequest();
    await people.owner.post('/actors', request, key);
    const other = { ...request, name: 'Nama Lain' };
    expect(await problemOf(people.owner.post('/actors', other, key))).toEqual({
      type: '/problems/IdempotencyKeyReused',
      title: 'Isian perlu diperbaiki',
      status: 422,
      code: 'IdempotencyKeyReused',
      detail: 'Idempotency-Key ini sudah dipakai untuk permintaan lain.',
    });
    expect(await actorsNamed('Nama Lain')).toBe(0);
  });

  it('is refused when the key stood for another route', async () => {
    const key = freshKey();
    const { matchId, actorId } = await interestedActor(people);
    expect(
      (await people.officer.post(`/matches/${matchId}/decision`, { decision: 'returned', reasonCode: 'missingDocument' }, key)).status,
    ).toBe(201);
    expect(await refusalOf(people.officer.post(`/actors/${actorId}/withdrawal`, {}, key))).toEqual({
      status: 422,
      code: 'IdempotencyKeyReused',
    });
  });

  it('shares its key with nobody', async () => {
    const key = freshKey();
    const other = await system.signIn({ role: 'owner' });
    const request = actorRequest();
    const first = await people.owner.post<{ id: string }>('/actors', request, key);
    const second = await other.post<{ id: string }>('/actors', { ...request, name: 'Milik Orang Lain' }, key);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body.id).not.toBe(first.body.id);
  });

  it('that fails leaves its key unused', async () => {
    const key = freshKey();
    const request = actorRequest();
    const wrong = { ...request, facts: { 'business.turnover': { value: 'lima juta' } } };
    expect(await refusalOf(people.owner.post('/actors', wrong, key))).toMatchObject({ status: 422 });
    expect((await people.owner.post('/actors', request, key)).status).toBe(201);
    expect(await refusalOf(people.owner.post('/actors', request, freshKey()))).toMatchObject({ status: 409 });
  });

  it('decides once, although the second decision would no longer be possible', async () => {
    const key = freshKey();
    const { matchId } = await interestedActor(people);
    const reject = () => people.officer.post(`/matches/${matchId}/decision`, { decision: 'rejected', reasonCode: 'noSeat' }, key);
    const [first, second] = [await reject(), await reject()];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect((await people.officer.get<unknown[]>(`/matches/${matchId}/history`)).body).toHaveLength(2);
  });

  it('that is answered with nothing is answered with nothing again', async () => {
    const key = freshKey();
    const [{ id }] = (await system.query<{ id: string }>(
      `insert into outbox (id, aggregatetype, aggregateid, type, job, dead_at) values (gen_random_uuid(), 'actor', gen_random_uuid(), 'profile.saved', 'match-profile', now()) returning id`,
    )) as unknown as [{ id: string }];
    const replay = () => people.admin.post(`/dead-rows/${id}/replay`, {}, key);
    expect([(await replay()).status, (await replay()).status]).toEqual([204, 204]);
  });

  it('that makes a secret keeps it out of the tables', async () => {
    const endpoint = await people.partner.post<{ secret: string }>(
      '/webhook-endpoints',
      { url: 'https://mitra.contoh.id/hook' },
      freshKey(),
    );
    const apiKey = await people.admin.post<{ secret: string }>(
      `/institutions/${people.institutionId}/api-keys`,
      { name: 'kunci' },
      freshKey(),
    );
    expect([endpoint.status, apiKey.status]).toEqual([201, 201]);
    const kept = JSON.stringify(await system.query('select * from idempotency_keys'));
    for (const { body } of [endpoint, apiKey]) expect(kept).not.toContain(body.secret);
  });

  it('makes an offer once', async () => {
    const key = freshKey();
    const request = { slug: 'sekali-saja', institutionId: people.institutionId, document: offerDocument() };
    const [first, second] = [await people.partner.post('/offers', request, key), await people.partner.post('/offers', request, key)];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
  });

  it('changes nothing for a request that is not a POST', async () => {
    const key = freshKey();
    const { body: actor } = await people.owner.post<{ id: string; version: number }>('/actors', actorRequest());
    const versions = [];
    for (const name of ['Satu', 'Dua'])
      versions.push((await people.owner.patch<{ version: number }>(`/actors/${actor.id}`, { name }, key)).body.version);
    expect(versions).toEqual([actor.version + 1, actor.version + 2]);
  });
});
