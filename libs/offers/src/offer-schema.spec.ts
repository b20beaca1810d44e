import Ajv2020 from 'ajv/dist/2020';
import { OFFER_SCHEMA } from './offer-schema';
import { shippedOffers } from './shipped-offers';

const ajv = new Ajv2020({ allowUnionTypes: true });
const fits = ajv.compile(OFFER_SCHEMA);
const [offer] = shippedOffers();

describe('the JSON Schema of offers', () => {
  it('is met by every offer that ships', () => {
    const faults = shippedOffers().flatMap(({ slug, document }) => (fits(document) ? [] : [`${slug}: ${ajv.errorsText(fits.errors)}`]));
    expect(faults).toEqual([]);
  });

  it.each<[string, object]>([
    ['another kind', { kind: 'gift' }],
    ['no rule', { requires: {} }],
    ['an unknown need', { needs: ['x'] }],
    ['an unknown member', { seats: 3 }],
    ['a place that is no code', { area: ['Batu'] }],
    ['a day that is none', { validTo: 'besok' }],
    ['an example without a verdict', { examples: [{ name: 'a', roles: [], region: '35', facts: {}, asOf: '2026-01-01' }] }],
  ])('is not met by %s', (_, change) => {
    expect(fits({ ...offer!.document, ...change })).toBe(false);
  });
});
