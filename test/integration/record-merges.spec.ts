import { Principal } from '@sambung/accounts';
import { inScope, inTransaction } from '@sambung/database';
import { RecordMerges } from '@sambung/matches';
import { MergeChoice } from '@sambung/profiles';
import { KeyRotation } from '@sambung/vault';
import { DataSource } from 'typeorm';
import { actorRequest } from '../factories/actors';
import { TEXT_VERSION } from '../factories/consents';
import { rowCounts } from '../factories/row-counts';
import { roundPlan } from '../factories/rounds';
import { Cast, cast, publishOffer } from '../factories/story';
import { ApiCaller } from '../support/api-caller';
import { TestSystem } from '../support/test-system';

interface WithId {
  id: string;
}
interface FactView {
  key: string;
  value: unknown;
  endedAt: string | null;
}

const NIK = '3507134107850000';

describe('joining two records', () => {
  let system: TestSystem;
  let people: Cast;
  let second: Awaited<ReturnType<typeof publishOffer>>;
  let officer: Principal;
  let pairs = 0;

  beforeAll(async () => {
    system = await TestSystem.start();
    people = await cast(system);
    second = await publishOffer(system, people.admin);
    const { person } = await system.signIn({ role: 'officer', regionCode: '35.07' });
    officer = { id: person.id, kind: 'person', role: 'officer', name: person.name, regionCode: '35.07', institutionId: null };
  });

  afterAll(() => system.stop());

  const scope = () => ({ role: 'officer', personId: officer.id, regionCode: officer.regionCode });
  const merge = (choice: MergeChoice) =>
    inScope(system.get(DataSource), scope(), (tx) => system.get(RecordMerges).merge(tx, officer, choice));

  const versionsOf = async (keptId: string, mergedId: string): Promise<MergeChoice['versions']> => {
    const rows = await system.query<{ id: string; version: number }>('select id, version from actors where id in ($1, $2)', [
      keptId,
      mergedId,
    ]);
    const version = (id: string) => rows.find((row) => row.id === id)!.version;
    return { kept: version(keptId), merged: version(mergedId) };
  };

  const choiceOf = async (keptId: string, mergedId: string, fromMerged: string[] = []): Promise<MergeChoice> => ({
    keptId, mergedId, versions: await versionsOf(keptId, mergedId), fromMerged: new Set(fromMerged), roles: 'both',
  }); // prettier-ignore

  const register = async (owner: ApiCaller, changes: Record<string, unknown>): Promise<string> =>
    (await owner.post<WithId>('/actors', actorRequest(changes))).body.id;

  const share = (owner: ApiCaller, actorId: string, institutionId: string) =>
    owner.post<WithId>(`/actors/${actorId}/consents`, { purpose: 'sharing', institutionId, textVersion: TEXT_VERSION, channel: 'web' });

  const want = async (owner: ApiCaller, actorId: string, offerSlug: string): Promise<string> =>
    (await owner.post<WithId>('/matches', { actorId, offerSlug })).body.id;

  const factsOf = async (owner: ApiCaller, actorId: string): Promise<Record<string, unknown>> => {
    const { body } = await owner.get<{ facts: FactView[] }>(`/actors/${actorId}/data`);
    return Object.fromEntries(body.facts.filter(({ endedAt }) => !endedAt).map(({ key, value }) => [key, value]));
  };

  /** Two owners' records of one person: both want one offer, the second one also another, which its partner knows of. */
  async function pair() {
    const [one, two] = [await system.signIn({ role: 'owner' }), await system.signIn({ role: 'owner' })];
    const facts = { 'legality.nib': { value: true }, 'business.startedOn': { value: '2025-01-01' }, 'owner.nik': { value: NIK } };
    const kept = await register(one, { facts: { ...facts, 'business.outlets': { value: 1 } }, roles: ['business'] });
    const more = { 'business.outlets': { value: 7 }, 'business.turnover': { value: 123_456_987 } };
    pairs += 1;
    const phone = `0899 9300 ${String(pairs).padStart(4, '0')}`;
    const merged = await register(two, { phone, facts: { ...facts, ...more }, roles: ['creative'] });
    await share(one, kept, people.institutionId);
    await share(two, merged, people.institutionId);
    await share(two, merged, second.institutionId);
    const [ofKept, ofMerged] = [await want(one, kept, people.slug), await want(two, merged, people.slug)];
    const shared = await want(two, merged, second.slug);
    await people.officer.post(`/matches/${shared}/decision`, { decision: 'approved' });
    await system.noPendingWork();
    return { one, two, phone, kept, merged, ofKept, ofMerged, shared };
  }

  it('brings facts, matches and consents under one, leads the other there, and tells the partner nothing new', async () => {
    const { two, kept, merged, ofKept, ofMerged, shared } = await pair();
    await two.put(`/actors/${merged}/pin`, { pin: '280154' });
    await merge(await choiceOf(kept, merged, ['phone', 'business.outlets']));
    await system.noPendingWork();

    const { body: actor } = await people.officer.get<{ roles: string[]; status: string }>(`/actors/${kept}`);
    expect(actor).toMatchObject({ roles: ['business', 'creative'], status: 'active' });
    expect(await factsOf(two, kept)).toMatchObject({ 'business.outlets': 7, 'business.turnover': 123_456_987, 'owner.nik': NIK });
    const history = await people.officer.get<{ items: unknown[] }>(`/actors/${kept}/facts/business.outlets/history`);
    expect(JSON.stringify(history.body)).toContain('merged');

    const states = await system.query<{ id: string; state: string; owner: string }>('select id, state, actor_id as owner from matches');
    const of = (id: string) => states.find((row) => row.id === id);
    expect(of(ofKept)).toMatchObject({ state: 'interested', owner: kept });
    expect(of(ofMerged)).toMatchObject({ state: 'superseded', owner: kept });
    expect(of(shared)).toMatchObject({ state: 'offered', owner: kept });
    const { body: seen } = await second.partner.get<{ state: string; actor: WithId }>(`/partner/matches/${shared}`);
    expect([seen.state, JSON.stringify(seen).includes(kept)]).toEqual(['offered', true]);

    const old = await two.get(`/actors/${merged}`);
    expect([old.status, old.body.code, old.body.mergedInto]).toEqual([404, 'ActorMerged', kept]);
    const page = await system.nest.inject({
      url: `/usaha/${merged}/data?x=1`,
      headers: { accept: 'text/html', cookie: `sambung-sesi=${two.token}` },
    });
    expect([page.statusCode, page.headers.location]).toEqual([303, `/usaha/${kept}/data?x=1`]);
    expect(await system.query('select actor_id from profile_pins')).toEqual([{ actor_id: kept }]);
    const { body: trail } = await two.get<{ items: { action: string }[] }>(`/actors/${kept}/audit`);
    expect(trail.items.map(({ action }) => action)).toEqual(expect.arrayContaining(['profile.merged', 'match.decided']));
  });

  it('changes nothing the second time, and keeps what was in it', async () => {
    const { kept, merged } = await pair();
    const choice = await choiceOf(kept, merged, ['name']);
    const [first, again] = await Promise.all([merge(choice), merge(choice)]);
    expect(first.id).toBe(again.id);
    await system.noPendingWork();
    const before = await rowCounts(system);
    await merge(choice);
    expect(await rowCounts(system)).toEqual(before);
    const [done] = await inScope(system.get(DataSource), scope(), (tx) => system.get(RecordMerges).of(tx, kept));
    expect(done!.record).toMatchObject({ chosen: { fromMerged: ['name'] }, before: { merged: { id: merged, roles: ['creative'] } } });
    expect(done!.record.facts.ended).toHaveLength(4);
  });

  it('refuses what somebody changed meanwhile, another territory, and a record of a round', async () => {
    const { one, two, kept, merged } = await pair();
    const choice = await choiceOf(kept, merged);
    await one.patch(`/actors/${kept}`, { name: 'Nama Baru Contoh' });
    await expect(merge(choice)).rejects.toMatchObject({ code: 'ActorChanged' });
    const far = await register(one, { regionCode: '35.79.02.2001' });
    await expect(merge(await choiceOf(kept, far))).rejects.toMatchObject({ code: 'ActorUnknown' });
    const round = (await people.officer.post<WithId>('/rounds', roundPlan({ a: people.slug }, { regionCode: '35.07' }))).body.id;
    await people.officer.post(`/rounds/${round}/opening`);
    await two.put(`/rounds/${round}/rankings/${merged}`, { choices: ['a'] });
    await expect(merge(await choiceOf(kept, merged))).rejects.toMatchObject({ code: 'RoundUnderWay' });
  });

  it('lets the later word of two about a consent stand', async () => {
    const { one, two, kept, merged } = await pair();
    const { body: consent } = await share(one, kept, second.institutionId);
    await one.delete(`/actors/${kept}/consents/${consent.id}`);
    await merge(await choiceOf(kept, merged));
    await system.noPendingWork();
    const standing = await system.query<{ purpose: string; institution: string | null }>(
      'select purpose, institution_id as institution from consents where actor_id = $1 and withdrawn_at is null and replaced_at is null order by purpose',
      [kept],
    );
    expect(standing).toEqual([{ purpose: 'matching', institution: null }, { purpose: 'sharing', institution: people.institutionId }]); // prettier-ignore
    expect((await two.get(`/actors/${kept}`)).status).toBe(404);
  });

  it('recognises who comes back under the joined name, and erases both at once', async () => {
    const { one, phone, kept, merged } = await pair();
    const [{ name }] = (await system.query('select name from actors where id = $1', [merged])) as [{ name: string }];
    await merge(await choiceOf(kept, merged));
    const again = await people.officer.post('/actors', actorRequest({ name, phone }));
    expect([again.status, again.body.code, again.body.actorId]).toEqual([409, 'ActorDuplicate', kept]);
    const mine = (await one.get<{ name: string }>(`/actors/${kept}`)).body.name;
    expect((await one.post(`/actors/${kept}/erasure`, { name: mine })).status).toBeLessThan(300);
    const left = await system.query<{ status: string; name: string }>('select status, name from actors where id in ($1, $2)', [
      kept,
      merged,
    ]);
    expect(left.map(({ status, name: shown }) => [status, shown])).toEqual([['erased', '(dihapus)'], ['erased', '(dihapus)']]); // prettier-ignore
    expect(await system.query('select from data_keys where actor_id in ($1, $2)', [kept, merged])).toEqual([]);
  });

  it('leaves nothing under a key that a rotation ends', async () => {
    const { one, kept, merged } = await pair();
    await merge(await choiceOf(kept, merged));
    await system.noPendingWork();
    const rotation = system.get(KeyRotation);
    await inTransaction(system.dataSource, async (tx) => {
      const begun = await rotation.begin(tx);
      while ((await rotation.next(tx, begun, 500)) > 0);
      await rotation.finish(tx, begun);
      await tx.query('delete from data_keys where retired_at is not null');
    });
    expect(await factsOf(one, kept)).toMatchObject({ 'business.turnover': 123_456_987 });
    const [done] = await inScope(system.get(DataSource), scope(), (tx) => system.get(RecordMerges).of(tx, kept));
    expect(done!.record.before.merged.id).toBe(merged);
  });
});
