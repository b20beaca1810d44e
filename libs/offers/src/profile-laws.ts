import { Rule } from '@sambung/matching';
import { SIZE_BANDS } from '@sambung/reference';

const SIZES = [...SIZE_BANDS, { code: 'large', turnoverUpTo: Infinity, capitalUpTo: Infinity }];

/** A business of this size sells so much, or, while nobody knows what it sells, has so much capital (PP 7/2021 art. 35). */
function sizeLaw(index: number): Rule {
  const [size, below] = [SIZES[index]!, SIZES[index - 1]];
  const within = (fact: string, low: number | undefined, high: number): Rule => ({
    all: [
      ...(low === undefined ? [] : [{ fact, op: '>' as const, value: low }]),
      ...(high === Infinity ? [] : [{ fact, op: '<=' as const, value: high }]),
    ],
  });
  const [turnover, capital] = ['business.turnover', 'business.capital'];
  return {
    any: [
      { missing: 'business.size' },
      { fact: 'business.size', op: '!=', value: size.code },
      within(turnover, below?.turnoverUpTo, size.turnoverUpTo),
      { all: [{ missing: turnover }, { any: [{ missing: capital }, within(capital, below?.capitalUpTo, size.capitalUpTo)] }] },
    ],
  };
}

/** What holds of every profile that could exist; a witness that breaks it would convince nobody. */
export const PROFILE_LAWS: readonly Rule[] = SIZES.map((_, index) => sizeLaw(index));
