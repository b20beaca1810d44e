import * as fc from 'fast-check';
import { rule as anyRule, situation } from '../../../../test/vectors/arbitrary-rules';
import { verdictOf } from '../evaluate';
import { Catalogue, Facts } from '../facts';
import { Situation } from '../leaf';
import { Rule } from '../rule';
import { findPlans } from './plan';
import { checklistOf, sentenceOf, treeOf } from './render';
import { planInWords, unlockInWords } from './render-steps';
import { findUnlocks } from './unlocks';

const CATALOGUE: Catalogue = {
  startedOn: { type: 'date', label: { id: 'Umur usaha', en: 'Age of the business' }, action: 'date' },
  turnover: {
    type: 'integer',
    label: { id: 'Omzet setahun', en: 'Yearly turnover' },
    unit: 'IDR',
    action: 'growth',
    change: { leadDays: 365 },
  },
  workers: { type: 'integer', label: { id: 'Tenaga kerja', en: 'Workers' }, unit: 'persons', action: 'growth' },
  nib: {
    type: 'boolean',
    label: { id: 'Punya NIB', en: 'Has an NIB' },
    action: 'obtainable',
    change: { cost: 2, leadDays: 1, how: { id: 'Urus NIB di OSS', en: 'Get an NIB at OSS' } },
  },
  sku: { type: 'boolean', label: { id: 'Punya SKU', en: 'Has an SKU' }, action: 'obtainable' },
  kur: { type: 'boolean', label: { id: 'Sedang menerima KUR', en: 'Has KUR now' }, settledBy: 'registry' },
  sex: {
    type: 'choice',
    label: { id: 'Jenis kelamin', en: 'Sex' },
    options: { f: { id: 'Perempuan', en: 'Female' }, m: { id: 'Laki-laki', en: 'Male' } },
    action: 'immutable',
  },
  products: {
    type: 'choices',
    label: { id: 'Produk', en: 'Products' },
    options: { rice: { id: 'Beras', en: 'Rice' }, wine: { id: 'Anggur', en: 'Wine' } },
    action: 'choice',
  },
  place: { type: 'region', label: { id: 'Wilayah usaha', en: 'Business region' } },
};
const at = (values: Record<string, unknown>, asOf = '2026-12-12'): Situation => ({
  facts: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value }])) as Facts,
  asOf,
  catalogue: CATALOGUE,
});
const AGE: Rule = { fact: 'startedOn', op: '>=', value: 6, measure: 'months', legalBasis: 'Permenko 1/2026' };
const TURNOVER: Rule = { fact: 'turnover', op: '<=', value: 4_800_000_000 };
const WORKERS: Rule = { fact: 'workers', op: '>=', value: 2 };
const NIB: Rule = { fact: 'nib', op: '=', value: true };
const SKU: Rule = { fact: 'sku', op: '=', value: true };
const NO_KUR: Rule = { not: { fact: 'kur', op: '=', value: true } };
const WOMAN: Rule = { fact: 'sex', op: '=', value: 'f' };
const VISIT: Rule = { officerCheck: 'visit', text: { id: 'Ada tempat usaha', en: 'Has a place of business' } };
const MALANG: Rule = {
  fact: 'place',
  op: 'within',
  value: '35.07',
  text: { id: 'Usaha di Kabupaten Malang', en: 'A business in Malang Regency' },
};

const sentence = (rule: Rule, where: Situation) => sentenceOf(rule, where, findUnlocks(rule, where));

describe('the sentence', () => {
  it.each<[string, Rule, Situation, string, string]>([
    [
      'of a wait', AGE, at({ startedOn: '2026-08-12' }),
      'Belum memenuhi: umur usaha 4 bulan, perlu 6. Bisa mulai 12 Februari 2027.',
      'Does not qualify yet: age of the business 4 months, needs 6. Possible from 12 February 2027.',
    ],
    [
      'of a change', NIB, at({ nib: false }),
      'Belum memenuhi: punya NIB: tidak, perlu ya. Caranya: urus NIB di OSS. Bisa mulai 13 Desember 2026.',
      'Does not qualify yet: has an NIB: no, needs yes. What to do: get an NIB at OSS. Possible from 13 December 2026.',
    ],
    [
      'of a change beside an unknown', { all: [WORKERS, NIB] }, at({ workers: 1 }),
      'Belum memenuhi: tenaga kerja 1 orang, perlu 2. Caranya: naikkan tenaga kerja menjadi 2 orang. Paling cepat 12 Maret 2027, setelah data lengkap.',
      'Does not qualify yet: workers 1 person, needs 2 people. What to do: raise workers to 2 people. At the earliest 12 March 2027, once all is known.',
    ],
    [
      'of what cannot be', { all: [WOMAN, TURNOVER] }, at({ sex: 'm', turnover: 5_000_000_000 }),
      'Belum memenuhi: jenis kelamin harus Perempuan; omzet setahun Rp5.000.000.000, paling banyak Rp4.800.000.000. Tidak dapat diubah: jenis kelamin.',
      'Does not qualify yet: sex must be Female; yearly turnover Rp5,000,000,000, at most Rp4,800,000,000. This cannot be changed: sex.',
    ],
    [
      'of an unknown', { all: [TURNOVER, NIB, SKU, VISIT] }, at({}),
      'Perlu data: omzet setahun; punya NIB; dan 2 lagi.',
      'Needs data: yearly turnover; has an NIB; and 2 more.',
    ],
    ['of an officer\'s check', VISIT, at({}), 'Perlu data: ada tempat usaha.', 'Needs data: has a place of business.'],
    ['of one who qualifies', NIB, at({ nib: true }), 'Memenuhi syarat.', 'Meets the conditions.'],
    [
      'of a negation', NO_KUR, at({ kur: true }),
      'Belum memenuhi: sedang menerima KUR: ya, perlu tidak. Tidak dapat diubah: sedang menerima KUR.',
      'Does not qualify yet: has KUR now: yes, needs no. This cannot be changed: has KUR now.',
    ],
    [
      'of alternatives', { any: [NIB, SKU] }, at({ nib: false, sku: false }),
      'Belum memenuhi: punya NIB atau punya SKU. Caranya: urus NIB di OSS. Bisa mulai 13 Desember 2026.',
      'Does not qualify yet: has an NIB or has an SKU. What to do: get an NIB at OSS. Possible from 13 December 2026.',
    ],
    [
      'of a place', MALANG, at({ place: '35.73' }),
      'Belum memenuhi: usaha di Kabupaten Malang. Tidak dapat diubah: wilayah usaha.',
      'Does not qualify yet: a business in Malang Regency. This cannot be changed: business region.',
    ],
  ])('%s', (_, rule, where, id, en) => {
    expect(sentence(rule, where)).toEqual({ id, en });
  }); // prettier-ignore

  it('says nothing of a way out that was not looked for', () => {
    expect(sentenceOf(NIB, at({ nib: false })).id).toBe('Belum memenuhi: punya NIB: tidak, perlu ya.');
  });
});

describe('the checklist', () => {
  it('has an item for each condition, with its mark, what is, and who settles it', () => {
    const rule: Rule = { all: [AGE, { all: [TURNOVER, NO_KUR] }, { any: [NIB, VISIT] }] };
    const items = checklistOf(rule, at({ startedOn: '2026-08-12', turnover: 300_000_000, nib: false }));
    expect(items.map(({ mark, text, actual, who, path }) => [mark, text.id, actual?.id ?? null, who.join(), path])).toEqual([
      ['✗', 'Umur usaha paling sedikit 6 bulan', '4 bulan', '', '/all/0'],
      ['✓', 'Omzet setahun paling banyak Rp4.800.000.000', 'Rp300.000.000', '', '/all/1/all/0'],
      ['?', 'Sedang menerima KUR: tidak', null, 'registry', '/all/1/all/1'],
      ['?', 'Punya NIB atau ada tempat usaha', null, 'officer', '/all/2'],
    ]);
    expect([items[0]!.legalBasis, items[2]!.settle.map(({ text }) => text.id)]).toEqual([
      'Permenko 1/2026',
      ['Perlu jawaban: Sedang menerima KUR'],
    ]);
  });

  it('keeps together what the author gave words', () => {
    const text = { id: 'Usaha mikro yang sah', en: 'A legal micro business' };
    const rule: Rule = { all: [{ all: [NIB, TURNOVER], text }, { atLeast: 2, of: [NIB, SKU, VISIT] }, { not: { any: [NIB, SKU] } }] };
    expect(checklistOf(rule, at({})).map((item) => item.text)).toEqual([
      text,
      {
        id: 'Paling sedikit 2 dari: punya NIB; punya SKU; ada tempat usaha',
        en: 'At least 2 of: has an NIB; has an SKU; has a place of business',
      },
      { id: 'Bukan: Punya NIB atau punya SKU', en: 'Not: Has an NIB or has an SKU' },
    ]);
  });
});

describe('the tree', () => {
  it('shows every node on a line of its own, deeper by two spaces, in both languages', () => {
    const text = { id: 'NIB atau SKU', en: 'NIB or SKU' };
    const rule: Rule = { all: [AGE, { any: [NIB, SKU], text }, NO_KUR, { atLeast: 1, of: [VISIT, { known: 'nib' }] }] };
    const where = at({ startedOn: '2026-08-12', nib: true });
    expect(treeOf(rule, where).id.split('\n')).toEqual([
      '✗ Semua ini:',
      '  ✗ Umur usaha paling sedikit 6 bulan (sekarang: 4 bulan)',
      '  ✓ NIB atau SKU – salah satu:',
      '    ✓ Punya NIB (sekarang: ya)',
      '    ? Punya SKU',
      '  ? Tidak boleh:',
      '    ? Sedang menerima KUR',
      '  ✓ Paling sedikit 1 dari 2:',
      '    ? Ada tempat usaha',
      '    ✓ Punya NIB: sudah diisi (sekarang: ya)',
    ]);
    expect(treeOf(rule, where).en.split('\n').slice(0, 4)).toEqual([
      '✗ All of these:',
      '  ✗ Age of the business at least 6 months (now: 4 months)',
      '  ✓ NIB or SKU – one of these:',
      '    ✓ Has an NIB (now: yes)',
    ]);
  });
});

describe('an unlock in words', () => {
  it('says what to do, how long it takes, what has to be found out and what to do if it is otherwise', () => {
    const rule: Rule = {
      all: [
        NIB,
        SKU,
        VISIT,
        AGE,
        { fact: 'products', op: 'containsAll', value: ['rice'] },
        { fact: 'products', op: 'containsNone', value: ['wine'] },
      ],
    };
    const where = at({ nib: false, startedOn: '2026-08-12', products: ['wine'] });
    const lines = unlockInWords(findUnlocks(rule, where).unlocks[0]!);
    expect(lines.map(({ id }) => id)).toEqual([
      'Urus NIB di OSS (sekitar 1 hari).',
      'Tambah produk: Beras; Lepas produk: Anggur.',
      'Perlu jawaban: Punya SKU. Bila tidak: lengkapi: punya SKU.',
      'Diperiksa petugas: Ada tempat usaha.',
      'Tunggu sampai 12 Februari 2027: umur usaha.',
    ]);
    expect(lines[2]!.en).toBe('Needs an answer: Has an SKU. If not: arrange: has an SKU.');
  });
});

describe('a plan in words', () => {
  it('is numbered, in the order in which things are done', () => {
    const target = { id: 'kur', requires: { all: [SKU, WORKERS] }, grants: [] };
    const village = { id: 'desa', requires: NIB, grants: [{ fact: 'sku', value: true }] };
    const names = { desa: { id: 'SKU dari desa', en: 'the village letter' } };
    const [plan] = findPlans(target, [village], at({ nib: false, sku: false, workers: 1 })).plans;
    expect(planInWords(plan!, names).map(({ id }) => id)).toEqual([
      '1. Urus NIB di OSS (sekitar 1 hari).',
      '2. Ikuti SKU dari desa, 13 Desember 2026 sampai 27 Desember 2026.',
      '3. Bisa dimulai sekarang: naikkan tenaga kerja menjadi 2 orang (sekitar 90 hari).',
      '4. Ajukan kur, mulai 12 Maret 2027.',
    ]);
    expect(planInWords(plan!, names)[1]!.en).toBe('2. Take part in the village letter, 13 December 2026 to 27 December 2026.');
  });
});

describe('words', () => {
  it('are found for any rule and whatever is known, in both languages, and begin with the verdict', () => {
    const begins = {
      eligible: /^Memenuhi syarat\.$/,
      notEligible: /^Belum memenuhi: /,
      undetermined: /^Perlu data: /,
    };
    fc.assert(
      fc.property(anyRule, situation, (rule, where) => {
        const report = findUnlocks(rule, where);
        const sentence = sentenceOf(rule, where, report);
        expect(sentence.id).toMatch(begins[verdictOf(rule, where).verdict]);
        const texts = [
          sentence,
          treeOf(rule, where),
          ...checklistOf(rule, where).map(({ text }) => text),
          ...report.unlocks.flatMap(unlockInWords),
        ];
        const broken = texts.flatMap(({ id, en }) => [id, en]).filter((text) => /^$|undefined|NaN|\[object|: \.|\.\.$/.test(text));
        expect(broken).toEqual([]);
      }),
    );
  });
});
