import { needAlignment } from '../fit';

/** The needs that profiles may state, as far as those that offers serve tell them apart; each has one bit in a record. */
export interface Wants {
  /** One need of each class: served codes, then of each family the family itself and any other need, then everything else. */
  samples: readonly string[];
  bitOf(want: string): number;
}

const familyOf = (code: string): string => code.split('.')[0]!;

export function wantsOf(served: Iterable<string>): Wants {
  const codes = new Set(served);
  const families = new Set([...codes].map(familyOf));
  const samples = [...new Set([...codes, ...families, ...[...families].map((family) => `${family}.~`), '~'])];
  const bits = new Map(samples.map((sample, bit) => [sample, bit]));
  const bitOf = (want: string) => bits.get(want) ?? bits.get(`${familyOf(want)}.~`) ?? samples.length - 1;
  return { samples, bitOf };
}

/** Alignment of each want with each list of served needs, basis points; wants × lists. */
export function alignments({ samples }: Wants, lists: readonly (readonly string[])[]): Uint16Array {
  return Uint16Array.from(samples.flatMap((want) => lists.map((served) => needAlignment([want], served) ?? 0)));
}
