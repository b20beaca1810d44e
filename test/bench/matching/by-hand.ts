import { FitWeights, needAlignment } from '@sambung/matching';
import { AS_OF, DOCUMENTS, PlainOffer, PlainProfile, ROLES, STAGES, timing } from './invented-market';

/** 2 eligible, 1 undetermined, 0 not eligible. */
export type Judgement = 0 | 1 | 2;

const ends = (value: NonNullable<PlainProfile['turnover']>): readonly [number, number] =>
  typeof value === 'number' ? [value, value] : [value.min ?? -Infinity, value.max ?? Infinity];

/** Whether the amount is at most the limit; a range that straddles it is undetermined. */
function upTo(value: PlainProfile['turnover'], limit: number): Judgement {
  if (value === undefined) return 1;
  const [min, max] = ends(value);
  return max <= limit ? 2 : min > limit ? 0 : 1;
}

function asked(offer: PlainOffer, profile: PlainProfile): Judgement {
  let least: Judgement = 2;
  if (offer.turnoverUpTo) least = upTo(profile.turnover, offer.turnoverUpTo);
  if (least !== 0 && offer.workersUpTo) least = Math.min(least, upTo(profile.workers, offer.workersUpTo)) as Judgement;
  if (least === 0) return 0;
  for (const document of offer.documents) {
    if (profile.documents[document] === false) return 0;
    if (profile.documents[document] === undefined) least = 1;
  }
  return least;
}

// oxlint-disable-next-line complexity -- one condition a line, none of them nested
function personal(offer: PlainOffer, { months, age, sex, credit }: PlainProfile): Judgement {
  if (offer.noCredit && credit === true) return 0;
  if (offer.monthsFrom && months !== undefined && months < offer.monthsFrom) return 0;
  if (age !== undefined && ((offer.ageFrom && age < offer.ageFrom) || (offer.ageTo && age > offer.ageTo))) return 0;
  if (offer.women && sex === 'male') return 0;
  const isOpen =
    (offer.noCredit && credit === undefined) ||
    (offer.monthsFrom && months === undefined) ||
    ((offer.ageFrom || offer.ageTo) && age === undefined) ||
    (offer.women && sex === undefined) ||
    offer.visited;
  return isOpen ? 1 : 2;
}

/** The predicate that somebody would write by hand, the most selective conditions first; codes have parts of fixed length. */
export function judge(offer: PlainOffer, profile: PlainProfile): Judgement {
  if (!profile.region.startsWith(offer.area)) return 0;
  if (offer.roles.length > 0 && !offer.roles.some((role) => profile.roles.includes(role))) return 0;
  if (offer.validTo !== null && offer.validTo < AS_OF) return 0;
  const { sector } = profile;
  if (offer.sectors && sector !== undefined && !offer.sectors.some((prefix) => sector.startsWith(prefix))) return 0;
  const facts = asked(offer, profile);
  if (facts === 0) return 0;
  const person = personal(offer, profile);
  return Math.min(facts, person, offer.sectors && sector === undefined ? 1 : 2) as Judgement;
}

/** Offers and profiles as columns of whole numbers; absent limits are the extremes, so that no condition needs a question whether it is there. */
export class Columns {
  private readonly area: Int32Array;
  private readonly areaUnit: Int32Array;
  private readonly roles: Uint8Array;
  private readonly turnover: Float64Array;
  private readonly workers: Float64Array;
  private readonly sectors: Float64Array[];
  private readonly documents: Uint8Array;
  private readonly months: Int32Array;
  private readonly ageFrom: Int32Array;
  private readonly ageTo: Int32Array;
  /** Bits: 1 no credit, 2 months, 4 age, 8 women, 16 visited, 32 turnover, 64 workers, 128 sectors. */
  private readonly asks: Uint8Array;
  private readonly isOpen: Uint8Array;

  constructor(readonly offers: readonly PlainOffer[]) {
    this.area = Int32Array.from(offers, ({ area }) => Number(area.replaceAll('.', '')));
    this.areaUnit = Int32Array.from(offers, ({ area }) => [0, 0, 100, 0, 0, 1][area.length]!);
    this.roles = Uint8Array.from(offers, ({ roles }) => (roles.length === 0 ? 255 : rolesBits(roles)));
    this.turnover = Float64Array.from(offers, ({ turnoverUpTo }) => turnoverUpTo ?? Infinity);
    this.workers = Float64Array.from(offers, ({ workersUpTo }) => workersUpTo ?? Infinity);
    this.sectors = offers.map(({ sectors }) => sectorBits(sectors));
    this.documents = Uint8Array.from(offers, ({ documents }) => documentBits(documents));
    this.months = Int32Array.from(offers, ({ monthsFrom }) => monthsFrom ?? -1e6);
    this.ageFrom = Int32Array.from(offers, ({ ageFrom }) => ageFrom ?? -1e6);
    this.ageTo = Int32Array.from(offers, ({ ageTo }) => ageTo ?? 1e6);
    this.asks = Uint8Array.from(offers, asksOf);
    this.isOpen = Uint8Array.from(offers, ({ validTo }) => Number(validTo === null || validTo >= AS_OF));
  }

  /** Judges every offer of one profile. @returns by offer */
  // oxlint-disable-next-line complexity -- one function, as somebody would write it for speed: parts would slow the baseline
  judgeAll(profile: PlainProfile, result: Uint8Array): void {
    const regency = Number(profile.region.slice(0, 5).replaceAll('.', ''));
    const roles = rolesBits(profile.roles);
    const [turnoverMin, turnoverMax] = profile.turnover === undefined ? [0, 0] : ends(profile.turnover);
    const { workers = 0, months = 0, age = 0 } = profile;
    const sector = profile.sector === undefined ? -1 : Number(profile.sector.slice(5, 7)) - 10;
    const has = documentBits(DOCUMENTS.filter((document) => profile.documents[document] === true));
    const lacks = documentBits(DOCUMENTS.filter((document) => profile.documents[document] === false));
    const unknown = unknownOf(profile);
    const [credit, male, monthsKnown, ageKnown, turnoverKnown] = [profile.credit === true, profile.sex === 'male', profile.months !== undefined, profile.age !== undefined, profile.turnover !== undefined]; // prettier-ignore
    const workersKnown = profile.workers !== undefined;
    for (let offer = 0; offer < result.length; offer += 1) {
      result[offer] = 0;
      const unit = this.areaUnit[offer]!;
      if (unit !== 0 && Math.trunc(regency / unit) !== this.area[offer]) continue;
      if ((this.roles[offer]! & roles) === 0 || this.isOpen[offer] === 0) continue;
      const asks = this.asks[offer]!;
      if ((asks & 128) !== 0 && sector >= 0 && this.sectors[offer]![sector] === 0) continue;
      if (turnoverKnown && turnoverMin > this.turnover[offer]!) continue;
      if (workersKnown && workers > this.workers[offer]!) continue;
      if ((this.documents[offer]! & lacks) !== 0) continue;
      if ((credit && (asks & 1) !== 0) || (male && (asks & 8) !== 0)) continue;
      if (monthsKnown && months < this.months[offer]!) continue;
      if (ageKnown && (age < this.ageFrom[offer]! || age > this.ageTo[offer]!)) continue;
      const open =
        (asks & unknown) !== 0 || (this.documents[offer]! & ~has) !== 0 || (turnoverKnown && turnoverMax > this.turnover[offer]!);
      result[offer] = open ? 1 : 2;
    }
  }
}

const rolesBits = (roles: readonly string[]): number => roles.reduce((bits, role) => bits | (1 << ROLES.indexOf(role as never)), 0);
const documentBits = (documents: readonly string[]): number =>
  documents.reduce((bits, document) => bits | (1 << DOCUMENTS.indexOf(document as never)), 0);
const sectorBits = (sectors: readonly string[] = []): Float64Array =>
  Float64Array.from({ length: 60 }, (_, sector) => Number(sectors.includes(`2025:${10 + sector}`)));

const asksOf = (offer: PlainOffer): number =>
  [offer.noCredit, offer.monthsFrom, offer.ageFrom || offer.ageTo, offer.women, offer.visited, offer.turnoverUpTo, offer.workersUpTo, offer.sectors]
    .reduce<number>((bits, isAsked, bit) => bits | (isAsked ? 1 << bit : 0), 0); // prettier-ignore

const unknownOf = ({ credit, months, age, sex, turnover, workers, sector }: PlainProfile): number =>
  [credit, months, age, sex, undefined, turnover, workers, sector].reduce<number>(
    (bits, value, bit) => bits | (value === undefined ? 1 << bit : 0),
    0,
  );

export interface Listed {
  id: string;
  verdict: 'eligible' | 'undetermined';
  fit: number;
  coverage: number;
}

const CLOSENESS = [5_000, 0, 6_000, 0, 0, 8_000];

function fitOf({ needs, area, weights, validTo }: PlainOffer, profile: PlainProfile): { fit: number; coverage: number } {
  const scores: [keyof FitWeights, number | null][] = [
    ['need', needAlignment(profile.needs, needs)],
    ['area', CLOSENESS[area.length]!],
    ['stage', profile.stage === undefined ? null : STAGES[profile.stage]!],
    ['timing', timing(validTo, AS_OF)],
  ];
  let known = 0;
  let sum = 0;
  for (const [component, score] of scores) {
    if (score === null) continue;
    known += weights[component];
    sum += weights[component] * score;
  }
  return { fit: Math.round(sum / known), coverage: Math.round(known * 100) };
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The best offers of one profile, from the judgement of each. */
export function best(offers: readonly PlainOffer[], profile: PlainProfile, judgementOf: (index: number) => number, most: number): Listed[] {
  const found: (Listed & { order: number; closes: string })[] = [];
  for (let index = 0; index < offers.length; index += 1) {
    const order = judgementOf(index);
    if (order === 0) continue;
    const offer = offers[index]!;
    const verdict = order === 2 ? ('eligible' as const) : ('undetermined' as const);
    found.push({ id: offer.id, verdict, order, closes: offer.validTo ?? '9999-12-31', ...fitOf(offer, profile) });
  }
  found.sort(
    (a, b) => b.order - a.order || b.fit - a.fit || b.coverage - a.coverage || compareText(a.closes, b.closes) || compareText(a.id, b.id),
  );
  return found.slice(0, most).map(({ id, verdict, fit, coverage }) => ({ id, verdict, fit, coverage }));
}
