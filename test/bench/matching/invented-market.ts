import {
  Catalogue,
  dayNumber,
  Fact,
  FactDefinition,
  Facts,
  FitWeights,
  Ground,
  MatchableOffer,
  Range,
  Rule,
  TimingScore,
} from '@sambung/matching';
import { regionLevel, regions } from '@sambung/reference';
import { randomFrom } from '../measure';

export const AS_OF = '2026-11-22';
export const DOCUMENTS = ['nib', 'npwp', 'halal', 'pirt', 'brand', 'bpom', 'sni', 'sku'] as const;
export const ROLES = ['business', 'cooperative', 'creative', 'migrant', 'group'] as const;
const SECTORS = Array.from({ length: 60 }, (_, index) => `2025:${String(10 + index)}`);
const NEEDS = ['money', 'skill', 'market', 'papers', 'place'].flatMap((family) => ['a', 'b', 'c', 'd'].map((leaf) => `${family}.${leaf}`));
const TURNOVERS = [300, 500, 2_000, 2_500, 4_800, 15_000, 50_000].map((millions) => millions * 1_000_000);
const MONTHS = [3, 6, 12, 24, 36];
const AGES = [17, 18, 21, 35, 40, 45, 60];
const WEIGHTS: readonly FitWeights[] = [
  { need: 40, area: 20, stage: 15, timing: 10, readiness: 15 },
  { need: 50, area: 25, stage: 5, timing: 20, readiness: 0 },
  { need: 30, area: 30, stage: 30, timing: 10, readiness: 0 },
];
export const STAGES: Readonly<Record<string, number>> = { running: 10_000, paused: 5_000, planned: 3_000 };

/** An offer as somebody would write it down without a rule engine; what it does not ask for is absent. */
export interface PlainOffer {
  id: string;
  /** Kemendagri code of the area whose people it is for; empty for everybody. */
  area: string;
  roles: readonly string[];
  turnoverUpTo?: number;
  workersUpTo?: number;
  sectors?: readonly string[];
  documents: readonly (typeof DOCUMENTS)[number][];
  noCredit: boolean;
  monthsFrom?: number;
  ageFrom?: number;
  ageTo?: number;
  women: boolean;
  visited: boolean;
  needs: readonly string[];
  validTo: string | null;
  weights: FitWeights;
}

/** A profile of the same kind; what is not known is absent. */
export interface PlainProfile {
  roles: readonly string[];
  region: string;
  turnover?: number | Range;
  workers?: number;
  sector?: string;
  documents: Partial<Record<(typeof DOCUMENTS)[number], boolean>>;
  credit?: boolean;
  startedOn?: string;
  birthDate?: string;
  /** Complete months and years on the day of the run, as a hand-written matcher would work them out once. */
  months?: number;
  age?: number;
  sex?: string;
  needs: readonly string[];
  stage?: string;
}

const define = (type: FactDefinition['type']): FactDefinition => ({ type, label: { id: type, en: type } });
const CATALOGUE: Catalogue = {
  roles: define('choices'), region: define('region'), turnover: define('integer'), workers: define('integer'), sector: define('code'),
  credit: define('boolean'), startedOn: define('date'), birthDate: define('date'), sex: define('choice'), needs: define('choices'), stage: define('choice'),
  ...Object.fromEntries(DOCUMENTS.map((document) => [document, define('boolean')])),
}; // prettier-ignore

export const GROUND: Ground = {
  catalogue: CATALOGUE,
  keys: { roles: 'roles', region: 'region', needs: 'needs', stage: 'stage' },
  stageScore: (stage) => STAGES[String(stage)] ?? null,
};

export const timing: TimingScore = (closes, asOf) =>
  closes === null ? 10_000 : Math.round((Math.min(dayNumber(closes) - dayNumber(asOf), 30) * 10_000) / 30);

/** The rule of an offer: the same conditions as a tree. */
export function ruleOf(offer: PlainOffer): Rule {
  const all: Rule[] = [];
  if (offer.area) all.push({ fact: 'region', op: 'within', value: [offer.area] });
  if (offer.turnoverUpTo) all.push({ fact: 'turnover', op: '<=', value: offer.turnoverUpTo });
  if (offer.workersUpTo) all.push({ fact: 'workers', op: '<=', value: offer.workersUpTo });
  if (offer.sectors) all.push({ fact: 'sector', op: 'startsWith', value: offer.sectors });
  for (const fact of offer.documents) all.push({ fact, op: '=', value: true });
  if (offer.noCredit) all.push({ fact: 'credit', op: '=', value: false });
  if (offer.monthsFrom) all.push({ fact: 'startedOn', measure: 'months', op: '>=', value: offer.monthsFrom });
  if (offer.ageFrom) all.push({ fact: 'birthDate', measure: 'years', op: '>=', value: offer.ageFrom });
  if (offer.ageTo) all.push({ fact: 'birthDate', measure: 'years', op: '<=', value: offer.ageTo });
  if (offer.women) all.push({ fact: 'sex', op: '=', value: 'female' });
  if (offer.visited) all.push({ officerCheck: 'visited' });
  return { all };
}

export const toMatchable = (offer: PlainOffer, ordinal: number): MatchableOffer => ({
  id: offer.id, ordinal, roles: offer.roles, validFrom: null, validTo: offer.validTo, requires: ruleOf(offer),
  needs: offer.needs, area: [offer.area || '*'], weights: offer.weights,
}); // prettier-ignore

export function toFacts({ documents, months: _months, age: _age, ...profile }: PlainProfile): Facts {
  const known = Object.entries({ ...profile, ...documents }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known.map(([key, value]): [string, Fact] => [key, { value: value as Fact['value'] }]));
}

/** Villages of each regency; a few regencies hold most people, and most offers. */
const villagesByRegency = new Map<string, string[]>();
for (const code of regions().keys()) {
  if (regionLevel(code) !== 4) continue;
  const regency = code.slice(0, 5);
  villagesByRegency.set(regency, [...(villagesByRegency.get(regency) ?? []), code]);
}
const REGENCIES = [...villagesByRegency.keys()];

/** Draws that both offers and profiles need; the same seed draws the same. */
class Draw {
  constructor(readonly random: () => number) {}

  chance = (share: number): boolean => this.random() < share;
  pick = <T>(list: readonly T[]): T => list[Math.floor(this.random() * list.length)]!;
  /** Early ones far more often than late ones. */
  skewed = <T>(list: readonly T[]): T => list[Math.floor(this.random() ** 2 * list.length)]!;
  maybe = <T>(share: number, draw: () => T): T | undefined => (this.chance(share) ? draw() : undefined);
  several = <T>(most: number, draw: () => T): T[] => [...new Set(Array.from({ length: 1 + Math.floor(this.random() * most) }, draw))];
  day = (firstYear: number, lastYear: number): string => {
    const part = (from: number, to: number) => String(from + Math.floor(this.random() * (to - from + 1))).padStart(2, '0');
    return `${part(firstYear, lastYear)}-${part(1, 12)}-${part(1, 28)}`;
  };
}

/** A tenth for the nation, a seventh for a province, the rest for one regency. */
function drawArea(draw: Draw): string {
  const depth = draw.random();
  if (depth < 0.1) return '';
  const regency = draw.skewed(REGENCIES);
  return depth < 0.25 ? regency.slice(0, 2) : regency;
}

export function inventOffers(size: number, seed = 1): PlainOffer[] {
  const draw = new Draw(randomFrom(seed));
  return Array.from({ length: size }, (_, index) => ({
    id: `offer-${String(index).padStart(6, '0')}`,
    area: drawArea(draw),
    roles: draw.chance(0.85) ? draw.several(2, () => draw.skewed(ROLES)) : [],
    turnoverUpTo: draw.maybe(0.5, () => draw.skewed(TURNOVERS)),
    workersUpTo: draw.maybe(0.15, () => draw.pick([4, 9, 19, 99])),
    sectors: draw.maybe(0.45, () => draw.several(6, () => draw.skewed(SECTORS))),
    documents: draw.chance(0.55) ? draw.several(2, () => draw.skewed(DOCUMENTS)) : [],
    noCredit: draw.chance(0.2),
    monthsFrom: draw.maybe(0.4, () => draw.skewed(MONTHS)),
    ageFrom: draw.maybe(0.3, () => draw.pick(AGES.slice(0, 3))),
    ageTo: draw.maybe(0.15, () => draw.pick(AGES.slice(3))),
    women: draw.chance(0.06),
    visited: draw.chance(0.05),
    needs: draw.several(3, () => draw.skewed(NEEDS)),
    validTo: draw.maybe(0.6, () => draw.day(2026, 2028)) ?? null,
    weights: draw.pick(WEIGHTS),
  })); // prettier-ignore
}

const complete = (since: string | undefined): number | undefined => {
  if (since === undefined) return undefined;
  const months = (Number(AS_OF.slice(0, 4)) - Number(since.slice(0, 4))) * 12 + Number(AS_OF.slice(5, 7)) - Number(since.slice(5, 7));
  return since.slice(8) > AS_OF.slice(8) ? months - 1 : months;
};

function inventProfile(draw: Draw, region: string, known: number): PlainProfile {
  const turnover = Math.round(10 ** (7 + draw.random() * 3)) * 10;
  const startedOn = draw.maybe(known, () => draw.day(2008, 2026));
  const birthDate = draw.maybe(known, () => draw.day(1955, 2006));
  const months = complete(birthDate);
  return {
    roles: draw.several(2, () => draw.skewed(ROLES)),
    region,
    turnover: draw.maybe(known, () => (draw.chance(0.2) && known < 1 ? { min: Math.round(turnover * 0.7), max: Math.round(turnover * 1.4) } : turnover)),
    workers: draw.maybe(known, () => Math.floor(draw.random() ** 3 * 40)),
    sector: draw.maybe(known, () => `${draw.skewed(SECTORS)}${100 + Math.floor(draw.random() * 900)}`),
    documents: Object.fromEntries(DOCUMENTS.flatMap((document, index) => (draw.chance(known) ? [[document, draw.chance(0.6 / (index + 1))]] : []))),
    credit: draw.maybe(known, () => draw.chance(0.3)),
    startedOn, birthDate, months: complete(startedOn), age: months === undefined ? undefined : Math.floor(months / 12),
    sex: draw.maybe(known, () => (draw.chance(0.6) ? 'female' : 'male')),
    needs: draw.several(3, () => draw.skewed(NEEDS)),
    stage: draw.maybe(known, () => draw.pick(Object.keys(STAGES))),
  }; // prettier-ignore
}

/** Profiles in the order of their regions; three of four facts are known, one region of fifty only down to the kecamatan. */
export function* inventProfiles(size: number, seed = 2, known = 0.75): Generator<PlainProfile> {
  const draw = new Draw(randomFrom(seed));
  const homes = Array.from({ length: size }, () => {
    const village = draw.pick(villagesByRegency.get(draw.skewed(REGENCIES))!);
    return draw.chance(0.02) ? village.slice(0, 8) : village;
  });
  for (const region of homes.sort()) yield inventProfile(draw, region, known);
}
