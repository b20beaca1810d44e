import { OfferDocument } from '@sambung/offers';
import { Answer, ApiCaller, Problem } from '../support/api-caller';
import { TestSystem } from '../support/test-system';

/** A small offer for micro businesses in Kabupaten Malang that own an NIB. */
export const offerDocument = (changes: Partial<OfferDocument> = {}): OfferDocument => ({
  kind: 'training',
  name: { id: 'Pelatihan Contoh', en: 'Example training' },
  provider: 'Lembaga Contoh',
  level: 'regency',
  area: ['35.07'],
  roles: ['business'],
  needs: ['produksi.kemasan'],
  validFrom: null,
  validTo: null,
  requires: {
    all: [
      { id: 'area', fact: 'actor.region', op: 'within', value: ['35.07'] },
      { id: 'nib', fact: 'legality.nib', op: '=', value: true },
      { id: 'age', fact: 'business.startedOn', measure: 'months', op: '>=', value: 6 },
    ],
  },
  benefits: {},
  legalBasis: [],
  sources: ['https://contoh.id'],
  confidence: 'verified',
  sourceStatus: 'active',
  examples: [
    {
      name: 'memenuhi', roles: ['business'], region: '35.07.13', asOf: '2026-11-22', expect: 'eligible',
      facts: { 'legality.nib': true, 'business.startedOn': '2025-01-01' },
    },
  ], // prettier-ignore
  ...changes,
});

/** Puts a version before a second person, a new admin, who publishes it. @returns what publishing is answered */
export async function publishVersion(
  system: Pick<TestSystem, 'signIn'>,
  author: ApiCaller,
  slug: string,
  version = 1,
): Promise<Answer<Problem>> {
  const submitted = await author.post(`/offers/${slug}/versions/${version}/review`);
  if (submitted.status !== 201) return submitted;
  const reviewer = await system.signIn({ role: 'admin' });
  return reviewer.post(`/offers/${slug}/versions/${version}/publication`);
}
