import { encodeProfile, evaluateTree, Matcher, offerStatus, Situation, TransposedProfiles } from '@sambung/matching';
import { count, line, median, ns, processorMs, timed, times } from '../measure';
import { best, Columns, judge, Listed } from './by-hand';
import { AS_OF, inventProfiles } from './invented-market';
import { joinPerProfile } from './in-postgres';
import { jsonRulesEngine } from './json-rules';
import { bytesOf, makeMarket, Market, matcherOf, MOST, situationOf } from './market';

const REPEATS = 3;
/** So many sampled profiles meet every offer by hand: the cost of a pair is the same for all. */
const BY_HAND = 200;
const INTERPRETED = 12;
const JSON_RULES = { offers: 300, profiles: 20 };
const SAVES = 2_000;
const PUBLISHED = 100;
const JOINED = 100;

const hasBit = (words: Int32Array, bit: number): boolean => ((words[bit >> 5]! >>> (bit & 31)) & 1) === 1;

const spread = <T>(list: readonly T[], size: number): T[] =>
  Array.from({ length: Math.min(size, list.length) }, (_, index) => list[Math.floor((index * list.length) / Math.min(size, list.length))]!);

const listed = (matcher: Matcher, { plain }: Market): Listed[] =>
  matcher.top().map(({ offer, verdict, fit, coverage }) => ({ id: plain[offer]!.id, verdict, fit: fit!, coverage }));

function same(what: string, a: unknown, b: unknown): void {
  if (JSON.stringify(a) !== JSON.stringify(b))
    throw new Error(`${what} differs: ${JSON.stringify(a).slice(0, 300)} and ${JSON.stringify(b).slice(0, 300)}`);
}

/** Every engine must give the identical results before any is timed. */
function checkResults(market: Market): { eligible: number; undetermined: number } {
  const { plain, offers, records, encoding } = market;
  const matcher = matcherOf(market);
  const columns = new Columns(plain);
  const byColumns = new Uint8Array(plain.length);
  const tally = [0, 0, 0];
  spread(market.sample, BY_HAND).forEach(({ index, profile }, place) => {
    const byHand = plain.map((offer) => judge(offer, profile));
    for (const judgement of byHand) tally[judgement]! += 1;
    columns.judgeAll(profile, byColumns);
    same('the predicate on columns', [...byColumns], byHand);
    const candidate = { record: records, at: index * encoding.width };
    same('the bitmap', [...matcher.verdicts(candidate).subarray(0, plain.length)], byHand);
    matcher.match(candidate);
    same(
      'the order',
      listed(matcher, market),
      best(plain, profile, (offer) => byHand[offer]!, MOST),
    );
    if (place >= INTERPRETED) return;
    const situation = situationOf(profile);
    const interpreted = offers.map((offer) =>
      offerStatus(offer, profile.roles, AS_OF) === 'open' ? { F: 0, U: 1, T: 2 }[evaluateTree(offer.requires, situation).value] : 0,
    );
    same('the interpreter', interpreted, byHand);
  });
  const pairs = Math.min(BY_HAND, market.sample.length) * plain.length;
  return { eligible: tally[2]! / pairs, undetermined: tally[1]! / pairs };
}

/** Nanoseconds that one profile takes by each engine; the hand-written ones on a sample. */
export function perProfile(market: Market): { bitmap: number; objects: number; columns: number } {
  const { plain, records, encoding, size } = market;
  const matcher = matcherOf(market);
  const bitmap = timed(REPEATS, () => {
    for (let profile = 0; profile < size; profile += 1) matcher.match({ record: records, at: profile * encoding.width });
  });
  const sample = spread(market.sample, BY_HAND);
  const objects = timed(REPEATS, () =>
    sample.map(({ profile }) => best(plain, profile, (offer) => judge(plain[offer]!, profile), MOST).length),
  );
  const columns = new Columns(plain);
  const result = new Uint8Array(plain.length);
  const byColumns = timed(REPEATS, () =>
    sample.map(({ profile }) => {
      columns.judgeAll(profile, result);
      return best(plain, profile, (offer) => result[offer]!, MOST).length;
    }),
  );
  return { bitmap: (bitmap.ms * 1e6) / size, objects: (objects.ms * 1e6) / sample.length, columns: (byColumns.ms * 1e6) / sample.length };
}

async function jsonRulesPerPair({ plain }: Market): Promise<number> {
  const offers = plain.filter(({ visited, validTo }) => !visited && (validTo === null || validTo >= AS_OF)).slice(0, JSON_RULES.offers);
  const run = jsonRulesEngine(offers);
  const profiles = [...inventProfiles(JSON_RULES.profiles, 3, 1)];
  const perRun: number[] = [];
  for (const profile of profiles) {
    const started = processorMs();
    const found = await run(profile);
    perRun.push(((processorMs() - started) * 1e6) / offers.length);
    same('json-rules-engine', [...found].sort(), offers.filter((offer) => judge(offer, profile) === 2).map(({ id }) => id).sort()); // prettier-ignore
  }
  return median(perRun);
}

/** Gigabytes a second of a plain AND over arrays that fit the cache: what no bitmap can beat on this machine. */
function streamingAnd(): number {
  const rows = Array.from({ length: 8 }, (_, row) => new Int32Array(4_096).fill(~row));
  const target = new Int32Array(4_096);
  const rounds = 4_000;
  const { ms } = timed(REPEATS, () => {
    for (let round = 0; round < rounds; round += 1) {
      const row = rows[round & 7]!;
      for (let word = 0; word < target.length; word += 1) target[word]! &= row[word]!;
    }
  });
  return (rounds * target.byteLength) / ms / 1e6;
}

/** Bytes of the rows of what is true that a profile's region and record choose, had nothing been left out early. */
function bytesChosen({ compiled, records, encoding, sample }: Market): number {
  const segmentBytes = sample.map(({ index }) => {
    const regency = records[index * encoding.width]!;
    const places = [compiled.segmentAt[0]!, compiled.segmentAt[regency - (regency % 101)]!, compiled.segmentAt[regency]!];
    return places.flatMap((place) => compiled.segments[place] ?? []).reduce((sum, { words, units }) => sum + words * units.length * 4, 0);
  });
  return segmentBytes.reduce((sum, bytes) => sum + bytes, 0) / segmentBytes.length;
}

/** One profile saved: its record made anew, all its offers, in an order in which no region follows itself. */
function oneSaved(market: Market): { median: number; p99: number; encoding: number } {
  const { encoding, sample } = market;
  const matcher = matcherOf(market);
  const record = new Uint16Array(encoding.width);
  const saved = Array.from({ length: SAVES }, (_, save) => sample[(save * 7_919) % sample.length]!.profile).map(situationOf);
  const save = (situation: Situation): number => {
    const started = performance.now();
    encodeProfile(encoding, situation, record);
    matcher.match({ record, at: 0 });
    matcher.top();
    return (performance.now() - started) * 1e6;
  };
  // As in a process that has been at work: the other engines are timed as warm.
  saved.forEach(save);
  const taken = saved.map(save);
  const sorted = taken.toSorted((a, b) => a - b);
  const { ms } = timed(REPEATS, () => saved.forEach((situation) => encodeProfile(encoding, situation, record)));
  return { median: median(taken), p99: sorted[Math.floor(sorted.length * 0.99)]!, encoding: (ms * 1e6) / SAVES };
}

/** One offer published: whom it fits among all, by the transposed records and by a look at every profile. */
function oneOffer(market: Market): { whom: number; p95: number; scan: number; bytes: number } {
  const { encoding, records, size, offers, plain, sample } = market;
  const transposed = new TransposedProfiles(encoding, records, size);
  const published = spread(offers.map((_, index) => index).filter((index) => plain[index]!.validTo === null), PUBLISHED); // prettier-ignore
  const taken = published.map((index) => {
    const { ms, value } = timed(5, () => transposed.whom(offers[index]!));
    for (const { index: profile, profile: known } of sample) {
      const found = hasBit(value.certain, profile) ? 2 : hasBit(value.possible, profile) ? 1 : 0;
      same('whom an offer fits', found, judge(plain[index]!, known));
    }
    return ms * 1e6;
  });
  const scan = timed(1, () => published.map((index) => sample.filter(({ profile }) => judge(plain[index]!, profile) !== 0).length));
  const perPair = (scan.ms * 1e6) / (published.length * sample.length);
  const sorted = taken.toSorted((a, b) => a - b);
  return {
    whom: median(taken),
    p95: sorted[Math.floor(sorted.length * 0.95)]!,
    scan: perPair * size,
    bytes: bytesOf(transposed) - bytesOf(encoding) - records.byteLength,
  };
}

/** The aims of a full re-match against a predicate: many offers gain more than few. */
const aimFor = ({ plain }: Market): string => (plain.length >= 20_000 ? '≥ 500×' : plain.length >= 2_000 ? '≥ 60×' : '');

async function compareFull(market: Market): Promise<{ objects: number }> {
  const { plain } = market;
  const { bitmap, objects, columns } = perProfile(market);
  line('full re-match, a profile', ns(bitmap), `predicate on objects ${ns(objects)}`, times(objects / bitmap), aimFor(market));
  line('', '', `predicate on columns ${ns(columns)}`, times(columns / bitmap));
  const jsonRules = await jsonRulesPerPair(market);
  line(
    '  a pair',
    ns(bitmap / plain.length),
    `json-rules-engine ${ns(jsonRules)}`,
    times((jsonRules * plain.length) / bitmap),
    '≥ 20,000×',
  );
  const joined = await joinPerProfile(plain, spread(market.sample, JOINED).map(({ profile }) => profile)); // prettier-ignore
  line('  a profile', ns(bitmap), `PostgreSQL ${ns(joined.ns)}`, times(joined.ns / bitmap), '≥ 500×');
  line('', '', joined.by, '');
  const limit = streamingAnd();
  const chosen = bytesChosen(market);
  line(`  streaming AND of its rows, ${count(chosen)} B`, ns(chosen / limit), `${limit.toFixed(1)} GB/s`, times(bitmap / (chosen / limit)));
  return { objects };
}

export async function compareEngines(market: Market): Promise<void> {
  const { size, plain, encoding } = market;
  const shares = checkResults(market);
  console.log(
    `${count(size)} profiles × ${count(plain.length)} offers; ${(shares.eligible * 100).toFixed(2)} % of pairs eligible, ${(shares.undetermined * 100).toFixed(2)} % undetermined; all engines agree`,
  );
  line('', 'bitmap', 'against', 'ratio');
  const { objects } = await compareFull(market);
  const saved = oneSaved(market);
  line(
    'one profile saved → top 20, median',
    ns(saved.median),
    `predicate on objects ${ns(objects)}`,
    times(objects / saved.median),
    '≥ 100×',
  );
  line('  99th percentile', ns(saved.p99), '', '', '≤ 200 µs');
  line('  of this, encoding the profile, mean', ns(saved.encoding), '', '');
  const offer = oneOffer(market);
  const whom = `one offer → whom among ${count(size)}, median`;
  line(whom, ns(offer.whom), `predicate on objects ${ns(offer.scan)}`, times(offer.scan / offer.whom), '≥ 50×');
  line('  95th percentile', ns(offer.p95), '', '');
  line('memory of a profile', `${encoding.width * 2} B`, `transposed ${(offer.bytes / size).toFixed(1)} B more`, '', '≤ 100 B');
  line(
    'memory of the offers',
    `${(bytesOf(market.compiled) / 1e6).toFixed(1)} MB`,
    `compiled in ${count(market.compileMs)} ms`,
    '',
    '≤ 60 MB',
  );
}

/** How cost grows: nanoseconds a profile for each number of offers and profiles, and the ratio to the predicate on objects. */
export function scalingTable(sizes: readonly number[], offerCounts: readonly number[]): void {
  console.log(`\nscaling: a profile, and times the predicate on objects`);
  for (const offers of offerCounts) {
    for (const size of sizes) {
      const { bitmap, objects, columns } = perProfile(makeMarket(offers, size));
      line(
        `  ${count(size)} × ${count(offers)} offers`,
        ns(bitmap),
        `objects ${ns(objects)}, columns ${ns(columns)}`,
        times(objects / bitmap),
      );
    }
  }
}
