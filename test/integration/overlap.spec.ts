import { xlsxStream } from '@sambung/tables';
import { actorRequest } from '../factories/actors';
import { problemOf, refusalOf } from '../factories/problems';
import { inventedNik, recipientList } from '../factories/recipients';
import { cast, Cast, interestedActor, publishOffer } from '../factories/story';
import { ApiCaller } from '../support/api-caller';
import { eventually } from '../support/eventually';
import { TestSystem } from '../support/test-system';

interface Finding {
  rule: string;
  effect: string;
  value: string;
  waiver?: { reason: string };
  settle: { cause: string; about: string }[];
  because: { text: { id: string } }[];
}

interface Detail {
  state: string;
  overlap: { effect: string | null; possible: string | null; holdsMoney: boolean; findings: Finding[] };
}

interface Report {
  listId: string | null;
  stored: number;
  known: number;
  reviews: number;
  faults: { line: number; code: string }[];
}

interface Entry {
  id: string;
  status: string;
  from: string;
  to: string | null;
  amount: number | null;
  funder: string;
  offer: string | null;
  disputed: boolean;
}

interface Review {
  id: string;
  state: string;
  reason: string;
  entry: { name: string; list: string };
  other: { name: string; list: string | null; actorId: string | null };
}

describe('overlap', () => {
  let system: TestSystem;
  let people: Cast;
  let credit: { slug: string; institutionId: string };

  beforeAll(async () => {
    system = await TestSystem.start();
    people = await cast(system, { needs: ['produksi.kemasan', 'produksi.kemasan'] });
    await people.admin.post('/institutions', { slug: 'dinas-contoh', name: 'Dinas Contoh Malang', kind: 'training' });
    credit = await publishOffer(system, people.admin, { kind: 'financing', programme: 'umi', needs: ['pembiayaan.modal-kerja'] });
  });

  afterAll(() => system.stop());
  afterEach(() => system.noPendingWork());

  const bring = async (lines: string[], changes = {}, caller: ApiCaller = people.officer) =>
    (await caller.post<Report>('/recipient-lists', recipientList(lines, changes))).body;
  const ledgerOf = async (actorId: string) => (await people.owner.get<Entry[]>(`/actors/${actorId}/ledger`)).body;
  const overlapOf = async (matchId: string) => (await people.officer.get<Detail>(`/matches/${matchId}`)).body.overlap;
  const findingOf = async (matchId: string, rule: string) => (await overlapOf(matchId)).findings.find((finding) => finding.rule === rule);
  const approve = (matchId: string) => people.officer.post(`/matches/${matchId}/decision`, { decision: 'approved' });
  const look = (actorId: string, source: string) =>
    people.officer.post(`/actors/${actorId}/register-checks`, { source, asOf: '2026-11-22', note: 'dicek, tidak ada' });
  const withNik = (nik: string, changes: Record<string, unknown> = {}) => {
    const { facts } = actorRequest() as { facts: object };
    return { facts: { ...facts, 'owner.nik': { value: nik } }, ...changes };
  };

  describe('of money', () => {
    it('that nobody can tell leaves the match in sight and holds the approval until an officer has looked into the registers', async () => {
      const { actorId, matchId } = await interestedActor({ ...people, ...credit });
      expect(await overlapOf(matchId)).toMatchObject({ effect: null, possible: 'block', holdsMoney: true });
      const problem = await problemOf(approve(matchId));
      expect([problem.status, problem.code]).toEqual([409, 'OverlapUnsettled']);
      expect((problem.settle as Finding['settle']).map(({ cause, about }) => `${cause} ${about}`)).toEqual([
        'unreachable slik',
        'unreachable sikp',
      ]);
      expect((await look(actorId, 'slik')).status).toBe(204);
      expect(await refusalOf(approve(matchId))).toEqual({ status: 409, code: 'OverlapUnsettled' });
      await look(actorId, 'sikp');
      expect((await approve(matchId)).status).toBe(201);
    });

    it('that a list tells of stops the approval, by the NIK alone, and leaves no NIK behind', async () => {
      const nik = inventedNik();
      const kur = { source: 'sikp', kind: 'financing', intervention: 'pembiayaan.modal-kerja', programme: 'kur', funder: 'bank-contoh' };
      expect(await bring([`${nik},Siti Contoh,,,2026-01-10,,5000000,active`], kur)).toMatchObject({ stored: 1, known: 0, faults: [] });
      const { actorId, matchId } = await interestedActor({ ...people, ...credit }, withNik(nik));
      await look(actorId, 'slik');
      await look(actorId, 'sikp');
      expect(await refusalOf(approve(matchId))).toEqual({ status: 409, code: 'OverlapStops' });
      expect(await overlapOf(matchId)).toMatchObject({ effect: 'block', holdsMoney: true });
      const stored = await system.query<{ all: string }>('select ledger_entries::text as all from ledger_entries');
      expect(stored.filter(({ all }) => all.includes(nik) || all.includes('Siti'))).toEqual([]);
    });

    it('is no longer in doubt for anybody once the whole register was brought', async () => {
      const kur = { source: 'sikp', kind: 'financing', intervention: 'pembiayaan.modal-kerja', programme: 'kur', complete: true };
      const lines = [`${inventedNik()},Ani Contoh,,,2026-01-10,,,paidOff`];
      const byOfficer = people.officer.post('/recipient-lists', recipientList(lines, kur));
      expect(await refusalOf(byOfficer)).toEqual({ status: 403, code: 'CompleteForAdmins' });
      await bring(lines, kur, people.admin);
      const { matchId } = await interestedActor({ ...people, ...credit });
      const rules = (await overlapOf(matchId)).findings.filter(({ value }) => value === 'U').map(({ rule }) => rule);
      expect(rules).toContain('o4-financed');
      expect(rules).not.toContain('o4-kur');
    });
  });

  describe('that an officer may waive', () => {
    it('stops the approval, goes on under a waiver with reason and end for every officer but who gave it, and stands again once that is ended', async () => {
      const nik = inventedNik();
      await bring([`${nik},Rini Contoh,,,2026-11-01,,,active`]);
      const { actorId, matchId } = await interestedActor(people, withNik(nik));
      expect(await refusalOf(approve(matchId))).toEqual({ status: 409, code: 'OverlapStops' });
      const waiver = { rule: 'o11-one-batch', reason: 'angkatan lama tinggal ujian', expiresOn: '2099-12-31' };
      const given = await people.officer.post<{ id: string }>(`/matches/${matchId}/waivers`, waiver);
      expect(given.status).toBe(201);
      expect(await findingOf(matchId, 'o11-one-batch')).toMatchObject({ value: 'T', waiver: { reason: waiver.reason } });
      const ended = await people.officer.delete(`/matches/${matchId}/waivers/${given.body.id}`);
      expect(ended.status).toBe(200);
      expect(await refusalOf(people.officer.delete(`/matches/${matchId}/waivers/${given.body.id}`))).toEqual({
        status: 409,
        code: 'WaiverEnded',
      });
      expect(await refusalOf(approve(matchId))).toEqual({ status: 409, code: 'OverlapStops' });
      await people.officer.post(`/matches/${matchId}/waivers`, waiver);
      expect(await refusalOf(approve(matchId))).toEqual({ status: 409, code: 'WaiverOwn' });
      expect((await people.admin.post(`/matches/${matchId}/decision`, { decision: 'approved' })).status).toBe(201);
      const { body: log } = await people.officer.get<{ endedBy: string | null }[]>(`/matches/${matchId}/waivers`);
      expect(log.map(({ endedBy }) => endedBy !== null)).toEqual([false, true]);
      const { body: trail } = await people.owner.get<{ items: { action: string }[] }>(`/actors/${actorId}/audit`);
      const steps = trail.items.map(({ action }) => action).filter((action) => action.startsWith('waiver'));
      expect(steps).toEqual(['waiver.given', 'waiver.ended', 'waiver.given']);
    });

    it('is not waived for a rule that forbids, for a day that is past, or by the owner', async () => {
      const { matchId } = await interestedActor(people);
      const waive = (changes: object, caller: ApiCaller = people.officer) =>
        refusalOf(
          caller.post(`/matches/${matchId}/waivers`, { rule: 'o11-one-batch', reason: 'contoh', expiresOn: '2099-01-01', ...changes }),
        );
      expect(await waive({ rule: 'o4-kur' })).toEqual({ status: 422, code: 'RequestInvalid', faults: ['/rule RuleNotWaivable'] });
      expect(await waive({ expiresOn: '2020-01-01' })).toEqual({ status: 422, code: 'RequestInvalid', faults: ['/expiresOn DatePast'] });
      expect(await waive({ reason: ' ' })).toMatchObject({ status: 422, faults: ['/reason isLength'] });
      expect(await waive({}, people.owner)).toEqual({ status: 403, code: 'RoleNotAllowed' });
    });
  });

  describe('in the ledger', () => {
    it('comes from our own matches, step by step, and once however often the partner answers', async () => {
      const { actorId, matchId } = await interestedActor(people);
      await approve(matchId);
      await eventually('the offer to the partner', () => people.officer.get<Detail>(`/matches/${matchId}`), ({ body }) => body.state === 'offered'); // prettier-ignore
      const answer = (status: string, outcome?: object) => people.partner.post(`/partner/matches/${matchId}/answer`, { status, outcome });
      expect(await ledgerOf(actorId)).toEqual([]);
      await answer('accepted');
      expect(await ledgerOf(actorId)).toMatchObject([{ status: 'planned', to: null, offer: people.slug, funder: people.slug }]);
      await answer('inProgress');
      await answer('completed', { amount: 750000 });
      await answer('completed', { amount: 750000 });
      expect(await ledgerOf(actorId)).toMatchObject([{ status: 'completed', to: expect.any(String), amount: 750000, disputed: false }]);
    });

    it('is not doubled by a list that comes twice, and is brought up to date by it', async () => {
      const nik = inventedNik();
      const running = `${nik},Wati Contoh,,,2026-10-01,,,active`;
      expect(await bring([running, running])).toMatchObject({ stored: 1, known: 1 });
      expect(await bring([`${nik},WATI CONTOH,,,2026-10-01,2026-10-20,,completed`])).toMatchObject({ stored: 0, known: 1 });
      const { body: actor } = await people.owner.post<{ id: string }>('/actors', actorRequest(withNik(nik)));
      expect(await ledgerOf(actor.id)).toMatchObject([{ status: 'completed', from: '2026-10-01', to: '2026-10-20' }]);
    });

    it('takes the sound rows of a list, reports the others, and takes none in a dry run', async () => {
      const lines = [`${inventedNik()},Dewi Contoh,,,2026-10-01,,,`, '12,Eka Contoh,,,2026-10-01,,,'];
      const before = await system.query('select from ledger_entries');
      const dry = await bring(lines, { dryRun: true });
      expect(dry).toMatchObject({ listId: null, stored: 1, faults: [{ line: 3, code: 'NikLength' }] });
      expect(await system.query('select from ledger_entries')).toHaveLength(before.length);
      expect(await bring(lines)).toMatchObject({ stored: 1, faults: [{ line: 3, code: 'NikLength' }] });
    });

    it('comes as a workbook as well, with days as spreadsheets keep them', async () => {
      const nik = inventedNik();
      const rows = [['NIK', 'Nama', 'Mulai', 'Selesai'], [nik, 'Fitri Contoh', 46_082, '02/03/2026'], ['12', 'Gita Contoh', 46_082, '']]; // prettier-ignore
      const cells = async function* () { yield* rows; }; // prettier-ignore
      const bytes = Buffer.concat(await xlsxStream(cells()).toArray());
      const send = async (fields: Record<string, string>) => {
        const form = new FormData();
        const { csv: _, ...head } = recipientList([]);
        for (const [name, value] of Object.entries({ ...head, ...fields })) form.append(name, String(value));
        form.append('berkas', new Blob([bytes]), 'penerima.xlsx');
        const headers = { authorization: `Bearer ${people.officer.token}` };
        const answer = await fetch(`${system.address}/api/v1/recipient-lists/files`, { method: 'POST', headers, body: form });
        return { status: answer.status, body: (await answer.json()) as Report };
      };
      const faults = [{ line: 3, pointer: '/csv/nik', code: 'NikLength' }];
      expect(await send({ dryRun: 'true' })).toMatchObject({ status: 201, body: { listId: null, stored: 1, known: 0, faults } });
      expect((await send({})).body).toMatchObject({ stored: 1, known: 0, faults });
      expect((await send({})).body).toMatchObject({ stored: 0, known: 1 });
      const { body: actor } = await people.owner.post<{ id: string }>('/actors', actorRequest(withNik(nik)));
      expect(await ledgerOf(actor.id)).toMatchObject([{ from: '2026-03-01', to: '2026-03-02', disputed: false }]);
    });

    it('takes no list of a register or need that is unknown, of a day ahead, or from an owner', async () => {
      const refused = (changes: Record<string, unknown>, caller: ApiCaller = people.officer) =>
        refusalOf(caller.post('/recipient-lists', recipientList([], changes)));
      expect(await refused({ intervention: 'x' })).toEqual({ status: 422, code: 'RequestInvalid', faults: ['/intervention NeedUnknown'] });
      expect(await refused({ asOf: '2999-01-01' })).toEqual({ status: 422, code: 'RequestInvalid', faults: ['/asOf DateAhead'] });
      expect(await refused({ source: 'x' })).toEqual({ status: 422, code: 'RequestInvalid', faults: ['/source isIn'] });
      expect(await refused({}, people.owner)).toEqual({ status: 403, code: 'RoleNotAllowed' });
    });

    it('is nobody else’s business', async () => {
      const { actorId } = await interestedActor(people);
      const stranger = await system.signIn({ role: 'owner' });
      const neighbour = await system.signIn({ role: 'officer', regionCode: '35.73' });
      for (const caller of [stranger, neighbour]) {
        expect(await refusalOf(caller.get(`/actors/${actorId}/ledger`))).toEqual({ status: 404, code: 'ActorUnknown' });
      }
    });
  });

  describe('story E: one person in two lists, with a typing error in the name', () => {
    const listed = async (name: string) => {
      const nik = inventedNik();
      await bring([`${nik},${name},,35.07.13.2001,2026-02-01,2026-02-02,,`], { title: 'Daftar PLUT', programme: 'plut' });
      const second = await bring([`${nik},${name}ti,,35.07.13.2001,2026-11-01,,,active`], { title: 'Daftar BLK', programme: 'blk' });
      expect(second).toMatchObject({ stored: 1, reviews: 1 });
      const match = await interestedActor(people, withNik(nik));
      return { ...match, review: (await reviews()).find(({ entry }) => entry.name === `${name}ti`)! };
    };
    const reviews = async (caller: ApiCaller = people.officer) =>
      (await caller.get<{ items: Review[] }>('/identity-reviews?limit=100')).body.items;
    const settle = (id: string, decision: string, caller: ApiCaller = people.officer) =>
      caller.post<Review>(`/identity-reviews/${id}/decision`, { decision, note: 'KTP dilihat' });

    it('waits in the queue of the territory with both names, and is in doubt until then', async () => {
      const { matchId, actorId, review } = await listed('Sumiati');
      expect(review).toMatchObject({
        reason: 'nameDiffers',
        state: 'open',
        entry: { name: 'Sumiatiti', list: 'Daftar BLK' },
        other: { name: 'Sumiati', list: 'Daftar PLUT', actorId: null },
      });
      expect((await ledgerOf(actorId)).map(({ disputed }) => disputed)).toEqual([false, true]);
      expect(await findingOf(matchId, 'o11-one-batch')).toMatchObject({
        value: 'U',
        settle: [{ cause: 'incomplete' }, { cause: 'identity' }],
      });
      const neighbour = await system.signIn({ role: 'officer', regionCode: '35.73' });
      expect(await reviews(neighbour)).toEqual([]);
      expect(await refusalOf(settle(review.id, 'same', neighbour) as never)).toEqual({ status: 404, code: 'ReviewUnknown' });
    });

    it('counts as one once a person says so, and that is final', async () => {
      const { matchId, review } = await listed('Yanti');
      expect((await settle(review.id, 'same')).body).toMatchObject({ state: 'same', note: 'KTP dilihat' });
      expect((await settle(review.id, 'same')).status).toBe(201);
      expect(await refusalOf(settle(review.id, 'different') as never)).toEqual({ status: 409, code: 'ReviewDecided' });
      const finding = await findingOf(matchId, 'o11-one-batch');
      expect(finding).toMatchObject({ value: 'T', effect: 'needsWaiver' });
      expect(finding!.because.map(({ text }) => text.id)).toEqual([expect.stringContaining('(Dinas Contoh Malang)')]);
    });

    it('counts for neither once a person says that they are two', async () => {
      const { actorId, review } = await listed('Lestari');
      await settle(review.id, 'different');
      expect(await ledgerOf(actorId)).toMatchObject([{ from: '2026-02-01', disputed: false }]);
    });
  });

  it('of somebody known by name and place alone waits for a person, who links it', async () => {
    const { body: actor } = await people.owner.post<{ id: string }>(
      '/actors',
      actorRequest({ name: 'Kripik Bu Contoh', regionCode: '35.07.13.2003' }),
    );
    expect(await bring([',kripik bu CONTOH,,35.07.13.2003,2026-05-01,,,'])).toMatchObject({ stored: 1, reviews: 1 });
    const { body } = await people.officer.get<{ items: Review[] }>('/identity-reviews?limit=100');
    const review = body.items.find(({ other }) => other.actorId === actor.id)!;
    expect(review).toMatchObject({ reason: 'nameAndPlace', other: { name: 'Kripik Bu Contoh' } });
    expect(await ledgerOf(actor.id)).toMatchObject([{ disputed: true }]);
    await people.officer.post(`/identity-reviews/${review.id}/decision`, { decision: 'same', note: 'ditanyakan' });
    expect(await ledgerOf(actor.id)).toMatchObject([{ disputed: false }]);
  });
});
