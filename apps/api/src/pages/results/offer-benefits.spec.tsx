import { BENEFITS, shippedOffers } from '@sambung/offers';
import { LanguageContext, languageOf } from '@sambung/ui';
import { renderToString } from 'preact-render-to-string';
import { OfferBenefits } from './offer-benefits';

const shown = (benefits: Record<string, unknown>, locale: 'id' | 'en' | 'jv' = 'id'): string =>
  renderToString(
    <LanguageContext.Provider value={languageOf(locale)}>
      <OfferBenefits benefits={benefits} />
    </LanguageContext.Provider>,
  );
const valuesIn = (html: string): string[] => [...html.matchAll(/<dd>(.*?)<\/dd>/g)].map(([, value]) => value!.replaceAll(' ', ' '));

describe('what an offer gives', () => {
  it('is named for every benefit of the shipped offers', () => {
    const names = new Set(shippedOffers().flatMap(({ document }) => Object.keys(document.benefits)));
    expect([...names].filter((name) => !Object.hasOwn(BENEFITS, name))).toEqual([]);
  });

  it('is written as people say it, what matters most first', () => {
    const { document } = shippedOffers().find(({ slug }) => slug === 'kur-mikro-2026')!;
    const html = shown(document.benefits);
    expect(html).toMatch(/Jumlah paling sedikit.*Jumlah paling banyak.*Bunga per tahun.*Jangka waktu modal kerja.*Agunan tambahan/s);
    expect(valuesIn(html)).toEqual(['Lebih dari Rp10 juta', 'Rp100 juta', '6%', '36 bulan', '60 bulan', 'Tidak', 'Tidak dibatasi']);
    expect(valuesIn(shown({ maxAmount: 100_000_000, fee: 0, tenorMonths: 36 }, 'en'))).toEqual(['Rp100 million', '36 months', 'Free']);
  });

  it.each([
    [{ interestPercentPerYear: [6, 7, 8, 9] }, '6%, 7%, 8%, 9%'],
    [{ graceMonths: [6, 8] }, '6 bulan sampai 8 bulan'],
    [{ maxAmountByRecipient: { microBusiness: 50_000_000, cooperative: 150_000_000 } }, 'Usaha mikro Rp50 juta; koperasi Rp150 juta'],
    [{ grantAmountByYear: { 2020: 2_400_000, 2021: 1_200_000 } }, '2020 Rp2,4 juta; 2021 Rp1,2 juta'],
    [{ contents: ['laptop', 'pembukuan digital'] }, 'Laptop, pembukuan digital'],
    [{ date: '2024-11-06' }, '6 November 2024'],
    [{ decisionWorkingDays: 5 }, '5 hari kerja'],
  ])('of %j is read %s', (benefits, text) => {
    expect(valuesIn(shown(benefits))).toEqual([text]);
  });

  it('shows an author’s own names, and leaves out what only programs or offices read', () => {
    expect(shown({ 'uang saku': '50 ribu per hari' })).toContain('Uang saku');
    expect(shown({ maxRows2: 3, applicants: 200, table: { a: [1] } })).toBe('');
  });

  it('says in Javanese pages that it speaks Indonesian', () => {
    expect(shown({ fee: 0 }, 'jv')).toContain('<div lang="id">');
  });
});
