import { currentText } from '@sambung/accounts';
import { ImportRecord } from '@sambung/profiles';
import { CREATIVE_SUBSECTORS, NEEDS, regionLevel, regions, Role } from '@sambung/reference';
import { Random } from './random';

/** Population of December 2024, thousands (Kemendagri): how many actors each regency or city gets. */
const POPULATION = [['35.07', 2735], ['35.73', 889], ['35.79', 225]] as const; // prettier-ignore

const TRADES = [
  { name: 'Keripik', kbli: '2025:10794', products: ['snacks'], food: true, weight: 18 },
  { name: 'Tempe', kbli: '2025:10307', products: ['tempe'], food: true, weight: 9 },
  { name: 'Kopi', kbli: '2025:10761', products: ['coffee'], food: true, weight: 8 },
  { name: 'Sayur', kbli: '2025:01131', products: ['vegetables'], food: false, weight: 12 },
  { name: 'Apel', kbli: '2025:01240', products: ['fruit'], food: false, weight: 6 },
  { name: 'Susu Segar', kbli: '2025:10501', products: ['milk'], food: true, weight: 5 },
  { name: 'Batik', kbli: '2025:13133', products: ['batik'], food: false, weight: 6 },
  { name: 'Warung Nasi', kbli: null, products: ['meals'], food: true, weight: 20 },
  { name: 'Kerajinan', kbli: null, products: ['crafts'], food: false, weight: 8 },
  { name: 'Jasa Jahit', kbli: null, products: ['services'], food: false, weight: 8 },
] as const;

const ROLE_SETS: readonly (readonly [readonly Role[], number])[] = [
  [['business'], 74], [['business', 'creative'], 10], [['business', 'migrant'], 6], [['migrant'], 3], [['cooperative'], 3],
  [['group'], 2], [['creative'], 1], [['villageEnterprise'], 1],
]; // prettier-ignore

const LEAVES = NEEDS.filter((need) => need.code.includes('.')).map((need) => need.code);

type FactValues = Record<string, unknown>;
type Maybe = (probability: number, facts: () => FactValues) => FactValues;

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');
const day = (random: Random, from: number, to: number): string =>
  `${random.integer(from, to)}-${pad(random.integer(1, 12), 2)}-${pad(random.integer(1, 28), 2)}`;

/** Serial 0000 is never issued, so that no real person is hit. */
function nik(region: string, birthDate: string, female: boolean): string {
  const [year, month, date] = birthDate.split('-') as [string, string, string];
  return `${region.split('.').slice(0, 3).join('')}${pad(Number(date) + (female ? 40 : 0), 2)}${month}${year.slice(2)}0000`;
}

function personFacts(random: Random, maybe: Maybe, region: string): FactValues {
  const female = random.chance(0.58);
  const birthDate = day(random, 1958, 2004);
  const kecamatan = region.split('.').slice(0, 3).join('.');
  return {
    'owner.sex': female ? 'female' : 'male',
    ...maybe(0.6, () => ({ 'owner.nik': nik(region, birthDate, female) })),
    ...maybe(0.8, () => ({ 'owner.birthDate': birthDate })),
    ...maybe(0.7, () => ({ 'owner.region': random.chance(0.93) ? kecamatan : '35.78.01' })),
    ...maybe(0.75, () => ({ 'owner.citizen': true, 'owner.electronicCard': random.chance(0.97) })),
    ...maybe(0.7, () => ({ 'owner.occupation': random.weighted([['private', 92], ['none', 4], ['asn', 3], ['villageStaff', 1]]) })), // prettier-ignore
    ...maybe(0.3, () => ({ 'owner.incomePerCapita': Math.round(random.logNormal(900, 0.6)) * 1_000 })),
  };
}

function businessFacts(random: Random, maybe: Maybe, trade: (typeof TRADES)[number]): FactValues {
  const turnover = Math.round(random.logNormal(60, 1.3)) * 1_000_000;
  return {
    'business.stage': random.weighted([['running', 92], ['planned', 5], ['paused', 3]]), // prettier-ignore
    'business.products': [...trade.products],
    ...maybe(0.8, () => ({ 'business.startedOn': day(random, 2008, 2025) })),
    ...maybe(0.7, () => ({
      'business.turnover': random.chance(0.25) ? { min: Math.round(turnover * 0.7), max: Math.round(turnover * 1.4) } : turnover,
    })),
    ...maybe(trade.kbli ? 0.5 : 0, () => ({ 'business.kbli': trade.kbli })),
    ...maybe(0.5, () => ({ 'business.workers': random.integer(1, 6), 'business.outlets': random.weighted([[1, 80], [0, 12], [2, 8]]), 'business.facilities': 1 })), // prettier-ignore
    ...maybe(trade.food ? 0.45 : 0, () => ({
      'business.madeAtHome': random.chance(0.85), 'business.technology': random.weighted([['manual', 75], ['semiAutomatic', 20], ['automatic', 5]]),
      'business.shelfLife': random.integer(1, 180), 'business.packaged': random.chance(0.6), 'business.foodForm': random.weighted([['dry', 70], ['fresh', 20], ['frozen', 10]]),
      'business.halalIngredients': random.chance(0.9), 'business.uncertifiedMeat': random.chance(0.08), 'business.preservations': random.integer(0, 2),
    })), // prettier-ignore
    ...maybe(0.4, () => ({ 'business.packagingReady': random.chance(0.35) })),
  };
}

function paperAndMoney(random: Random, maybe: Maybe): FactValues {
  return {
    ...maybe(0.8, () => ({ 'legality.nib': random.chance(0.55) })),
    ...maybe(0.6, () => ({ 'legality.npwp': random.chance(0.4), 'legality.sku': random.chance(0.5) })),
    ...maybe(0.5, () => ({ 'legality.pirt': random.chance(0.25), 'legality.halal': random.chance(0.2) })),
    ...maybe(0.55, () => ({ 'finance.requestedAmount': random.integer(2, 60) * 1_000_000 })),
    ...maybe(0.5, () => ({
      'finance.commercialCreditEver': random.chance(0.2),
      'finance.kurEver': random.chance(0.25),
      'finance.kurActive': random.chance(0.12),
    })),
    ...maybe(0.35, () => ({
      'finance.activeCredits': random.chance(0.7) ? [] : [random.pick(['motorcycle', 'household', 'kur', 'ultraMicro'])],
      'finance.financed': random.chance(0.3),
    })),
    ...maybe(0.25, () => ({ 'finance.collectibility': random.weighted([[1, 85], [2, 9], [5, 6]]), 'finance.governmentCredit': random.chance(0.9) ? 'none' : 'active' })), // prettier-ignore
    ...maybe(0.3, () => ({
      'group.member': random.chance(0.4),
      'programme.inMentoring': random.chance(0.2),
      'programme.trained': random.chance(0.35),
    })),
  };
}

function roleFacts(random: Random, roles: readonly Role[]): FactValues {
  const facts: FactValues = {};
  if (roles.includes('creative')) facts['creative.subsectors'] = [random.pick(Object.keys(CREATIVE_SUBSECTORS))];
  if (roles.includes('migrant')) facts['migrant.statuses'] = [random.weighted([['returned', 55], ['family', 30], ['prospective', 15]])]; // prettier-ignore
  if (roles.includes('cooperative')) facts['cooperative.kinds'] = [random.weighted([['kdmp', 50], ['women', 25], ['savings', 25]])]; // prettier-ignore
  if (roles.includes('group')) facts['group.members'] = random.integer(5, 30);
  if (roles.includes('villageEnterprise')) facts['village.enterpriseKind'] = random.chance(0.8) ? 'bumdes' : 'bumdesma';
  return facts;
}

/**
 * Invented but plausible actors on the villages of Malang Raya, with gaps as real profiles have them. Names, numbers
 * and NIKs are evidently nobody's.
 */
export function inventActors(count: number, seed: number): ImportRecord[] {
  const random = new Random(seed);
  const villages = new Map(
    POPULATION.map(([area]) => [area, [...regions().keys()].filter((code) => regionLevel(code) === 4 && code.startsWith(`${area}.`))]),
  );
  const maybe: Maybe = (probability, facts) => (random.chance(probability) ? facts() : {});
  return Array.from({ length: count }, (_, index): ImportRecord => {
    const roles = random.weighted(ROLE_SETS);
    const regionCode = random.pick(villages.get(random.weighted(POPULATION))!);
    const trade = random.weighted(TRADES.map((item) => [item, item.weight] as const));
    const hasBusiness = roles.includes('business');
    const values = {
      ...personFacts(random, maybe, regionCode),
      ...(hasBusiness || roles.includes('group') ? businessFacts(random, maybe, trade) : {}),
      ...paperAndMoney(random, maybe),
      ...roleFacts(random, roles),
      'need.wanted': [...new Set([random.pick(LEAVES), random.pick(LEAVES)])],
    };
    return {
      name: `Contoh ${trade.name} ${pad(seed, 2)}-${pad(index + 1, 5)}`,
      roles: [...roles],
      phone: `+62899${pad(seed % 100, 2)}${pad(index + 1, 6)}`,
      regionCode,
      consentTextVersion: currentText('matching').version,
      facts: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value }])),
    };
  });
}
