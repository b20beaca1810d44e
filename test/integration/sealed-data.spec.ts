import { Config } from '@sambung/config';
import { inTransaction } from '@sambung/database';
import { DraftsService, duplicatesOf, NO_ANSWERS } from '@sambung/profiles';
import { Vault } from '@sambung/vault';
import { INestApplicationContext } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { Retention } from '../../apps/matcher/src/retention.service';
import { actorRequest } from '../factories/actors';
import { problemOf, refusalOf } from '../factories/problems';
import { cast, Cast, interestedActor } from '../factories/story';
import { freshPhone, signInByCode } from '../factories/signing-in';
import { Problem } from '../support/api-caller';
import { ProgramProcess } from '../support/child-process';
import { columnsThatHold } from '../support/dump';
import { TestSystem } from '../support/test-system';

/** The processes know both; which is current differs. */
const [OLD, NEW] = ['k1', 'k2'].map((id) => `${id}:${randomBytes(32).toString('base64')}`);

const known = (value: unknown) => ({ value });
const SECRETS = {
  'owner.nik': '3507131904830000',
  'owner.familyCard': '3507131904830017',
  'owner.birthDate': '1983-04-19',
  'owner.incomePerCapita': 7_654_321,
  'business.turnover': 123_456_987,
  'finance.bankAccountNumber': '0089123456',
  'legality.npwpNumber': '0013121660651000',
};
const FACTS = {
  'legality.nib': known(true),
  'business.startedOn': known('2025-01-01'),
  ...Object.fromEntries(Object.entries(SECRETS).map(([key, value]) => [key, known(value)])),
};

interface Sealed {
  id: string;
  actor_id: string;
  value_sealed: Buffer;
}

describe('sealed data', () => {
  let system: TestSystem;
  let matcher: INestApplicationContext;
  let people: Cast;

  beforeAll(async () => {
    system = await TestSystem.start({ workers: ['courier'], environment: { KEY_ENCRYPTION_KEYS: `${OLD},${NEW}` } });
    matcher = await system.startWorker('matcher');
    people = await cast(system);
  });
  afterAll(() => system.stop());

  const factsOf = async (actorId: string) => {
    const { body } = await people.owner.post<{ values: Record<string, unknown> }>(`/actors/${actorId}/unmasking`, {});
    return body.values;
  };
  const sealedNik = async (actorId: string): Promise<Sealed> =>
    (await system.query<Sealed>(`select * from facts where actor_id = $1 and key = 'owner.nik'`, [actorId]))[0]!;
  const opened = ({ id, value_sealed }: Sealed, vault = new Vault(system.get(Config))) =>
    vault.openOne(system.dataSource.manager, { table: 'facts', id, column: 'value_sealed', sealed: value_sealed });
  const rotate = async (keys: string, ...options: string[]): Promise<string> => {
    const env = { ...process.env, KEY_ENCRYPTION_KEYS: keys };
    const program = new ProgramProcess('cli/src/main.js', ['rotate-keys', ...options], { env });
    expect([await program.end(), program.output]).toEqual([0, expect.any(String)]);
    return program.output;
  };

  it('is nowhere in the database in the clear, of profiles, decisions, drafts and accounts', async () => {
    const phone = '0899 5100 0001';
    const { matchId } = await interestedActor(people, { phone, facts: FACTS });
    expect((await people.officer.post(`/matches/${matchId}/decision`, { decision: 'approved' })).status).toBe(201);
    await signInByCode(system, phone);
    const answers = { ...NO_ANSWERS, name: 'Draf Rahasia', facts: { 'business.turnover': 987_654_321 } };
    await inTransaction(system.dataSource, (tx) =>
      system.get(DraftsService).change(tx, randomBytes(32).toString('base64url'), () => answers),
    );
    await system.noPendingWork();
    const texts = [...Object.values(SECRETS).map(String), '89951000001', 'Draf Rahasia', '987654321', '123.456.987'];
    expect(await columnsThatHold(system, texts)).toEqual([]);
  });

  it('opens in its own row alone, and not after a bit has changed', async () => {
    const [one, other] = [await interestedActor(people, { facts: FACTS }), await interestedActor(people, { facts: FACTS })];
    const [first, second] = [await sealedNik(one.actorId), await sealedNik(other.actorId)];
    expect(await opened(first)).toBe(JSON.stringify(SECRETS['owner.nik']));
    await expect(opened({ ...first, value_sealed: second.value_sealed })).rejects.toThrow(/unable to authenticate/);
    const changed = Buffer.from(first.value_sealed);
    changed[20]! ^= 1;
    await expect(opened({ ...first, value_sealed: changed })).rejects.toThrow(/unable to authenticate/);
    expect(first.value_sealed.subarray(0, 1)).toEqual(Buffer.from([1]));
  });

  it('is looked up by keyed digests: accounts by phone, duplicates by NIK', async () => {
    const phone = freshPhone();
    const first = await signInByCode(system, phone);
    system.clock.set(new Date(Date.now() + 61_000).toISOString());
    const second = await signInByCode(system, phone);
    system.clock.set(null);
    expect(second.session.account.id).toBe(first.session.account.id);
    const nik = known('3507131312850000');
    const [one, other] = [await interestedActor(people, { facts: { 'owner.nik': nik, ...pick('legality.nib', 'business.startedOn') } }),
      await interestedActor(people, { facts: { 'owner.nik': nik, ...pick('legality.nib', 'business.startedOn') } })]; // prettier-ignore
    expect(await duplicatesOf(system.dataSource.manager, one.actorId)).toEqual([{ actorId: other.actorId, kinds: ['nik'] }]);
  });

  it('is masked in every answer, and shown in full for a reason, which is kept', async () => {
    const { actorId, matchId } = await interestedActor(people, { phone: '0899 5100 0002', facts: FACTS });
    const decided = await people.officer.post<object>(`/matches/${matchId}/decision`, {
      decision: 'returned',
      reasonCode: 'missingDocument',
    });
    const answers = [decided];
    for (const path of [
      '',
      '/facts',
      '/facts/business.turnover/history',
      '/suggestions?depth=tree',
      '/suggestions/kur-mikro-2026?depth=tree',
    ]) {
      answers.push(await people.officer.get(`/actors/${actorId}${path}`));
    }
    for (const path of ['?depth=tree', '/history']) answers.push(await people.officer.get(`/matches/${matchId}${path}`));
    expect(answers.map(({ status }) => status)).toEqual([201, ...Array<number>(7).fill(200)]);
    const said = JSON.stringify(answers.map(({ body }) => body));
    for (const secret of [...Object.values(SECRETS).map(String), '123.456.987', '7.654.321', '89951000002'])
      expect(said).not.toContain(secret);
    const unmask = (body: object) =>
      people.officer.post<Problem & { values: Record<string, unknown> }>(`/actors/${actorId}/unmasking`, body);
    expect((await problemOf(unmask({ fields: ['phone'] }))).errors![0]).toMatchObject({ pointer: '/reason', code: 'ReasonMissing' });
    expect((await problemOf(unmask({ fields: ['business.outlets'], reason: 'janji kunjungan' }))).errors![0]!.code).toBe('FieldNotMasked');
    const shown = await unmask({ fields: ['phone', 'business.turnover'], reason: 'janji kunjungan' });
    expect(shown.body.values).toEqual({ phone: '+6289951000002', 'business.turnover': SECRETS['business.turnover'] });
    const elsewhere = await system.signIn({ role: 'officer', regionCode: '35.79' });
    expect(await refusalOf(elsewhere.post(`/actors/${actorId}/unmasking`, { reason: 'janji kunjungan' }))).toEqual({ status: 404, code: 'ActorUnknown' }); // prettier-ignore
    const { body: trail } = await people.owner.get<{ items: { action: string; reason: string; fields: string[] }[] }>(
      `/actors/${actorId}/audit`,
    );
    expect(trail.items[0]).toMatchObject({ action: 'details.unmasked', reason: 'janji kunjungan', fields: ['business.turnover', 'phone'] });
  });

  it('gets new data keys while people save and are matched, and nothing is lost', async () => {
    const actors = await Promise.all(Array.from({ length: 20 }, () => interestedActor(people, { facts: FACTS })));
    const before = await system.query<Sealed>('select id, actor_id, value_sealed from facts where value_sealed is not null order by id');
    let saved = 0;
    const saving = (async () => {
      for (; saved < 60; saved += 1) {
        const { actorId } = actors[saved % actors.length]!;
        const facts = { 'business.turnover': known(200_000_000 + saved) };
        expect((await people.owner.patch(`/actors/${actorId}/facts`, { facts })).status).toBe(200);
      }
    })();
    const [, ...outputs] = await Promise.all([saving, rotate(`${OLD},${NEW}`, '--data'), rotate(`${OLD},${NEW}`, '--data')]);
    for (const output of outputs) expect(output).toMatch(/data keys replaced; the old ones are destroyed/);
    await system.noPendingWork();
    for (const [index, { actorId }] of actors.entries()) {
      expect(await factsOf(actorId)).toMatchObject({ ...SECRETS, 'business.turnover': 200_000_040 + index });
    }
    const after = await system.query<Sealed>('select id, actor_id, value_sealed from facts where id = any($1) order by id', [
      before.map(({ id }) => id),
    ]);
    expect(after.every((row, index) => !row.value_sealed.equals(before[index]!.value_sealed))).toBe(true);
    await system.query(`update data_keys set retired_at = retired_at - interval '2 hours'`);
    await matcher.get(Retention).sweep();
    await expect(opened(before[0]!)).rejects.toThrow(/DataErased/);
    expect(await opened(after[0]!)).toBeTruthy();
  });

  it('is read on while its keys are wrapped again under another key', async () => {
    const { actorId } = await interestedActor(people, { facts: FACTS });
    const kept = await sealedNik(actorId);
    expect(await rotate(`${NEW},${OLD}`)).toMatch(/^[1-9][\d,]* data keys wrapped again$/m);
    expect(await system.query(`select distinct kek from data_keys`)).toEqual([{ kek: 'k2' }]);
    expect(await opened(kept)).toBe(JSON.stringify(SECRETS['owner.nik']));
    expect(await rotate(`${NEW},${OLD}`)).toMatch(/^0 data keys wrapped again$/m);
    const without = Object.assign(new Config(), system.get(Config), { KEY_ENCRYPTION_KEYS: OLD });
    await expect(opened(kept, new Vault(without))).rejects.toThrow('KEY_ENCRYPTION_KEYS lacks the key k2');
  });

  it('becomes unreadable with the erasure, even to somebody who kept the rows and holds every key that is left', async () => {
    const request = actorRequest({ name: 'Terhapus Kunci Contoh', facts: FACTS });
    const { body } = await people.owner.post<{ id: string }>('/actors', request);
    const kept = await sealedNik(body.id);
    expect(await opened(kept)).toBe(JSON.stringify(SECRETS['owner.nik']));
    expect((await people.owner.post(`/actors/${body.id}/erasure`, { name: request.name })).status).toBe(204);
    await expect(opened(kept)).rejects.toThrow(/DataErased/);
    expect(await system.query('select 1 from data_keys where actor_id = $1', [body.id])).toEqual([]);
    const others = await system.query<{ id: number; ownerId: string; kek: string; wrapped: Buffer }>(
      'select id, coalesce(actor_id, person_id, draft_id) as "ownerId", kek, wrapped from data_keys',
    );
    const place = { table: 'facts', id: kept.id, column: 'value_sealed', sealed: kept.value_sealed };
    const vault = new Vault(system.get(Config));
    for (const key of others) expect(() => vault.openWith([{ ...key, id: kept.value_sealed.readUInt32BE(1) }], [place])).toThrow();
  });
});

const pick = (...keys: (keyof typeof FACTS)[]) => Object.fromEntries(keys.map((key) => [key, FACTS[key]]));
