import { isNeed, NEEDS } from './needs';

describe('the needs', () => {
  it('are six families, those of Berdaya Berusaha, and the needs under each', () => {
    const families = NEEDS.filter(({ code }) => !code.includes('.')).map(({ code }) => code);
    expect(families).toEqual(['bahan-baku', 'produksi', 'pembiayaan', 'pemasaran', 'tata-niaga-global', 'legalitas']);
    expect(NEEDS.filter(({ code }) => !families.includes(code.split('.')[0]!))).toEqual([]);
    expect(families.filter((family) => !NEEDS.some(({ code }) => code.startsWith(`${family}.`)))).toEqual([]);
  });

  it('have codes of their own, in one shape, and words in both languages', () => {
    expect(new Set(NEEDS.map(({ code }) => code)).size).toBe(NEEDS.length);
    expect(NEEDS.filter(({ code, label }) => !/^[a-z-]+(\.[a-z-]+)?$/.test(code) || !label.id.trim() || !label.en.trim())).toEqual([]);
  });

  it.each<[string, boolean]>([
    ['legalitas.halal', true],
    ['legalitas', true],
    ['legalitas.mutu', false],
    ['halal', false],
    ['', false],
    ['constructor', false],
  ])('count %j as one: %p', (code, expected) => {
    expect(isNeed(code)).toBe(expected);
  });
});
