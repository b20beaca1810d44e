import { hasBit, lowestBit, popCount } from './bits';
import { CompiledOffers, Segment } from './compile-offers';
import { NO_SCORE } from './encode-profile';
import { WANT_UNITS } from './layout';
import { OpenDay } from './open-day';
import { Run, runsOn } from './runs';
import { Scorer } from './scorer';
import { TopList } from './top-list';

/** More runs than this number stand in no order. */
const RUNS = 1 << 16;

/**
 * Ranks the offers that the planes leave, most of them without a look: those that answer a need best come first, of these the runs that can have
 * the best fit; once the list is full, the runs that cannot enter it any more are left.
 */
export class Ranking {
  private readonly runs: ReadonlyMap<Segment, readonly Run[]>;
  private readonly here: Run[] = [];
  /** The runs that are here, by the greatest fit that they can have: fit × RUNS + place in `here`, descending. */
  private order = new Float64Array(64);
  private wantsAny = false;
  /** Rows of the slots that answer a want of the profile with one score: `answers[score]` of them from `score × wants` on. */
  private readonly answered: Int32Array;
  private readonly answers: Int32Array;
  /** Slots that are yet to be ranked. */
  private readonly left: Int32Array;

  constructor(
    private readonly offers: CompiledOffers,
    day: OpenDay,
    private readonly scorer: Scorer,
  ) {
    this.runs = runsOn(offers, day);
    const { scores, wants } = offers.fit.needs;
    this.answered = new Int32Array(scores.length * wants);
    this.answers = new Int32Array(scores.length);
    this.left = new Int32Array(offers.words);
  }

  /** @param segments that the profile meets */
  enter(segments: readonly Segment[]): void {
    this.here.length = 0;
    for (const segment of segments) this.here.push(...this.runs.get(segment)!);
    if (this.here.length > this.order.length) this.order = new Float64Array(this.here.length);
  }

  /** @param region of the profile as it states it, to the depth that makes a difference */
  begin(record: Uint16Array, at: number, region: string): void {
    this.scorer.begin(record, at, region);
    this.answers.fill(0);
    this.wantsAny = false;
    const from = at + WANT_UNITS;
    for (let unit = from; unit < at + this.offers.columnsAt; unit += 1) {
      for (let bits = record[unit]!; bits !== 0; bits &= bits - 1) this.addWant((unit - from) * 16 + lowestBit(bits));
    }
  }

  private addWant(want: number): void {
    const { answered, answers, left } = this;
    const { some, wants } = this.offers.fit.needs;
    this.wantsAny = true;
    for (let band = 0; band < answers.length; band += 1) {
      const row = band * wants + want;
      if (some[row] === 0) continue;
      answered[band * wants + answers[band]!] = row * left.length;
      answers[band]! += 1;
    }
  }

  /**
   * Puts the best offers of some segments into the list.
   * @param plane the slots to rank, except those in `without`
   */
  rank(segments: readonly Segment[], plane: Int32Array, without: Int32Array | undefined, list: TopList): void {
    const { left, answers } = this;
    let count = 0;
    for (const { firstWord, words } of segments) {
      for (let word = firstWord; word < firstWord + words; word += 1) {
        const there = without ? plane[word]! & ~without[word]! : plane[word]!;
        left[word] = there;
        if (there !== 0) count += popCount(there);
      }
    }
    if (count <= list.capacity) return this.rankAll(segments, list);
    for (let band = 0; band < answers.length; band += 1) if (answers[band] !== 0) this.rankBand(band, list);
    this.rankRest(list);
  }

  /** Of so few offers all enter the list. */
  private rankAll(segments: readonly Segment[], list: TopList): void {
    const { answers } = this;
    for (const { firstWord, words } of segments) {
      const [first, end] = [firstWord * 32, (firstWord + words) * 32];
      for (let band = 0; band < answers.length; band += 1) if (answers[band] !== 0) this.addAnswering(first, end, band, list);
      this.addRest(first, end, list);
    }
  }

  /** Ranks the offers whose best answer to a need has one score. What is left out for good could have no more fit than the list asks. */
  private rankBand(band: number, list: TopList): void {
    const runs = this.sortRuns(this.offers.fit.needs.scores[band]!, list);
    for (let place = 0; place < runs; place += 1) {
      const key = this.order[place]!;
      if (key < list.least * RUNS) return;
      const { first, end } = this.here[key % RUNS]!;
      this.addAnswering(first, end, band, list);
    }
  }

  /** Ranks those that answer no need. */
  private rankRest(list: TopList): void {
    const runs = this.sortRuns(0, list);
    for (let place = 0; place < runs; place += 1) {
      const key = this.order[place]!;
      if (key < list.least * RUNS) return;
      const { first, end } = this.here[key % RUNS]!;
      this.addRest(first, end, list);
    }
  }

  /** @returns how many runs may enter the list */
  private sortRuns(score: number, list: TopList): number {
    const { order, here } = this;
    let runs = 0;
    for (let run = 0; run < here.length; run += 1) {
      const most = this.mostIn(here[run]!, score, list.least);
      if (most < list.least) continue;
      const key = most * RUNS + run;
      let place = runs;
      for (; place > 0 && order[place - 1]! < key; place -= 1) order[place] = order[place - 1]!;
      order[place] = key;
      runs += 1;
    }
    return runs;
  }

  private mostIn(run: Run, need: number, least: number): number {
    const most = !this.wantsAny ? -1 : this.scorer.mostIn(run, need, least);
    const mayBeUnknown = !this.wantsAny || (need === 0 && run.serveNothing);
    return mayBeUnknown ? Math.max(most, this.scorer.mostIn(run, NO_SCORE, least)) : most;
  }

  /** Adds the slots from `first` to before `end` that answer a want so well and no want better. */
  private addAnswering(first: number, end: number, band: number, list: TopList): void {
    const { left, answered, scorer } = this;
    const { rows, scores, wants } = this.offers.fit.needs;
    const score = scores[band]!;
    const from = band * wants;
    const to = from + this.answers[band]!;
    for (let word = first >> 5; word << 5 < end; word += 1) {
      if (left[word] === 0) continue;
      const there = left[word]! & between(word, first, end);
      let answering = 0;
      for (let at = from; at < to; at += 1) answering |= rows[answered[at]! + word]!;
      answering &= there;
      left[word]! &= ~answering;
      for (; answering !== 0; answering &= answering - 1) scorer.add(word * 32 + lowestBit(answering), score, list);
    }
  }

  /** Adds those that answer no need. */
  private addRest(first: number, end: number, list: TopList): void {
    const { left, scorer, wantsAny } = this;
    const { serving } = this.offers.fit.needs;
    for (let word = first >> 5; word << 5 < end; word += 1) {
      for (let rest = left[word]! & between(word, first, end); rest !== 0; rest &= rest - 1) {
        const slot = word * 32 + lowestBit(rest);
        scorer.add(slot, wantsAny && hasBit(serving, slot) ? 0 : NO_SCORE, list);
      }
    }
  }
}

/** Which bits of a word lie from `first` to before `end`. */
const between = (word: number, first: number, end: number): number =>
  (word === first >> 5 ? -1 << (first & 31) : -1) & (word === end >> 5 ? (1 << (end & 31)) - 1 : -1);
