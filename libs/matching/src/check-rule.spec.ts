import * as fc from 'fast-check';
import { checkRule, RuleFault } from './check-rule';
import { Catalogue } from './facts';
import { Rule } from './rule';

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

describe('a valid rule', () => {
  it.each<[string, Rule]>([
    ['all', { all: [NIB as Rule] }],
    ['the empty all', { all: [] }],
    ['any', { any: [NIB as Rule] }],
    ['not', { not: NIB as Rule }],
    ['at least', { atLeast: 1, of: [NIB as Rule, NIB as Rule] }],
    ['known', { known: 'nib', level: 'document' }],
    ['missing', { missing: 'nib' }],
    ['officer check', { officerCheck: 'tempat', text: TEXT }],
    ['boolean', { fact: 'nib', op: '!=', value: false, level: 'registry' }],
    ['integer', { fact: 'turnover', op: 'between', value: [0, 4_800_000_000] }],
    ['list of integers', { fact: 'turnover', op: 'in', value: [1, 2] }],
    ['date', { fact: 'age', op: 'between', value: ['2026-01-01', '2026-12-31'] }],
    ['measured date', { fact: 'age', op: '>=', value: 6, measure: 'months' }],
    ['choice', { fact: 'size', op: '=', value: 'micro' }],
    ['choices', { fact: 'products', op: 'containsAny', value: ['tofu'] }],
    ['lone choice', { fact: 'products', op: 'containsAny', value: 'tofu' }],
    ['region', { fact: 'place', op: 'within', value: ['35', '35.07.01.2001'] }],
    ['code', { fact: 'line', op: 'startsWith', value: ['2025:10'] }],
    ['text', { fact: 'country', op: 'in', value: ['Malaysia'] }],
    [
      'notes',
      { all: [{ id: 'nib', text: TEXT, legalBasis: 'PP 5/2021', ...NIB } as Rule], id: 'semua', text: TEXT, legalBasis: 'PP 7/2021' },
    ],
    [
      'the same question twice',
      {
        any: [
          { officerCheck: 'tempat', text: TEXT, id: 'tempat' },
          { officerCheck: 'tempat', text: TEXT },
        ],
      },
    ],
  ])('of the kind %s has no faults', (_, rule) => {
    expect(checkRule(rule, CATALOGUE)).toEqual([]);
  });
});

describe('faults', () => {
  it('are all listed, below the pointer given', () => {
    const rule = { all: [{ ...NIB, op: '<' }, { known: 'x' }, { atLeast: 2, of: [5] }] };
    expect(checkRule(rule, CATALOGUE, '/document/requires').map(({ pointer }) => pointer)).toEqual([
      '/document/requires/all/0/op',
      '/document/requires/all/1/known',
      '/document/requires/all/2/atLeast',
      '/document/requires/all/2/of/0',
    ]);
  });

  it('do not repeat a megabyte', () => {
    const long = 'x'.repeat(1_000_000);
    const faults = [{ known: long }, { fact: 'size', op: '=', value: long }].flatMap((rule) => checkRule(rule, CATALOGUE));
    expect(faults.map(({ text }) => Math.max(text.id.length, text.en.length) < 200)).toEqual([true, true]);
  });
});

describe('arbitrary JSON', () => {
  const wellFormed = ({ pointer, text }: RuleFault) => /^(\/([^~/]|~[01])*)*$/u.test(pointer) && text.id.length > 0 && text.en.length > 0;

  it('is checked without throwing', () => {
    const members = [
      'all',
      'any',
      'of',
      'not',
      'atLeast',
      'fact',
      'op',
      'value',
      'measure',
      'level',
      'known',
      'officerCheck',
      'text',
      'id',
      '__proto__',
      'toString',
    ];
    const { json } = fc.letrec((tie) => ({
      json: fc.oneof(
        { maxDepth: 4 },
        fc.jsonValue({ maxDepth: 2 }),
        fc.array(tie('json'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...members), tie('json'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), json), (value) => {
        expect(checkRule(value, CATALOGUE).filter((fault) => !wellFormed(fault))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
