import { Catalogue, FactValue } from './facts';
import { Leaf, OPERATORS } from './rule';
import { actualText, dayText, expectation } from './sentences';

const CATALOGUE: Catalogue = {
  turnover: { type: 'integer', label: { id: 'Omzet setahun', en: 'Yearly turnover' }, unit: 'IDR' },
  workers: { type: 'integer', label: { id: 'Tenaga kerja', en: 'Workers' }, unit: 'persons' },
  rat: { type: 'integer', label: { id: 'Tahun RAT terakhir', en: 'Year of the last meeting' }, unit: 'calendarYear' },
  sites: { type: 'integer', label: { id: 'Jumlah gerai', en: 'Outlets' } },
  age: { type: 'date', label: { id: 'Umur usaha', en: 'Age of the business' } },
  nib: { type: 'boolean', label: { id: 'Punya NIB', en: 'Has an NIB' } },
  size: {
    type: 'choice',
    label: { id: 'Ukuran usaha', en: 'Size' },
    options: { micro: { id: 'mikro', en: 'micro' }, small: { id: 'kecil', en: 'small' } },
  },
  products: {
    type: 'choices',
    label: { id: 'Produk', en: 'Products' },
    options: { tofu: { id: 'Tahu', en: 'Tofu' }, eggs: { id: 'Telur', en: 'Eggs' } },
  },
  place: { type: 'region', label: { id: 'Wilayah usaha', en: 'Business region' } },
  line: { type: 'code', label: { id: 'Bidang usaha', en: 'Line of business' } },
};

const SENTENCES: [Leaf, string, string][] = [
  [
    { fact: 'turnover', op: '<=', value: 4_800_000_000 },
    'Omzet setahun paling banyak Rp4.800.000.000',
    'Yearly turnover at most Rp4,800,000,000',
  ],
  [{ fact: 'turnover', op: '<', value: 999 }, 'Omzet setahun kurang dari Rp999', 'Yearly turnover less than Rp999'],
  [{ fact: 'workers', op: '>', value: 19 }, 'Tenaga kerja lebih dari 19 orang', 'Workers more than 19 people'],
  [{ fact: 'workers', op: '>=', value: 1 }, 'Tenaga kerja paling sedikit 1 orang', 'Workers at least 1 person'],
  [{ fact: 'sites', op: '=', value: 1000 }, 'Jumlah gerai harus 1.000', 'Outlets must be 1,000'],
  [{ fact: 'sites', op: '!=', value: 0 }, 'Jumlah gerai bukan 0', 'Outlets must not be 0'],
  [{ fact: 'rat', op: '>=', value: 2025 }, 'Tahun RAT terakhir paling sedikit 2025', 'Year of the last meeting at least 2025'],
  [
    { fact: 'turnover', op: 'between', value: [10_000_001, 100_000_000] },
    'Omzet setahun antara Rp10.000.001 dan Rp100.000.000',
    'Yearly turnover between Rp10,000,001 and Rp100,000,000',
  ],
  [{ fact: 'age', op: '>=', value: 6, measure: 'months' }, 'Umur usaha paling sedikit 6 bulan', 'Age of the business at least 6 months'],
  [{ fact: 'age', op: '>=', value: 1, measure: 'years' }, 'Umur usaha paling sedikit 1 tahun', 'Age of the business at least 1 year'],
  [{ fact: 'age', op: '<', value: 30, measure: 'days' }, 'Umur usaha kurang dari 30 hari', 'Age of the business less than 30 days'],
  [
    { fact: 'age', op: 'between', value: [18, 64], measure: 'years' },
    'Umur usaha antara 18 tahun dan 64 tahun',
    'Age of the business between 18 years and 64 years',
  ],
  [{ fact: 'age', op: '<', value: '2027-02-12' }, 'Umur usaha sebelum 12 Februari 2027', 'Age of the business before 12 February 2027'],
  [
    { fact: 'age', op: '<=', value: '2027-02-12' },
    'Umur usaha paling lambat 12 Februari 2027',
    'Age of the business no later than 12 February 2027',
  ],
  [{ fact: 'age', op: '>', value: '2026-08-01' }, 'Umur usaha sesudah 1 Agustus 2026', 'Age of the business after 1 August 2026'],
  [
    { fact: 'age', op: '>=', value: '2026-12-31' },
    'Umur usaha paling awal 31 Desember 2026',
    'Age of the business no earlier than 31 December 2026',
  ],
  [{ fact: 'age', op: '=', value: '2026-05-02' }, 'Umur usaha harus 2 Mei 2026', 'Age of the business must be 2 May 2026'],
  [{ fact: 'nib', op: '=', value: true }, 'Punya NIB', 'Has an NIB'],
  [{ fact: 'nib', op: '!=', value: false }, 'Punya NIB: bukan tidak', 'Has an NIB: must not be no'],
  [{ fact: 'size', op: 'in', value: ['micro', 'small'] }, 'Ukuran usaha: mikro atau kecil', 'Size: micro or small'],
  [{ fact: 'size', op: 'notIn', value: ['small'] }, 'Ukuran usaha: bukan kecil', 'Size: not small'],
  [{ fact: 'products', op: 'containsAny', value: ['tofu', 'eggs'] }, 'Produk: Tahu atau Telur', 'Products: Tofu or Eggs'],
  [{ fact: 'products', op: 'containsAll', value: ['tofu', 'eggs'] }, 'Produk: Tahu dan Telur', 'Products: Tofu and Eggs'],
  [{ fact: 'products', op: 'containsAll', value: ['tofu'] }, 'Produk: Tahu', 'Products: Tofu'],
  [{ fact: 'products', op: 'containsNone', value: 'eggs' }, 'Produk: tanpa Telur', 'Products: without Eggs'],
  [{ fact: 'products', op: 'subsetOf', value: ['eggs'] }, 'Produk: hanya Telur', 'Products: only Eggs'],
  [{ fact: 'place', op: 'within', value: ['35.07'] }, 'Wilayah usaha di 35.07', 'Business region in 35.07'],
  [{ fact: 'line', op: 'startsWith', value: ['2025:10'] }, 'Bidang usaha termasuk 2025:10', 'Line of business in the classes 2025:10'],
  [{ known: 'nib' }, 'Punya NIB: sudah diisi', 'Has an NIB: given'],
  [{ missing: 'nib' }, 'Punya NIB: belum diisi', 'Has an NIB: not given'],
  [{ officerCheck: 'visit', text: { id: 'Ada tempat', en: 'Has a place' } }, 'Ada tempat', 'Has a place'],
  [{ officerCheck: 'visit' }, 'visit', 'visit'],
  [{ fact: 'unheard.of', op: '<', value: 2 }, 'unheard.of kurang dari 2', 'unheard.of less than 2'],
];

describe('what a leaf asks for', () => {
  it.each(SENTENCES)('%j reads %j, %j', (leaf, id, en) => {
    expect(expectation(leaf, CATALOGUE)).toEqual({ id, en });
  });

  it('is tested above for every operator', () => {
    const tested = new Set(SENTENCES.flatMap(([leaf]) => ('op' in leaf ? [leaf.op] : [])));
    expect(OPERATORS.filter((operator) => !tested.has(operator))).toEqual([]);
  });
});

describe('what the profile says', () => {
  const compared = (fact: string, actual: FactValue, measure?: 'months') =>
    actualText({ fact, op: '=', value: 1, ...(measure && { measure }) }, { value: 'F', actual }, CATALOGUE);

  it.each<[string, FactValue, string, string]>([
    ['turnover', 4_800_000_000, 'Rp4.800.000.000', 'Rp4,800,000,000'],
    ['turnover', { min: 200_000_000, max: 600_000_000 }, 'Rp200.000.000–Rp600.000.000', 'Rp200,000,000–Rp600,000,000'],
    ['turnover', { max: 500 }, 'paling banyak Rp500', 'at most Rp500'],
    ['workers', { min: 5 }, 'paling sedikit 5 orang', 'at least 5 people'],
    ['rat', 2025, '2025', '2025'],
    ['age', '2027-02-12', '12 Februari 2027', '12 February 2027'],
    ['nib', false, 'tidak', 'no'],
    ['size', 'micro', 'mikro', 'micro'],
    ['products', ['eggs', 'tofu'], 'Telur, Tahu', 'Eggs, Tofu'],
    ['products', [], '–', '–'],
    ['size', 'constructor', 'constructor', 'constructor'],
    ['place', '35.07', '35.07', '35.07'],
  ])('of %s %j reads %j, %j', (fact, actual, id, en) => {
    expect(compared(fact, actual)).toEqual({ id, en });
  });

  it('reads as the time elapsed when that is what was measured, else as the day', () => {
    expect([compared('age', 4, 'months'), compared('age', '2026-07-22', 'months')]).toEqual([
      { id: '4 bulan', en: '4 months' },
      { id: '22 Juli 2026', en: '22 July 2026' },
    ]);
  });

  it('is nothing when nothing was seen', () => {
    expect(actualText({ known: 'nib' }, { value: 'F' }, CATALOGUE)).toBeNull();
    expect(actualText({ officerCheck: 'visit' }, { value: 'T', actual: true }, CATALOGUE)).toEqual({ id: 'ya', en: 'yes' });
  });
});

describe('a day in words', () => {
  it('has the months of both languages', () => {
    const months = Array.from({ length: 12 }, (_, index) => dayText(`2027-${String(index + 1).padStart(2, '0')}-05`));
    const names = (language: 'id' | 'en') => months.map((text) => text[language].replace(/^5 | 2027$/g, '')).join(' ');
    expect(names('id')).toBe('Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember');
    expect(names('en')).toBe('January February March April May June July August September October November December');
  });
});
