import { needAlignment } from '../fit';
import { setBit, wordsFor } from './bits';

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

/** Which slots answer which want how well, as rows of bits over all slots. */
export interface NeedTables {
  /** The scores that some want has with some slot, basis points, best first; 0 is left out. */
  scores: readonly number[];
  /** Scores × wants: the slots that answer the want so well. */
  rows: Int32Array;
  /** Scores × wants: whether there is such a slot. */
  some: Uint8Array;
  /** How many wants a record tells apart. */
  wants: number;
  /** Slots that serve some need. */
  serving: Int32Array;
}

/** @param served the needs that each slot serves; slots of equal needs share one list */
export function needTables({ samples }: Wants, served: readonly (readonly string[])[]): NeedTables {
  const lists = [...new Set(served)];
  const aligned = new Map(lists.map((list) => [list, samples.map((want) => needAlignment([want], list) ?? 0)]));
  const scores = [...new Set([...aligned.values()].flat())].filter((score) => score !== 0).sort((a, b) => b - a);
  const words = wordsFor(served.length);
  const some = new Uint8Array(scores.length * samples.length);
  const rows = new Int32Array(some.length * words);
  const serving = new Int32Array(words);
  served.forEach((list, slot) => {
    if (list.length > 0) setBit(serving, slot);
    aligned.get(list)!.forEach((score, want) => {
      if (score === 0) return;
      const row = scores.indexOf(score) * samples.length + want;
      some[row] = 1;
      setBit(rows, row * words * 32 + slot);
    });
  });
  return { scores, rows, some, wants: samples.length, serving };
}
