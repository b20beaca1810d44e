import { readFact, rupiahIn, TURNOVER_BANDS } from './read-fact';

const TODAY = '2026-11-25';
const read = (fact: string, jawaban: string | string[], more: Record<string, string> = {}) => readFact(fact, { jawaban, ...more }, TODAY);

describe('an amount of rupiah', () => {
  it.each([
    ['5000000', 5_000_000],
    ['5.000.000', 5_000_000],
    ['Rp5.000.000,-', 5_000_000],
    ['Rp 5.000.000,00', 5_000_000],
    ['5jt', 5_000_000],
    ['2,5 juta', 2_500_000],
    ['750 rb', 750_000],
    ['1,2 miliar', 1_200_000_000],
  ])('written %s is %d', (text, amount) => {
    expect(rupiahIn(text)).toBe(amount);
  });

  it.each(['lima juta', '5.00', '-5000', '5 kilo', '', '1.2.3'])('is not written %s', (text) => {
    expect(rupiahIn(text)).toBeNaN();
  });
});

describe('the bands of turnover', () => {
  it('cover every amount once, without a gap', () => {
    expect(TURNOVER_BANDS[0]!.min).toBe(0);
    for (let index = 1; index < TURNOVER_BANDS.length; index += 1) {
      expect(TURNOVER_BANDS[index]!.min).toBe(TURNOVER_BANDS[index - 1]!.max! + 1);
    }
    expect(TURNOVER_BANDS.at(-1)!.max).toBeUndefined();
  });
});

describe('the form of a question about a fact', () => {
  it.each<[string, string | string[], unknown]>([
    ['business.packaged', 'ya', true],
    ['business.packaged', 'tidak', false],
    ['business.packaged', 'tidak-tahu', null],
    ['business.technology', 'manual', 'manual'],
    ['business.turnover', TURNOVER_BANDS[0]!.value, { min: 0, max: 300_000_000 }],
    ['business.shelfLife', '1.000', 1000],
    ['finance.activeCredits', ['kur', 'housing'], ['housing', 'kur']],
    ['finance.activeCredits', 'tidak-ada', []],
  ])('of %s reads %j as %j', (fact, sent, value) => {
    expect(read(fact, sent)).toEqual({ value });
  });

  const readDate = (day: string, month: string, year: string) =>
    read('business.startedOn', day, { 'jawaban-bulan': month, 'jawaban-tahun': year });

  it.each([
    ['7', '8', '1990', '1990-08-07'],
    ['', '8', '2024', '2024-08-01'],
    ['', '8', '2026', '2026-08-01'],
    ['', '', '2020', '2020-01-01'],
  ])('reads a date from %j %j %j', (day, month, year, value) => {
    expect(readDate(day, month, year)).toEqual({ value });
  });

  it.each([
    ['', '', ''],
    ['', '8', ''],
    ['7', '', '2024'],
    ['31', '2', '2024'],
    ['', '13', '2024'],
    ['7', '', '2020'],
  ])('finds no date in %j %j %j', (day, month, year) => {
    expect(readDate(day, month, year)).toMatchObject({ faults: [{ key: 'fault.NotDate' }] });
  });

  it.each<[string, string | string[], string]>([
    ['business.packaged', '', 'fault.AnswerMissing'],
    ['business.turnover', '', 'fault.AnswerMissing'],
    ['business.packaged', 'mungkin', 'fault.AnswerMissing'],
    ['business.technology', 'ajaib', 'fault.AnswerMissing'],
    ['business.turnover', '0-5', 'fault.NotRupiah'],
    ['business.shelfLife', '9999', 'fault.NotInteger'],
    ['finance.requestedAmount', 'banyak', 'fault.NotRupiah'],
    ['finance.activeCredits', ['tidak-ada', 'kur'], 'fault.NoneContradicts'],
    ['owner.birthDate', '31', 'fault.NotBirthday'],
    ['owner.birthDate', '', 'fault.NotBirthday'],
  ])('of %s refuses %j by %s', (fact, sent, key) => {
    expect(read(fact, sent)).toMatchObject({ faults: [{ field: 'jawaban', key }] });
  });

  it('refuses a list of which nothing is ticked', () => {
    expect(readFact('finance.activeCredits', {}, TODAY)).toMatchObject({ faults: [{ key: 'fault.AnswersMissing' }] });
  });

  it('wants the month of a business that is young, whose age a year would double', () => {
    expect(readDate('', '', '2025')).toMatchObject({ faults: [{ key: 'fault.MonthMissing' }] });
  });

  it('refuses a date that lies ahead', () => {
    const sent = { 'jawaban-bulan': '1', 'jawaban-tahun': '2030' };
    expect(read('owner.birthDate', '1', sent)).toMatchObject({ faults: [{ key: 'fault.DateAhead' }] });
  });
});
