import { Truth } from '../truth';

/** How near two interventions are, nearest first: the same leaf; a leaf and its whole family; two leaves of one family. */
export const NEARNESS = ['same', 'family', 'sibling'] as const;
export type Nearness = (typeof NEARNESS)[number];

export const familyOf = (code: string): string => code.split('.')[0]!;

/** Whether a code names a whole family. */
export const isFamily = (code: string): boolean => code === familyOf(code);

/** A bare family on either side is weaker than a leaf that both name, even where both name the family. */
export function nearness(a: string, b: string): Nearness | null {
  if (familyOf(a) !== familyOf(b)) return null;
  if (isFamily(a) || isFamily(b)) return 'family';
  return a === b ? 'same' : 'sibling';
}

/** Whether the code is in the list, which may name whole families; undetermined when only its family is known. */
export function isAmong(code: string, codes: readonly string[]): Truth {
  if (codes.includes(code) || codes.includes(familyOf(code))) return 'T';
  return isFamily(code) && codes.some((other) => familyOf(other) === code) ? 'U' : 'F';
}

/** One thing that two offers both do; `a` and `b` are the codes as each states them. */
export interface SharedIntervention {
  a: string;
  b: string;
  nearness: Nearness;
}

/** Everything that two offers both do, nearest first, down to `weakest`. */
export function sharedInterventions(a: readonly string[], b: readonly string[], weakest: Nearness): SharedIntervention[] {
  const rank = (near: Nearness) => NEARNESS.indexOf(near);
  const pairs = a.flatMap((one) => b.map((other) => ({ a: one, b: other, nearness: nearness(one, other) })));
  return pairs
    .filter((pair): pair is SharedIntervention => pair.nearness !== null && rank(pair.nearness) <= rank(weakest))
    .sort((x, y) => rank(x.nearness) - rank(y.nearness) || (`${x.a} ${x.b}` < `${y.a} ${y.b}` ? -1 : 1));
}
