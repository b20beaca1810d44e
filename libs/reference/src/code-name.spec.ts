import { codeName } from './code-name';

describe('the name of a code', () => {
  it('is that of the region, need, kind of actor, programme or line of business, in both languages', () => {
    expect(codeName('35.07')).toEqual({ id: 'Kabupaten Malang', en: 'Kabupaten Malang' });
    expect(codeName('produksi.kemasan')).toEqual({ id: 'Kemasan dan label', en: 'Packaging and labels' });
    expect(codeName('migrant').en).toBe('Migrant worker or family');
    expect(codeName('housing')).toEqual({ id: 'KPR', en: 'House loan' });
    expect(codeName('2025:10794').id).toMatch(/^\D+ \(KBLI 2025: 10794\)$/);
    expect(codeName('*').en).toBe('Everywhere');
  });

  it('names the edition of a class of lines of business, and leaves every other code as it is', () => {
    expect(codeName('2020:01').id).toBe('KBLI 2020: 01');
    expect(codeName('plut-kota-batu').id).toBe('plut-kota-batu');
  });
});
