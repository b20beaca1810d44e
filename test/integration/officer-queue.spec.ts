import { OfferDocument } from '@sambung/offers';
import { cast, Cast, interestedActor, publishOffer } from '../factories/story';
import { ApiCaller } from '../support/api-caller';
import { TestSystem } from '../support/test-system';

interface Row {
  id: string;
  actorName: string;
  state: string;
  verdict: string;
}

interface Page {
  items: Row[];
  next: string | null;
}

const EVERYWHERE: Partial<OfferDocument> = {
  area: ['*'],
  requires: { id: 'nib', fact: 'legality.nib', op: '=', value: true },
  examples: [],
};

describe("the officer's queue", () => {
  let system: TestSystem;
  let people: Cast;
  let officer: ApiCaller & { person: { id: string } };
  let training: Cast;
  let financing: Cast;
  const matches: Record<string, string> = {};

  /** Opens a match of a new actor of this name. */
  async function open(offer: Cast, name: string, changes: Record<string, unknown> = {}): Promise<string> {
    const { matchId } = await interestedActor(offer, { name, regionCode: '35.79.01', ...changes });
    matches[name] = matchId;
    return matchId;
  }

  beforeAll(async () => {
    system = await TestSystem.start({ workers: [], environment: { UNDO_SECONDS: '60' } });
    people = await cast(system);
    officer = await system.signIn({ role: 'officer', regionCode: '35.79' });
    training = { ...people, officer, ...(await publishOffer(system, people.admin, EVERYWHERE)) };
    financing = { ...people, officer, ...(await publishOffer(system, people.admin, { ...EVERYWHERE, kind: 'financing' })) };
    await open(training, 'Siap');
    await open(training, 'Kurang Data', { facts: { 'business.stage': { value: 'running' } } });
    await open(financing, 'Modal');
    await open(financing, 'Lain Kecamatan', { regionCode: '35.79.02' });
    await open(training, 'Diperiksa');
    await open(training, 'Diperiksa Rekan');
    await open(training, 'Ditolak');
    await open(training, 'Perlu Ditinjau');
    await open(training, 'Luar Wilayah', { regionCode: '35.07.13' });
    await people.admin.put(`/matches/${matches['Diperiksa']}/assignee`, { assigneeId: officer.person.id });
    const colleague = await system.signIn({ role: 'officer', regionCode: '35.79' });
    await people.admin.put(`/matches/${matches['Diperiksa Rekan']}/assignee`, { assigneeId: colleague.person.id });
    await officer.post(`/matches/${matches['Ditolak']}/decision`, { decision: 'rejected', reasonCode: 'noSeat' });
    await officer.post(`/matches/${matches['Perlu Ditinjau']}/decision`, { decision: 'approved' });
    await system.query('update matches set review_needed = true where id = $1', [matches['Perlu Ditinjau']]);
  });

  afterAll(() => system.stop());

  const names = async (query: string, caller: ApiCaller = officer) =>
    (await caller.get<Page>(`/matches?${query}`)).body.items.map(({ actorName }) => actorName);

  it('shows what waits in the territory, oldest first, and no suggestions', async () => {
    const { status, body } = await officer.get<Page>('/matches');
    expect(status).toBe(200);
    expect(body.items.map(({ actorName }) => actorName)).toEqual([
      'Siap',
      'Kurang Data',
      'Modal',
      'Lain Kecamatan',
      'Diperiksa',
      'Diperiksa Rekan',
    ]);
    expect(body.items[2]).toEqual({
      id: matches['Modal'],
      state: 'interested',
      verdict: 'eligible',
      fit: expect.any(Number),
      coverage: expect.any(Number),
      reviewNeeded: false,
      version: 1,
      assigneeId: null,
      createdAt: expect.any(String),
      actorId: expect.any(String),
      actorName: 'Modal',
      regionCode: '35.79.01',
      regionName: expect.any(String),
      offerSlug: financing.slug,
      offerName: { id: 'Pelatihan Contoh', en: 'Example training' },
      offerKind: 'financing',
      institutionName: expect.stringContaining('Lembaga Contoh'),
    });
  });

  it.each([
    ['state=inReview', ['Diperiksa', 'Diperiksa Rekan']],
    ['state=rejected,approved', ['Ditolak', 'Perlu Ditinjau']],
    ['state=rejected&state=approved', ['Ditolak', 'Perlu Ditinjau']],
    ['regionCode=35.79.02', ['Lain Kecamatan']],
    ['regionCode=35.79.0', []],
    ['regionCode=35.07', []],
    ['kind=financing', ['Modal', 'Lain Kecamatan']],
    ['verdict=undetermined', ['Kurang Data']],
    ['assignee=me', ['Diperiksa']],
    ['assignee=none', ['Siap', 'Kurang Data', 'Modal', 'Lain Kecamatan']],
    ['reviewNeeded=true', []],
    ['reviewNeeded=true&state=approved', ['Perlu Ditinjau']],
    ['reviewNeeded=false&state=approved', []],
    ['kind=financing&verdict=eligible&regionCode=35.79.01', ['Modal']],
  ])('asked for %s shows %j', async (query, expected) => {
    expect(await names(query)).toEqual(expected);
  });

  it('shows one offer when asked for it', async () => {
    expect(await names(`offerSlug=${financing.slug}`)).toEqual(['Modal', 'Lain Kecamatan']);
  });

  it('shows every territory its own, and admins all', async () => {
    expect(await names('', people.officer)).toEqual(['Luar Wilayah']);
    expect(await names('', people.admin)).toEqual([
      'Siap',
      'Kurang Data',
      'Modal',
      'Lain Kecamatan',
      'Diperiksa',
      'Diperiksa Rekan',
      'Luar Wilayah',
    ]);
    expect((await people.owner.get('/matches')).status).toBe(403);
    expect((await people.partner.get('/matches')).status).toBe(403);
  });

  it('is read page by page without gaps or repeats, while it grows', async () => {
    const many = Array.from({ length: 23 }, (_, index) => `Antre ${String(index).padStart(2, '0')}`);
    for (const name of many) await open(training, name, { regionCode: '35.79.03' });
    const seen: string[] = [];
    let after = '';
    for (let page = 1; ; page += 1) {
      const { body } = await officer.get<Page>(`/matches?regionCode=35.79.03&limit=5${after}`);
      seen.push(...body.items.map(({ actorName }) => actorName));
      if (page === 2) await open(training, 'Datang Kemudian', { regionCode: '35.79.03' });
      if (body.next === null) break;
      expect(body.items).toHaveLength(5);
      expect(body.next).toBe(body.items.at(-1)!.id);
      after = `&after=${body.next}`;
    }
    expect(seen).toEqual([...many, 'Datang Kemudian']);
  });
});
