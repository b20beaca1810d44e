import { areaCloseness, FULL } from '../fit';
import { lowestBit } from './bits';
import { CompiledOffers } from './compile-offers';
import { NO_SCORE } from './encode-profile';
import { STAGE_UNIT, WANT_UNITS } from './layout';
import { TRUE, UNKNOWN } from './normal-form';
import { OpenDay } from './open-day';

/** Bits of the components whose score is known, in the order of `FIT_COMPONENTS`. */
const NEED = 1;
const AREA = 2;
const STAGE = 4;
const TIMING = 8;
const READINESS = 16;
const COMPONENTS = 5;
const SETS = 32;

/** Scores and coverages run from 0 to 10,000; a score that is missing counts as −1. */
const SCORES = FULL + 1;

/** Fit of offers for one profile after another: the numbers of `fit`, in whole numbers all the way. */
export class Scorer {
  /** Alignment of the profile's needs with each list of served needs; made when first asked for. */
  private readonly need: Uint16Array;
  private readonly needOf: Int32Array;
  private profile = 0;
  private readonly wants: number[] = [];
  private stage = NO_SCORE;
  /** What area and days left add to the weighted sum of a slot, and which components that makes known; made when first asked for in a region. */
  private readonly base: Int32Array;
  private readonly baseKnown: Uint8Array;
  private readonly baseOf: Int32Array;
  private visit = 0;
  private region = '';
  private record: Uint16Array = new Uint16Array();
  private columnsAt = 0;
  private readonly slots: number;

  constructor(
    private readonly offers: CompiledOffers,
    private readonly day: OpenDay,
  ) {
    this.need = new Uint16Array(offers.fit.needLists);
    this.needOf = new Int32Array(offers.fit.needLists);
    this.slots = offers.offerAt.length;
    this.base = new Int32Array(this.slots);
    this.baseKnown = new Uint8Array(this.slots);
    this.baseOf = new Int32Array(this.slots);
  }

  /** @param region of the profiles that follow */
  enter(region: string): void {
    this.region = region;
    this.visit += 1;
  }

  begin(record: Uint16Array, at: number): void {
    this.record = record;
    this.columnsAt = at + this.offers.columnsAt;
    this.stage = record[at + STAGE_UNIT]!;
    this.profile += 1;
    this.readWants(record, at);
  }

  private readWants(record: Uint16Array, at: number): void {
    this.wants.length = 0;
    for (let unit = at + WANT_UNITS; unit < this.columnsAt; unit += 1) {
      for (let bits = record[unit]!; bits !== 0; bits &= bits - 1) {
        this.wants.push((unit - at - WANT_UNITS) * 16 + lowestBit(bits));
      }
    }
  }

  /** The best alignment of any want with a list of served needs. */
  private makeNeed(list: number): void {
    const { alignments, needLists } = this.offers.fit;
    let best = 0;
    for (const want of this.wants) best = Math.max(best, alignments[want * needLists + list]!);
    this.needOf[list] = this.profile;
    this.need[list] = best;
  }

  private makeBase(slot: number): void {
    const { fit } = this.offers;
    const weights = fit.weightsOf[slot]! * COMPONENTS;
    const area = areaCloseness(this.region, fit.areas[fit.areaOf[slot]!]!);
    this.baseOf[slot] = this.visit;
    this.baseKnown[slot] = area === null ? TIMING : TIMING | AREA;
    this.base[slot] = fit.weights[weights + 3]! * this.day.timing[slot]! + fit.weights[weights + 1]! * (area ?? 0);
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

  /** A number that is greater the earlier the offer comes: by fit, coverage, closing day and id. */
  key(slot: number): number {
    const { fit } = this.offers;
    const weights = fit.weightsOf[slot]! * COMPONENTS;
    const needs = fit.needsOf[slot]!;
    const readiness = fit.wishFrom[slot] === fit.wishFrom[slot + 1] ? NO_SCORE : this.readiness(slot);
    if (this.baseOf[slot] !== this.visit) this.makeBase(slot);
    let known = this.baseKnown[slot]!;
    let sum = this.base[slot]!;
    if (this.wants.length > 0 && fit.servesNothing[needs] === 0) {
      if (this.needOf[needs] !== this.profile) this.makeNeed(needs);
      known |= NEED;
      sum += fit.weights[weights]! * this.need[needs]!;
    }
    if (this.stage !== NO_SCORE) {
      known |= STAGE;
      sum += fit.weights[weights + 2]! * this.stage;
    }
    if (readiness !== NO_SCORE) {
      known |= READINESS;
      sum += fit.weights[weights + 4]! * readiness;
    }
    const place = fit.weightsOf[slot]! * SETS + known;
    const total = fit.knownWeight[place] === 0 ? -1 : Math.round(sum / fit.knownWeight[place]!);
    return ((total + 1) * SCORES + fit.coverage[place]!) * this.slots + (this.slots - 1 - fit.tie[slot]!);
  }

  slotOf(key: number): number {
    return this.offers.fit.slotAt[this.slots - 1 - (key % this.slots)]!;
  }

  coverageOf(key: number): number {
    return Math.floor(key / this.slots) % SCORES;
  }

  /** @returns null when nothing about the fit is known */
  totalOf(key: number): number | null {
    const total = Math.floor(key / this.slots / SCORES) - 1;
    return total === -1 ? null : total;
  }
}
