import { compareText } from '../canonical';
import { FIT_COMPONENTS, FitWeights, FULL } from '../fit';
import { Wish, wishesOf } from './conditions';
import { Encoding } from './encoding';
import { MatchableOffer } from './offer';
import { depthOf } from './regions';
import { NeedTables, needTables } from './wants';

export const COMPONENTS = FIT_COMPONENTS.length;
/** Sets of components whose score is known. */
export const SETS = 1 << COMPONENTS;

/** What scoring reads of an offer; slots are places of offers in the bitmaps. */
export interface FitTables {
  /** Offers of equal weights and area are a group; by slot. */
  groupOf: Uint16Array;
  /** Class of the weights and of the area, by group. */
  weightsOf: Uint16Array;
  areaOf: Uint16Array;
  /** Weights × components. */
  weights: Int32Array;
  /** Sum of the known weights and coverage in basis points: weights × 32 sets of known components, the need being bit 0. */
  knownWeight: Int32Array;
  coverage: Uint16Array;
  needs: NeedTables;
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

function weightTables(classes: readonly FitWeights[]): Pick<FitTables, 'weights' | 'knownWeight' | 'coverage'> {
  const weights = Int32Array.from(classes.flatMap((weights) => FIT_COMPONENTS.map((component) => weights[component])));
  const knownWeight = Int32Array.from({ length: classes.length * SETS }, (_, index) => {
    const first = Math.floor(index / SETS) * COMPONENTS;
    return FIT_COMPONENTS.reduce((sum, _component, bit) => sum + ((index >> bit) & 1) * weights[first + bit]!, 0);
  });
  const coverage = Uint16Array.from(knownWeight, (known, index) => {
    const all = knownWeight[index | (SETS - 1)]!;
    return all === 0 ? 0 : Math.round((known * FULL) / all);
  });
  return { weights, knownWeight, coverage };
}

/** The order of offers that fit equally well, as `compareOffers` has it. */
export const compareTies = (a: MatchableOffer | undefined, b: MatchableOffer | undefined): number =>
  compareText(a?.validTo ?? '9999-12-31', b?.validTo ?? '9999-12-31') || compareText(a?.id ?? '', b?.id ?? '');

function tiesOf(slots: readonly (MatchableOffer | undefined)[]): Pick<FitTables, 'tie' | 'slotAt'> {
  const order = [...slots.entries()].sort(([, a], [, b]) => compareTies(a, b));
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

function groupTables(slots: readonly (MatchableOffer | undefined)[], numberOf: (offer: MatchableOffer) => readonly [number, number]) {
  const groups = new Interned<readonly [number, number]>();
  const groupOf = Uint16Array.from(slots, (offer) => (offer ? groups.number(numberOf(offer)) : 0));
  const part = (at: 0 | 1) => Uint16Array.from(groups.values, (group) => group[at]);
  return { groupOf, weightsOf: part(0), areaOf: part(1) };
}

/** @param slots the offer in each slot; a slot may be empty */
export function fitTables(slots: readonly (MatchableOffer | undefined)[], encoding: Encoding): FitTables {
  const weights = new Interned<FitWeights>();
  const needs = new Interned<readonly string[]>();
  const areas = new Interned<readonly string[]>();
  const weightsNumber = (offer: MatchableOffer) =>
    weights.number(offer.weights, FIT_COMPONENTS.map((component) => offer.weights[component]).join());
  const groups = groupTables(slots, (offer) => [weightsNumber(offer), areas.number(offer.area.toSorted())]);
  const served = slots.map((offer) => needs.values[needs.number(offer?.needs.toSorted() ?? [])]!);
  return {
    ...groups,
    ...weightTables(weights.values),
    needs: needTables(encoding.wants, served),
    areas: areas.values,
    areaDepth: Uint8Array.from(areas.values, (list) => Math.max(0, ...list.map((area) => (area === '*' ? 0 : depthOf(area))))),
    ...wishTables(slots, encoding),
    ...tiesOf(slots),
  }; // prettier-ignore
}
