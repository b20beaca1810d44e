import { OverlapRule } from '../types';
import { ALWAYS, FACTS_ALONE, FINANCING, GRANTS, KUR, PRAKERJA_LIST, SIKP, SLIK } from './sets';

const UMI = {
  ...ALWAYS,
  legalBasis: 'PMK 130/2024',
  cites: [
    'https://djpb.kemenkeu.go.id/kppn/klaten/id/publikasi/berita-terbaru/3094-pembiayaan-umi-ultra-mikro.html',
    'https://www.idxchannel.com/economics/kemenkeu-salurkan-rp233-triliun-pembiayaan-kredit-umi-hingga-juni-2023/2',
  ],
  confidence: 'verified',
  appliesTo: { programmes: ['umi'] },
  window: { of: 'active' },
  effect: 'block',
} as const;

const BPUM = {
  ...ALWAYS,
  legalBasis: null,
  cites: ['https://wartapemeriksa.bpk.go.id/?p=27016', 'https://tagar.id/pelaku-umkm-yang-tidak-berhak-terima-hibah-banpres'],
  confidence: 'verified',
  appliesTo: { programmes: ['bpum'] },
  effect: 'block',
} as const;

const PRAKERJA = {
  ...ALWAYS,
  legalBasis: null,
  cites: [
    'https://poskota.co.id/2024/09/18/selamat-saldo-dana-gratis-rp700000-dikirim-ke-dompet-elektronik-bagi-nomor-hp-terdaftar-cek-detail-program-kartu-prakerja-di-sini?halaman=2',
  ],
  confidence: 'partial',
  appliesTo: { programmes: ['prakerja'] },
  effect: 'block',
} as const;

/** What earlier help means for programmes other than KUR: the rules O4, O5, O6 and O9. */
export const PROGRAMME_RULES: readonly OverlapRule[] = [
  {
    ...UMI,
    id: 'o4-financed',
    text: {
      id: 'Penerima UMi tidak sedang dibiayai bank atau koperasi.',
      en: 'A UMi debtor is not being financed by a bank or cooperative.',
    },
    scope: { of: 'set', name: { id: 'pembiayaan', en: 'financing' }, among: FINANCING },
    counts: { except: [{ among: GRANTS }] },
    sources: [SLIK],
  },
  {
    ...UMI,
    id: 'o4-kur',
    text: { id: 'Penerima UMi tidak sedang menerima KUR.', en: 'A UMi debtor has no running KUR.' },
    scope: { of: 'set', name: { id: 'KUR', en: 'KUR' }, among: KUR },
    sources: [SIKP],
  },
  {
    ...BPUM,
    id: 'o5-bank-credit',
    validTo: '2020-12-31',
    text: { id: 'Penerima BPUM 2020 tidak sedang menerima kredit bank.', en: 'A recipient of BPUM 2020 has no running bank credit.' },
    scope: { of: 'set', name: { id: 'kredit bank', en: 'bank credit' }, among: FINANCING },
    window: { of: 'active' },
    counts: { except: [{ among: GRANTS }] },
    sources: [SLIK],
  },
  {
    ...BPUM,
    id: 'o5-kur',
    text: { id: 'Penerima BPUM tidak sedang menerima KUR.', en: 'A recipient of BPUM has no running KUR.' },
    scope: { of: 'set', name: { id: 'KUR', en: 'KUR' }, among: KUR },
    window: { of: 'active' },
    sources: [SIKP],
  },
  {
    ...BPUM,
    ...FACTS_ALONE,
    id: 'o5-office',
    text: {
      id: 'Penerima BPUM bukan ASN, TNI, Polri, pegawai BUMN atau BUMD.',
      en: 'A recipient of BPUM is no civil servant, soldier, police officer or employee of a state or regional enterprise.',
    },
    when: {
      id: 'occupation',
      fact: 'owner.occupation',
      op: 'in',
      value: ['asn', 'tni', 'polri', 'bumn', 'bumd', 'stateEnterpriseDirector'],
    },
  },
  {
    ...PRAKERJA,
    id: 'o6-family-card',
    text: {
      id: 'Paling banyak dua penerima Prakerja dalam satu kartu keluarga.',
      en: 'At most two recipients of Prakerja on one family card.',
    },
    scope: { of: 'programme' },
    window: { of: 'lifetime' },
    counts: { subject: 'household', of: 'persons', atLeast: 2 },
    sources: [PRAKERJA_LIST],
  },
  {
    ...PRAKERJA,
    ...FACTS_ALONE,
    id: 'o6-office',
    text: {
      id: 'Penerima Prakerja bukan ASN, TNI, Polri, kepala atau perangkat desa, anggota DPRD, pejabat negara, direksi BUMN/BUMD.',
      en: 'A recipient of Prakerja is no civil servant, soldier, police officer, village head or staff, legislator, state official or director of a state enterprise.',
    },
    when: {
      id: 'occupation',
      fact: 'owner.occupation',
      op: 'in',
      value: ['asn', 'tni', 'polri', 'villageHead', 'villageStaff', 'stateOfficial', 'legislator', 'stateEnterpriseDirector'],
    },
  },
  {
    ...ALWAYS,
    ...FACTS_ALONE,
    id: 'o9-sehati-one-place',
    text: {
      id: 'SEHATI hanya untuk usaha dengan paling banyak satu tempat produksi dan satu gerai.',
      en: 'SEHATI is for businesses with at most one production site and one outlet.',
    },
    legalBasis: 'Kepkaban BPJPH 146/2025',
    cites: ['https://www.p3jph.biz.id/informasi/kriteria-umk'],
    confidence: 'verified',
    appliesTo: { programmes: ['sehati'] },
    when: {
      any: [
        { id: 'facilities', fact: 'business.facilities', op: '>', value: 1 },
        { id: 'outlets', fact: 'business.outlets', op: '>', value: 1 },
      ],
    },
    effect: 'block',
  },
  {
    ...ALWAYS,
    ...FACTS_ALONE,
    id: 'o9-mekaar-income',
    text: {
      id: 'Mekaar untuk keluarga dengan pendapatan paling banyak Rp800.000 per orang per bulan.',
      en: 'Mekaar is for families with at most Rp800,000 a head a month.',
    },
    legalBasis: null,
    cites: ['https://keuangan.kontan.co.id/news/pnm-mekaar-berikan-pendampingan-nasabah-berbasis-kelompok'],
    confidence: 'verified',
    appliesTo: { programmes: ['mekaar'] },
    when: { id: 'income', fact: 'owner.incomePerCapita', op: '>', value: 800_000 },
    effect: 'block',
  },
  {
    ...ALWAYS,
    ...FACTS_ALONE,
    id: 'o9-ojir-resident',
    text: { id: 'OJIR untuk warga Kota Malang.', en: 'OJIR is for residents of Kota Malang.' },
    legalBasis: null,
    cites: ['http://umkm.kompas.com/read/2023/08/01/112154483/pemkot-malang-berantas-rentenir-melalui-peningkatan-usaha-kecil-dan-program'],
    confidence: 'verified',
    appliesTo: { programmes: ['ojir'] },
    when: { not: { id: 'id-card-region', fact: 'owner.region', op: 'within', value: ['35.73'] } },
    effect: 'block',
  },
];
