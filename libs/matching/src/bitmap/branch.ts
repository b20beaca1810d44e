import { FactDefinition } from '../facts';
import { test } from '../operators';
import { CompiledOffers, Segment } from './compile-offers';
import { OpenDay } from './open-day';
import { depthOf, LENGTH_AT_DEPTH, NOT_USABLE, regionOf } from './regions';

const REGION: FactDefinition = { type: 'region', label: { id: '', en: '' } };
const NOT_KNOWN = '?';

/**
 * The segments that the region of a profile meets, and which of their offers are left by region, opening hours and the officers' answers that
 * nobody has. Made again only where the region differs from that of the profile before: sort profiles by region.
 */
export class Branch {
  /** Planes over all slots; words of segments outside the branch are of earlier profiles. */
  readonly possible: Int32Array;
  readonly certain: Int32Array;
  /** `certain` as it would be if no offer awaited an officer. */
  readonly certainOnceFound: Int32Array;
  segments: readonly Segment[] = [];
  /** Code as the profile states it, whether or not rules may use it; of a region that is the same to every offer. */
  region = '';
  private readonly units = new Int32Array(3).fill(-1);
  /** What of each unit makes a difference; see `CompiledOffers.depth`. */
  private readonly masks: readonly number[];
  /** The region that the planes of each segment were made for. */
  private readonly madeFor = new Map<Segment, string>();

  constructor(
    private readonly offers: CompiledOffers,
    private readonly day: OpenDay,
  ) {
    this.possible = new Int32Array(offers.words);
    this.certain = new Int32Array(offers.words);
    this.certainOnceFound = new Int32Array(offers.words);
    this.masks = [0xffff, offers.depth > 2 ? 0xffff : NOT_USABLE, offers.depth > 3 ? 0xffff : 0];
  }

  /** @returns whether the region differs, for some offer, from that of the profile before */
  enter(record: Uint16Array, at: number): boolean {
    const { units } = this;
    const [first, second, third] = this.masks;
    const differs = (record[at]! ^ units[0]!) & first! || (record[at + 1]! ^ units[1]!) & second! || (record[at + 2]! ^ units[2]!) & third!;
    if (!differs) return false;
    for (let unit = 0; unit < units.length; unit += 1) units[unit] = record[at + unit]!;
    this.region = regionOf([units[0]!, units[1]! & ~NOT_USABLE, units[2]!]);
    const usable = (units[1]! & NOT_USABLE) === 0 && this.region !== '';
    this.segments = this.segmentsOf(usable);
    for (const segment of this.segments) this.prepare(segment, usable ? this.region.slice(0, LENGTH_AT_DEPTH[segment.depth]) : NOT_KNOWN);
    return true;
  }

  /** A region that contains others leaves undetermined what is offered there; an unknown one leaves everything so. */
  private segmentsOf(usable: boolean): readonly Segment[] {
    const { segments, segmentAt } = this.offers;
    if (!usable) return segments;
    if (depthOf(this.region) < 2) return segments.filter(({ region }) => region === '' || region.startsWith(this.region));
    const regency = this.units[0]!;
    const places = [segmentAt[0]!, segmentAt[regency - (regency % 101)]!, segmentAt[regency]!];
    return places.flatMap((place) => segments[place] ?? []);
  }

  private prepare(segment: Segment, region: string): void {
    if (this.madeFor.get(segment) === region) return;
    this.madeFor.set(segment, region);
    const { offers, day, possible, certain, certainOnceFound } = this;
    const { firstWord, words } = segment;
    for (let word = firstWord; word < firstWord + words; word += 1) {
      possible[word] = offers.present[word]! & day.open[word]!;
      certainOnceFound[word] = possible[word]! & ~offers.residue[word]!;
    }
    for (const { leaf, mask } of segment.regionTests) {
      const value = region === NOT_KNOWN ? 'U' : test(leaf, REGION, region, leaf.value);
      if (value === 'T') continue;
      for (let word = 0; word < words; word += 1) {
        certainOnceFound[firstWord + word]! &= ~mask[word]!;
        if (value === 'F') possible[firstWord + word]! &= ~mask[word]!;
      }
    }
    for (let word = firstWord; word < firstWord + words; word += 1) certain[word] = certainOnceFound[word]! & ~offers.awaiting[word]!;
  }
}
