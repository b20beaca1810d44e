import * as fc from 'fast-check';
import { areaCloseness, compareOffers, fit, FIT_COMPONENTS, FitScores, FitWeights, needAlignment, RankedOffer } from './fit';

const WEIGHTS: FitWeights = { need: 40, area: 20, stage: 10, timing: 10, readiness: 20 };
const NONE: FitScores = { need: null, area: null, stage: null, timing: null, readiness: null };

describe('fit', () => {
  it.each<[string, Partial<FitScores>, Partial<FitWeights>, number | null, number]>([
    ['is the weighted mean', { need: 10_000, area: 5_000, stage: 0, timing: 10_000, readiness: 5_000 }, {}, 7_000, 10_000],
    ['leaves out what is unknown, and says how much it knows', { need: 6_000, area: 9_000 }, {}, 7_000, 6_000],
    [
      'is rounded to whole basis points',
      { need: 3_333, area: 10_000 },
      { need: 67, area: 33, stage: 0, timing: 0, readiness: 0 },
      5_533,
      10_000,
    ],
    ['is unknown when nothing is known', {}, {}, null, 0],
    ['is unknown when only what weighs nothing is known', { timing: 10_000 }, { timing: 0, need: 50 }, null, 0],
    ['is full for full scores', { need: 10_000, timing: 10_000 }, {}, 10_000, 5_000],
    ['is unknown without weights', { need: 10_000 }, { need: 0, area: 0, stage: 0, timing: 0, readiness: 0 }, null, 0],
  ])('%s', (_, scores, weights, total, coverage) => {
    const components = { ...NONE, ...scores };
    expect(fit(components, { ...WEIGHTS, ...weights })).toEqual({ total, coverage, components });
  });

  it('stays between the least and the greatest known score, in whole numbers', () => {
    const score = fc.option(fc.integer({ min: 0, max: 10_000 }));
    const per = <T>(item: fc.Arbitrary<T>) => fc.record(Object.fromEntries(FIT_COMPONENTS.map((name) => [name, item])));
    fc.assert(
      fc.property(per(score), per(fc.integer({ min: 1, max: 100 })), (scores, weights) => {
        const { total, coverage } = fit(scores as FitScores, weights as FitWeights);
        const known = Object.values(scores).filter((one) => one !== null);
        expect(total === null ? [] : [total]).toEqual(known.length ? [expect.any(Number)] : []);
        expect([total ?? 0, coverage].every(Number.isInteger)).toBe(true);
        expect((total ?? 0) >= Math.min(...known, 10_000) || total === null).toBe(true);
        expect((total ?? 0) <= Math.max(...known, 0)).toBe(true);
        expect(coverage === 10_000).toBe(known.length === FIT_COMPONENTS.length);
      }),
    );
  });
});

describe('the alignment of needs', () => {
  it.each<[string, string[], string[], number | null]>([
    ['the same', ['legalitas.nib'], ['legalitas.nib'], 10_000],
    ['the same class', ['legalitas'], ['legalitas'], 10_000],
    ['parent', ['legalitas.nib'], ['legalitas'], 6_000],
    ['child', ['legalitas'], ['legalitas.nib'], 6_000],
    ['sibling', ['legalitas.nib'], ['legalitas.halal'], 3_000],
    ['a stranger', ['legalitas.nib'], ['pemasaran.digital'], 0],
    ['a class of which the name begins alike', ['produksi.alat'], ['produk'], 0],
    ['the best of many', ['pemasaran', 'legalitas.nib'], ['produksi', 'legalitas.halal', 'pemasaran.digital'], 6_000],
    ['no need stated', [], ['legalitas.nib'], null],
    ['no need served', ['legalitas.nib'], [], null],
  ])('with %s: %j served by %j is %p', (_, wanted, served, expected) => {
    expect(needAlignment(wanted, served)).toBe(expected);
  });
});

describe('the closeness of an area', () => {
  it.each<[string, string, string[], number | null]>([
    ['the village', '35.07.01.2001', ['35.07.01.2001'], 10_000],
    ['the kecamatan', '35.07.01.2001', ['35.07.01'], 9_000],
    ['the regency', '35.07.01.2001', ['35.07'], 8_000],
    ['the province', '35.07.01.2001', ['35'], 6_000],
    ['the nation', '35.07.01.2001', ['*'], 5_000],
    ['the narrowest of several', '35.07.01.2001', ['*', '35.07', '35', '35.73'], 8_000],
    ['elsewhere', '35.07.01.2001', ['35.73', '35.07.02', '3'], 0],
    ['nowhere', '35.07.01.2001', [], 0],
    ['a village of a kecamatan of which no more is known', '35.07.01', ['35.07.01.2001'], null],
    ['the nation, and a village that it may be', '35.07.01', ['*', '35.07.01.2001'], 5_000],
  ])('made for %s: %s in %j is %p', (_, region, areas, expected) => {
    expect(areaCloseness(region, areas)).toBe(expected);
  });
});

describe('the order of offers', () => {
  const ranked = (id: string, more: Partial<RankedOffer> = {}, total: number | null = 5_000, coverage = 10_000): RankedOffer => ({
    id, verdict: 'eligible', closes: null, fit: { total, coverage, components: NONE }, ...more,
  }); // prettier-ignore

  it('is by verdict, then fit, coverage, closing day and id', () => {
    const inOrder = [
      ranked('best', { closes: '2027-01-01' }, 9_000, 5_000),
      ranked('covered', {}, 5_000, 10_000),
      ranked('soon', { closes: '2026-12-01' }, 5_000, 8_000),
      ranked('later', { closes: '2026-12-02' }, 5_000, 8_000),
      ranked('endless-a', {}, 5_000, 8_000),
      ranked('endless-b', {}, 5_000, 8_000),
      ranked('poor', {}, 0, 10_000),
      ranked('unknown', {}, null, 0),
      ranked('open', { verdict: 'undetermined' }, 10_000),
      ranked('refused', { verdict: 'notEligible' }, 10_000),
    ];
    expect([...inOrder].reverse().sort(compareOffers).map(({ id }) => id)).toEqual(inOrder.map(({ id }) => id)); // prettier-ignore
  });

  it('is total: irreflexive apart from the same offer, antisymmetric and transitive', () => {
    const offer = fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      verdict: fc.constantFrom('eligible', 'undetermined', 'notEligible'),
      closes: fc.constantFrom(null, '2026-12-01', '2026-12-31', '9999-12-31'),
      fit: fc.record({ total: fc.constantFrom(null, 0, 5_000), coverage: fc.constantFrom(0, 5_000), components: fc.constant(NONE) }),
    }) as fc.Arbitrary<RankedOffer>;
    const sign = (a: RankedOffer, b: RankedOffer) => Math.sign(compareOffers(a, b));
    fc.assert(
      fc.property(offer, offer, offer, (a, b, c) => {
        expect(sign(a, a)).toBe(0);
        expect(sign(a, b) + sign(b, a)).toBe(0);
        expect(sign(a, b) !== 0 || a.id === b.id).toBe(true);
        expect(sign(a, b) <= 0 && sign(b, c) <= 0 && sign(a, c) > 0).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
});
