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

  it('are told by its words which condition cites no law', async () => {
    const { document } = shippedOffers().find(({ slug }) => slug === 'kur-mikro-2026')!;
    const age = { id: 'age', fact: 'business.startedOn', measure: 'months', op: '>=', value: 6 } as const;
    const requires = { all: [{ id: 'nib', fact: 'legality.nib', op: '=', value: true }, age] } as const;
    const { findings } = await lintDocument({ ...document, requires, examples: [] }, TODAY);
    expect(findings.flatMap(({ code, text }) => (code === 'LegalBasisMissing' ? [text.id] : []))).toEqual([
      'Syarat tanpa dasar hukum: Punya NIB',
      'Syarat tanpa dasar hukum: Umur usaha paling sedikit 6 bulan',
    ]);
  });
});
