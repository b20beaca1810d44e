import * as fc from 'fast-check';
import { Checked } from '../text';
import { checkFactValue } from './check-fact-value';
import { choice, choices, code, count, date, FactDefinition, region, rupiah, text, yesNo } from './definition';
import { FACTS } from './index';

const label = { id: 'fakta', en: 'fact' };
const options = { tofu: label, eggs: label, rice: label };
const OPTIONS = { today: '2026-11-22' };

const DEFINITIONS = {
  boolean: yesNo('', ''),
  rupiah: rupiah('', ''),
  count: count('', '', { min: 1, max: 5 }),
  pastDate: date('', '', { past: true }),
  date: date('', ''),
  choice: choice('', '', options),
  choices: choices('', '', options),
  region: region('', ''),
  code: code('', '', { identifier: 'kbli' }),
  text: text('', ''),
  nib: text('', '', { identifier: 'nib' }),
} satisfies Record<string, FactDefinition>;
type Name = keyof typeof DEFINITIONS;

const check = (name: Name, value: unknown): Checked<unknown> => checkFactValue(DEFINITIONS[name], value, OPTIONS);

describe('a value of the right kind', () => {
  it.each<[Name, unknown, unknown]>([
    ['boolean', true, true],
    ['boolean', false, false],
    ['rupiah', 0, 0],
    ['rupiah', 1_000_000_000_000_000, 1_000_000_000_000_000],
    ['rupiah', { min: 200_000_000, max: 600_000_000 }, { min: 200_000_000, max: 600_000_000 }],
    ['rupiah', { min: 5 }, { min: 5 }],
    ['rupiah', { max: 5 }, { max: 5 }],
    ['count', 5, 5],
    ['count', { min: 3, max: 3 }, { min: 3, max: 3 }],
    ['pastDate', '2026-11-22', '2026-11-22'],
    ['pastDate', '1900-01-01', '1900-01-01'],
    ['date', '2027-01-01', '2027-01-01'],
    ['date', '2024-02-29', '2024-02-29'],
    ['choice', 'tofu', 'tofu'],
    ['choices', ['tofu', 'eggs', 'tofu'], ['eggs', 'tofu']],
    ['choices', [], []],
    ['region', ' 35.07.01 ', '35.07.01'],
    ['code', '2025:10794', '2025:10794'],
    ['text', '  Malaysia ', 'Malaysia'],
    ['text', 'x'.repeat(200), 'x'.repeat(200)],
    ['nib', '1234 5678 90123', '1234567890123'],
  ])('of %s is accepted in its canonical form: %j is %j', (name, value, canonical) => {
    expect(check(name, value)).toEqual({ ok: true, value: canonical });
  });

  it('keeps the warnings of its identifier', () => {
    const checked = checkFactValue(FACTS['owner.nik']!, '3507991708850001', OPTIONS);
    expect(checked).toMatchObject({ ok: true, value: '3507991708850001', warnings: [{ code: 'NikOldKecamatan' }] });
  });
});

const RUPIAH = 'NotRupiah';
const LONG = 'x'.repeat(1_000_000);
const withProto = (text: string): unknown => JSON.parse(text);
const EVERYTHING_ELSE: unknown[] = [
  null,
  undefined,
  Number.NaN,
  Infinity,
  -Infinity,
  1.5,
  '',
  ' ',
  LONG,
  '\u0000',
  Symbol('x'),
  () => 1,
  10n,
  [null],
  [[]],
  {},
  withProto('{"__proto__":{"min":1}}'),
];

describe('a value of another kind', () => {
  it.each<[Name, string, unknown[]]>([
    ['boolean', 'NotBoolean', ['true', 'ya', 1, 0]],
    [
      'rupiah',
      RUPIAH,
      [
        'lima juta',
        '5000000',
        'Rp5.000.000',
        -1,
        1e15 + 1,
        1e300,
        { min: 2, max: 1 },
        { min: -1 },
        { max: 1.5 },
        { min: null, max: 5 },
        { min: 1, step: 2 },
        withProto('{"min":1,"__proto__":1}'),
        [1, 2],
      ],
    ],
    ['count', 'NotInteger', ['tiga', 0, 6, { min: 0, max: 3 }, { min: 1, max: 6 }]],
    ['pastDate', 'DateAhead', ['2026-11-23', '9999-12-31']],
    ['date', 'DateFarAway', ['1899-12-31', '2101-01-01']],
    ['choice', 'NotAnOption', ['Tofu', 'tofu ', 'constructor', '__proto__', ['tofu'], 1]],
    ['choices', 'NotOptions', ['tofu', ['tofu', 'nothing'], ['constructor'], { tofu: true }]],
    ['region', 'RegionUnknown', ['3507', 'Malang', 3507]],
    ['code', 'KbliVersionMissing', ['10794']],
    ['code', 'NotText', [10794]],
    ['text', 'NotText', ['x'.repeat(201), 'a\u0000b', 'a\nb', 'half a pair \ud83d', 5]],
    ['nib', 'NibLength', ['123']],
  ])('of %s is refused as %s', (name, reason, values) => {
    const outcomes = values.map((value) => check(name, value));
    expect(outcomes.map((checked) => (checked.ok ? checked.value : checked.reason.code))).toEqual(values.map(() => reason));
  });

  it.each(['22-11-2026', '2026-02-30', '2023-02-29', '2026-1-1', '2026-11-22T00:00:00Z', '٢٠٢٦-١١-٢٢', 20261122])(
    'is no date: %j',
    (value) => {
      expect(check('date', value)).toMatchObject({ ok: false, reason: { code: 'NotDate' } });
    },
  );

  it.each(Object.keys(DEFINITIONS) as Name[])('is refused for %s, whatever it is', (name) => {
    expect(EVERYTHING_ELSE.filter((value) => check(name, value).ok)).toEqual([]);
  });
});

describe('a refusal', () => {
  it.each<[Name, unknown, string, string]>([
    ['boolean', 'ya', 'Jawab true (ya) atau false (tidak).', 'Answer true or false.'],
    [
      'rupiah',
      'lima juta',
      'Tulis rupiah dengan angka saja, contoh 5000000, atau kisaran {"min":…,"max":…}, 0 sampai 1000000000000000.',
      'Write rupiah in digits, such as 5000000, or a range {"min":…,"max":…}, 0 to 1000000000000000.',
    ],
    [
      'count',
      'tiga',
      'Tulis bilangan bulat, 1 sampai 5, atau kisaran {"min":…,"max":…}.',
      'Write a whole number, 1 to 5, or a range {"min":…,"max":…}.',
    ],
    ['date', 'kemarin', 'Tulis tanggal sebagai TTTT-BB-HH, contoh 2024-08-17.', 'Write the date as YYYY-MM-DD, such as 2024-08-17.'],
    [
      'pastDate',
      '2026-11-23',
      'Tanggal tidak boleh di masa depan. Tulis hari ini atau sebelumnya.',
      'The date cannot lie in the future. Write today or an earlier day.',
    ],
    ['date', '1800-01-01', 'Tulis tahun 1900 sampai 2100.', 'Write a year from 1900 to 2100.'],
    ['choice', 'tahu', 'Pilih salah satu dari: tofu, eggs, rice.', 'Choose one of: tofu, eggs, rice.'],
    ['choices', 'tofu', 'Kirim daftar berisi: tofu, eggs, rice.', 'Send a list of: tofu, eggs, rice.'],
    ['region', 5, 'Kirim kode wilayah, contoh 35.07.01.', 'Send a region code, such as 35.07.01.'],
    ['text', '', 'Tulis teks 1–200 huruf dalam satu baris.', 'Write a text of 1 to 200 characters on one line.'],
  ])('of %s says in both languages what to do instead of %j', (name, value, id, en) => {
    const checked = check(name, value);
    expect(checked.ok ? null : [checked.reason.id, checked.reason.en]).toEqual([id, en]);
  });

  it('never throws nor repeats what was sent, for any fact and any JSON', () => {
    const definitions = fc.constantFrom(...Object.values(FACTS));
    fc.assert(
      fc.property(definitions, fc.oneof(fc.jsonValue(), fc.anything()), (definition, value) => {
        const checked = checkFactValue(definition, value, OPTIONS);
        expect(checked.ok || checked.reason.id.length < 1_000).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('never comes for what was accepted before', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(FACTS)), fc.oneof(fc.jsonValue(), fc.nat(5), fc.boolean()), (definition, value) => {
        const checked = checkFactValue(definition, value, OPTIONS);
        fc.pre(checked.ok);
        expect(checkFactValue(definition, checked.value, OPTIONS)).toEqual(checked);
      }),
    );
  });
});
