import { PeopleService } from '@sambung/accounts';
import { ROLES } from '@sambung/reference';
import { actorRequest } from '../factories/actors';
import { problemOf, refusalOf } from '../factories/problems';
import { cast, Cast, publishOffer } from '../factories/story';
import { ApiCaller } from '../support/api-caller';
import { eventually } from '../support/eventually';
import { TestSystem } from '../support/test-system';

interface Actor {
  id: string;
  name: string;
  phone: string;
  version: number;
}

interface Fact {
  key: string;
  value: unknown;
  level: string;
}

const ANY_TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);
const ANY_ID = expect.stringMatching(/^[0-9a-f-]{36}$/);
const UNKNOWN = { status: 404, code: 'ActorUnknown' };
const NIK = '3507131508900000';

describe('a profile', () => {
  let system: TestSystem;
  let people: Cast;

  beforeAll(async () => {
    system = await TestSystem.start({ workers: ['matcher', 'courier'] });
    people = await cast(system);
  });

  afterAll(() => system.stop());

  afterEach(async () => {
    system.clock.set(null);
    await system.noPendingWork();
  });

  async function register(changes: Record<string, unknown> = {}, caller: ApiCaller = people.owner): Promise<Actor> {
    const { status, body } = await caller.post<Actor>('/actors', actorRequest(changes));
    expect(status).toBe(201);
    return body;
  }

  const factsOf = async (id: string, caller: ApiCaller = people.owner) =>
    (await caller.get<{ facts: Fact[] }>(`/actors/${id}/facts`)).body.facts;
  const changeFacts = (id: string, facts: unknown, caller: ApiCaller = people.owner) =>
    caller.patch<{ facts: Fact[]; warnings: unknown[] }>(`/actors/${id}/facts`, { facts });
  const historyOf = async (id: string, key: string) =>
    (await people.owner.get<Record<string, unknown>[]>(`/actors/${id}/facts/${key}/history`)).body;
  const suggestionsOf = async (id: string) =>
    (await people.owner.get<{ computedAt: string | null; suggestions: unknown[] }>(`/actors/${id}/suggestions`)).body;

  describe('of an actor', () => {
    it.each(Object.keys(ROLES))('of the kind %s is registered', async (role) => {
      const request = actorRequest({ roles: [role] });
      const { status, body } = await people.owner.post('/actors', request);
      expect({ status, body }).toEqual({
        status: 201,
        body: {
          id: ANY_ID,
          name: request.name,
          roles: [role],
          phone: expect.stringMatching(/^\+62899•+\d{4}$/),
          regionCode: '35.07.13.2001',
          status: 'active',
          version: expect.any(Number),
          createdAt: ANY_TIME,
          updatedAt: ANY_TIME,
        },
      });
    });

    it('of all kinds at once is registered, and is read back as it was written', async () => {
      const roles = Object.keys(ROLES);
      const actor = await register({ roles });
      expect((await people.owner.get(`/actors/${actor.id}`)).body).toEqual({ ...actor, roles });
    });

    it('is a draft until its owner says otherwise, and is not matched before', async () => {
      const draft = await register({ status: undefined });
      expect(draft).toMatchObject({ status: 'draft' });
      await system.noPendingWork();
      expect(await suggestionsOf(draft.id)).toEqual({ computedAt: null, current: false, suggestions: [] });
      await people.owner.patch(`/actors/${draft.id}`, { status: 'active' });
      await eventually('the match', () => suggestionsOf(draft.id), ({ suggestions }) => suggestions.length > 0); // prettier-ignore
    });

    it('that becomes a draft again is matched no more', async () => {
      const actor = await register();
      await eventually('the match', () => suggestionsOf(actor.id), ({ suggestions }) => suggestions.length > 0); // prettier-ignore
      await people.owner.patch(`/actors/${actor.id}`, { status: 'draft' });
      await eventually('the end of the suggestions', () => suggestionsOf(actor.id), ({ computedAt }) => computedAt === null); // prettier-ignore
    });

    it('is not matched without consent to be matched', async () => {
      const actor = await register({ matchingConsent: undefined });
      await system.noPendingWork();
      expect(await suggestionsOf(actor.id)).toMatchObject({ computedAt: null, suggestions: [] });
      expect(await refusalOf(people.owner.post('/matches', { actorId: actor.id, offerSlug: people.slug }))).toEqual({
        status: 409,
        code: 'ConsentMissing',
      });
    });

    it('shares its phone with other actors of the same owner', async () => {
      const first = actorRequest();
      const phone = first.phone as string;
      const owner = await system.signIn({ role: 'owner' });
      await owner.post('/actors', first);
      await register({ phone, name: 'Koperasi Contoh', roles: ['cooperative'] }, owner);
      await register({ phone, name: 'Kelompok Contoh', roles: ['group'] }, owner);
      const { body } = await owner.get<{ items: Actor[]; next: null }>('/actors');
      expect(body.items.map(({ name }) => name)).toEqual(['Kelompok Contoh', 'Koperasi Contoh', first.name]);
      expect(new Set(body.items.map((actor) => actor.phone)).size).toBe(1);
    });
  });

  describe('is seen', () => {
    let stranger: ApiCaller;
    let neighbour: ApiCaller;
    let planner: ApiCaller;

    beforeAll(async () => {
      stranger = await system.signIn({ role: 'owner' });
      neighbour = await system.signIn({ role: 'officer', regionCode: '35.73' });
      planner = await system.signIn({ role: 'planner' });
    });

    it('by its owner, by officers of the territory and by admins, and by nobody else', async () => {
      const { id } = await register();
      const paths = [
        `/actors/${id}`,
        `/actors/${id}/facts`,
        `/actors/${id}/facts/legality.nib/history`,
        `/actors/${id}/consents`,
        `/actors/${id}/matches`,
        `/actors/${id}/suggestions`,
      ];
      for (const path of paths) {
        for (const caller of [people.owner, people.officer, people.admin]) expect((await caller.get(path)).status).toBe(200);
        for (const caller of [stranger, neighbour]) expect(await refusalOf(caller.get(path))).toEqual(UNKNOWN);
        for (const caller of [people.partner, planner])
          expect(await refusalOf(caller.get(path))).toEqual({ status: 403, code: 'RoleNotAllowed' });
        expect(await refusalOf(system.anybody.get(path))).toEqual({ status: 401, code: 'CredentialsMissing' });
      }
    });

    it('in the lists of exactly the same people', async () => {
      const { id } = await register();
      const ids = async (caller: ApiCaller) =>
        (await caller.get<{ items: Actor[] }>('/actors?limit=100')).body.items.map((actor) => actor.id);
      expect(await ids(people.owner)).toContain(id);
      expect(await ids(people.officer)).toContain(id);
      expect(await ids(people.admin)).toContain(id);
      expect(await ids(stranger)).toEqual([]);
      expect(await ids(neighbour)).toEqual([]);
    });

    it('only, and not changed, by who may not change it', async () => {
      const actor = await register();
      const consent = { purpose: 'matching', textVersion: '1', channel: 'web' };
      for (const caller of [stranger, neighbour]) {
        expect(await refusalOf(caller.patch(`/actors/${actor.id}`, { name: 'Diambil Alih' }))).toEqual(UNKNOWN);
        expect(await refusalOf(caller.patch(`/actors/${actor.id}/facts`, { facts: { 'legality.nib': null } }))).toEqual(UNKNOWN);
        expect(await refusalOf(caller.post(`/actors/${actor.id}/withdrawal`))).toEqual(UNKNOWN);
        expect(await refusalOf(caller.post(`/actors/${actor.id}/consents`, consent))).toEqual(UNKNOWN);
        expect(await refusalOf(caller.post('/matches', { actorId: actor.id, offerSlug: people.slug }))).toEqual(UNKNOWN);
      }
      expect((await people.owner.get(`/actors/${actor.id}`)).body).toEqual(actor);
    });

    it('page by page without gaps or repeats', async () => {
      const owner = await system.signIn({ role: 'owner' });
      const names = Array.from({ length: 7 }, (_, index) => `Usaha Halaman ${index}`);
      for (const name of names) await register({ name, status: 'draft' }, owner);
      const seen: string[] = [];
      for (let after = ''; after !== 'end';) {
        const { body } = await owner.get<{ items: Actor[]; next: string | null }>(`/actors?limit=3${after && `&after=${after}`}`);
        seen.push(...body.items.map(({ name }) => name));
        after = body.next ?? 'end';
      }
      expect(seen).toEqual(names.toReversed());
      expect((await owner.get<{ items: unknown[] }>('/actors?status=active')).body.items).toEqual([]);
      expect((await owner.get<{ items: unknown[] }>('/actors?regionCode=35.07.13&limit=100')).body.items).toHaveLength(7);
      expect((await owner.get<{ items: unknown[] }>('/actors?regionCode=35.07.1')).body.items).toEqual([]);
    });
  });

  describe('entered by an officer for an owner', () => {
    it('belongs to the account of that phone, which is made when there is none', async () => {
      const request = actorRequest({ phone: '0899 8000 0001' });
      const { body } = await people.officer.post<Actor>('/actors', request);
      const [row] = await system.query<Record<string, unknown>>(
        `select owner.id, owner.role, owner.password_hash, actors.created_by from actors join people owner on owner.id = owner_id where actors.id = $1`,
        [body.id],
      );
      const { body: me } = await people.officer.get<{ id: string }>('/me');
      const account = await system.get(PeopleService).byPhone(system.dataSource.manager, '+6289980000001');
      expect(row).toEqual({ id: account!.id, role: 'owner', password_hash: null, created_by: me.id });
    });

    it('is seen by the owner who has that phone', async () => {
      const phone = '+6289980000002';
      const owner = await system.signIn({ role: 'owner', phone });
      const actor = await register({ phone: '0899-8000-0002' }, people.officer);
      expect((await owner.get<{ items: Actor[] }>('/actors')).body.items).toEqual([actor]);
    });

    it('lies in the territory of the officer', async () => {
      const outside = { status: 422, code: 'RegionOutsideTerritory', faults: ['/regionCode RegionOutsideTerritory'] };
      expect(await refusalOf(people.officer.post('/actors', actorRequest({ regionCode: '35.73.01' })))).toEqual(outside);
      const actor = await register({}, people.officer);
      expect(await refusalOf(people.officer.patch(`/actors/${actor.id}`, { regionCode: '35.73.01' }))).toEqual(outside);
    });
  });

  describe('when it is changed', () => {
    it('keeps the fields that are absent', async () => {
      const actor = await register();
      const { status, body } = await people.owner.patch<Actor>(`/actors/${actor.id}`, { name: 'Nama Baru' });
      expect({ status, body }).toEqual({
        status: 200,
        body: { ...actor, name: 'Nama Baru', version: actor.version + 1, updatedAt: ANY_TIME },
      });
    });

    it('refuses to clear a field that every actor has', async () => {
      const actor = await register();
      const faults = ['/name isString', '/roles isArray', '/phone isString', '/regionCode isString', '/status isIn'];
      const cleared = { name: null, roles: null, phone: null, regionCode: null, status: null };
      expect(await refusalOf(people.owner.patch(`/actors/${actor.id}`, cleared))).toEqual({ status: 422, code: 'RequestInvalid', faults });
    });

    it('takes the change of who saw its newest version, and refuses the other', async () => {
      const actor = await register();
      const read = await people.owner.get(`/actors/${actor.id}`);
      const etag = read.headers.get('etag')!;
      expect(etag).toBe(`"${actor.version}"`);
      const first = await people.owner.patch<Actor>(`/actors/${actor.id}`, { name: 'Yang Pertama' }, { 'if-match': etag });
      expect(first.status).toBe(200);
      expect(await problemOf(people.officer.patch(`/actors/${actor.id}`, { name: 'Yang Kedua' }, { 'if-match': etag }))).toEqual({
        type: '/problems/ActorChanged',
        title: 'Sudah berubah',
        status: 412,
        code: 'ActorChanged',
        detail: 'Data ini sudah diubah orang lain. Muat ulang, lalu ubah lagi.',
        currentVersion: actor.version + 1,
      });
      expect((await people.owner.get<Actor>(`/actors/${actor.id}`)).body).toEqual(first.body);
    });

    it('does not take the phone and name of another', async () => {
      const first = await register({ phone: '0899 8000 0003', name: 'Usaha Kembar' });
      const second = await register({ phone: '0899 8000 0003', name: 'Usaha Lain' });
      expect(await problemOf(people.owner.patch(`/actors/${second.id}`, { name: 'usaha kembar' }))).toMatchObject({
        status: 409,
        code: 'ActorDuplicate',
        actorId: first.id,
      });
    });

    it('moves its open matches into the queue of the territory it moves to', async () => {
      const actor = await register();
      const { body: match } = await people.owner.post<{ id: string }>('/matches', { actorId: actor.id, offerSlug: people.slug });
      await people.owner.patch(`/actors/${actor.id}`, { regionCode: '35.07.22' });
      const regionOf = async () =>
        (await system.query<{ region_code: string }>('select region_code from matches where id = $1', [match.id]))[0]!.region_code;
      await eventually('the move', regionOf, (region) => region === '35.07.22'); // prettier-ignore
    });
  });

  describe('in its facts', () => {
    it('keeps those that are not named, and removes those that are null', async () => {
      const { id } = await register();
      const { status, body } = await changeFacts(id, { 'legality.halal': { value: false }, 'legality.nib': null });
      expect(status).toBe(200);
      expect(body.facts.map(({ key, value }) => [key, value])).toEqual([['business.startedOn', '2025-01-01'], ['legality.halal', false]]); // prettier-ignore
      expect(await factsOf(id)).toEqual(body.facts);
    });

    it('keeps every earlier value with the reason of its end, and rises in version with each change', async () => {
      const { id, version } = await register({ facts: { 'business.outlets': { value: 1 } } });
      await changeFacts(id, { 'business.outlets': { value: 2 } });
      const correction = { fact: { value: 20 }, note: 'kurang satu nol' };
      expect((await people.owner.post(`/actors/${id}/facts/business.outlets/corrections`, correction)).status).toBe(201);
      await changeFacts(id, { 'business.outlets': null });
      const row = {
        key: 'business.outlets',
        level: 'declared',
        source: 'owner',
        observedAt: system.clock.today(),
        validUntil: null,
        recordedAt: ANY_TIME,
      };
      expect(await historyOf(id, 'business.outlets')).toEqual([
        { ...row, value: 20, endedAt: ANY_TIME, endReason: 'withdrawn', endNote: null },
        { ...row, value: 2, endedAt: ANY_TIME, endReason: 'corrected', endNote: 'kurang satu nol' },
        { ...row, value: 1, endedAt: ANY_TIME, endReason: 'superseded', endNote: null },
      ]);
      expect((await people.owner.get<Actor>(`/actors/${id}`)).body.version).toBe(version + 3);
    });

    it('holds only the evidence that its writer may vouch for', async () => {
      const { id } = await register({ facts: { 'legality.nib': { value: true } } });
      const levels = ['declared', 'document', 'officer', 'registry'];
      const allowed = async (caller: ApiCaller) => {
        const answers: number[] = [];
        for (const level of levels) answers.push((await changeFacts(id, { 'legality.sku': { value: true, level } }, caller)).status);
        return levels.filter((_, index) => answers[index] === 200);
      };
      expect(await allowed(people.owner)).toEqual(['declared']);
      expect(await allowed(people.officer)).toEqual(['declared', 'document', 'officer']);
      expect(await allowed(people.admin)).toEqual(levels);
    });

    it.each([
      ['legality.nib', true],
      ['business.turnover', { min: 200_000_000, max: 600_000_000 }],
      ['need.wanted', ['produksi.kemasan', 'pemasaran.digital']],
    ])('keeps proven evidence of %s when the same is declared again, and yields to another value', async (key, value) => {
      const { id } = await register({ facts: { [key]: { value } } });
      await changeFacts(id, { [key]: { value, level: 'officer', source: 'kunjungan' } }, people.officer);
      const [proven] = (await factsOf(id)).filter((fact) => fact.key === key);
      await changeFacts(id, { [key]: { value } });
      expect((await factsOf(id)).filter((fact) => fact.key === key)).toEqual([proven]);
      const other = key === 'legality.nib' ? false : key === 'need.wanted' ? ['produksi.alat'] : 1_000_000;
      await changeFacts(id, { [key]: { value: other } });
      expect((await factsOf(id)).find((fact) => fact.key === key)).toMatchObject({ value: other, level: 'declared', source: 'owner' });
    });

    it('takes a declaration again once the proof has run out', async () => {
      const { id } = await register({ facts: { 'legality.halal': { value: true } } });
      const proof = { value: true, level: 'document', observedAt: '2025-01-01', validUntil: '2025-12-31' };
      await changeFacts(id, { 'legality.halal': proof }, people.officer);
      await changeFacts(id, { 'legality.halal': { value: true } });
      expect((await factsOf(id)).find(({ key }) => key === 'legality.halal')).toMatchObject({ level: 'declared', validUntil: null });
    });

    it('holds for as long as its kind stays fresh, unless the writer says how long', async () => {
      system.clock.set('2026-11-22T05:00:00Z');
      const { id } = await register({
        facts: {
          'finance.collectibility': { value: 1, observedAt: '2026-11-01' },
          'need.wanted': { value: ['produksi.kemasan'] },
          'business.turnover': { value: 90_000_000, validUntil: '2027-01-31' },
          'legality.nib': { value: true },
        },
      });
      const ends = (await factsOf(id)).map((fact) => [fact.key, (fact as unknown as { validUntil: string }).validUntil]);
      expect(ends).toEqual([
        ['business.turnover', '2027-01-31'],
        ['finance.collectibility', '2026-12-01'],
        ['legality.nib', null],
        ['need.wanted', '2027-11-22'],
      ]);
    });

    it('counts its days in Jakarta', async () => {
      system.clock.set('2026-11-22T18:30:00Z');
      const { id } = await register({ facts: { 'business.startedOn': { value: '2026-11-23' } } });
      expect(await factsOf(id)).toMatchObject([{ observedAt: '2026-11-23' }]);
    });

    it('warns of what may be wrong without refusing it', async () => {
      const { id } = await register();
      const { status, body } = await changeFacts(id, { 'owner.nik': { value: '3507991508900000' } });
      expect({ status, warnings: body.warnings }).toEqual({
        status: 200,
        warnings: [
          {
            pointer: '/facts/owner.nik/value',
            code: 'NikOldKecamatan',
            detail: 'Kode kecamatan di NIK sudah tidak dipakai. Biarkan jika sama dengan KTP.',
          },
        ],
      });
    });
  });

  it('shows its NIK by the ends alone, in every answer', async () => {
    const read = { id: 'nik', known: 'owner.nik' };
    const same = { id: 'same', not: { id: 'region', fact: 'owner.nik', op: '=', value: '3500000000000000' } };
    const nikOffer = await publishOffer(system, people.admin, { requires: { all: [read, same] }, prefers: [read], examples: [] });
    const actor = await register({ facts: { 'owner.nik': { value: NIK }, 'owner.familyCard': { value: NIK } } });
    await system.noPendingWork();
    const consent = { purpose: 'sharing', institutionId: nikOffer.institutionId, textVersion: '1', channel: 'web' };
    await people.owner.post(`/actors/${actor.id}/consents`, consent);
    const { body: match } = await people.owner.post<{ id: string }>('/matches', { actorId: actor.id, offerSlug: nikOffer.slug });
    const decision = await people.officer.post(`/matches/${match.id}/decision`, { decision: 'approved' });
    expect(decision.status).toBe(201);
    const answers = [
      await people.owner.get(`/actors/${actor.id}`),
      await people.owner.get(`/actors/${actor.id}/facts`),
      await people.owner.get(`/actors/${actor.id}/facts/owner.nik/history`),
      await people.owner.get(`/actors/${actor.id}/suggestions`),
      await people.owner.get(`/actors/${actor.id}/suggestions/${nikOffer.slug}`),
      await people.owner.get(`/actors/${actor.id}/suggestions?verdict=notEligible`),
      await people.officer.get(`/matches/${match.id}`),
      await people.officer.get(`/matches/${match.id}/history`),
      decision,
      await changeFacts(actor.id, { 'owner.nik': { value: NIK }, 'owner.familyCard': { value: NIK } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200, 200, 200, 201, 200]);
    expect(answers.filter((answer) => JSON.stringify(answer.body).includes(NIK))).toEqual([]);
    expect(JSON.stringify(answers[1]!.body)).toContain('3507••••••••0000');
    expect(JSON.stringify(await system.query('select * from match_transitions'))).not.toContain(NIK);
    expect(JSON.stringify(await system.query('select * from outbox'))).not.toContain(NIK);
  });

  describe('that others resemble', () => {
    const duplicatesOf = async (id: string) =>
      (await people.officer.get<{ actorId: string; kinds: string[] }[]>(`/actors/${id}/duplicates`)).body;

    it('is found by NIK and NIB, by officers only', async () => {
      const nik = '3507134107850000';
      const first = await register({ facts: { 'owner.nik': { value: nik }, 'legality.nibNumber': { value: '1234567890123' } } });
      const second = await register({ facts: { 'owner.nik': { value: '35.0713.410785.0000' } } });
      const third = await register({ facts: { 'legality.nibNumber': { value: '1234 5678 90123' } } });
      expect(await duplicatesOf(first.id)).toEqual([
        { actorId: second.id, kinds: ['nik'] },
        { actorId: third.id, kinds: ['nib'] },
      ]);
      expect(await refusalOf(people.owner.get(`/actors/${first.id}/duplicates`))).toEqual({ status: 403, code: 'RoleNotAllowed' });
      await changeFacts(second.id, { 'owner.nik': null });
      expect(await duplicatesOf(first.id)).toEqual([{ actorId: third.id, kinds: ['nib'] }]);
      await people.owner.post(`/actors/${third.id}/withdrawal`);
      expect(await duplicatesOf(first.id)).toEqual([]);
    });

    it('by phone and name is not registered, and its id is told only to who may see it', async () => {
      const request = actorRequest();
      const { body: first } = await people.owner.post<Actor>('/actors', request);
      const stranger = await system.signIn({ role: 'owner' });
      expect(await problemOf(people.officer.post('/actors', request))).toMatchObject({ status: 409, actorId: first.id });
      expect(Object.keys(await problemOf(stranger.post('/actors', request)))).not.toContain('actorId');
      await people.owner.post(`/actors/${first.id}/withdrawal`);
      expect((await people.owner.post('/actors', request)).status).toBe(201);
    });

    it('is kept as digests, never in plain', async () => {
      const kept = await system.query<{ digest: Buffer }>('select digest from identity_keys');
      expect(new Set(kept.map(({ digest }) => digest.length))).toEqual(new Set([16]));
    });
  });

  describe('that is withdrawn', () => {
    it('loses its consents and suggestions, and its open matches end', async () => {
      const { id } = await register();
      await people.owner.post(`/actors/${id}/consents`, {
        purpose: 'sharing',
        institutionId: people.institutionId,
        textVersion: '1',
        channel: 'web',
      });
      const { body: match } = await people.owner.post<{ id: string }>('/matches', { actorId: id, offerSlug: people.slug });
      await eventually('the match', () => suggestionsOf(id), ({ computedAt }) => computedAt !== null); // prettier-ignore
      expect((await people.owner.post(`/actors/${id}/withdrawal`)).body).toMatchObject({ id, status: 'withdrawn' });

      const { body: consents } = await people.owner.get<{ withdrawnAt: string | null }[]>(`/actors/${id}/consents`);
      expect(consents.map(({ withdrawnAt }) => withdrawnAt)).toEqual([ANY_TIME, ANY_TIME]);
      await system.noPendingWork();
      expect(await suggestionsOf(id)).toEqual({ computedAt: null, current: false, suggestions: [] });
      expect((await people.owner.get(`/matches/${match.id}`)).body).toMatchObject({ state: 'withdrawn' });
    });

    it('keeps its history and takes no change any more', async () => {
      const { id } = await register();
      await people.owner.post(`/actors/${id}/withdrawal`);
      expect(await factsOf(id)).toHaveLength(2);
      const gone = { status: 409, code: 'ActorWithdrawn' };
      expect(await refusalOf(people.owner.patch(`/actors/${id}`, { status: 'active' }))).toEqual(gone);
      expect(await refusalOf(people.owner.patch(`/actors/${id}/facts`, { facts: { 'legality.nib': null } }))).toEqual(gone);
      expect(
        await refusalOf(people.owner.post(`/actors/${id}/consents`, { purpose: 'matching', textVersion: '1', channel: 'web' })),
      ).toEqual(gone);
      expect(await refusalOf(people.owner.post('/matches', { actorId: id, offerSlug: people.slug }))).toEqual(gone);
      expect(await refusalOf(people.owner.post(`/actors/${id}/withdrawal`))).toEqual(gone);
    });
  });
});
