import { CONSENT_LOCALES, CONSENT_TEXTS, currentText, isOutgrown } from '@sambung/accounts';
import { INestApplicationContext } from '@nestjs/common';
import { RightsAlarm } from '../../apps/matcher/src/rights-alarm.service';
import { actorRequest } from '../factories/actors';
import { TEXT_VERSION } from '../factories/consents';
import { httpServer, HttpServer } from '../factories/http-server';
import { refusalOf } from '../factories/problems';
import { freshPhone, signInByCode } from '../factories/signing-in';
import { cast, Cast } from '../factories/story';
import { ApiCaller } from '../support/api-caller';
import { eventually } from '../support/eventually';
import { TestSystem } from '../support/test-system';

interface Consent {
  id: string;
  textVersion: string;
  withdrawnAt: string | null;
  replacedAt: string | null;
}
interface Fact {
  key: string;
  recordedBy: string | null;
  confirmedAt: string | null;
}

describe('consent, and help with an entry', () => {
  let system: TestSystem;
  let people: Cast;
  let matcher: INestApplicationContext;
  let whatsapp: HttpServer;

  beforeAll(async () => {
    whatsapp = await httpServer(() => ({ status: 200, body: '{}' }));
    const environment = { CODE_CHANNELS: 'whatsapp', WHATSAPP_URL: whatsapp.url, WHATSAPP_TOKEN: 'rahasia' };
    system = await TestSystem.start({ workers: [], environment });
    matcher = await system.startWorker('matcher');
    people = await cast(system);
  });
  afterEach(() => system.clock.set(null));
  afterAll(async () => {
    await system.stop();
    await whatsapp.close();
  });

  const consentsOf = async (id: string) => (await people.owner.get<Consent[]>(`/actors/${id}/consents`)).body;
  const actor = async (changes: Record<string, unknown> = {}) =>
    (await people.owner.post<{ id: string }>('/actors', actorRequest(changes))).body.id;

  describe('is given to words', () => {
    it('that are the present ones, in a language in which they exist', async () => {
      const id = await actor();
      const give = (changes: object) =>
        people.owner.post(`/actors/${id}/consents`, { purpose: 'matching', textVersion: TEXT_VERSION, channel: 'web', ...changes });
      expect(await refusalOf(give({ textVersion: '2026-11-01' }))).toMatchObject({
        status: 422,
        faults: ['/textVersion ConsentTextOutdated'],
      });
      expect(await refusalOf(give({ textVersion: 'karangan' }))).toMatchObject({ faults: ['/textVersion ConsentTextOutdated'] });
      expect(await refusalOf(give({ locale: 'fr' }))).toMatchObject({ status: 422, faults: ['/locale isIn'] });
      const old = actorRequest({ matchingConsent: { textVersion: '2026-11-01', channel: 'paper' } });
      expect(await refusalOf(people.officer.post('/actors', old))).toMatchObject({
        faults: ['/matchingConsent/textVersion ConsentTextOutdated'],
      });
      for (const purpose of ['matching', 'sharing'] as const) {
        expect(Object.keys(currentText(purpose).points).sort()).toEqual([...CONSENT_LOCALES].sort());
      }
    });

    it('with version, channel, language and evidence, which stay as they were when newer words take their place', async () => {
      const id = await actor({ matchingConsent: { textVersion: TEXT_VERSION, channel: 'spoken', locale: 'jv', evidence: 'rekaman 12' } });
      await system.query(`update consents set text_version = '2026-11-01' where actor_id = $1`, [id]);
      await people.owner.post(`/actors/${id}/consents`, { purpose: 'matching', textVersion: TEXT_VERSION, channel: 'web' });
      const [now, before] = (await consentsOf(id)) as [Consent, Consent];
      expect(now).toMatchObject({ textVersion: TEXT_VERSION, channel: 'web', locale: 'id', evidence: null, replacedAt: null });
      expect(before).toMatchObject({
        textVersion: '2026-11-01',
        channel: 'spoken',
        locale: 'jv',
        evidence: 'rekaman 12',
        withdrawnAt: null,
      });
      expect(before.replacedAt).not.toBeNull();
      await people.owner.delete(`/actors/${id}/consents/${now.id}`);
      expect((await consentsOf(id)).every(({ withdrawnAt }) => withdrawnAt !== null)).toBe(true);
      const again = await people.owner.post<Consent>(`/actors/${id}/consents`, {
        purpose: 'matching',
        textVersion: TEXT_VERSION,
        channel: 'web',
      });
      await people.owner.delete(`/actors/${id}/consents/${before.id}`);
      expect((await consentsOf(id)).find((consent) => consent.id === again.body.id)!.withdrawnAt).toBeNull();
    });

    it('and asked for again only where newer ones allow more', () => {
      const versions = CONSENT_TEXTS.filter(({ purpose }) => purpose === 'matching').map(({ version }) => version);
      expect(new Set(versions).size).toBe(versions.length);
      expect(isOutgrown({ purpose: 'matching', textVersion: TEXT_VERSION })).toBe(false);
      expect(isOutgrown({ purpose: 'matching', textVersion: '2026-11-01' })).toBe(true);
      expect(isOutgrown({ purpose: 'sharing', textVersion: '2026-11-01' })).toBe(false);
    });
  });

  describe('of an officer', () => {
    async function assisted(): Promise<{ id: string; phone: string; owner: ApiCaller; ownerId: string }> {
      const phone = freshPhone();
      const { body } = await people.officer.post<{ id: string }>('/actors', actorRequest({ phone, name: 'Titipan Rahasia' }));
      const { caller, session } = await signInByCode(system, phone);
      return { id: body.id, phone, owner: caller, ownerId: session.account.id };
    }

    const factsOf = async (caller: ApiCaller, id: string): Promise<Fact[]> =>
      (await caller.get<{ facts: Fact[] }>(`/actors/${id}/facts`)).body.facts;

    it('keeps its author with each fact, and the owner confirms them one by one', async () => {
      const { id, owner, ownerId } = await assisted();
      const facts = await factsOf(people.officer, id);
      expect(facts.map(({ recordedBy, confirmedAt }) => [recordedBy === ownerId, confirmedAt])).toEqual([[false, null], [false, null]]); // prettier-ignore
      await owner.patch(`/actors/${id}/facts`, { facts: { 'business.turnover': { value: 90_000_000 } } });
      expect(await refusalOf(people.officer.post(`/actors/${id}/facts/legality.nib/confirmation`))).toMatchObject({
        code: 'RoleNotAllowed',
      });
      const first = await owner.post<{ confirmedAt: string | null }>(`/actors/${id}/facts/legality.nib/confirmation`);
      expect(first.body.confirmedAt).toBeNull();
      const last = await owner.post<{ confirmedAt: string | null }>(`/actors/${id}/facts/business.startedOn/confirmation`);
      expect(last.body.confirmedAt).not.toBeNull();
      expect((await factsOf(owner, id)).map(({ key, confirmedAt }) => [key, confirmedAt !== null])).toEqual([
        ['business.startedOn', true],
        ['business.turnover', false],
        ['legality.nib', true],
      ]);
    });

    it('is told to the owner by message, without a word about whom or what, once until it is confirmed', async () => {
      const phone = freshPhone();
      const { body } = await people.officer.post<{ id: string }>('/actors', actorRequest({ phone, name: 'Titipan Rahasia' }));
      await people.officer.patch(`/actors/${body.id}/facts`, { facts: { 'business.turnover': { value: 91_000_000 } } });
      const to = `+62${phone.replaceAll(' ', '').slice(1)}`;
      const notices = () => whatsapp.asked.map((asked) => JSON.parse(asked.body) as { to: string; template: object }).filter((sent) => sent.to === to); // prettier-ignore
      const jobs = () => system.query<{ done: boolean }>(`select done_at is not null as done from outbox where job = 'notify-owner' and aggregateid = $1`, [body.id]); // prettier-ignore
      await eventually('the notice', jobs, (rows) => rows.length > 0 && rows.every(({ done }) => done));
      expect(await jobs()).toHaveLength(1);
      expect(notices()).toHaveLength(1);
      const [notice] = notices();
      expect(notice!.template).toEqual({ name: 'sambung_notice', language: { code: 'id' }, components: [] });
      expect(JSON.stringify(notice)).not.toMatch(/Titipan|91/);
    });
  });

  describe('with a request that nobody answers', () => {
    it('is in the log at 48 hours, once, and in the figures by age', async () => {
      const id = await actor();
      const ask = async (kind: string, hoursAgo: number): Promise<string> => {
        system.clock.set(new Date(Date.now() - hoursAgo * 3_600_000).toISOString());
        const { body } = await people.owner.post<{ id: string }>(`/actors/${id}/rights-requests`, { kind });
        return body.id;
      };
      const [late] = [await ask('review', 50), await ask('correction', 47), await ask('access', 80)];
      system.clock.set(null);
      const both = await Promise.all([matcher.get(RightsAlarm).sweep(), matcher.get(RightsAlarm).sweep()]);
      expect(both.flat()).toHaveLength(2);
      expect(both.flat()).toContain(late);
      expect(await matcher.get(RightsAlarm).sweep()).toEqual([]);
      const metrics = await (await fetch(`${system.address}/metrics`)).text();
      for (const state of ['open', 'late', 'overdue']) expect(metrics).toContain(`sambung_rights_requests{state="${state}"} 1`);
    });
  });
});
