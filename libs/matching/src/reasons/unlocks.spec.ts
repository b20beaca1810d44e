import { Catalogue, Facts } from '../facts';
import { Situation } from '../leaf';
import { Rule } from '../rule';
import { findUnlocks, Unlock } from './unlocks';

const label = (id: string) => ({ id, en: id });
const BUSINESS: Catalogue = {
  startedOn: { type: 'date', label: label('Umur usaha'), action: 'date' },
  birthDate: { type: 'date', label: label('Tanggal lahir'), action: 'immutable' },
  sex: { type: 'choice', label: label('Jenis kelamin'), options: { f: label('Perempuan'), m: label('Laki-laki') }, action: 'immutable' },
  nib: { type: 'boolean', label: label('Punya NIB'), action: 'obtainable', change: { cost: 2, leadDays: 1 } },
  amount: { type: 'integer', label: label('Jumlah'), unit: 'IDR', action: 'choice', min: 0 },
  turnover: { type: 'integer', label: label('Omzet'), unit: 'IDR', action: 'growth', change: { leadDays: 365 } },
  products: {
    type: 'choices',
    label: label('Produk'),
    options: { rice: label('Beras'), eggs: label('Telur'), wine: label('Anggur') },
    action: 'choice',
  },
  place: { type: 'region', label: label('Wilayah'), action: 'choice' },
  kur: { type: 'boolean', label: label('Sedang KUR'), action: 'growth', settledBy: 'registry', change: { towards: 'down', leadDays: 180 } },
};
const at = (values: Record<string, unknown>, more: Partial<Situation> = {}): Situation => ({
  facts: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value }])) as Facts,
  asOf: '2026-11-22',
  catalogue: BUSINESS,
  ...more,
});
const SIX_MONTHS: Rule = { id: 'age', fact: 'startedOn', op: '>=', value: 6, measure: 'months' };
const NIB: Rule = { id: 'nib', fact: 'nib', op: '=', value: true };
const WOMAN: Rule = { id: 'sex', fact: 'sex', op: '=', value: 'f' };

const brief = ({ changes, conditions, wait, readyOn }: Unlock) => [
  ...changes.map(({ fact, to }) => `${fact} := ${JSON.stringify(to)}`),
  ...conditions.map(({ fact, check, how, to, cause }) => `${how} ${fact ?? check} = ${JSON.stringify(to)} (${cause})`),
  ...(wait ? [`wait for ${wait.facts.join()}`] : []),
  readyOn,
];
const unlocksOf = (tree: Rule, where: Situation) => findUnlocks(tree, where).unlocks.map(brief);

describe('waiting', () => {
  it('ends on the very day on which time turns the rule', () => {
    const where = at({ startedOn: '2026-08-12', nib: true });
    expect(unlocksOf({ all: [SIX_MONTHS, NIB] }, where)).toEqual([['wait for startedOn', '2027-02-12']]);
    const [unlock] = findUnlocks(SIX_MONTHS, where).unlocks;
    expect([unlock!.leadDays, unlock!.cost, unlock!.wait!.text.id]).toEqual([82, 6, 'Tunggu sampai 12 Februari 2027: umur usaha']);
  });

  it('goes with changes that are made meanwhile', () => {
    expect(unlocksOf({ all: [SIX_MONTHS, NIB] }, at({ startedOn: '2026-08-12', nib: false }))).toEqual([
      ['nib := true', 'wait for startedOn', '2027-02-12'],
    ]);
  });

  it('is no step of its own when a change takes longer', () => {
    const rule: Rule = { all: [SIX_MONTHS, { fact: 'turnover', op: '>=', value: 500 }] };
    expect(unlocksOf(rule, at({ startedOn: '2026-08-12', turnover: 100 }))).toEqual([['turnover := 500', '2027-11-22']]);
  });

  it('does not help once it is too late, nor for the age of a person', () => {
    const young: Rule = { id: 'young', fact: 'startedOn', op: '<', value: 6, measure: 'months' };
    const grown: Rule = { id: 'grown', fact: 'birthDate', op: '>=', value: 18, measure: 'years' };
    expect(findUnlocks(young, at({ startedOn: '2026-01-01' }))).toEqual({ outcome: 'impossible', unlocks: [], blockers: [['young']] });
    expect(findUnlocks(grown, at({ birthDate: '2009-01-01' }))).toEqual({ outcome: 'impossible', unlocks: [], blockers: [['grown']] });
  });
});

describe('a change', () => {
  it('of a number goes to the nearest value that satisfies every condition on it', () => {
    const rule: Rule = { all: [{ fact: 'amount', op: 'between', value: [100, 1000] }, { not: { fact: 'amount', op: '>', value: 500 } }] };
    expect(unlocksOf(rule, at({ amount: 2000 }))).toEqual([['amount := 500', '2026-11-22']]);
    expect(unlocksOf(rule, at({ amount: 5 }))).toEqual([['amount := 100', '2026-11-22']]);
    expect(unlocksOf({ fact: 'amount', op: 'notIn', value: [4, 5, 6] }, at({ amount: 5 }))).toEqual([['amount := 3', '2026-11-22']]);
  });

  it('of a list adds and drops no more than is needed', () => {
    const rule: Rule = {
      all: [
        { fact: 'products', op: 'containsAny', value: ['rice', 'eggs'] },
        { fact: 'products', op: 'containsNone', value: 'wine' },
      ],
    };
    expect(unlocksOf(rule, at({ products: ['wine'] }))).toEqual([['products := ["rice"]', '2026-11-22']]);
    expect(unlocksOf({ fact: 'products', op: 'subsetOf', value: ['rice'] }, at({ products: ['wine', 'rice'] }))).toEqual([
      ['products := ["rice"]', '2026-11-22'],
    ]);
  });

  it('of place goes to the nearest area that the rule names, never to one that it does not', () => {
    expect(unlocksOf({ fact: 'place', op: 'within', value: ['36', '35.73'] }, at({ place: '35.07.01' }))).toEqual([
      ['place := "36"', '2026-11-22'],
    ]);
    expect(findUnlocks({ fact: 'place', op: '!=', value: '35.07' }, at({ place: '35.07' })).outcome).toBe('impossible');
  });

  it('is a gain: nobody is told to earn less or to give up a document', () => {
    expect(findUnlocks({ fact: 'turnover', op: '<=', value: 100 }, at({ turnover: 500 })).outcome).toBe('impossible');
    expect(findUnlocks({ fact: 'nib', op: '=', value: false }, at({ nib: true })).outcome).toBe('impossible');
    expect(unlocksOf({ fact: 'kur', op: '=', value: false }, at({ kur: true }))).toEqual([['kur := false', '2027-05-21']]);
    expect(findUnlocks({ fact: 'kur', op: '=', value: true }, at({ kur: false })).outcome).toBe('impossible');
  });

  it('brings the proof that the rule asks for', () => {
    const [unlock] = findUnlocks({ ...NIB, level: 'document' } as Rule, at({ nib: false })).unlocks;
    expect(unlock!.changes).toMatchObject([{ fact: 'nib', from: false, to: true, level: 'document', cost: 4, leadDays: 1 }]);
  });
});

describe('what has to be found out', () => {
  it('stands apart from changes, with who settles it and what helps', () => {
    const sku: Rule = { id: 'sku', officerCheck: 'sku', text: label('Ada SKU') };
    const [unlock] = findUnlocks({ all: [NIB, sku, { not: { fact: 'kur', op: '=', value: true } }] }, at({ nib: false })).unlocks;
    expect(brief(unlock!)).toEqual(['nib := true', 'visit sku = true (officerCheck)', 'check kur = false (missing)', '2026-11-29']);
    expect(unlock!.conditions.map(({ who, expects, otherwise }) => [who, expects.id, otherwise?.leadDays])).toEqual([
      ['officer', 'Ada SKU', undefined],
      ['registry', 'Sedang KUR: tidak', 180],
    ]);
  });

  it.each<[string, Rule, Situation, string]>([
    ['a document', { ...NIB, level: 'document' } as Rule, at({ nib: true }), 'document nib = true (evidence)'],
    ['a fresh answer', NIB, at({}, { facts: { nib: { value: true, validUntil: '2026-11-21' } } }), 'answer nib = true (stale)'],
    [
      'an exact figure',
      { fact: 'amount', op: '<=', value: 500 },
      at({ amount: { min: 200, max: 600 } }),
      'answer amount = 500 (imprecise)',
    ],
    ['an exact place', { fact: 'place', op: 'within', value: '35.07.01' }, at({ place: '35.07' }), 'answer place = "35.07.01" (imprecise)'],
    ['another answer', NIB, at({ nib: 'ja' }), 'answer nib = true (invalid)'],
    ['a date', SIX_MONTHS, at({}), 'answer startedOn = "2026-05-22" (missing)'],
    ['any answer', { known: 'turnover' }, at({}), 'answer turnover = 0 (missing)'],
  ])('may be %s', (_, tree, where, condition) => {
    expect(unlocksOf(tree, where)).toEqual([[condition, '2026-11-22']]);
  });

  it('includes what nobody can change, as long as it is unknown', () => {
    expect(unlocksOf(WOMAN, at({}))).toEqual([['answer sex = "f" (missing)', '2026-11-22']]);
  });

  it('is no finding that an officer has already recorded, nor an answer withdrawn', () => {
    const visit: Rule = { id: 'visit', officerCheck: 'visit', text: label('Ada tempat') };
    expect(findUnlocks(visit, at({}, { checks: { visit: { value: false } } })).outcome).toBe('impossible');
    expect(findUnlocks({ id: 'none', missing: 'nib' }, at({ nib: true })).blockers).toEqual([['none']]);
  });
});

describe('none possible', () => {
  it('names the conditions that make it so, and no others', () => {
    const rule: Rule = {
      all: [NIB, WOMAN, { any: [{ id: 'grown', fact: 'birthDate', op: '<', value: '2000-01-01' }, { not: { ...WOMAN, id: 'man' } }] }],
    };
    expect(findUnlocks(rule, at({ nib: false, sex: 'm', birthDate: '2009-01-01' })).blockers).toEqual([['sex']]);
    expect(findUnlocks(rule, at({ nib: false, sex: 'f', birthDate: '2009-01-01' })).blockers).toEqual([['grown', 'man']]);
  });

  it('is not said of a rule that asks two things of one fact: that is not found', () => {
    const rule: Rule = {
      all: [
        { fact: 'amount', op: '>', value: 5 },
        { fact: 'amount', op: '<', value: 5 },
      ],
    };
    expect(findUnlocks(rule, at({ amount: 5 }))).toEqual({ outcome: 'notFound', unlocks: [], blockers: [] });
  });

  it('is already true of a rule that is', () => {
    expect(findUnlocks({ all: [] }, at({}))).toEqual({ outcome: 'already', unlocks: [], blockers: [] });
  });
});

describe('a wicked rule', () => {
  const leaf = (index: number): Rule => ({ fact: 'amount', op: 'notIn', value: [index, index + 2] });
  const many = (count: number): Rule[] =>
    Array.from({ length: count }, (_, index) => ({ any: [NIB, leaf(index), { not: leaf(index + 1) }] }));
  const deep = Array.from({ length: 30 }).reduce<Rule>((inner) => ({ not: { all: [inner] } }), NIB);

  it.each<[string, Rule]>([
    ['wide', { all: many(2_000) }],
    ['of thresholds', { atLeast: 1_000, of: many(2_000) }],
    ['deep', deep],
  ])(
    'that is %s is given up rather than searched to the end',
    (_, tree) => {
      expect(findUnlocks(tree, at({ amount: 7, nib: false })).outcome).toMatch(/possible|notFound|already/);
    },
    60_000,
  );
});
