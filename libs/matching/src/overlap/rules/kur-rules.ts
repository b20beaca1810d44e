import { OverlapRule } from '../types';
import { BESIDE_KUR, FINANCING, GOVERNMENT_CREDIT, GRANTS, KUR, SIKP, SLIK } from './sets';

const ARTICLE_36 = {
  legalBasis: 'Permenko Perekonomian 12/2025 Ps 36',
  cites: ['https://pasal.id/en/peraturan/permen/permenko-perekonomian-no-12-tahun-2025/koreksi/9496764'],
  confidence: 'verified',
  validFrom: null,
  validTo: null,
  appliesTo: { programmes: ['kur'] },
} as const;

const REPEAT_LIMIT = {
  legalBasis: 'Permenko Perekonomian 1/2023 Ps 24',
  cites: [
    'https://pasal.id/en/peraturan/permen/permenko-perekonomian-no-1-tahun-2023/koreksi/9640131',
    'https://banjoo.id/blog/mau-ajukan-kur-tunggu-dulu-skema-kur-2026-berubah-total-ini-detailnya',
  ],
  confidence: 'verified',
  validFrom: '2023-01-01',
  validTo: '2025-12-31',
  appliesTo: { programmes: ['kur'] },
  scope: { of: 'programme' },
  window: { of: 'lifetime' },
  effect: 'block',
  sources: [SIKP],
} as const;

const AGRICULTURE = {
  fact: 'business.kbli', op: 'startsWith', value: ['2020:01', '2020:02', '2020:03', '2025:01', '2025:02', '2025:03'],
} as const; // prettier-ignore

/** What earlier and running credits mean for KUR: the rules O1, O2, O3 and O7. */
export const KUR_RULES: readonly OverlapRule[] = [
  {
    ...ARTICLE_36,
    id: 'o1-commercial-credit',
    text: {
      id: 'Penerima KUR belum pernah menerima kredit usaha komersial, kecuali konsumsi rumah tangga, ultra mikro sampai Rp20.000.000, pinjaman daring, dan kredit konsumsi sampai Rp500.000.000 yang tercatat produktif dengan bukti kontrak.',
      en: 'A KUR debtor has never had commercial business credit, except household consumption, ultra-micro up to Rp20,000,000, online loans, and consumption credit up to Rp500,000,000 recorded as productive, with the contract as proof.',
    },
    scope: {
      of: 'set',
      name: { id: 'kredit usaha', en: 'business credit' },
      among: { kinds: ['financing'], programmes: ['commercial', 'household', 'ultraMicro', 'online', 'consumption'] },
    },
    window: { of: 'lifetime' },
    effect: 'block',
    counts: {
      except: [
        { among: { programmes: ['household'] } },
        { among: { programmes: ['ultraMicro'] }, amountUpTo: 20_000_000 },
        { among: { programmes: ['online'] } },
        { among: { programmes: ['consumption'] }, amountUpTo: 500_000_000, evidence: 'document' },
      ],
    },
    sources: [SLIK],
  },
  {
    ...ARTICLE_36,
    id: 'o1-running-credit',
    text: {
      id: 'Selama KUR hanya boleh berjalan: KPR, kredit motor produktif, jaminan SK pensiun, kartu kredit, resi gudang, dan konsumsi rumah tangga.',
      en: 'Beside KUR only these may run: house loan, productive two-wheeler loan, pension-backed loan, credit card, warehouse receipt and household consumption.',
    },
    scope: { of: 'set', name: { id: 'kredit lain', en: 'other credit' }, among: FINANCING },
    window: { of: 'active' },
    effect: 'block',
    counts: { except: [{ among: BESIDE_KUR }, { among: KUR }, { among: GOVERNMENT_CREDIT }, { among: GRANTS }] },
    sources: [SLIK],
  },
  {
    ...ARTICLE_36,
    id: 'o1-arrears',
    text: {
      id: 'Kredit yang boleh berjalan bersama KUR harus lancar.',
      en: 'Credit that may run beside KUR must be paid on time.',
    },
    scope: {
      of: 'set',
      name: { id: 'kredit yang boleh berjalan', en: 'credit that may run' },
      among: { kinds: ['financing'], programmes: [...BESIDE_KUR.programmes!, 'kur'] },
    },
    window: { of: 'active' },
    effect: 'block',
    counts: { statuses: ['inArrears'] },
    sources: [SLIK],
  },
  {
    ...ARTICLE_36,
    id: 'o2-other-lender',
    text: {
      id: 'KUR yang masih berjalan hanya boleh pada penyalur yang sama.',
      en: 'KUR that still runs may only be with the same lender.',
    },
    scope: { of: 'programme' },
    window: { of: 'active' },
    effect: 'block',
    counts: { otherFunder: true },
    sources: [SIKP],
  },
  {
    ...ARTICLE_36,
    id: 'o3-government-credit',
    text: {
      id: 'Kredit program pemerintah lain harus sudah lunas.',
      en: 'Other government credit must have been paid off.',
    },
    scope: { of: 'set', name: { id: 'kredit program pemerintah', en: 'government credit' }, among: GOVERNMENT_CREDIT },
    window: { of: 'lifetime' },
    effect: 'block',
    counts: { statuses: ['planned', 'active', 'inArrears', 'dropped'] },
    sources: [SIKP],
  },
  {
    ...REPEAT_LIMIT,
    id: 'o7-production-four-times',
    text: {
      id: 'KUR usaha pertanian, perikanan, peternakan, dan perkebunan paling banyak empat kali (sampai 31 Desember 2025).',
      en: 'KUR for farming, fishing, livestock and plantations at most four times (until 31 December 2025).',
    },
    when: { id: 'agriculture', ...AGRICULTURE },
    counts: { atLeast: 4 },
  },
  {
    ...REPEAT_LIMIT,
    id: 'o7-other-twice',
    text: {
      id: 'KUR usaha lainnya paling banyak dua kali (sampai 31 Desember 2025).',
      en: 'KUR for other businesses at most twice (until 31 December 2025).',
    },
    when: { not: { id: 'agriculture', ...AGRICULTURE } },
    counts: { atLeast: 2 },
  },
];
