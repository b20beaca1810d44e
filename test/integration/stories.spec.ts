import { TEXT_VERSION } from '../factories/consents';
import { actorRequest } from '../factories/actors';
import { refusalOf } from '../factories/problems';
import { cast, Cast, interestedActor, publishOffer, subscribe } from '../factories/story';
import { ApiCaller } from '../support/api-caller';
import { PartnerReceiver } from '../support/partner-receiver';
import { eventually } from '../support/eventually';
import { TestSystem } from '../support/test-system';

interface One {
  status: string;
  verdict: string;
  explanation: { sentence: { id: string }; unlocks: { via: string[] }[] };
}

const stated = (facts: Record<string, unknown>) => Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, { value }]));

describe('the story', () => {
  let system: TestSystem;
  let [admin, planner, owner]: ApiCaller[] = [];
  let officers: Record<'city' | 'regency', ApiCaller>;

  beforeAll(async () => {
    system = await TestSystem.start();
    [admin, planner, owner] = [
      await system.signIn({ role: 'admin' }),
      await system.signIn({ role: 'planner' }),
      await system.signIn({ role: 'owner' }),
    ];
    officers = {
      city: await system.signIn({ role: 'officer', regionCode: '35.73' }),
      regency: await system.signIn({ role: 'officer', regionCode: '35.07' }),
    };
  });

  afterAll(() => system.stop());

  const look = async (by: ApiCaller, actorId: string, slug: string) => (await by.get<One>(`/actors/${actorId}/suggestions/${slug}`)).body;

  describe('A: a women’s cooperative in Klojen asks for computers', () => {
    let kopwan: string;

    beforeAll(async () => {
      const mapping = {
        columns: { Pengusul: 'name', HP: 'phone', Kelurahan: 'village', Kecamatan: 'district', Kota: 'regency', Provinsi: 'province', Jenis: 'cooperative.kinds', Usulan: 'need.wanted' },
        constants: { roles: ['cooperative'], consentTextVersion: TEXT_VERSION },
      }; // prettier-ignore
      const csv =
        'Pengusul,HP,Provinsi,Kota,Kecamatan,Kelurahan,Jenis,Usulan\n' +
        'Kopwan Melati Contoh,0899 7300 0001,Jawa Timur,Kota Malang,Klojen,Oro-oro Dowo,women,produksi.pembukuan';
      const { body } = await officers.city.post<{ stored: number; faults: object[] }>('/table-imports', { fileName: 'musrenbang-klojen.csv', mapping, csv }); // prettier-ignore
      expect(body).toMatchObject({ stored: 1, faults: [] });
      [{ id: kopwan }] = (await system.query<{ id: string }>(`select id from actors where name = 'Kopwan Melati Contoh'`)) as [
        { id: string },
      ];
      await system.noPendingWork();
    });

    it('is told that the laptops are for village cooperatives alone, and that the regency’s fund is not for the city', async () => {
      const laptops = await look(officers.city, kopwan, 'laptop-pembukuan-kdmp-malang');
      expect(laptops.verdict).toBe('notEligible');
      expect(laptops.explanation.sentence.id).toMatch(/Merah Putih/);
      const fund = await look(officers.city, kopwan, 'blud-dana-bergulir-kab-malang');
      expect(fund.verdict).toBe('notEligible');
      expect(fund.explanation.sentence.id).toMatch(/Kabupaten Malang/);
    });

    it('leaves an empty cell for planners', async () => {
      const { body } = await planner!.get<{ items: { district: string; intervention: string; need: number; state: string }[] }>(
        '/cells?regionCode=35.73.02&intervention=produksi.pembukuan',
      );
      expect(body.items).toMatchObject([{ district: '35.73.02', intervention: 'produksi.pembukuan', need: 1, state: 'empty' }]);
    });
  });

  it('B: a returned migrant with a young coffee business first takes the visit, then small credit opens', async () => {
    const facts = {
      'migrant.statuses': ['returned'], 'business.startedOn': monthsAgo(4), 'business.turnover': 40_000_000, 'business.products': ['coffee'],
      'legality.nib': false, 'legality.sku': true, 'owner.hasNik': true, 'owner.occupation': 'private', 'finance.requestedAmount': 8_000_000,
      'finance.kurEver': false, 'finance.commercialCreditEver': false, 'finance.collectibility': 1, 'finance.activeCredits': [],
      'programme.inMentoring': false, 'programme.trained': false, 'group.member': false, 'family.hasBusiness': false,
    }; // prettier-ignore
    const roles = ['business', 'migrant'];
    const { body: actor } = await owner!.post<{ id: string }>(
      '/actors',
      actorRequest({ roles, regionCode: '35.07.11', facts: stated(facts) }),
    );
    await system.noPendingWork();
    const micro = await look(owner!, actor.id, 'kur-mikro-2026');
    expect(micro.verdict).toBe('notEligible');
    expect(micro.explanation.sentence.id).toMatch(/umur usaha 4 bulan, perlu 6/);
    const before = await look(owner!, actor.id, 'kur-super-mikro-2026');
    expect(before.verdict).toBe('notEligible');
    expect(before.explanation.unlocks.flatMap(({ via }) => via)).toContain('puas-kab-malang');

    const [visits] = await system.query<{ institution_id: string; slug: string }>(
      `select institution_id, institutions.slug from offers join institutions on institutions.id = institution_id where offers.slug = 'puas-kab-malang'`,
    );
    await owner!.post(`/actors/${actor.id}/consents`, {
      purpose: 'sharing',
      institutionId: visits!.institution_id,
      textVersion: TEXT_VERSION,
      channel: 'web',
    });
    const { body: match } = await owner!.post<{ id: string }>('/matches', { actorId: actor.id, offerSlug: 'puas-kab-malang' });
    const decided = await officers.regency.post(`/matches/${match.id}/decision`, { decision: 'approved', checks: [] });
    expect(decided.status).toBeLessThan(300);
    await system.noPendingWork();
    const visitors = await system.partner(visits!.slug);
    for (const status of ['accepted', 'inProgress', 'completed']) {
      expect((await visitors.post(`/partner/matches/${match.id}/answer`, { status, ...(status === 'completed' && { outcome: { visits: 1 } }) })).status).toBe(201); // prettier-ignore
    }
    await system.noPendingWork();
    expect((await look(owner!, actor.id, 'kur-super-mikro-2026')).verdict).toBe('eligible');
    expect((await look(owner!, actor.id, 'kur-mikro-2026')).verdict).toBe('notEligible');
    const { body: suggestions } = await owner!.get<{ current: boolean; suggestions: { slug: string; verdict: string }[] }>(`/actors/${actor.id}/suggestions`); // prettier-ignore
    expect(suggestions.current).toBe(true);
    expect(suggestions.suggestions.find(({ slug }) => slug === 'kur-super-mikro-2026')?.verdict).toBe('eligible');
  });

  it('G: consent is taken back, sharing stops, the partner is told, and the record shows it', async () => {
    const people: Cast = { ...(await cast(system)), ...(await publishOffer(system, admin!)) };
    const receiver = new PartnerReceiver();
    await subscribe(people.partner, receiver);
    const { actorId, matchId, consentId } = await interestedActor(people);
    await people.officer.post(`/matches/${matchId}/decision`, { decision: 'approved', checks: [] });
    await system.noPendingWork();
    expect((await people.partner.get(`/partner/matches/${matchId}`)).status).toBe(200);

    await people.owner.delete(`/actors/${actorId}/consents/${consentId}`);
    expect(await refusalOf(people.partner.get(`/partner/matches/${matchId}`))).toEqual({ status: 404, code: 'MatchUnknown' });
    await eventually('the news', async () => receiver.received.map(({ type }) => type), (types) => types.includes('consent.withdrawn')); // prettier-ignore
    const { body: record } = await people.owner.get<{
      consents: { id: string; withdrawnAt: string | null }[];
      recipients: { institutionId: string; how: string; fields: string[]; lastAt: string }[];
      matches: { state: string }[];
    }>(`/actors/${actorId}/data`);
    const withdrawn = record.consents.find(({ id }) => id === consentId)!.withdrawnAt!;
    const told = record.recipients.find(({ how, fields }) => how === 'notified' && fields.includes('consent.withdrawn'))!;
    const hours = (Date.parse(told.lastAt) - Date.parse(withdrawn)) / 3_600_000;
    expect(hours).toBeGreaterThanOrEqual(0);
    expect(hours).toBeLessThan(72);
    const read = record.recipients.find(({ how, institutionId }) => how === 'read' && institutionId === people.institutionId)!;
    expect(Date.parse(read.lastAt)).toBeLessThanOrEqual(Date.parse(withdrawn));
    expect(record.matches.map(({ state }) => state)).toEqual(['withdrawn']);
    await receiver.close();
  });
});

function monthsAgo(months: number): string {
  const day = new Date();
  day.setUTCDate(1);
  day.setUTCMonth(day.getUTCMonth() - months);
  return day.toISOString().slice(0, 10);
}
