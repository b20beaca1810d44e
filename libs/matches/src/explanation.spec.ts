import { Situation } from '@sambung/matching';
import { CATALOGUE, CurrentOffer, shippedOffers } from '@sambung/offers';
import { explain } from './explanation';
import { Snapshot, situationThen, snapshotOf } from './snapshot';

const [shipped] = shippedOffers();
const priority = [{ id: 'papers', name: { id: 'Dokumen', en: 'Papers' }, cap: 10, awards: [{ when: { fact: 'legality.nib', op: '=', value: true } as const, points: 10 }] }]; // prettier-ignore
const offerWith = (formula: typeof priority | undefined) =>
  ({ offer: { slug: shipped!.slug }, version: { version: 1, hash: '', document: { ...shipped!.document, priority: formula } } }) as CurrentOffer; // prettier-ignore
const profile = (level: 'declared' | 'document'): Situation => ({
  facts: {
    'actor.roles': { value: ['business'] },
    'actor.region': { value: '35.07.01' },
    'legality.nib': { value: true, level },
  },
  asOf: '2026-11-22',
  catalogue: CATALOGUE,
});

describe('an explanation', () => {
  it('names the points for a scarce seat: what is proven gives them, what is declared could', () => {
    expect(explain(offerWith(priority), profile('document')).priority).toMatchObject({ points: 10, criteria: [{ couldAdd: 0 }] });
    expect(explain(offerWith(priority), profile('declared')).priority).toMatchObject({ points: 0, criteria: [{ couldAdd: 10 }] });
  });

  it('names none where the offer publishes no formula', () => {
    expect(explain(offerWith(undefined), profile('document'))).not.toHaveProperty('priority');
  });

  it('calls regions by their names, and comes out of a snapshot as it went in, also of one from before that had no names', () => {
    const requires = { fact: 'actor.region', op: 'within', value: ['35.07'] } as const;
    const offer = { ...offerWith(undefined), version: { version: 1, hash: '', document: { ...shipped!.document, requires, prefers: [] } } } as unknown as CurrentOffer; // prettier-ignore
    const explanation = explain(offer, profile('declared'));
    const { expected, actualText } = explanation.leaves[0]!;
    expect([expected.id, actualText?.id]).toEqual(['Wilayah usaha di Kabupaten Malang', 'Donomulyo']);
    const snapshot = JSON.parse(JSON.stringify(snapshotOf(offer.version.document, profile('declared')))) as Snapshot;
    expect(explain(offer, situationThen(snapshot)).hash).toBe(explanation.hash);
    const { options: _, ...unnamed } = snapshot.catalogue['actor.region']!;
    const before = explain(offer, situationThen({ ...snapshot, catalogue: { 'actor.region': unnamed } }));
    expect(before.leaves[0]!.expected.id).toBe('Wilayah usaha di 35.07');
  });
});
