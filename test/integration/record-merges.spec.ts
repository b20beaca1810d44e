import { Principal } from '@sambung/accounts';
import { inScope, inTransaction } from '@sambung/database';
import { RecordMerges } from '@sambung/matches';
import { MergeChoice } from '@sambung/profiles';
import { KeyRotation } from '@sambung/vault';
import { DataSource } from 'typeorm';
import { actorRequest } from '../factories/actors';
import { TEXT_VERSION } from '../factories/consents';
import { PDF } from '../factories/documents';
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
    const merged = await register(two, { phone, facts: { ...facts, ...more }, roles: ['business', 'creative'] });
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
    expect(done!.record).toMatchObject({
      chosen: { fromMerged: ['name'] },
      before: { merged: { id: merged, roles: ['business', 'creative'] } },
    });
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

  describe('and taking them apart', () => {
    /** Rows of what belongs to an actor, apart from what every change counts on. */
    async function stateOf(actorId: string): Promise<Record<string, unknown[]>> {
      const read: Record<string, string> = {
        actors: 'select name, roles, owner_id, region_code, status, merged_into, objected_at, restricted_at from actors where id = $1',
        facts: 'select id, key, ended_at is null as current, end_reason from facts where actor_id = $1 order by id',
        checks: 'select id, ended_at is null as current from officer_checks where actor_id = $1 order by id',
        consents: 'select id, purpose, institution_id, withdrawn_at, replaced_at from consents where actor_id = $1 order by id',
        matches: 'select id, state, offer_id, region_code from matches where actor_id = $1 order by id',
        documents: 'select id, kind from documents where actor_id = $1 order by id',
        ledger: 'select id, status from ledger_entries where actor_id = $1 order by id',
        disclosures: 'select match_id from disclosures where actor_id = $1 order by match_id',
        events: 'select id from partner_events where actor_id = $1 order by id',
        pins: 'select pin_hash from profile_pins where actor_id = $1',
        keys: 'select kind, digest from identity_keys where actor_id = $1 order by kind',
        merges: 'select merged_id from actor_merges where actor_id = $1 order by merged_id',
      };
      const found = await Promise.all(Object.entries(read).map(async ([name, sql]) => [name, await system.query(sql, [actorId])] as const));
      return Object.fromEntries(found);
    }

    const body = async (keptId: string, mergedId: string, fromMerged: string[]) => ({
      mergedId, versions: await versionsOf(keptId, mergedId), fromMerged, roles: 'both',
    }); // prettier-ignore
    const apart = (caller: ApiCaller, keptId: string, mergedId: string) => caller.delete<WithId & { code?: string }>(`/actors/${keptId}/merges/${mergedId}`); // prettier-ignore

    it('brings both back as they were, files, PIN and keys included, and keeps what came since', async () => {
      const { one, two, kept, merged, shared } = await pair();
      await two.put(`/actors/${merged}/pin`, { pin: '280154' });
      for (const [owner, id] of [[one, kept], [two, merged]] as const) {
        await owner.upload(`/actors/${id}/documents`, { kind: 'nib' }, { name: 'nib.pdf', bytes: PDF });
      } // prettier-ignore
      await second.partner.get(`/partner/matches/${shared}`);
      await system.noPendingWork();
      const before = [await stateOf(kept), await stateOf(merged)];
      expect(before[1]).toMatchObject({ pins: [{}], documents: [{}], disclosures: [{}] });
      const taken = ['name', 'phone', 'business.outlets'];
      expect((await people.officer.post(`/actors/${kept}/merges`, await body(kept, merged, taken))).status).toBe(201);
      await system.noPendingWork();
      await people.officer.patch(`/actors/${kept}/facts`, { facts: { 'business.packaged': { value: true } } });
      const listed = await people.officer.get<{ mergedId: string; maySplit: boolean }[]>(`/actors/${kept}/merges`);
      expect(listed.body).toEqual([expect.objectContaining({ mergedId: merged, maySplit: true, fromMerged: taken })]);

      expect(await apart(people.officer, kept, merged)).toMatchObject({ status: 200, body: { id: merged, status: 'active' } });
      await system.noPendingWork();
      const after = [await stateOf(kept), await stateOf(merged)];
      const [added] = (after[0]!.facts as { id: string; key: string }[]).filter(({ key }) => key === 'business.packaged');
      after[0]!.facts = after[0]!.facts!.filter((row) => row !== added);
      expect(added).toBeDefined();
      expect(after).toEqual(before);
      expect(await factsOf(two, merged)).toMatchObject({ 'business.outlets': 7, 'business.turnover': 123_456_987, 'owner.nik': NIK });
      expect(await factsOf(one, kept)).toMatchObject({ 'business.outlets': 1, 'business.packaged': true });
      const [file] = (await two.get<WithId[]>(`/actors/${merged}/documents`)).body;
      expect((await two.get(`/actors/${merged}/documents/${file!.id}`)).status).toBe(200);
      const seen = await second.partner.get<{ actor: WithId }>(`/partner/matches/${shared}`);
      expect(JSON.stringify(seen.body)).toContain(merged);
      const { body: trail } = await two.get<{ items: { action: string }[] }>(`/actors/${merged}/audit`);
      expect(trail.items.map(({ action }) => action)).toContain('profile.split');
      expect(await apart(people.officer, kept, merged)).toMatchObject({ status: 409, body: { code: 'NotJoined' } });
    });

    it('is for a second person after a day, and goes from the latest join to the first', async () => {
      const [{ kept, merged }, { kept: outer }] = [await pair(), await pair()];
      await people.officer.post(`/actors/${kept}/merges`, await body(kept, merged, []));
      const inner = await stateOf(kept);
      await people.officer.post(`/actors/${outer}/merges`, await body(outer, kept, []));
      await system.noPendingWork();
      const other = await system.signIn({ role: 'officer', regionCode: '35.07' });
      const stranger = await system.signIn({ role: 'officer', regionCode: '35.79' });
      expect(await apart(other, outer, merged)).toMatchObject({ status: 409, body: { code: 'LaterMergeFirst' } });
      expect((await apart(stranger, outer, kept)).status).toBe(404);
      await system.query(`update actor_merges set merged_at = merged_at - interval '25 hours'`);
      expect(await apart(people.officer, outer, kept)).toMatchObject({ status: 409, body: { code: 'SecondPersonNeeded' } });
      expect((await apart(other, outer, kept)).status).toBe(200);
      await system.noPendingWork();
      expect(await stateOf(kept)).toMatchObject({ facts: inner.facts, merges: [{ merged_id: merged }], actors: inner.actors });
      expect((await apart(other, kept, merged)).status).toBe(200);
      const left = await system.query<{ id: string }>('select id from actors where id = any($1) and merged_into is null', [[outer, kept, merged]]); // prettier-ignore
      expect(left).toHaveLength(3);
    });

    it('leaves to the kept record what its owner has changed since, and asks partners anew for what they were told is over', async () => {
      const { one, two, kept, merged, ofMerged } = await pair();
      await people.officer.post(`/matches/${ofMerged}/decision`, { decision: 'approved' });
      await people.officer.post(`/actors/${kept}/merges`, await body(kept, merged, ['name']));
      await one.patch(`/actors/${kept}`, { name: 'Nama Baru Contoh' });
      await people.officer.patch(`/actors/${kept}/facts`, { facts: { 'business.turnover': { value: 200_000_000 } } });
      await apart(people.officer, kept, merged);
      await system.noPendingWork();
      expect((await one.get<{ name: string }>(`/actors/${kept}`)).body.name).toBe('Nama Baru Contoh');
      expect(await factsOf(one, kept)).toMatchObject({ 'business.turnover': 200_000_000 });
      expect(await factsOf(two, merged)).toMatchObject({ 'business.turnover': 123_456_987 });
      const states = await system.query('select state from matches where actor_id = any($1) order by state', [[kept, merged]]);
      expect(states).toEqual(expect.arrayContaining([{ state: 'interested' }, { state: 'offered' }]));
      const name = (await two.get<{ name: string }>(`/actors/${merged}`)).body.name;
      expect((await two.post(`/actors/${merged}/erasure`, { name })).status).toBeLessThan(300);
      expect((await one.get(`/actors/${kept}`)).status).toBe(200);
    });
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
