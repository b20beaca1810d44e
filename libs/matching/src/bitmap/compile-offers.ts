import { compareText } from '../canonical';
import { FIT_COMPONENTS } from '../fit';
import { Comparison } from '../rule';
import { setBit, wordsFor } from './bits';
import { Conditions, conditionsOf } from './conditions';
import { Encoding } from './encoding';
import { compareTies, FitTables, fitTables } from './fit-tables';
import { leafKey } from './normal-form';
import { MatchableOffer } from './offer';
import { commonRegion, depthOf, REGENCIES, regionUnits } from './regions';
import { addSegmentRows, RowStore, SegmentColumns } from './rows';

/** A test of the region that a profile lies in, and which offers of the segment ask for it. */
export interface RegionTest {
  leaf: Comparison;
  mask: Int32Array;
}

/** Offers that lie within one region: the nation, a province or a regency. A profile meets those of its own branch only. */
export interface Segment extends SegmentColumns {
  /** Place among the segments. */
  index: number;
  /** Code; empty for the nation. */
  region: string;
  firstWord: number;
  words: number;
  regionTests: readonly RegionTest[];
  /** Parts of the longest code that these tests name: what lies deeper makes no difference. */
  depth: number;
}

/** An offer that waits for an officer's answer. */
export interface Wait {
  slot: number;
  wanted: boolean;
}

/** Offers as bitmaps: typed arrays and plain data, so that they can be sent to other threads. */
export interface CompiledOffers {
  /** The encoding that records must have. */
  version: string;
  columnsAt: number;
  width: number;
  /** Words of all segments; slot `s` is bit `s & 31` of word `s >> 5`. */
  words: number;
  /** Index of the offer in each slot, −1 for none. */
  offerAt: Int32Array;
  ordinals: Uint32Array;
  rows: Int32Array;
  table: Int32Array;
  segments: readonly Segment[];
  /** Parts of the longest code that any test or area names: regions that agree so far are the same to every offer. */
  depth: number;
  /** Segment of a province or regency by the first unit of its region; −1 for none. */
  segmentAt: Int32Array;
  /** Slots that hold an offer; that await a finding; whose rule only the interpreter can decide. */
  present: Int32Array;
  awaiting: Int32Array;
  residue: Int32Array;
  /** How many findings a slot awaits, and the slots that await one of a check. */
  findingsNeeded: Uint8Array;
  waits: ReadonlyMap<string, readonly Wait[]>;
  fit: FitTables;
}

interface Compiled {
  index: number;
  offer: MatchableOffer;
  conditions: Conditions;
}

/** The deepest region that all of the offer's tests leave. */
function segmentRegion({ regions }: Conditions): string {
  const shared = regions.map(({ value }) => commonRegion([value].flat() as string[]));
  return shared.reduce((deepest, region) => (depthOf(region) > depthOf(deepest) ? region : deepest), '');
}

/** Offers of equal weights stand side by side, each before those that it precedes where both fit equally well. */
function inOrder(offers: readonly Compiled[]): readonly Compiled[] {
  const keys = new Map(offers.map((compiled) => [compiled, FIT_COMPONENTS.map((component) => compiled.offer.weights[component]).join()]));
  return offers.toSorted((a, b) => compareText(keys.get(a)!, keys.get(b)!) || compareTies(a.offer, b.offer));
}

function regionTests(offers: readonly Compiled[], words: number): readonly RegionTest[] {
  const tests = new Map<string, RegionTest>();
  offers.forEach(({ conditions }, place) => {
    for (const leaf of conditions.regions) {
      const key = leafKey(leaf);
      if (!tests.has(key)) tests.set(key, { leaf, mask: new Int32Array(words) });
      setBit(tests.get(key)!.mask, place);
    }
  });
  return [...tests.values()];
}

function bySegment(offers: readonly MatchableOffer[], encoding: Encoding): ReadonlyMap<string, readonly Compiled[]> {
  const groups = new Map<string, Compiled[]>([['', []]]);
  offers.forEach((offer, index) => {
    const conditions = conditionsOf(offer, encoding);
    const region = segmentRegion(conditions);
    if (!groups.has(region)) groups.set(region, []);
    groups.get(region)!.push({ index, offer, conditions });
  });
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([region, group]) => [region, inOrder(group)]));
}

function segmentOf(
  offers: readonly Compiled[],
  place: Pick<Segment, 'index' | 'region' | 'firstWord'>,
  encoding: Encoding,
  store: RowStore,
): Segment {
  const words = wordsFor(offers.length);
  const tests = regionTests(offers, words);
  const depth = Math.max(0, ...tests.flatMap(({ leaf }) => [leaf.value].flat().map((area) => depthOf(area as string))));
  const conditions = offers.map((compiled) => compiled.conditions);
  return { ...place, words, regionTests: tests, depth, ...addSegmentRows(conditions, words, encoding, store) };
}

function segmentPlaces(segments: readonly Segment[]): Int32Array {
  const places = new Int32Array(REGENCIES + 1).fill(-1);
  segments.forEach(({ region }, index) => (places[regionUnits(region)[0]] = index));
  return places;
}

/** Which slots hold an offer, await an officer, or need the interpreter. */
function slotBits(slots: readonly (Compiled | undefined)[]): Pick<CompiledOffers, 'present' | 'awaiting' | 'residue'> {
  const bits = (holds: (compiled: Compiled) => boolean): Int32Array => {
    const words = new Int32Array(wordsFor(slots.length));
    slots.forEach((compiled, slot) => compiled && holds(compiled) && setBit(words, slot));
    return words;
  };
  return {
    present: bits(() => true),
    awaiting: bits(({ conditions }) => conditions.findings.length > 0),
    residue: bits(({ conditions }) => !conditions.exact),
  };
}

function waitsIn(slots: readonly (Compiled | undefined)[]): ReadonlyMap<string, readonly Wait[]> {
  const waits = new Map<string, Wait[]>();
  slots.forEach((compiled, slot) => {
    for (const { check, wanted } of compiled?.conditions.findings ?? []) {
      if (!waits.has(check)) waits.set(check, []);
      waits.get(check)!.push({ slot, wanted });
    }
  });
  return waits;
}

/** Compiles offers for records of one encoding. */
export function compileOffers(offers: readonly MatchableOffer[], encoding: Encoding): CompiledOffers {
  const store = new RowStore();
  const segments: Segment[] = [];
  const slots: (Compiled | undefined)[] = [];
  for (const [region, group] of bySegment(offers, encoding)) {
    const segment = segmentOf(group, { index: segments.length, region, firstWord: slots.length >> 5 }, encoding, store);
    segments.push(segment);
    slots.push(...group, ...Array<undefined>(segment.words * 32 - group.length).fill(undefined));
  }
  const fit = fitTables(slots.map((compiled) => compiled?.offer), encoding); // prettier-ignore
  return {
    version: encoding.version, columnsAt: encoding.columnsAt, width: encoding.width,
    words: slots.length >> 5,
    offerAt: Int32Array.from(slots, (compiled) => compiled?.index ?? -1),
    ordinals: Uint32Array.from(slots, (compiled) => compiled?.offer.ordinal ?? 0),
    rows: store.rows, table: Int32Array.from(store.table),
    segments, segmentAt: segmentPlaces(segments),
    ...slotBits(slots),
    findingsNeeded: Uint8Array.from(slots, (compiled) => compiled?.conditions.findings.length ?? 0),
    waits: waitsIn(slots),
    fit, depth: Math.max(2, ...fit.areaDepth, ...segments.map(({ depth }) => depth)),
  }; // prettier-ignore
}
