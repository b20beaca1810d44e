import { atLeast, conjunction, disjunction, negate, Truth, truthOf } from './truth';

const ALL: readonly Truth[] = ['T', 'F', 'U'];

describe('Kleene logic', () => {
  it.each([
    ['T', ['T', 'F', 'U']],
    ['F', ['F', 'F', 'F']],
    ['U', ['U', 'F', 'U']],
  ] as const)('gives %s and T, F, U = %p', (left, expected) => {
    expect(ALL.map((right) => conjunction([left, right]))).toEqual(expected);
  });

  it.each([
    ['T', ['T', 'T', 'T']],
    ['F', ['T', 'F', 'U']],
    ['U', ['T', 'U', 'U']],
  ] as const)('gives %s or T, F, U = %p', (left, expected) => {
    expect(ALL.map((right) => disjunction([left, right]))).toEqual(expected);
  });

  it('keeps unknown under negation', () => {
    expect(ALL.map(negate)).toEqual(['F', 'T', 'U']);
  });

  it('gives the empty conjunction true and the empty disjunction false', () => {
    expect([conjunction([]), disjunction([])]).toEqual(['T', 'F']);
  });

  it('turns what is two-valued into true and false', () => {
    expect([true, false].map(truthOf)).toEqual(['T', 'F']);
  });
});

describe('at least k', () => {
  /** Value for k = 0 to 4. */
  it.each<[string, string]>([
    ['', 'TFFFF'],
    ['T', 'TTFFF'],
    ['F', 'TFFFF'],
    ['U', 'TUFFF'],
    ['TTT', 'TTTTF'],
    ['TTF', 'TTTFF'],
    ['TTU', 'TTTUF'],
    ['TFF', 'TTFFF'],
    ['TFU', 'TTUFF'],
    ['TUU', 'TTUUF'],
    ['FFF', 'TFFFF'],
    ['FFU', 'TUFFF'],
    ['FUU', 'TUUFF'],
    ['UUU', 'TUUUF'],
  ])('of %p is %p for k = 0 to 4', (values, expected) => {
    expect([0, 1, 2, 3, 4].map((k) => atLeast(k, [...values] as Truth[])).join('')).toBe(expected);
  });
});
