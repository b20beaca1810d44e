import { areaCloseness, FULL } from '../fit';
import { CompiledOffers } from './compile-offers';
import { NO_SCORE } from './encode-profile';
import { COMPONENTS, FitTables, SETS } from './fit-tables';
import { STAGE_UNIT } from './layout';
import { TRUE, UNKNOWN } from './normal-form';
import { OpenDay } from './open-day';
import { LENGTH_AT_DEPTH } from './regions';
import { Run } from './runs';
import { TopList } from './top-list';

/** Bits of the components whose score is known, in the order of `FIT_COMPONENTS`. */
const NEED = 1;
const AREA = 2;
const STAGE = 4;
const TIMING = 8;
const READINESS = 16;

/** Scores and coverages run from 0 to 10,000; a score that is missing counts as −1. */
const SCORES = FULL + 1;

const NO_AREA = -1;

/** What is kept of a slot, four numbers each: its group, the weighted score of the days left, its place among equals, whether it has wishes. */
const SLOT = { group: 0, timing: 1, order: 2, wishes: 3 } as const;
/** What is kept of a group: the region it was made for, the weighted score of the area, class of weights with the known components, two weights. */
const GROUP = { region: 0, area: 1, place: 2, needWeight: 3, stageWeight: 4 } as const;
const GROUP_SIZE = 8;

/** Fit of offers for one profile after another: the numbers of `fit`, in whole numbers all the way. */
export class Scorer {
  /** Side by side so that one look at memory fetches all; see {@link SLOT}. */
  private readonly ofSlot: Int32Array;
  /** Made when first asked for in a region; see {@link GROUP}. */
  private readonly ofGroup: Int32Array;
  /** Counts the regions that profiles came from, as often as they changed. */
  private regionNumber = 0;
  /** Closeness of each area, and the part of a region that it was worked out for. */
  private readonly closeness: Int32Array;
  private readonly closenessOf: (string | undefined)[];
  private region = '';
  private stage = 0;
  /** `STAGE`, or 0 while nothing is known of it. */
  private stageBit = 0;
  private record: Uint16Array = new Uint16Array();
  private columnsAt = 0;
  private readonly slots: number;
  /** Of `offers.fit`, at hand: they are asked for with every offer. */
  private readonly knownWeight: FitTables['knownWeight'];
  private readonly coverage: FitTables['coverage'];

  constructor(
    private readonly offers: CompiledOffers,
    day: OpenDay,
  ) {
    const { groupOf, weightsOf, weights, areas, tie, wishFrom } = offers.fit;
    this.slots = offers.offerAt.length;
    this.knownWeight = offers.fit.knownWeight;
    this.coverage = offers.fit.coverage;
    this.ofSlot = new Int32Array(this.slots * 4);
    day.timing.forEach((score, slot) => {
      const group = groupOf[slot]!;
      const timing = weights[weightsOf[group]! * COMPONENTS + 3]! * score;
      this.ofSlot.set([group, timing, this.slots - 1 - tie[slot]!, Number(wishFrom[slot] !== wishFrom[slot + 1])], slot * 4);
    });
    this.ofGroup = new Int32Array(weightsOf.length * GROUP_SIZE);
    weightsOf.forEach((weightsClass, group) => {
      this.ofGroup[group * GROUP_SIZE + GROUP.needWeight] = weights[weightsClass * COMPONENTS]!;
      this.ofGroup[group * GROUP_SIZE + GROUP.stageWeight] = weights[weightsClass * COMPONENTS + 2]!;
    });
    this.closeness = new Int32Array(areas.length);
    this.closenessOf = areas.map(() => undefined);
  }

  /** @param region of the profiles to come as they state it, to the depth that makes a difference */
  enter(region: string): void {
    this.region = region;
    this.regionNumber += 1;
  }

  begin(record: Uint16Array, at: number): void {
    this.record = record;
    this.columnsAt = at + this.offers.columnsAt;
    const stage = record[at + STAGE_UNIT]!;
    this.stageBit = stage === NO_SCORE ? 0 : STAGE;
    this.stage = stage === NO_SCORE ? 0 : stage;
  }

  private makeGroup(group: number): void {
    const { fit } = this.offers;
    const weightsClass = fit.weightsOf[group]!;
    const area = this.closenessTo(fit.areaOf[group]!);
    const at = group * GROUP_SIZE;
    this.ofGroup[at + GROUP.region] = this.regionNumber;
    this.ofGroup[at + GROUP.area] = area === NO_AREA ? 0 : fit.weights[weightsClass * COMPONENTS + 1]! * area;
    this.ofGroup[at + GROUP.place] = weightsClass * SETS + (TIMING | (area === NO_AREA ? 0 : AREA));
  }

  private closenessTo(area: number): number {
    const { areas, areaDepth } = this.offers.fit;
    const told = this.region.slice(0, LENGTH_AT_DEPTH[areaDepth[area]!]);
    if (this.closenessOf[area] !== told) {
      this.closenessOf[area] = told;
      this.closeness[area] = areaCloseness(told, areas[area]!) ?? NO_AREA;
    }
    return this.closeness[area]!;
  }

  /** Share of the wishes that hold, of those that can be told. */
  private readiness(slot: number): number {
    const { wishFrom, wishOf, wishes } = this.offers.fit;
    let known = 0;
    let met = 0;
    for (let at = wishFrom[slot]!; at < wishFrom[slot + 1]!; at += 1) {
      const { column, answers } = wishes[wishOf[at]!]!;
      const answer = answers[this.record[this.columnsAt + column]!]!;
      if (answer !== UNKNOWN) known += 1;
      if (answer === TRUE) met += 1;
    }
    return known === 0 ? NO_SCORE : Math.round((met * FULL) / known);
  }

  private readinessWeight(place: number): number {
    return this.offers.fit.weights[Math.floor(place / SETS) * COMPONENTS + 4]!;
  }

  /**
   * Puts an offer into the list if it is good enough; one that is not is left before its fit is divided out.
   * Its key is greater the earlier it comes: by fit, coverage, closing day and id.
   * @param need score of the need, or `NO_SCORE`
   */
  add(slot: number, need: number, list: TopList): void {
    const { ofSlot, ofGroup, knownWeight, coverage } = this;
    const at = slot * 4;
    const group = ofSlot[at]! * GROUP_SIZE;
    if (ofGroup[group] !== this.regionNumber) this.makeGroup(ofSlot[at]!);
    let sum = ofSlot[at + SLOT.timing]! + ofGroup[group + GROUP.area]! + ofGroup[group + GROUP.stageWeight]! * this.stage;
    let place = ofGroup[group + GROUP.place]! | this.stageBit;
    if (need !== NO_SCORE) {
      place |= NEED;
      sum += ofGroup[group + GROUP.needWeight]! * need;
    }
    if (ofSlot[at + SLOT.wishes] !== 0) {
      const readiness = this.readiness(slot);
      if (readiness !== NO_SCORE) {
        sum += this.readinessWeight(place) * readiness;
        place |= READINESS;
      }
    }
    const all = knownWeight[place]!;
    if (isBelow(sum, all, list.least)) return;
    const total = all === 0 ? -1 : Math.round(sum / all);
    if (list.add(((total + 1) * SCORES + coverage[place]!) * this.slots + ofSlot[at + SLOT.order]!)) list.least = this.fitIn(list.floor);
  }

  /**
   * A fit that no offer of the run exceeds.
   * @param need greatest score of a need, or `NO_SCORE` for offers of which none is known
   */
  mostIn({ weightsClass, timing, area, areaDepth, wishes }: Run, need: number): number {
    if (this.region.length < LENGTH_AT_DEPTH[areaDepth]!) return FULL;
    const { weights, knownWeight } = this.offers.fit;
    const first = weightsClass * COMPONENTS;
    let known = TIMING | AREA | this.stageBit;
    let sum = timing + area + weights[first + 2]! * this.stage;
    if (need !== NO_SCORE) {
      known |= NEED;
      sum += weights[first]! * need;
    }
    if (wishes) {
      known |= READINESS;
      sum += weights[first + 4]! * FULL;
    }
    const all = knownWeight[weightsClass * SETS + known]!;
    return all === 0 ? FULL : Math.round(sum / all);
  }

  private fitIn(key: number): number {
    return Math.floor(Math.floor(key / this.slots) / SCORES) - 1;
  }

  /** The remainders below are worked out by hand: `%` of numbers beyond 32 bits is slow. */
  slotOf(key: number): number {
    const order = key - Math.floor(key / this.slots) * this.slots;
    return this.offers.fit.slotAt[this.slots - 1 - order]!;
  }

  coverageOf(key: number): number {
    const scores = Math.floor(key / this.slots);
    return scores - Math.floor(scores / SCORES) * SCORES;
  }

  /** @returns null when nothing about the fit is known */
  totalOf(key: number): number | null {
    const total = this.fitIn(key);
    return total === -1 ? null : total;
  }
}

/** Whether `Math.round(sum / all)` is less than `least`, without a division. */
const isBelow = (sum: number, all: number, least: number): boolean => 2 * sum + all < 2 * least * all;
