import { checkRule } from './check-rule';
import { Catalogue } from './facts';

const label = { id: 'fakta', en: 'fact' };
const CATALOGUE: Catalogue = {
  nib: { type: 'boolean', label },
  turnover: { type: 'integer', label, unit: 'IDR' },
  age: { type: 'date', label },
  size: { type: 'choice', label, options: { micro: label, small: label } },
  products: { type: 'choices', label, options: { tofu: label, eggs: label } },
  place: { type: 'region', label },
  line: { type: 'code', label },
  country: { type: 'text', label },
};
const TEXT = { id: 'Ada tempat usaha', en: 'Has premises' };
const NIB = { fact: 'nib', op: '=', value: true };

const nested = (depth: number): unknown => Array.from({ length: depth }).reduce<unknown>((not) => ({ not }), NIB);
const KINDS = 'all, any, not, atLeast, fact, known, missing, officerCheck';

/** A broken rule with the pointer and both texts of its only fault. */
const FAULTS: [string, unknown, string, string, string][] = [
  ['no object', 5, '', 'Harus berupa objek aturan.', 'Must be a rule object.'],
  ['a list', { all: [[]] }, '/all/0', 'Harus berupa objek aturan.', 'Must be a rule object.'],
  ['no kind', { not: {} }, '/not', `Harus memuat tepat satu dari: ${KINDS}.`, `Must have exactly one of: ${KINDS}.`],
  ['two kinds', { all: [], any: [NIB] }, '', `Harus memuat tepat satu dari: ${KINDS}.`, `Must have exactly one of: ${KINDS}.`],
  [
    'another member',
    { known: 'nib', 'a/b~c': 1 },
    '/a~1b~0c',
    'Tidak dikenal di sini; yang boleh: known, level, id, text, legalBasis.',
    'Not known here; allowed: known, level, id, text, legalBasis.',
  ],
  ['children that are no list', { all: NIB }, '/all', 'Harus daftar aturan, tidak kosong.', 'Must be a list of rules, not empty.'],
  ['no alternatives', { any: [] }, '/any', 'Harus daftar aturan, tidak kosong.', 'Must be a list of rules, not empty.'],
  ['a count without children', { atLeast: 1 }, '/of', 'Harus daftar aturan, tidak kosong.', 'Must be a list of rules, not empty.'],
  [
    'a count above the children',
    { atLeast: 3, of: [NIB, NIB] },
    '/atLeast',
    'Harus bilangan 1 sampai 2.',
    'Must be a whole number from 1 to 2.',
  ],
  ['a count of nothing', { atLeast: 0, of: [NIB] }, '/atLeast', 'Harus bilangan 1 sampai 1.', 'Must be a whole number from 1 to 1.'],
  ['half a count', { atLeast: 1.5, of: [NIB, NIB] }, '/atLeast', 'Harus bilangan 1 sampai 2.', 'Must be a whole number from 1 to 2.'],
  ['too many levels', nested(33), '/not'.repeat(33), 'Lebih dari 32 tingkat.', 'More than 32 levels deep.'],
  [
    'an unknown fact',
    { any: [{ ...NIB, fact: 'nibb' }] },
    '/any/0/fact',
    'Fakta tidak dikenal: nibb. Lihat /api/v1/facts.',
    'Unknown fact: nibb. See /api/v1/facts.',
  ],
  [
    'an inherited fact',
    { known: 'constructor' },
    '/known',
    'Fakta tidak dikenal: constructor. Lihat /api/v1/facts.',
    'Unknown fact: constructor. See /api/v1/facts.',
  ],
  [
    'a fact that is no text',
    { missing: { toString: 1 } },
    '/missing',
    'Fakta tidak dikenal: ?. Lihat /api/v1/facts.',
    'Unknown fact: ?. See /api/v1/facts.',
  ],
  ['an unknown operator', { ...NIB, op: '==' }, '/op', 'Untuk boolean gunakan: = !=.', 'For boolean use: = !=.'],
  ['no operator', { fact: 'nib', value: true }, '/op', 'Untuk boolean gunakan: = !=.', 'For boolean use: = !=.'],
  [
    'an operator of another type',
    { fact: 'products', op: 'in', value: ['tofu'] },
    '/op',
    'Untuk choices gunakan: containsAny containsAll containsNone subsetOf.',
    'For choices use: containsAny containsAll containsNone subsetOf.',
  ],
  [
    'a measure of what is no date',
    { fact: 'turnover', op: '<', value: 1, measure: 'months' },
    '/measure',
    'Hanya untuk tanggal: days, months, years.',
    'For dates only: days, months, years.',
  ],
  [
    'an unknown measure',
    { fact: 'age', op: '<', value: 1, measure: 'weeks' },
    '/measure',
    'Hanya untuk tanggal: days, months, years.',
    'For dates only: days, months, years.',
  ],
  [
    'a list as measure',
    { fact: 'age', op: '<', value: 1, measure: ['months'] },
    '/measure',
    'Hanya untuk tanggal: days, months, years.',
    'For dates only: days, months, years.',
  ],
  [
    'no value',
    { fact: 'nib', op: '=' },
    '/value',
    'Jenis nilai salah; perlu true atau false.',
    'Wrong type of value; needs true or false.',
  ],
  [
    'a text for a number',
    { fact: 'turnover', op: '<', value: '500' },
    '/value',
    'Jenis nilai salah; perlu bilangan bulat.',
    'Wrong type of value; needs a whole number.',
  ],
  [
    'a fraction',
    { fact: 'age', op: '>=', value: 0.5, measure: 'years' },
    '/value',
    'Jenis nilai salah; perlu bilangan bulat.',
    'Wrong type of value; needs a whole number.',
  ],
  [
    'no numbers',
    { fact: 'turnover', op: 'in', value: [] },
    '/value',
    'Jenis nilai salah; perlu daftar bilangan bulat.',
    'Wrong type of value; needs a list of whole numbers.',
  ],
  [
    'a pair upside down',
    { fact: 'turnover', op: 'between', value: [2, 1] },
    '/value',
    'Jenis nilai salah; perlu dua bilangan bulat [terkecil, terbesar].',
    'Wrong type of value; needs two whole numbers [least, most].',
  ],
  [
    'a day that does not exist',
    { fact: 'age', op: '<', value: '2026-02-30' },
    '/value',
    'Jenis nilai salah; perlu tanggal TTTT-BB-HH.',
    'Wrong type of value; needs a date YYYY-MM-DD.',
  ],
  [
    'one day of two',
    { fact: 'age', op: 'between', value: ['2026-02-01'] },
    '/value',
    'Jenis nilai salah; perlu dua tanggal [awal, akhir].',
    'Wrong type of value; needs two dates [first, last].',
  ],
  [
    'a list for one text',
    { fact: 'country', op: '=', value: ['Taiwan'] },
    '/value',
    'Jenis nilai salah; perlu teks.',
    'Wrong type of value; needs a text.',
  ],
  [
    'numbers for texts',
    { fact: 'country', op: 'in', value: [1] },
    '/value',
    'Jenis nilai salah; perlu daftar teks.',
    'Wrong type of value; needs a list of texts.',
  ],
  [
    'a region without dots',
    { fact: 'place', op: 'within', value: ['35.07', '3573'] },
    '/value',
    'Jenis nilai salah; perlu daftar kode wilayah, contoh ["35.07"].',
    'Wrong type of value; needs a list of region codes such as ["35.07"].',
  ],
  [
    'a region by name',
    { fact: 'place', op: '=', value: 'Malang' },
    '/value',
    'Jenis nilai salah; perlu kode wilayah, contoh 35.07.',
    'Wrong type of value; needs a region code such as 35.07.',
  ],
  [
    'a bare code',
    { fact: 'line', op: 'startsWith', value: ['10'] },
    '/value',
    'Jenis nilai salah; perlu daftar edisi:kode, contoh ["2025:107"].',
    'Wrong type of value; needs a list of version:code, such as ["2025:107"].',
  ],
  [
    'a bare code alone',
    { fact: 'line', op: '=', value: '10794' },
    '/value',
    'Jenis nilai salah; perlu edisi:kode, contoh 2025:10794.',
    'Wrong type of value; needs version:code, such as 2025:10794.',
  ],
  [
    'an unknown option',
    { fact: 'size', op: 'in', value: ['micro', 'huge', 'constructor'] },
    '/value',
    'Tidak dikenal: huge, constructor. Pilihan: micro, small.',
    'Unknown: huge, constructor. Options: micro, small.',
  ],
  [
    'an unknown level',
    { ...NIB, level: 'sworn' },
    '/level',
    'Harus salah satu dari: declared, document, officer, registry.',
    'Must be one of: declared, document, officer, registry.',
  ],
  ['an id of another shape', { ...NIB, id: 'NIB!' }, '/id', 'Huruf kecil, angka, tanda hubung.', 'Lower-case letters, digits, hyphens.'],
  [
    'an id used twice',
    { all: [{ ...NIB, id: 'nib' }, { not: { ...NIB, id: 'nib' } }] },
    '/all/1/not/id',
    'Sudah dipakai: nib.',
    'Already used: nib.',
  ],
  ['a text in one language', { ...NIB, text: { id: 'a' } }, '/text', 'Harus {"id": "…", "en": "…"}.', 'Must be {"id": "…", "en": "…"}.'],
  [
    'a text in three languages',
    { ...NIB, text: { ...TEXT, jv: 'a' } },
    '/text',
    'Harus {"id": "…", "en": "…"}.',
    'Must be {"id": "…", "en": "…"}.',
  ],
  ['a legal basis that is no text', { ...NIB, legalBasis: 5 }, '/legalBasis', 'Harus teks.', 'Must be a text.'],
  [
    'a check without a question',
    { officerCheck: 'tempat' },
    '/text',
    'Wajib: apa yang diperiksa petugas.',
    'Required: what the officer checks.',
  ],
  [
    'a check of another shape',
    { officerCheck: 'Tempat usaha', text: TEXT },
    '/officerCheck',
    'Huruf kecil, angka, tanda hubung.',
    'Lower-case letters, digits, hyphens.',
  ],
  [
    'two questions under one check',
    {
      all: [
        { officerCheck: 'tempat', text: TEXT },
        { officerCheck: 'tempat', text: { id: 'b', en: 'b' } },
      ],
    },
    '/all/1/officerCheck',
    'Sudah dipakai untuk pertanyaan lain: tempat.',
    'Already used for another question: tempat.',
  ],
];

describe('a fault', () => {
  it.each(FAULTS)('(%s) is named where it is, in both languages', (_, rule, pointer, id, en) => {
    expect(checkRule(rule, CATALOGUE)).toEqual([{ pointer, text: { id, en } }]);
  });
});
