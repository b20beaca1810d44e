import { hasBit, lowestBit } from './bits';
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
  private readonly wants: Int32Array;
  private wanted = 0;
  /** Rows of the slots that answer a want of the profile with one score. */
  private readonly answered: Int32Array;
  private answers = 0;
  /** Slots that are yet to be ranked. */
  private readonly left: Int32Array;

  constructor(
    private readonly offers: CompiledOffers,
    day: OpenDay,
    private readonly scorer: Scorer,
  ) {
    this.runs = runsOn(offers, day);
    this.wants = new Int32Array(offers.fit.needs.wants);
    this.answered = new Int32Array(offers.fit.needs.wants);
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
    const from = at + WANT_UNITS;
    this.wanted = 0;
    for (let unit = from; unit < at + this.offers.columnsAt; unit += 1) {
      for (let bits = record[unit]!; bits !== 0; bits &= bits - 1) {
        this.wants[this.wanted] = (unit - from) * 16 + lowestBit(bits);
        this.wanted += 1;
      }
    }
  }

  /**
   * Puts the best offers of some segments into the list.
   * @param plane the slots to rank, except those in `without`
   */
  rank(segments: readonly Segment[], plane: Int32Array, without: Int32Array | undefined, list: TopList): void {
    const { left } = this;
    const { scores } = this.offers.fit.needs;
    for (const { firstWord, words } of segments) {
      for (let word = firstWord; word < firstWord + words; word += 1) left[word] = plane[word]! & ~(without?.[word] ?? 0);
    }
    for (let band = 0; band < scores.length; band += 1) {
      this.readAnswers(band);
      if (this.answers > 0) this.rankBand(scores[band]!, list);
    }
    this.rankRest(list);
  }

  private readAnswers(band: number): void {
    const { some, wants } = this.offers.fit.needs;
    this.answers = 0;
    for (let place = 0; place < this.wanted; place += 1) {
      const row = band * wants + this.wants[place]!;
      if (some[row] === 0) continue;
      this.answered[this.answers] = row * this.left.length;
      this.answers += 1;
    }
  }

  /** Ranks the offers whose best answer to a need has this score. What is left out for good could have no more fit than the list asks. */
  private rankBand(score: number, list: TopList): void {
    const runs = this.sortRuns(score, list);
    for (let place = 0; place < runs; place += 1) {
      const key = this.order[place]!;
      if (key < list.least * RUNS) return;
      this.rankAnswering(this.here[key % RUNS]!, score, list);
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
    const most = this.wanted === 0 ? -1 : this.scorer.mostIn(run, need, least);
    const mayBeUnknown = this.wanted === 0 || (need === 0 && run.serveNothing);
    return mayBeUnknown ? Math.max(most, this.scorer.mostIn(run, NO_SCORE, least)) : most;
  }

  private rankAnswering({ first, end }: Run, score: number, list: TopList): void {
    const { left, answered, answers, scorer } = this;
    const { rows } = this.offers.fit.needs;
    for (let word = first >> 5; word << 5 < end; word += 1) {
      if (left[word] === 0) continue;
      const there = left[word]! & between(word, first, end);
      let answering = 0;
      for (let answer = 0; answer < answers; answer += 1) answering |= rows[answered[answer]! + word]!;
      answering &= there;
      left[word]! &= ~answering;
      for (; answering !== 0; answering &= answering - 1) scorer.add(word * 32 + lowestBit(answering), score, list);
    }
  }

  /** Ranks those that answer no need. */
  private rankRest(list: TopList): void {
    const { left, scorer, wanted } = this;
    const { serving } = this.offers.fit.needs;
    const runs = this.sortRuns(0, list);
    for (let place = 0; place < runs; place += 1) {
      const key = this.order[place]!;
      if (key < list.least * RUNS) return;
      const { first, end } = this.here[key % RUNS]!;
      for (let word = first >> 5; word << 5 < end; word += 1) {
        for (let rest = left[word]! & between(word, first, end); rest !== 0; rest &= rest - 1) {
          const slot = word * 32 + lowestBit(rest);
          scorer.add(slot, wanted > 0 && hasBit(serving, slot) ? 0 : NO_SCORE, list);
        }
      }
    }
  }
}

/** Which bits of a word lie from `first` to before `end`. */
const between = (word: number, first: number, end: number): number =>
  (word === first >> 5 ? -1 << (first & 31) : -1) & (word === end >> 5 ? (1 << (end & 31)) - 1 : -1);
