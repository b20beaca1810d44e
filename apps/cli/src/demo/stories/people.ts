import { currentText } from '@sambung/accounts';
import { ApiProblem } from '../api-client';
import { agreeToShare, expectThat, facts, lookAt, officerOf, phoneOf, register, settled, StoryStage, Told } from './stage';

const [CITY, REGENCY] = ['35.73', '35.07'] as const;

/** A: a women's cooperative in Klojen asks for computers. */
export async function askedInMusrenbang(stage: StoryStage): Promise<Told> {
  const officer = officerOf(stage, CITY);
  const name = `Kopwan Melati Contoh ${stage.seed}`;
  const columns = { Pengusul: 'name', HP: 'phone', Kelurahan: 'village', Kecamatan: 'district', Kota: 'regency', Provinsi: 'province', Jenis: 'cooperative.kinds', Usulan: 'need.wanted' }; // prettier-ignore
  const mapping = { columns, constants: { roles: ['cooperative'], consentTextVersion: currentText('matching').version } };
  const row = `${name},${phoneOf(stage, 1)},Jawa Timur,Kota Malang,Klojen,Oro-oro Dowo,women,produksi.pembukuan`;
  const csv = `Pengusul,HP,Provinsi,Kota,Kecamatan,Kelurahan,Jenis,Usulan\n${row}`;
  await officer.post('/table-imports', { fileName: 'musrenbang-klojen.csv', mapping, csv });
  const { items } = await officer.get<{ items: { id: string; name: string }[] }>('/actors?regionCode=35.73.02&limit=100');
  const { id } = items.find((actor) => actor.name === name)!;
  const [laptops, fund] = [await lookAt(officer, id, 'laptop-pembukuan-kdmp-malang'), await lookAt(officer, id, 'blud-dana-bergulir-kab-malang')]; // prettier-ignore
  expectThat(laptops.verdict === 'notEligible' && fund.verdict === 'notEligible', 'A: an offer took the cooperative in');
  const cells = await stage.planner.get<{ items: { state: string }[] }>('/cells?regionCode=35.73.02&intervention=produksi.pembukuan');
  expectThat(cells.items.some(({ state }) => state === 'empty'), 'A: no empty cell'); // prettier-ignore
  return {
    happened: `${name} asks for computers through Musrenbang. The laptops: ${laptops.explanation.sentence.en} The fund: ${fund.explanation.sentence.en} The need stays as an empty cell for planners.`,
    look: `as planner ${stage.address}/dasbor/sel?wilayah=35.73.02&kebutuhan=produksi.pembukuan`,
  };
}

const YOUNG_COFFEE = {
  'migrant.statuses': ['returned'], 'business.turnover': 40_000_000, 'business.products': ['coffee'], 'legality.nib': false, 'legality.sku': true,
  'owner.hasNik': true, 'owner.occupation': 'private', 'finance.requestedAmount': 8_000_000, 'finance.kurEver': false,
  'finance.commercialCreditEver': false, 'finance.collectibility': 1, 'finance.activeCredits': [], 'programme.inMentoring': false,
  'programme.trained': false, 'group.member': false, 'family.hasBusiness': false,
}; // prettier-ignore

const VISITS = 'puas-kab-malang';

/** B: the visit opens the small credit; G: then the consent is taken back. */
export async function visitedThenLeft(stage: StoryStage): Promise<[Told, Told]> {
  const officer = officerOf(stage, REGENCY);
  const { institutionId, partner } = await stage.partnerOf(VISITS);
  const begun = new Date(Date.now() - 125 * 86_400_000).toISOString().slice(0, 10);
  const name = `Kopi Purna Contoh ${stage.seed}`;
  const roles = ['business', 'migrant'];
  const id = await register(officer, { name, roles, phone: phoneOf(stage, 2), regionCode: '35.07.11', facts: facts({ ...YOUNG_COFFEE, 'business.startedOn': begun }) }); // prettier-ignore
  const before = await lookAt(officer, id, 'kur-super-mikro-2026');
  const micro = await lookAt(officer, id, 'kur-mikro-2026');
  expectThat(before.verdict === 'notEligible' && before.explanation.unlocks.some(({ via }) => via.includes(VISITS)), 'B: no way by the visit'); // prettier-ignore
  const consentId = await agreeToShare(officer, id, institutionId);
  const match = await officer.post<{ id: string }>('/matches', { actorId: id, offerSlug: VISITS, origin: 'interest' });
  await officer.post(`/matches/${match.id}/decision`, { decision: 'approved', checks: [] });
  const reads = () => partner.get(`/partner/matches/${match.id}`).then(() => true, (error: ApiProblem) => { if (error.status === 404) return false; throw error; }); // prettier-ignore
  await settled('the hand-over to the partner', reads);
  for (const status of ['accepted', 'inProgress', 'completed']) {
    await partner.post(`/partner/matches/${match.id}/answer`, { status, ...(status === 'completed' && { outcome: { visits: 1 } }) });
  }
  await settled('the new match', async () => (await lookAt(officer, id, 'kur-super-mikro-2026')).verdict === 'eligible');
  const opened: Told = {
    happened: `${name}, four months old: KUR mikro – ${micro.explanation.sentence.en} Super mikro opened once PUAS had visited and said so.`,
    look: `as officer ${stage.address}/petugas?antrean=decided`,
  };
  await officer.delete(`/actors/${id}/consents/${consentId}`);
  expectThat(!(await reads()), 'G: the partner still reads the profile');
  const left: Told = {
    happened: `${name} takes the consent back: the partner reads nothing any more, is told, and the record shows both.`,
    look: `GET ${stage.address}/api/v1/actors/${id}/data`,
  };
  return [opened, left];
}

/** E: one person in two lists, with a typing error in the name. */
export async function listedTwice(stage: StoryStage): Promise<Told> {
  const officer = officerOf(stage, REGENCY);
  const { seed } = stage;
  const nik = `357305${41 + (seed % 28)}${String(1 + (Math.floor(seed / 28) % 12)).padStart(2, '0')}${String(60 + (Math.floor(seed / 336) % 40))}0000`;
  const name = `Sumiati Contoh ${seed}`;
  const list = (title: string, programme: string, row: string) => ({
    source: 'recipients', title, asOf: new Date().toISOString().slice(0, 10), intervention: 'produksi.kemasan', kind: 'training', level: 'regency',
    funder: 'dinas-contoh', programme, csv: `nik,name,phone,region_code,from,to,amount,status\n${row}`,
  }); // prettier-ignore
  await officer.post('/recipient-lists', list(`Daftar PLUT ${seed}`, 'plut', `${nik},${name},,35.07.13.2001,2026-02-01,2026-02-02,,`));
  const second = await officer.post<{ reviews: number }>('/recipient-lists', list(`Daftar BLK ${seed}`, 'blk', `${nik},${name.replace('ati', 'aty')},,35.07.13.2001,2026-06-01,2026-06-02,,`)); // prettier-ignore
  expectThat(second.reviews === 1, 'E: the pair was not put before a person');
  const { items } = await officer.get<{ items: { id: string; entry: { list: string } }[] }>('/identity-reviews?limit=100');
  const pair = items.find(({ entry }) => entry.list === `Daftar BLK ${seed}`)!;
  const decided = await officer.post<{ state: string }>(`/identity-reviews/${pair.id}/decision`, {
    decision: 'same',
    note: 'KTP dilihat saat peragaan',
  });
  return {
    happened: `${name} stands in two lists under two spellings and one NIK: the pair waited for a person, who found them the ${decided.state}.`,
    look: `GET ${stage.address}/api/v1/identity-reviews`,
  };
}
