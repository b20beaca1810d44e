import { compileOffers, CompiledOffers, encodeProfile, Encoding, encodingFor, MatchableOffer, Matcher, OpenDay, openOn } from '@sambung/matching'; // prettier-ignore
import { timed } from '../measure';
import { AS_OF, GROUND, inventOffers, inventProfiles, PlainOffer, PlainProfile, timing, toFacts, toMatchable } from './invented-market';

/** How many offers are kept of one profile. */
export const MOST = 20;
export const LIMITS = { eligible: MOST, undetermined: MOST, inAll: MOST };

/** Offers and profiles in every shape that the benchmarks compare. */
export interface Market {
  plain: readonly PlainOffer[];
  offers: readonly MatchableOffer[];
  encoding: Encoding;
  compiled: CompiledOffers;
  day: OpenDay;
  /** Records of all profiles, sorted by region, in memory that workers share. */
  records: Uint16Array<SharedArrayBuffer>;
  size: number;
  /** Every so many profiles one is kept as an object. */
  sample: readonly { index: number; profile: PlainProfile }[];
  compileMs: number;
}

const SAMPLED = 20_000;

export const situationOf = (profile: PlainProfile) => ({ facts: toFacts(profile), asOf: AS_OF, catalogue: GROUND.catalogue });

export function makeMarket(offerCount: number, size: number, known?: number): Market {
  const plain = inventOffers(offerCount);
  const offers = plain.map(toMatchable);
  const { value, ms: compileMs } = timed(1, () => {
    const encoding = encodingFor(offers, GROUND);
    return { encoding, compiled: compileOffers(offers, encoding) };
  });
  const { encoding, compiled } = value;
  const records = new Uint16Array(new SharedArrayBuffer(size * encoding.width * 2));
  const sample: { index: number; profile: PlainProfile }[] = [];
  const every = Math.max(1, Math.floor(size / SAMPLED));
  let index = 0;
  for (const profile of inventProfiles(size, 2, known)) {
    encodeProfile(encoding, situationOf(profile), records, index * encoding.width);
    if (index % every === 0) sample.push({ index, profile });
    index += 1;
  }
  const day = openOn(compiled, offers, AS_OF, timing);
  return { plain, offers, encoding, compiled, day, records, size, sample, compileMs };
}

export const matcherOf = ({ compiled, day }: Pick<Market, 'compiled' | 'day'>): Matcher => new Matcher(compiled, day, LIMITS);

/** Bytes of everything that the compiled offers hold in typed arrays. */
export function bytesOf(value: unknown, seen = new Set<unknown>()): number {
  if (typeof value !== 'object' || value === null || seen.has(value)) return 0;
  seen.add(value);
  if (ArrayBuffer.isView(value)) return value.byteLength;
  const inside = value instanceof Map ? [...value.values()] : Object.values(value);
  return inside.reduce((sum: number, item) => sum + bytesOf(item, seen), 0);
}
