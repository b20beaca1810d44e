import { canonicalJson } from './canonical';
import { ENGINE_VERSION, evaluate, evaluateTree, verdictOf } from './evaluate';
import { Catalogue, Facts } from './facts';
import { Situation } from './leaf';
import { Rule } from './rule';

const CATALOGUE: Catalogue = {
  'business.startedOn': { type: 'date', label: { id: 'Umur usaha', en: 'Age of the business' } },
  'business.turnover': { type: 'integer', label: { id: 'Omzet setahun', en: 'Yearly turnover' }, unit: 'IDR' },
  'legality.nib': { type: 'boolean', label: { id: 'Punya NIB', en: 'Has an NIB' } },
  'finance.kurActive': { type: 'boolean', label: { id: 'Sedang menerima KUR', en: 'Has KUR now' }, settledBy: 'registry' },
};

/** KUR, much shortened. */
const KUR: Rule = {
  all: [
    { id: 'umur', fact: 'business.startedOn', op: '>=', value: 6, measure: 'months', legalBasis: 'Permenko 1/2026 pasal 14' },
    { id: 'omzet', fact: 'business.turnover', op: '<=', value: 4_800_000_000 },
    {
      any: [
        { fact: 'legality.nib', op: '=', value: true },
        { officerCheck: 'sku', text: { id: 'Ada SKU dari desa', en: 'Has a village letter' } },
      ],
    },
    { not: { fact: 'finance.kurActive', op: '=', value: true } },
  ],
};

const at = (facts: Facts, more: Partial<Situation> = {}): Situation => ({ facts, asOf: '2026-11-22', catalogue: CATALOGUE, ...more });

describe('a business of four months where six are needed', () => {
  const report = evaluate(
    KUR,
    at({
      'business.startedOn': { value: '2026-07-22', level: 'document' },
      'business.turnover': { value: 300_000_000, validUntil: '2027-06-30' },
    }),
  );

  it('is refused for its age alone, until the day on which it is old enough', () => {
    const { leaves, ...verdict } = report;
    expect(leaves).toHaveLength(5);
    expect(verdict).toEqual({
      verdict: 'notEligible',
      asOf: '2026-11-22',
      engine: ENGINE_VERSION,
      settle: [],
      culprits: [['umur']],
      validUntil: '2027-01-22',
    });
  });

  it('reads what was expected and what is, with the law behind it', () => {
    const expected = { id: 'Umur usaha paling sedikit 6 bulan', en: 'Age of the business at least 6 months' };
    expect(report.leaves[0]).toEqual({
      id: 'umur',
      path: '/all/0',
      text: expected,
      legalBasis: 'Permenko 1/2026 pasal 14',
      expected,
      actual: 4,
      actualText: { id: '4 bulan', en: '4 months' },
      level: 'document',
      value: 'F',
    });
  });

  it('shows a leaf without an id under its path, and what would settle it', () => {
    const text = { id: 'Ada SKU dari desa', en: 'Has a village letter' };
    const settle = {
      leaf: '/all/2/any/1',
      fact: null,
      cause: 'officerCheck',
      who: 'officer',
      how: 'visit',
      text: { id: 'Diperiksa petugas: Ada SKU dari desa', en: 'An officer checks: Has a village letter' },
    };
    expect(report.leaves[3]).toEqual({
      id: '/all/2/any/1', path: '/all/2/any/1', text, expected: text, actual: null, actualText: null, level: null, value: 'U', cause: 'officerCheck', settle,
    }); // prettier-ignore
  });

  it('is eligible from that day on, once the rest is known', () => {
    const facts: Facts = {
      'business.startedOn': { value: '2026-07-22' },
      'business.turnover': { value: 300_000_000 },
      'legality.nib': { value: true },
      'finance.kurActive': { value: false },
    };
    const verdicts = ['2027-01-21', '2027-01-22'].map((asOf) => verdictOf(KUR, at(facts, { asOf })));
    expect(verdicts).toEqual([
      { verdict: 'notEligible', validUntil: '2027-01-22' },
      { verdict: 'eligible', validUntil: null },
    ]);
  });
});

describe('the text of a leaf', () => {
  it("is the author's where there is one, beside what the engine expects", () => {
    const text = { id: 'Usaha kecil', en: 'Small business' };
    const [leaf] = evaluate({ fact: 'business.turnover', op: '<=', value: 5, text }, at({})).leaves;
    expect([leaf!.text, leaf!.expected]).toEqual([text, { id: 'Omzet setahun paling banyak Rp5', en: 'Yearly turnover at most Rp5' }]);
  });
});

describe('what settles an undetermined verdict', () => {
  const nib: Rule = { id: 'nib', fact: 'legality.nib', op: '=', value: true };
  const kur: Rule = { id: 'kur', fact: 'finance.kurActive', op: '=', value: false };
  const turnover: Rule = { id: 'omzet', fact: 'business.turnover', op: '<=', value: 500 };
  const sku: Rule = { id: 'sku', officerCheck: 'sku', text: { id: 'SKU', en: 'SKU' } };
  const leavesToSettle = (rule: Rule, facts: Facts = {}) => evaluate(rule, at(facts)).settle.map(({ leaf }) => leaf);

  it('are the undetermined leaves under undetermined nodes only', () => {
    const decided: Rule = { any: [turnover, nib] };
    expect(leavesToSettle({ all: [decided, { not: { any: [kur, sku] } }] }, { 'business.turnover': { value: 100 } })).toEqual([
      'kur',
      'sku',
    ]);
    expect(leavesToSettle({ all: [decided, kur] }, { 'business.turnover': { value: 900 } })).toEqual(['nib', 'kur']);
    expect(leavesToSettle({ atLeast: 2, of: [nib, { all: [sku, turnover] }, kur] }, { 'business.turnover': { value: 900 } })).toEqual([
      'nib',
      'kur',
    ]);
  });

  it('are none once the verdict stands', () => {
    expect(leavesToSettle({ all: [turnover, nib] }, { 'business.turnover': { value: 900 } })).toEqual([]);
    expect(leavesToSettle({ any: [turnover, nib] }, { 'business.turnover': { value: 100 } })).toEqual([]);
  });
});

describe('the end of an evaluation', () => {
  it('is the earliest day on which any leaf may flip, also one that decides nothing now', () => {
    const facts: Facts = {
      'business.turnover': { value: 900, validUntil: '2027-03-31' },
      'legality.nib': { value: true, validUntil: '2026-12-31' },
    };
    const rule: Rule = { all: [{ fact: 'business.turnover', op: '<=', value: 500 }, { known: 'legality.nib' }] };
    expect(verdictOf(rule, at(facts))).toEqual({ verdict: 'notEligible', validUntil: '2027-01-01' });
  });
});

describe('the evaluated tree', () => {
  it('has every node with its JSON Pointer and value, in the order written, without short cuts', () => {
    const shape = (node: ReturnType<typeof evaluateTree>): unknown => [node.path, node.value, ...node.children.map(shape)];
    expect(shape(evaluateTree(KUR, at({ 'business.startedOn': { value: '2026-07-22' }, 'legality.nib': { value: true } })))).toEqual([
      '', 'F',
      ['/all/0', 'F'],
      ['/all/1', 'U'],
      ['/all/2', 'T', ['/all/2/any/0', 'T'], ['/all/2/any/1', 'U']],
      ['/all/3', 'U', ['/all/3/not', 'U']],
    ]); // prettier-ignore
  });

  it('is true of the rule that asks for nothing, false of the one that offers no alternative', () => {
    expect([{ all: [] }, { any: [] }, { not: { all: [] } }].map((rule) => evaluateTree(rule, at({})).value)).toEqual(['T', 'F', 'F']);
  });
});

describe('data of any shape', () => {
  it('of a wrong type stay undetermined and are shown as they are', () => {
    const values: unknown[] = [null, { toString: 1 }, [{ valueOf: null }], { min: { toString: 0 } }, 'constructor', Number.NaN];
    const reports = values.map((value) =>
      evaluate({ fact: 'business.turnover', op: '<', value: 5 }, at({ 'business.turnover': { value: value as never } })),
    );
    expect(reports.map(({ verdict, leaves }) => [verdict, leaves[0]!.cause, leaves[0]!.actualText?.id])).toEqual([
      ['undetermined', 'invalid', 'null'],
      ['undetermined', 'invalid', '{"toString":1}'],
      ['undetermined', 'invalid', '{"valueOf":null}'],
      ['undetermined', 'invalid', '{"min":{"toString":0}}'],
      ['undetermined', 'invalid', 'constructor'],
      ['undetermined', 'invalid', 'RpNaN'],
    ]);
    expect(reports.map((report) => JSON.parse(canonicalJson(report)).verdict)).toEqual(values.map(() => 'undetermined'));
  });
});
