import { inTransaction } from '@sambung/database';
import { Rematches } from '@sambung/matches';
import { KeyRotation } from '@sambung/vault';
import { letUndoTimePass } from '../factories/passing-time';
import { cast, Cast, interestedActor, subscribe } from '../factories/story';
import { columnsThatHold } from '../support/dump';
import { PartnerReceiver } from '../support/partner-receiver';
import { TestSystem } from '../support/test-system';

const ACTORS = 12;
const FACTS = {
  'legality.nib': { value: true },
  'business.startedOn': { value: '2025-01-01' },
  'owner.nik': { value: '3507131412850000' },
};
const nameOf = (index: number): string => `Hapus Sambil Cocok ${String.fromCharCode(65 + index)}`;

interface Registered {
  actorId: string;
  matchId: string;
  consentId: string;
}

describe('while everybody is matched', () => {
  let system: TestSystem;
  let people: Cast;
  const receiver = new PartnerReceiver();

  beforeAll(async () => {
    system = await TestSystem.start({ environment: { UNDO_SECONDS: '60' } });
    people = await cast(system);
    await subscribe(people.partner, receiver);
  });
  afterAll(async () => {
    await receiver.close();
    await system.stop();
  });

  async function renewKeys(): Promise<void> {
    const rotation = system.get(KeyRotation);
    const under = await inTransaction(system.dataSource, (tx) => rotation.begin(tx));
    while ((await rotation.left(system.dataSource.manager, under)) > 0)
      await inTransaction(system.dataSource, (tx) => rotation.next(tx, under, 5));
    await inTransaction(system.dataSource, (tx) => rotation.finish(tx, under));
  }

  it('keys change, people leave and take consent back: nothing is lost, and of those who left nothing is read or sent', async () => {
    const actors = await Promise.all(
      Array.from({ length: ACTORS }, (_, index) => interestedActor(people, { name: nameOf(index), facts: FACTS })),
    );
    for (const { matchId } of actors)
      expect((await people.officer.post(`/matches/${matchId}/decision`, { decision: 'approved' })).status).toBe(201);
    const third = (part: number): Registered[] => actors.filter((_, index) => index % 3 === part);
    const [erased, withdrawn, kept] = [third(0), third(1), third(2)];

    const saving = kept.map(async ({ actorId }, index) => {
      const answer = await people.owner.patch(`/actors/${actorId}/facts`, { facts: { 'business.turnover': { value: 1_000_000 + index } } });
      expect(answer.status).toBe(200);
    });
    const erasing = erased.map(async ({ actorId }) => {
      const name = nameOf(actors.findIndex((one) => one.actorId === actorId));
      expect((await people.owner.post(`/actors/${actorId}/erasure`, { name })).status).toBe(204);
    });
    const withdrawing = withdrawn.map(async ({ actorId, consentId }) => {
      expect((await people.owner.delete(`/actors/${actorId}/consents/${consentId}`)).status).toBe(204);
    });
    const rematch = inTransaction(system.dataSource, (tx) => system.get(Rematches).start(tx, null));
    await Promise.all([renewKeys(), rematch, ...saving, ...erasing, ...withdrawing]);
    await letUndoTimePass(system);
    await system.noPendingWork();

    for (const [index, { actorId }] of kept.entries()) {
      const { body } = await people.owner.post<{ values: object }>(`/actors/${actorId}/unmasking`, {});
      expect(body.values).toMatchObject({ 'owner.nik': FACTS['owner.nik'].value, 'business.turnover': 1_000_000 + index });
      const { body: suggested } = await people.owner.get<{ current: boolean; suggestions: unknown[] }>(`/actors/${actorId}/suggestions`);
      expect([suggested.current, suggested.suggestions.length > 0]).toEqual([true, true]);
    }
    const sent = receiver.received.filter(({ type }) => type === 'match.approved').map(({ body }) => body).join(); // prettier-ignore
    expect(kept.filter(({ matchId }) => !sent.includes(matchId))).toEqual([]);
    expect([...erased, ...withdrawn].filter(({ matchId }) => sent.includes(matchId))).toEqual([]);
    const ids = erased.map(({ actorId }) => actorId);
    const names = erased.map(({ actorId }) => nameOf(actors.findIndex((one) => one.actorId === actorId)));
    expect(await columnsThatHold(system, [...names, FACTS['owner.nik'].value])).toEqual([]);
    for (const table of ['data_keys', 'facts', 'identity_keys', 'suggestions']) {
      expect([table, await system.query(`select from ${table} where actor_id = any($1)`, [ids])]).toEqual([table, []]);
    }
  });
});
