import { evaluate } from './evaluate';
import { Catalogue, Fact, Settler } from './facts';
import { Comparison, Rule } from './rule';

const label = { id: 'Omzet setahun', en: 'Yearly turnover' };
const catalogue = (settledBy?: Settler): Catalogue => ({ turnover: { type: 'integer', label, ...(settledBy && { settledBy }) } });
const LIMIT: Comparison = { fact: 'turnover', op: '<=', value: 500 };

const settle = (rule: Rule, fact?: Fact, settledBy?: Settler) =>
  evaluate(rule, { facts: fact ? { turnover: fact } : {}, asOf: '2026-11-22', catalogue: catalogue(settledBy) }).settle;

describe('what settles a comparison', () => {
  it.each<[string, Fact | undefined, string, string]>([
    ['missing', undefined, 'Perlu jawaban: Omzet setahun', 'Needs an answer: Yearly turnover'],
    ['stale', { value: 100, validUntil: '2026-11-21' }, 'Perlu diperbarui: Omzet setahun', 'Needs an update: Yearly turnover'],
    ['invalid', { value: 'x' }, 'Perlu diperbaiki: Omzet setahun', 'Needs correcting: Yearly turnover'],
    ['imprecise', { value: { max: 600 } }, 'Perlu angka yang lebih tepat: Omzet setahun', 'Needs a more exact figure: Yearly turnover'],
  ])('is the answer of the owner when the fact is %s', (cause, fact, id, en) => {
    expect(settle(LIMIT, fact)).toEqual([{ leaf: '', fact: 'turnover', cause, who: 'owner', how: 'answer', text: { id, en } }]);
  });

  it.each([
    ['document', 'owner', 'document'],
    ['officer', 'officer', 'visit'],
    ['registry', 'registry', 'check'],
  ] as const)('is, for evidence of the level %s, up to the %s by %s', (level, who, how) => {
    const text = { id: 'Perlu bukti: Omzet setahun', en: 'Needs evidence: Yearly turnover' };
    expect(settle({ ...LIMIT, level }, { value: 100 })).toEqual([{ leaf: '', fact: 'turnover', cause: 'evidence', who, how, text }]);
  });

  it.each([
    ['owner', 'answer'],
    ['officer', 'visit'],
    ['registry', 'check'],
    ['partner', 'check'],
  ] as const)('is up to the %s (%s) when the catalogue says so', (who, how) => {
    expect(settle({ ...LIMIT, level: 'declared' }, undefined, who).map((entry) => [entry.who, entry.how])).toEqual([[who, how]]);
  });
});

describe('what settles an officer check', () => {
  it('is the visit of an officer, in the words of the check', () => {
    expect(settle({ all: [{ officerCheck: 'visit', text: { id: 'Tempat usaha tetap', en: 'Fixed premises' } }] })).toEqual([
      {
        leaf: '/all/0',
        fact: null,
        cause: 'officerCheck',
        who: 'officer',
        how: 'visit',
        text: { id: 'Diperiksa petugas: Tempat usaha tetap', en: 'An officer checks: Fixed premises' },
      },
    ]);
  });
});
