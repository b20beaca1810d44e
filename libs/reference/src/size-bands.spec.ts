import { Size, SIZE_BANDS, sizeOf } from './size-bands';

const BILLION = 1_000_000_000;
type Amount = Parameters<typeof sizeOf>[0];

describe('the size of a business (PP 7/2021)', () => {
  it.each<[number, Size]>([
    [0, 'micro'],
    [2 * BILLION, 'micro'],
    [2 * BILLION + 1, 'small'],
    [15 * BILLION, 'small'],
    [15 * BILLION + 1, 'medium'],
    [50 * BILLION, 'medium'],
    [50 * BILLION + 1, 'large'],
  ])('with yearly sales of %d is %s: the limits are inclusive', (turnover, size) => {
    expect(sizeOf(turnover, undefined)).toBe(size);
  });

  it.each<[number, Size]>([
    [BILLION, 'micro'],
    [BILLION + 1, 'small'],
    [5 * BILLION, 'small'],
    [5 * BILLION + 1, 'medium'],
    [10 * BILLION, 'medium'],
    [10 * BILLION + 1, 'large'],
  ])('with a capital of %d, when sales are unknown, is %s', (capital, size) => {
    expect(sizeOf(undefined, capital)).toBe(size);
  });

  it('goes by the sales when both are known', () => {
    expect(sizeOf(3 * BILLION, 1)).toBe('small');
  });

  it.each<[string, Amount, Amount, Size | null]>([
    ['neither is known', undefined, undefined, null],
    ['a range stays in one band', { min: 1, max: 2 * BILLION }, undefined, 'micro'],
    ['a range straddles two bands', { min: 2 * BILLION, max: 2 * BILLION + 1 }, undefined, null],
    ['it is at most the top of the lowest band', { max: 2 * BILLION }, undefined, 'micro'],
    ['it may be anything from a band on', { min: 3 * BILLION }, undefined, null],
    ['it is above every band', { min: 51 * BILLION }, undefined, 'large'],
    ['the sales straddle, although the capital is known', { min: 1, max: 3 * BILLION }, 1, null],
    ['the capital straddles', undefined, { min: BILLION, max: 2 * BILLION }, null],
  ])('when %s is %3$p', (_, turnover, capital, size) => {
    expect(sizeOf(turnover, capital)).toBe(size);
  });

  it.each<[unknown]>([['3000000000'], [null], [Number.NaN], [Infinity], [[]], [true], [{ min: 'a' }], [{ max: null }]])(
    'is unknown for an amount that is none: %p',
    (amount) => {
      expect([sizeOf(amount as number, undefined), sizeOf(undefined, amount as number)]).toEqual([null, null]);
    },
  );

  it('has bands in both languages, from the smallest on', () => {
    expect(SIZE_BANDS.map(({ code, label }) => [code, label.id, label.en])).toEqual([
      ['micro', 'Usaha mikro', 'Micro business'],
      ['small', 'Usaha kecil', 'Small business'],
      ['medium', 'Usaha menengah', 'Medium business'],
    ]);
  });
});
