import { Comparison } from '../rule';
import { setBit, wordsFor } from './bits';
import { conditionsOf } from './conditions';
import { Encoding } from './encoding';
import { Planes } from './kernel';
import { digitIn, REGION_UNITS } from './layout';
import { FALSE, TRUE } from './normal-form';
import { MatchableOffer } from './offer';
import { depthOf, NOT_USABLE, regionUnits, upTo } from './regions';

/** Whom an offer fits: bit `i` is profile `i`. Opening days are the caller's to ask. */
export interface Whom extends Planes {
  /** False when the rule asks more than the records tell: then `certain` is empty and the interpreter decides who of the `possible`. */
  exact: boolean;
}

const VILLAGES = 10_001;
const PARTS = 101;
/** Places that a region of each depth holds, itself included; in the order of {@link placeOf}. */
const EXTENT = [Infinity, PARTS * PARTS * VILLAGES, PARTS * VILLAGES, VILLAGES, 1];

/** A number that orders regions like their codes, a region before what lies in it. */
const placeOf = (regency: number, kecamatan: number, village: number): number =>
  (regency * PARTS + (kecamatan & ~NOT_USABLE)) * VILLAGES + village;

/** Profiles by what they have in common: the transpose of compiled offers, for one offer and all profiles. */
export class TransposedProfiles {
  readonly words: number;
  /** For each digit, for each class, the profiles that have it. */
  private readonly rows: readonly (readonly Int32Array[])[];
  /** Profiles whose region no rule may use. */
  private readonly unplaced: Int32Array;

  /** @param records of `count` profiles in the order of their region codes */
  constructor(
    private readonly encoding: Encoding,
    private readonly records: Uint16Array,
    readonly count: number,
  ) {
    this.words = wordsFor(count);
    this.rows = encoding.digits.map(({ classes }) => Array.from({ length: classes }, () => new Int32Array(this.words)));
    this.unplaced = new Int32Array(this.words);
    for (let profile = 0; profile < count; profile += 1) this.add(profile);
  }

  private add(profile: number): void {
    const { encoding, records, rows } = this;
    const at = profile * encoding.width;
    encoding.digits.forEach((digit, index) => {
      setBit(rows[index]![digitIn(digit, records[at + encoding.columnsAt + digit.column]!)]!, profile);
    });
    if ((records[at + REGION_UNITS + 1]! & NOT_USABLE) !== 0 || records[at + REGION_UNITS] === 0) setBit(this.unplaced, profile);
  }

  /** Nobody's findings are known here: an offer that awaits an officer is possible, never certain. */
  whom(offer: MatchableOffer): Whom {
    const { demands, regions, findings, exact } = conditionsOf(offer, this.encoding);
    const planes = this.everybody();
    for (const leaf of regions) this.keepWithin(leaf, planes);
    const hull = hullOf(planes.possible);
    for (const [digit, answers] of demands) {
      this.keep(planes.possible, this.rows[digit]!, (place) => answers[place] !== FALSE, hull);
      this.keep(planes.certain, this.rows[digit]!, (place) => answers[place] === TRUE, hull);
    }
    if (findings.length > 0 || !exact) planes.certain.fill(0);
    return { ...planes, exact };
  }

  private everybody(): Planes {
    const possible = new Int32Array(this.words).fill(-1);
    if ((this.count & 31) !== 0) possible[this.words - 1] = (1 << (this.count & 31)) - 1;
    return { possible, certain: possible.slice() };
  }

  /** Leaves those that have one of the classes. Classes part the profiles, so that the fewer rows say it: of these or of the others. */
  private keep(
    plane: Int32Array,
    rows: readonly Int32Array[],
    fits: (place: number) => boolean,
    [from, to]: readonly [number, number],
  ): void {
    const wanted = rows.filter((_, place) => fits(place));
    const others = rows.filter((_, place) => !fits(place));
    if (others.length <= wanted.length) {
      for (const row of others) for (let word = from; word < to; word += 1) plane[word]! &= ~row[word]!;
      return;
    }
    const [first = new Int32Array(this.words), ...more] = wanted;
    for (let word = from; word < to; word += 1) {
      let any = first[word]!;
      for (const row of more) any |= row[word]!;
      plane[word]! &= any;
    }
  }

  /** Leaves those of the areas, and as possible those of whom only a region around an area is known. */
  private keepWithin({ value }: Comparison, { possible, certain }: Planes): void {
    const inside = new Int32Array(this.words);
    const around = this.unplaced.slice();
    for (const area of [value].flat() as string[]) {
      this.setPlaces(inside, area, EXTENT[depthOf(area)]!);
      for (let depth = 1; depth < depthOf(area); depth += 1) this.setPlaces(around, upTo(depth, area), 1);
    }
    for (let word = 0; word < this.words; word += 1) {
      possible[word]! &= inside[word]! | around[word]!;
      certain[word]! &= inside[word]! & ~this.unplaced[word]!;
    }
  }

  /** Sets the bits of the profiles in so many places from a region's own. */
  private setPlaces(bits: Int32Array, region: string, extent: number): void {
    const place = placeOf(...regionUnits(region));
    const end = this.firstFrom(place + extent);
    for (let profile = this.firstFrom(place); profile < end; profile += 1) setBit(bits, profile);
  }

  /** The first profile that lies at a place or after it. */
  private firstFrom(place: number): number {
    const { records, encoding } = this;
    let from = 0;
    let to = this.count;
    while (from < to) {
      const middle = (from + to) >> 1;
      const at = middle * encoding.width + REGION_UNITS;
      if (placeOf(records[at]!, records[at + 1]!, records[at + 2]!) < place) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

/** The words between the first and the last that are not empty. */
function hullOf(plane: Int32Array): readonly [number, number] {
  let from = 0;
  let to = plane.length;
  while (from < to && plane[from] === 0) from += 1;
  while (to > from && plane[to - 1] === 0) to -= 1;
  return [from, to];
}
