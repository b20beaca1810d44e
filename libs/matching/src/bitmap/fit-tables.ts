import { FIT_COMPONENTS, FitWeights, FULL } from '../fit';
import { Wish, wishesOf } from './conditions';
import { Encoding } from './encoding';
import { MatchableOffer } from './offer';
import { depthOf } from './regions';
import { alignments } from './wants';

/** What scoring reads of an offer; slots are places of offers in the bitmaps. */
export interface FitTables {
  /** Class of the weights, of the needs served and of the area, by slot. */
  weightsOf: Uint16Array;
  needsOf: Uint16Array;
  areaOf: Uint16Array;
  /** Weights × components. */
  weights: Int32Array;
  /** Sum of the known weights and coverage in basis points: weights × 32 sets of known components, the need being bit 0. */
  knownWeight: Int32Array;
  coverage: Uint16Array;
  /** Lists of needs, and the alignment of each want with each: wants × lists. */
  needLists: number;
  alignments: Uint16Array;
  /** Lists that serve no need at all. */
  servesNothing: Uint8Array;
  areas: readonly (readonly string[])[];
  /** Parts of the longest code in each area: what lies deeper makes no difference. */
  areaDepth: Uint8Array;
  /** The wishes of a slot are `wishes[wishOf[i]]` for i from `wishFrom[slot]` to before `wishFrom[slot + 1]`. */
  wishFrom: Int32Array;
  wishOf: Uint16Array;
  wishes: readonly Wish[];
  /** Place among all slots of equal fit: earlier closing day, then id. */
  tie: Int32Array;
  /** The inverse of `tie`. */
  slotAt: Int32Array;
}

/** Numbers equal values as they come. */
class Interned<T> {
  readonly values: T[] = [];
  private readonly numbers = new Map<string, number>();

  number(value: T, key = JSON.stringify(value)): number {
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.values.push(value) - 1);
    return this.values.length - 1;
  }
}

const SETS = 1 << FIT_COMPONENTS.length;

function weightTables(classes: readonly FitWeights[]): Pick<FitTables, 'weights' | 'knownWeight' | 'coverage'> {
  const weights = Int32Array.from(classes.flatMap((weights) => FIT_COMPONENTS.map((component) => weights[component])));
  const knownWeight = Int32Array.from({ length: classes.length * SETS }, (_, index) => {
    const first = Math.floor(index / SETS) * FIT_COMPONENTS.length;
    return FIT_COMPONENTS.reduce((sum, _component, bit) => sum + ((index >> bit) & 1) * weights[first + bit]!, 0);
  });
  const coverage = Uint16Array.from(knownWeight, (known, index) => {
    const all = knownWeight[index | (SETS - 1)]!;
    return all === 0 ? 0 : Math.round((known * FULL) / all);
  });
  return { weights, knownWeight, coverage };
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The order of offers that fit equally well, as `compareOffers` has it. */
function tiesOf(slots: readonly (MatchableOffer | undefined)[]): Pick<FitTables, 'tie' | 'slotAt'> {
  const order = [...slots.entries()].sort(
    ([, a], [, b]) => compareText(a?.validTo ?? '9999-12-31', b?.validTo ?? '9999-12-31') || compareText(a?.id ?? '', b?.id ?? ''),
  );
  const tie = new Int32Array(slots.length);
  order.forEach(([slot], place) => (tie[slot] = place));
  return { tie, slotAt: Int32Array.from(order, ([slot]) => slot) };
}

function wishTables(slots: readonly (MatchableOffer | undefined)[], encoding: Encoding): Pick<FitTables, 'wishFrom' | 'wishOf' | 'wishes'> {
  const wishes = new Interned<Wish>();
  const bySlot = slots.map((offer) =>
    (offer ? wishesOf(offer, encoding) : []).map((wish) => wishes.number(wish, `${wish.column} ${wish.answers.join('')}`)),
  );
  const wishFrom = new Int32Array(slots.length + 1);
  bySlot.forEach((list, slot) => (wishFrom[slot + 1] = wishFrom[slot]! + list.length));
  return { wishFrom, wishOf: Uint16Array.from(bySlot.flat()), wishes: wishes.values };
}

/** @param slots the offer in each slot; a slot may be empty */
export function fitTables(slots: readonly (MatchableOffer | undefined)[], encoding: Encoding): FitTables {
  const weights = new Interned<FitWeights>();
  const needs = new Interned<readonly string[]>();
  const areas = new Interned<readonly string[]>();
  const numbers = (number: (offer: MatchableOffer) => number) => Uint16Array.from(slots, (offer) => (offer ? number(offer) : 0));
  const weightsOf = numbers((offer) => weights.number(offer.weights, FIT_COMPONENTS.map((component) => offer.weights[component]).join()));
  const needsOf = numbers((offer) => needs.number(offer.needs.toSorted()));
  const areaOf = numbers((offer) => areas.number(offer.area.toSorted()));
  return {
    weightsOf, needsOf, areaOf,
    ...weightTables(weights.values),
    needLists: needs.values.length,
    alignments: alignments(encoding.wants, needs.values),
    servesNothing: Uint8Array.from(needs.values, (list) => Number(list.length === 0)),
    areas: areas.values,
    areaDepth: Uint8Array.from(areas.values, (list) => Math.max(0, ...list.map((area) => (area === '*' ? 0 : depthOf(area))))),
    ...wishTables(slots, encoding),
    ...tiesOf(slots),
  }; // prettier-ignore
}
