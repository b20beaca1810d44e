import { shippedOffers } from '@sambung/offers';
import { documentIn, formOf } from './document-form';

describe('the form of an offer', () => {
  it.each(shippedOffers().map(({ slug, document }) => [slug, document] as const))('gives %s back unchanged', (_, document) => {
    expect(documentIn(formOf(document))).toEqual(document);
  });
});
