import { hasBit, lowestBit, popCount } from './bits';
import { CompiledOffers, Segment } from './compile-offers';
import { NO_SCORE } from './encode-profile';
import { STAGE_UNIT, WANT_UNITS } from './layout';
import { OpenDay } from './open-day';
import { Run, runsOn } from './runs';
import { Scorer } from './scorer';
import { TopList } from './top-list';

/** Runs by the greatest fit that their offers can have when their need has a certain score, greatest first. */
interface RunOrder {
  runs: readonly Run[];
  most: readonly number[];
}

/**
 * Ranks the offers that the planes leave, most of them without a look: those that answer a need best come first, of these the runs that can have
 * the best fit; once the list is full, the runs that cannot enter it any more are left.
 */
export class Ranking {
  private readonly runs: ReadonlyMap<Segment, readonly Run[]>;
  private here: readonly Run[] = [];
  /** For each stage of a business met in this region, for each score of a need: made when first asked for. See {@link orderFor}. */
  private readonly orders = new Map<number, (RunOrder | undefined)[]>();
  private ordersOfStage: (RunOrder | undefined)[] = [];
  private wantsAny = false;
  /** Rows of the slots that answer a want of the profile with one score: `answers[score]` of them from `score × wants` on. */
  private readonly answered: Int32Array;
  private readonly answers: Int32Array;
  /** Slots that are yet to be ranked. */
  private readonly left: Int32Array;
  /** Of `offers.fit.needs`, at hand: they are asked for with every word. */
  private readonly rows: Int32Array;
  private readonly scores: ArrayLike<number>;
  private readonly wants: number;

  constructor(
    private readonly offers: CompiledOffers,
    day: OpenDay,
    private readonly scorer: Scorer,
  ) {
    this.runs = runsOn(offers, day);
    const { rows, scores, wants } = offers.fit.needs;
    [this.rows, this.scores, this.wants] = [rows, scores, wants];
    this.answered = new Int32Array(scores.length * wants);
    this.answers = new Int32Array(scores.length);
    this.left = new Int32Array(offers.words);
  }

  /**
   * @param segments that the profiles to come meet
   * @param region of these profiles as they state it, to the depth that makes a difference
   */
  enter(segments: readonly Segment[], region: string): void {
    this.here = segments.flatMap((segment) => this.runs.get(segment)!);
    this.orders.clear();
    this.scorer.enter(region);
  }

  begin(record: Uint16Array, at: number): void {
    this.scorer.begin(record, at);
    this.ordersOfStage = this.ordersAt(record[at + STAGE_UNIT]!);
    this.answers.fill(0);
    this.wantsAny = false;
    const from = at + WANT_UNITS;
    for (let unit = from; unit < at + this.offers.columnsAt; unit += 1) {
      for (let bits = record[unit]!; bits !== 0; bits &= bits - 1) this.addWant((unit - from) * 16 + lowestBit(bits));
    }
  }

  private ordersAt(stage: number): (RunOrder | undefined)[] {
    let orders = this.orders.get(stage);
    if (!orders) this.orders.set(stage, (orders = Array<undefined>(this.answers.length + 2).fill(undefined)));
    return orders;
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
    const { left, answers } = this;
    for (const { firstWord, words } of segments) {
      for (let word = firstWord; word < firstWord + words; word += 1) {
        if (left[word] === 0) continue;
        for (let band = 0; band < answers.length; band += 1) if (answers[band] !== 0) this.addAnswering(word, left[word]!, band, list);
        this.addRest(word, left[word]!, list);
      }
    }
  }

  /** Ranks the offers whose best answer to a need has one score. What is left out for good could have no more fit than the list asks. */
  private rankBand(band: number, list: TopList): void {
    const { left } = this;
    const { runs, most } = this.orderFor(band);
    for (let place = 0; place < runs.length && most[place]! >= list.least; place += 1) {
      const { first, end } = runs[place]!;
      for (let word = first >> 5; word << 5 < end; word += 1) {
        const there = left[word]! & between(word, first, end);
        if (there !== 0) this.addAnswering(word, there, band, list);
      }
    }
  }

  /** Ranks those that answer no need. */
  private rankRest(list: TopList): void {
    const { left, answers } = this;
    const { runs, most } = this.orderFor(answers.length + (this.wantsAny ? 0 : 1));
    for (let place = 0; place < runs.length && most[place]! >= list.least; place += 1) {
      const { first, end } = runs[place]!;
      for (let word = first >> 5; word << 5 < end; word += 1) this.addRest(word, left[word]! & between(word, first, end), list);
    }
  }

  /** @param band of the needs' scores; the one after all scores for offers that answer no want, the next for profiles without wants */
  private orderFor(band: number): RunOrder {
    return (this.ordersOfStage[band] ??= this.makeOrder(band));
  }

  private makeOrder(band: number): RunOrder {
    const { scores } = this.offers.fit.needs;
    const need = band < scores.length ? scores[band]! : band === scores.length ? 0 : NO_SCORE;
    const sorted = this.here.map((run) => ({ run, most: this.mostIn(run, need) })).sort((a, b) => b.most - a.most);
    return { runs: sorted.map(({ run }) => run), most: sorted.map(({ most }) => most) };
  }

  private mostIn(run: Run, need: number): number {
    const most = this.scorer.mostIn(run, need);
    return need === 0 && run.serveNothing ? Math.max(most, this.scorer.mostIn(run, NO_SCORE)) : most;
  }

  /** Adds the slots of a word, of those in `there`, that answer a want so well and no want better. */
  private addAnswering(word: number, there: number, band: number, list: TopList): void {
    const { left, answered, answers, scorer, rows, scores, wants } = this;
    const from = band * wants;
    const to = from + answers[band]!;
    let answering = 0;
    for (let at = from; at < to; at += 1) answering |= rows[answered[at]! + word]!;
    answering &= there;
    left[word]! &= ~answering;
    for (; answering !== 0; answering &= answering - 1) scorer.add(word * 32 + lowestBit(answering), scores[band]!, list);
  }

  /** Adds the slots of a word in `rest`: they answer no need. */
  private addRest(word: number, rest: number, list: TopList): void {
    const { scorer, wantsAny } = this;
    const { serving } = this.offers.fit.needs;
    for (; rest !== 0; rest &= rest - 1) {
      const slot = word * 32 + lowestBit(rest);
      scorer.add(slot, wantsAny && hasBit(serving, slot) ? 0 : NO_SCORE, list);
    }
  }
}

/** Which bits of a word lie from `first` to before `end`. */
const between = (word: number, first: number, end: number): number =>
  (word === first >> 5 ? -1 << (first & 31) : -1) & (word === end >> 5 ? (1 << (end & 31)) - 1 : -1);
