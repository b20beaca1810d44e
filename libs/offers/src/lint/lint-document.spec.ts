import { shippedOffers } from '../shipped-offers';
import { lintDocument } from './lint-document';

const TODAY = '2026-11-25';

describe('the shipped offers', () => {
  it('are decided within the bounds of the search, and hold nothing that nobody can meet', async () => {
    const reports = await Promise.all(
      shippedOffers().map(async ({ slug, document }) => ({ slug, ...(await lintDocument(document, TODAY)) })),
    );
    expect(reports.filter(({ complete }) => !complete).map(({ slug }) => slug)).toEqual([]);
    const serious = reports.flatMap(({ slug, findings }) =>
      findings.filter(({ severity }) => severity === 'serious').map(({ code, pointer }) => `${slug} ${code} ${pointer}`),
    );
    expect(serious).toEqual([]);
  }, 60_000);
});
