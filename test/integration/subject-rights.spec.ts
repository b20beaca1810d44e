import { actorRequest } from '../factories/actors';
import { letUndoTimePass } from '../factories/passing-time';
import { refusalOf } from '../factories/problems';
import { cast, Cast, interestedActor, subscribe } from '../factories/story';
import { ApiCaller } from '../support/api-caller';
import { eventually } from '../support/eventually';
import { PartnerReceiver } from '../support/partner-receiver';
import { tablesThatHold } from '../support/dump';
import { TestSystem } from '../support/test-system';
import { CONSENT_TEXTS } from '@sambung/accounts';
import { inTransaction } from '@sambung/database';
import { Rematches } from '@sambung/matches';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Privacy {
  assisted: boolean;
  confirmedAt: string | null;
  objectedAt: string | null;
  restrictedAt: string | null;
}
interface RightsRequest {
  id: string;
  actorId: string;
  kind: string;
  askedAt: string;
  dueAt: string;
  settledAt: string | null;
  outcome: string | null;
  answer: string | null;
}
interface SubjectData {
  actor: { name: string; phone: string };
  facts: { key: string; value: unknown; endedAt: string | null }[];
  consents: { purpose: string; withdrawnAt: string | null }[];
  matches: { offer: string; state: string; steps: { state: string; by: string }[] }[];
  recipients: { institution: string; how: string; fields: string[]; times: number }[];
  requests: { kind: string }[];
}

const NIK = '3507131508900000';
const ERASED_NIK = '3507131609900000';

describe('the owner', () => {
  let system: TestSystem;
  let people: Cast;
  let receiver: PartnerReceiver;

  beforeAll(async () => {
    system = await TestSystem.start();
    people = await cast(system);
    receiver = new PartnerReceiver();
    await subscribe(people.partner, receiver, ['match.approved', 'match.withdrawn', 'consent.withdrawn']);
  });
  afterEach(() => system.clock.set(null));
  afterAll(async () => {
    await receiver.close();
    await system.stop();
  });

  const put = (path: string, caller: ApiCaller = people.owner) => caller.call<Privacy>('PUT', path, {});
  const suggestionsOf = (actorId: string) =>
    system.query<{ actor_id: string }>('select actor_id from suggestions where actor_id = $1', [actorId]);
  const stateOf = async (matchId: string) => (await system.query<{ state: string }>('select state from matches where id = $1', [matchId]))[0]!.state; // prettier-ignore
  const matched = (actorId: string) => eventually('suggestions', () => suggestionsOf(actorId), (rows) => rows.length === 1); // prettier-ignore

  async function offered(changes: Record<string, unknown> = {}): Promise<{ actorId: string; matchId: string; consentId: string }> {
    const actor = await interestedActor(people, changes);
    const decided = await people.officer.post(`/matches/${actor.matchId}/decision`, { decision: 'approved' });
    expect(decided.status).toBe(201);
    await letUndoTimePass(system);
    await eventually('the offer', () => stateOf(actor.matchId), (state) => state === 'offered'); // prettier-ignore
    return actor;
  }

  describe('objects to automated matching', () => {
    it('and nothing is suggested from the commit on, whatever is saved', async () => {
      const { actorId } = await interestedActor(people);
      await matched(actorId);
      expect((await put(`/actors/${actorId}/objection`)).body.objectedAt).not.toBeNull();
      expect(await suggestionsOf(actorId)).toEqual([]);
      await people.owner.patch(`/actors/${actorId}/facts`, { facts: { 'business.turnover': { value: 90_000_000 } } });
      await system.noPendingWork();
      expect(await suggestionsOf(actorId)).toEqual([]);
    });

    it('and nothing is suggested either when everybody is matched again', async () => {
      const [objecting, restricting, willing] = await Promise.all(
        [1, 2, 3].map(() => people.owner.post<{ id: string }>('/actors', actorRequest())),
      );
      await put(`/actors/${objecting!.body.id}/objection`);
      await put(`/actors/${restricting!.body.id}/restriction`);
      await matched(willing!.body.id);
      await system.noPendingWork();
      await system.query('delete from suggestions where actor_id = $1', [willing!.body.id]);
      await inTransaction(system.dataSource, (tx) => system.get(Rematches).start(tx, null));
      await matched(willing!.body.id);
      await system.noPendingWork();
      expect([...(await suggestionsOf(objecting!.body.id)), ...(await suggestionsOf(restricting!.body.id))]).toEqual([]);
    });

    it('and what people opened stays for people to decide', async () => {
      const { actorId, matchId } = await interestedActor(people);
      await put(`/actors/${actorId}/objection`);
      await system.noPendingWork();
      expect(await stateOf(matchId)).toBe('interested');
    });

    it('while the matcher is at work, and no suggestion outlives it', async () => {
      const actors = await Promise.all(Array.from({ length: 8 }, () => people.owner.post<{ id: string }>('/actors', actorRequest())));
      await Promise.all(actors.map(({ body }) => put(`/actors/${body.id}/objection`)));
      await system.noPendingWork();
      for (const { body } of actors) expect(await suggestionsOf(body.id)).toEqual([]);
    });

    it('and is matched again when it is taken back', async () => {
      const { actorId } = await interestedActor(people);
      await put(`/actors/${actorId}/objection`);
      expect((await people.owner.delete<Privacy>(`/actors/${actorId}/objection`)).body.objectedAt).toBeNull();
      await matched(actorId);
    });
  });

  describe('restricts the use of the data', () => {
    it('and nothing is matched, decided or shared until it is lifted', async () => {
      const { actorId, matchId } = await offered();
      const { actorId: waiting, matchId: undecided } = await interestedActor(people);
      expect((await people.partner.get(`/partner/matches/${matchId}`)).status).toBe(200);
      await put(`/actors/${actorId}/restriction`);
      await put(`/actors/${waiting}/restriction`);
      expect(await refusalOf(people.partner.get(`/partner/matches/${matchId}`))).toEqual({ status: 404, code: 'MatchUnknown' });
      const { body: list } = await people.partner.get<{ items: { id: string }[] }>('/partner/matches?limit=100');
      expect(list.items.map(({ id }) => id)).not.toContain(matchId);
      expect(await refusalOf(people.officer.post(`/matches/${undecided}/decision`, { decision: 'approved' }))).toEqual({
        status: 409,
        code: 'ActorRestricted',
      });
      expect(await suggestionsOf(actorId)).toEqual([]);
      expect((await people.owner.delete<Privacy>(`/actors/${actorId}/restriction`)).body.restrictedAt).toBeNull();
      expect((await people.partner.get(`/partner/matches/${matchId}`)).status).toBe(200);
      await matched(actorId);
    });

    it('between the approval and its leaving: it leaves when the restriction is lifted', async () => {
      const { actorId, matchId } = await interestedActor(people);
      await Promise.all([
        people.officer.post(`/matches/${matchId}/decision`, { decision: 'approved' }),
        put(`/actors/${actorId}/restriction`),
      ]);
      if ((await stateOf(matchId)) === 'interested') return;
      await system.noPendingWork();
      await people.owner.delete(`/actors/${actorId}/restriction`);
      await eventually('the offer', () => stateOf(matchId), (state) => state === 'offered'); // prettier-ignore
    });

    it('as an officer may note for the owner, who alone may lift it', async () => {
      const { actorId } = await interestedActor(people);
      expect((await put(`/actors/${actorId}/restriction`, people.officer)).status).toBe(200);
      expect(await refusalOf(people.officer.delete(`/actors/${actorId}/restriction`))).toEqual({ status: 403, code: 'RoleNotAllowed' });
    });
  });

  describe('sees everything that is kept', () => {
    it('unmasked, with who received it and when, as JSON', async () => {
      const { actorId, matchId } = await offered({
        facts: { 'legality.nib': { value: true }, 'business.startedOn': { value: '2025-01-01' }, 'owner.nik': { value: NIK } },
      });
      await people.partner.get(`/partner/matches/${matchId}`);
      await people.partner.get(`/partner/matches/${matchId}`);
      await eventually('the delivery', async () => (await people.owner.get<SubjectData>(`/actors/${actorId}/data`)).body.recipients, (all) => all.length === 2); // prettier-ignore
      const { body, headers } = await people.owner.get<SubjectData>(`/actors/${actorId}/data`);
      expect(headers.get('content-disposition')).toBe('attachment; filename="data-sambung.json"');
      expect(body.actor.phone).toMatch(/^\+62899\d+$/);
      expect(body.facts.find(({ key }) => key === 'owner.nik')!.value).toBe(NIK);
      expect(body.consents.map(({ purpose }) => purpose).sort()).toEqual(['matching', 'sharing']);
      expect(body.matches[0]!.steps.map(({ state, by }) => [state, by])).toEqual([
        ['interested', 'owner'],
        ['approved', 'officer'],
        ['offered', 'system'],
      ]);
      const read = body.recipients.find(({ how }) => how === 'read')!;
      expect(read).toMatchObject({ institution: expect.stringContaining('Lembaga Contoh'), times: 2 });
      expect(read.fields).toEqual(expect.arrayContaining(['legality.nib', 'name', 'phone']));
      expect(read.fields).not.toContain('owner.nik');
      expect(body.recipients.find(({ how }) => how === 'notified')!.fields).toEqual(['match.approved']);
    });

    it('as a page that a person can read, in which nothing that was entered becomes code', async () => {
      const { actorId } = await interestedActor(people, { name: 'Toko <img src=x onerror=alert(1)> & "Anak"' });
      const response = await fetch(`${system.address}/api/v1/actors/${actorId}/data`, {
        headers: { authorization: `Bearer ${people.owner.token}`, accept: 'text/html' },
      });
      const page = await response.text();
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(page).toContain('Toko &lt;img src=x onerror=alert(1)&gt; &amp; &quot;Anak&quot;');
      expect(page).not.toContain('<img');
      expect(page).toContain('Siapa yang menerima data Anda');
      expect(page).toContain('Punya NIB');
    });

    it('and nobody else does: neither another owner, nor officers, nor partners', async () => {
      const { actorId } = await interestedActor(people);
      const stranger = await system.signIn({ role: 'owner' });
      expect(await refusalOf(stranger.get(`/actors/${actorId}/data`))).toEqual({ status: 404, code: 'ActorUnknown' });
      for (const caller of [people.officer, people.admin, people.partner]) {
        expect((await caller.get(`/actors/${actorId}/data`)).status).toBe(403);
      }
    });
  });

  describe('erases an actor', () => {
    it('and only a tombstone stays: no name, number, fact, note or reason, and the partner is told without a name', async () => {
      const name = 'Kenari Terhapus Contoh';
      const owner = await system.signIn({ role: 'owner', phone: '+6289955550001' });
      const { actorId, matchId } = await offered({
        name,
        facts: { 'legality.nib': { value: true }, 'business.startedOn': { value: '2025-01-01' }, 'owner.nik': { value: ERASED_NIK } },
      });
      const alone = await owner.post<{ id: string }>('/actors', actorRequest({ name: `${name} Dua`, phone: '0899 5555 0001' }));
      await people.partner.get(`/partner/matches/${matchId}`);
      expect(await refusalOf(people.owner.post(`/actors/${actorId}/erasure`, { name: 'salah' }))).toMatchObject({
        faults: ['/name NameDiffers'],
      });
      expect((await people.owner.post(`/actors/${actorId}/erasure`, { name })).status).toBe(204);
      expect((await owner.post(`/actors/${alone.body.id}/erasure`, { name: `${name} Dua` })).status).toBe(204);
      expect(await refusalOf(people.owner.post(`/actors/${actorId}/erasure`, { name }))).toEqual({ status: 404, code: 'ActorUnknown' });
      await eventually('the news of it', () => Promise.resolve(receiver.received), (all) => all.some(({ type, body }) => type === 'match.withdrawn' && body.includes(matchId))); // prettier-ignore
      await system.noPendingWork();

      for (const caller of [people.owner, people.officer, people.admin]) {
        expect(await refusalOf(caller.get(`/actors/${actorId}`))).toEqual({ status: 404, code: 'ActorUnknown' });
      }
      expect(await refusalOf(people.partner.get(`/partner/matches/${matchId}`))).toEqual({ status: 404, code: 'MatchUnknown' });
      expect(await refusalOf(people.officer.get(`/matches/${matchId}`))).toEqual({ status: 404, code: 'MatchUnknown' });
      expect((await owner.get('/me')).status).toBe(401);
      expect(await tablesThatHold(system, [name, ERASED_NIK, '89955550001'])).toEqual([]);
      expect(await system.query('select name, phone_sealed, region_code, status from actors where id = $1', [actorId])).toEqual([
        { name: '(dihapus)', phone_sealed: null, region_code: '35.07', status: 'erased' },
      ]);
      expect(await system.query('select 1 from match_transitions where match_id = $1 and (snapshot_sealed is not null or explanation_sealed is not null)', [matchId])).toEqual([]); // prettier-ignore
      expect(await system.query('select length(digest) as bytes from erasures where actor_id = $1', [actorId])).toEqual([{ bytes: 16 }]);
    });

    it('while the matcher is at work, and nothing of it comes back', async () => {
      const names = Array.from({ length: 6 }, (_, index) => `Balapan Hapus ${index}`);
      const actors = await Promise.all(names.map((name) => people.owner.post<{ id: string }>('/actors', actorRequest({ name }))));
      await Promise.all(actors.map(({ body }, index) => people.owner.post(`/actors/${body.id}/erasure`, { name: names[index] })));
      await system.noPendingWork();
      for (const { body } of actors) {
        expect(await suggestionsOf(body.id)).toEqual([]);
        expect(await system.query('select 1 from facts where actor_id = $1', [body.id])).toEqual([]);
      }
    });

    it('and may register again with the same number', async () => {
      const owner = await system.signIn({ role: 'owner', phone: '+6289955550002' });
      const request = actorRequest({ name: 'Kembali Contoh', phone: '0899 5555 0002' });
      const { body } = await owner.post<{ id: string }>('/actors', request);
      await owner.post(`/actors/${body.id}/erasure`, { name: 'Kembali Contoh' });
      const again = await system.signIn({ role: 'owner', phone: '+6289955550002' });
      expect((await again.post('/actors', request)).status).toBe(201);
    });
  });

  describe('asks for what needs a person', () => {
    it('with 72 hours on the clock, once however often it is sent, and sees the answer', async () => {
      const { actorId } = await interestedActor(people);
      const ask = () =>
        people.owner.post<RightsRequest>(`/actors/${actorId}/rights-requests`, { kind: 'review', note: 'Mengapa ditolak?' });
      const [first, second] = await Promise.all([ask(), ask()]);
      expect(second.body.id).toBe(first.body.id);
      expect(Date.parse(first.body.dueAt) - Date.parse(first.body.askedAt)).toBe(72 * 3_600_000);
      const { body: list } = await people.officer.get<RightsRequest[]>('/rights-requests');
      expect(list.map(({ id }) => id)).toContain(first.body.id);
      const settle = () =>
        people.officer.post<RightsRequest>(`/rights-requests/${first.body.id}/settlement`, {
          outcome: 'done',
          answer: 'Sudah ditinjau ulang.',
        });
      const settled = await Promise.all([settle(), settle()]);
      expect(settled.map(({ status }) => status).sort()).toEqual([201, 409]);
      const { body: own } = await people.owner.get<RightsRequest[]>(`/actors/${actorId}/rights-requests`);
      expect(own[0]).toMatchObject({ outcome: 'done', answer: 'Sudah ditinjau ulang.' });
    });

    it('of the officer of that territory alone, the most urgent first', async () => {
      const elsewhere = await system.signIn({ role: 'officer', regionCode: '35.79' });
      system.clock.set(new Date(Date.now() - 100 * 3_600_000).toISOString());
      const { owner } = { owner: await system.signIn({ role: 'owner' }) };
      const { body: actor } = await owner.post<{ id: string }>('/actors', actorRequest());
      const { body: late } = await owner.post<RightsRequest>(`/actors/${actor.id}/rights-requests`, { kind: 'correction' });
      system.clock.set(null);
      const { body: list } = await people.officer.get<RightsRequest[]>('/rights-requests');
      expect(list[0]!.id).toBe(late.id);
      expect(Date.parse(list[0]!.dueAt)).toBeLessThan(Date.now());
      expect((await elsewhere.get<RightsRequest[]>('/rights-requests')).body).toEqual([]);
      const answer = { outcome: 'refused', answer: 'Tidak.' };
      expect(await refusalOf(elsewhere.post(`/rights-requests/${late.id}/settlement`, answer))).toEqual({
        status: 404,
        code: 'RequestUnknown',
      });
    });
  });

  describe('is asked to confirm what a companion entered', () => {
    it('after the entry and after each change that is not the own', async () => {
      const { body: actor } = await people.officer.post<{ id: string }>('/actors', actorRequest({ phone: '0899 5555 0003' }));
      const owner = await system.signIn({ role: 'owner' });
      await system.query('update actors set owner_id = $2 where id = $1', [actor.id, owner.person.id]);
      const privacy = async () => (await owner.get<Privacy>(`/actors/${actor.id}/privacy`)).body;
      expect(await privacy()).toMatchObject({ assisted: true, confirmedAt: null });
      expect(await refusalOf(people.officer.post(`/actors/${actor.id}/confirmation`))).toEqual({ status: 403, code: 'RoleNotAllowed' });
      await owner.post(`/actors/${actor.id}/confirmation`);
      expect((await privacy()).confirmedAt).not.toBeNull();
      await owner.patch(`/actors/${actor.id}/facts`, { facts: { 'business.turnover': { value: 80_000_000 } } });
      expect((await privacy()).confirmedAt).not.toBeNull();
      await people.officer.patch(`/actors/${actor.id}/facts`, { facts: { 'business.turnover': { value: 90_000_000 } } });
      expect((await privacy()).confirmedAt).toBeNull();
      const authors = await system.query<{ role: string }>('select role from facts join people on people.id = recorded_by where actor_id = $1 and key = $2 order by recorded_at', [actor.id, 'business.turnover']); // prettier-ignore
      expect(authors.map(({ role }) => role)).toEqual(['owner', 'officer']);
    });
  });

  it('is found by the query of the breach runbook, with what an institution has read', async () => {
    const { actorId, matchId } = await offered();
    await people.partner.get(`/partner/matches/${matchId}`);
    const page = readFileSync(join(__dirname, '../../docs/privacy.md'), 'utf8');
    const [byInstitution, byTerritory] = [...page.matchAll(/```sql\n(.*?)```/gs)].map(([, sql]) => sql!);
    const days = ['current_date - 1', 'current_date + 1'];
    const asked = byInstitution!.replace(':institution', '$1').replace(':first_day', days[0]!).replace(':last_day', days[1]!);
    const exposed = await system.query<{ actor_id: string; fields: string[] }>(asked, [people.institutionId]);
    const found = exposed.find((row) => row.actor_id === actorId)!;
    expect(found.fields).toEqual(expect.arrayContaining(['name', 'phone', 'legality.nib']));
    const territory = await system.query<{ id: string }>(byTerritory!.replaceAll(':region', '$1::text'), ['35.07']);
    expect(territory.map(({ id }) => id)).toContain(actorId);
    expect(await system.query(byTerritory!.replaceAll(':region', '$1::text'), ['35.79'])).toEqual([]);
  });

  it('reads what a consent says before giving it, one purpose each, in both languages', async () => {
    const { body } = await system.anybody.get<{ purpose: string; text: { id: string; en: string } }[]>('/consent-texts');
    expect(body).toEqual(CONSENT_TEXTS);
    expect(new Set(body.map(({ purpose }) => purpose))).toEqual(new Set(['matching', 'sharing']));
  });
});
