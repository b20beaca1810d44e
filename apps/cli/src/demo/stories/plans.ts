import { OfferDocument } from '@sambung/offers';
import { expectThat, facts, officerOf, phoneOf, register, settled, StoryStage, Told } from './stage';

const REGENCY = '35.07';

const draft = (changes: Partial<OfferDocument>): OfferDocument => ({
  kind: 'training', name: { id: 'Pelatihan Kemasan Peragaan', en: 'Packaging class of the demonstration' }, provider: 'Dinas Contoh', level: 'regency',
  area: ['35.79.03'], roles: ['business'], needs: ['produksi.kemasan'], validFrom: '2027-04-01', validTo: '2027-06-30',
  requires: { all: [{ id: 'nib', fact: 'legality.nib', op: '=', value: true }] }, benefits: { seats: 20 }, legalBasis: [], sources: ['https://contoh.id'],
  confidence: 'partial', sourceStatus: 'unconfirmed', examples: [], ...changes,
}); // prettier-ignore

/** D: the city plans a packaging class in Junrejo. */
export async function plannedTwice({ planner, address }: StoryStage): Promise<Told> {
  const found = await planner.post<{ slug: string; name: { en: string }; outcome: string; advice: { text: { en: string } }[] }[]>(
    '/offers/overlaps',
    {
      document: draft({}),
    },
  );
  expectThat(found.some(({ outcome }) => outcome === 'witness'), 'D: the class meets no offer'); // prettier-ignore
  const advice = [...new Set(found.flatMap((one) => one.advice.map(({ text }) => text.en)))].slice(0, 2);
  return {
    happened: `A packaging class in Junrejo would serve the same people as ${found.map(({ name }) => name.en).join(', ')}. ${advice.join(' ')}`,
    look: `as planner ${address}/dasbor/tawaran/${found[0]!.slug}`,
  };
}

const credit = (times: number | null): OfferDocument =>
  draft({
    kind: 'financing', name: { id: 'Kredit Peragaan', en: 'Credit of the demonstration' }, level: 'regency', area: [REGENCY], needs: ['pembiayaan.modal-kerja'],
    validFrom: null, validTo: null, benefits: {},
    requires: {
      all: [
        { id: 'nib', fact: 'legality.nib', op: '=', value: true },
        ...(times === null ? [] : [{ id: 'times', fact: 'finance.kurMicroCount', op: '<', value: times } as const]),
      ],
    },
  }); // prettier-ignore

/** F: a limit falls, and whoever it refused is told. */
export async function limitFell(stage: StoryStage): Promise<Told> {
  const { admin, planner, seed, address } = stage;
  const officer = officerOf(stage, REGENCY);
  const { institutionId } = await stage.partnerOf('puas-kab-malang');
  const slug = `kredit-peragaan-${seed}`;
  const publish = async (version: number): Promise<void> => {
    await admin.post(`/offers/${slug}/versions/${version}/review`);
    await officer.post(`/offers/${slug}/versions/${version}/publication`);
  };
  await admin.post('/offers', { slug, institutionId, document: credit(4) });
  await publish(1);
  const name = `Keripik Keempat Contoh ${seed}`;
  const id = await register(officer, { name, roles: ['business'], phone: phoneOf(stage, 3), regionCode: '35.07.13.2001', facts: facts({ 'legality.nib': true }) }); // prettier-ignore
  const match = await officer.post<{ id: string }>('/matches', { actorId: id, offerSlug: slug, origin: 'interest' });
  await officer.patch(`/actors/${id}/facts`, { facts: facts({ 'finance.kurMicroCount': 4 }) });
  await officer.post(`/matches/${match.id}/decision`, { decision: 'rejected', reasonCode: 'ineligible' });
  const asked = await planner.post<{ id: string }>(`/offers/${slug}/simulations`, { document: credit(null), asOf: '2027-01-01' });
  const simulation = () => planner.get<{ state: string; total: { newlyIn: number } }>(`/simulations/${asked.id}`);
  await settled('the simulation', async () => (await simulation()).state === 'done');
  const { total } = await simulation();
  await admin.post(`/offers/${slug}/versions`, { document: credit(null) });
  await publish(2);
  const told = () => officer.get<{ offerSlug: string; verdict: string }[]>(`/actors/${id}/reconsidered`);
  await settled('the second look at the refusal', async () => (await told()).some(({ offerSlug }) => offerSlug === slug));
  await admin.put(`/offers/${slug}/status`, { status: 'closed' });
  return {
    happened: `The limit of four credits falls: simulated for 1 January it takes ${total.newlyIn} people in; ${name}, refused before, is told once that the rule would not refuse now.`,
    look: `as planner ${address}/dasbor/tawaran, and GET ${address}/api/v1/actors/${id}/reconsidered`,
  };
}
