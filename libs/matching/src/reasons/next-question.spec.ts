import * as fc from 'fast-check';
import { completeValues, ruleWithoutPresence, situation } from '../../../../test/vectors/arbitrary-rules';
import { verdictOf } from '../evaluate';
import { Catalogue, Fact, Facts, FactValue, isRange, levelAtLeast } from '../facts';
import { Situation } from '../leaf';
import { Rule } from '../rule';
import { NextQuestion, nextQuestion, OpenOffer } from './next-question';
import { knownOf } from './variables';

const label = (id: string) => ({ id, en: id });
const CATALOGUE: Catalogue = {
  nib: { type: 'boolean', label: label('Punya NIB') },
  sku: { type: 'boolean', label: label('Punya SKU') },
  turnover: { type: 'integer', label: label('Omzet') },
  size: { type: 'choice', label: label('Ukuran'), options: { micro: label('mikro'), small: label('kecil') }, askAs: 'turnover' },
  slik: { type: 'integer', label: label('SLIK'), settledBy: 'partner' },
};
const NIB: Rule = { fact: 'nib', op: '=', value: true };
const SKU: Rule = { fact: 'sku', op: '=', value: true };
const TURNOVER: Rule = { fact: 'turnover', op: '<=', value: 500 };
const SIZE: Rule = { fact: 'size', op: '=', value: 'micro' };
const SLIK: Rule = { fact: 'slik', op: '=', value: 1 };
const VISIT: Rule = { officerCheck: 'visit', text: label('Ada tempat') };

const at = (facts: Facts = {}): Situation => ({ facts, asOf: '2026-11-22', catalogue: CATALOGUE });
const offer = (id: string, rule: Rule, weight = 1): OpenOffer => ({ id, rule, weight });
const asked = (offers: readonly OpenOffer[], where = at(), options = {}) => nextQuestion(offers, where, options)?.key ?? null;

describe('the next question', () => {
  it('is the one with the greatest share of the weight of the offers that hang on it', () => {
    const offers = [offer('a', { all: [NIB, SKU, TURNOVER] }, 6), offer('b', { all: [SKU, TURNOVER] }, 6), offer('c', TURNOVER, 1)];
    expect(nextQuestion(offers, at())).toEqual({
      key: 'turnover',
      kind: 'fact',
      who: 'owner',
      how: 'answer',
      answer: 'number',
      text: { id: 'Perlu jawaban: Omzet', en: 'Needs an answer: Omzet' },
      score: (2 + 3 + 1) * 720_720,
      offers: ['a', 'b', 'c'],
      settles: ['c'],
    });
  });

  it('is, among equals, the cheaper to answer, then the first key', () => {
    const all = [VISIT, SLIK, { ...NIB, level: 'document' } as Rule, TURNOVER, SKU, NIB];
    const offers = all.map((rule, index) => offer(String(index), rule));
    const order: string[] = [];
    for (let left = offers; left.length > 0;) {
      const question: NextQuestion = nextQuestion(left, at())!;
      order.push(`${question.key} ${question.answer}`);
      left = left.filter(({ id }) => !question.offers.includes(id));
    }
    expect(order).toEqual(['nib select', 'sku select', 'turnover number', 'nib document', 'slik visit', 'visit visit']);
  });

  it('asks nothing that cannot change an offer: what is decided, or stands under something decided', () => {
    const known = at({ turnover: { value: 900 } });
    expect(asked([offer('a', { all: [TURNOVER, NIB] }), offer('b', { any: [{ not: TURNOVER }, SKU] })], known)).toBeNull();
    expect(asked([offer('a', { all: [{ any: [TURNOVER, NIB] }, { any: [{ not: TURNOVER }, SKU] }] })], known)).toBe('nib');
    expect(asked([])).toBeNull();
  });

  it('asks for the fact from which another is worked out, once', () => {
    expect(nextQuestion([offer('a', { all: [SIZE, TURNOVER] })], at())).toMatchObject({ key: 'turnover', score: 720_720, settles: ['a'] });
    expect(asked([offer('a', SIZE)], at({ turnover: { value: 3 } }))).toBe('size');
  });

  it('asks for the proof of what was answered, as a question of its own', () => {
    const rule: Rule = { all: [NIB, { ...NIB, level: 'document' } as Rule] };
    expect(nextQuestion([offer('a', rule)], at())).toMatchObject({ key: 'nib', how: 'answer', score: 360_360, settles: [] });
    expect(nextQuestion([offer('a', rule)], at({ nib: { value: true } }))).toMatchObject({ key: 'nib', how: 'document', settles: ['a'] });
  });

  it('leaves out what was skipped and whom nobody can ask', () => {
    const offers = [offer('a', NIB, 9), offer('b', VISIT, 5), offer('c', TURNOVER, 1)];
    expect(asked(offers, at(), { skip: new Set(['nib']) })).toBe('visit');
    expect(asked(offers, at(), { skip: new Set(['nib']), who: ['owner'] })).toBe('turnover');
    expect(asked(offers, at(), { who: ['registry'] })).toBeNull();
  });

  it('is the same in whatever order the offers are given', () => {
    const offers = fc.array(fc.tuple(ruleWithoutPresence, fc.nat(10_000)), { maxLength: 4 });
    fc.assert(
      fc.property(offers, situation, (drawn, where) => {
        const open = drawn.map(([rule, weight], index) => offer(String(index), rule, weight));
        expect(nextQuestion([...open].reverse(), where)).toEqual(nextQuestion(open, where));
      }),
    );
  });
});

/** What an answer can make of the fact: it keeps a value that is known and completes it. */
function completed(key: string, where: Situation, value: FactValue, how: NextQuestion['how']): Fact {
  const known = knownOf(key, where, where.asOf);
  const level = ({ answer: 'declared', document: 'document', visit: 'officer', check: 'registry' } as const)[how];
  if (known.cause !== null) return { value, level };
  const { value: held, level: before } = known.fact;
  const proven = levelAtLeast(before, level) ? before : level;
  if (!isRange(held)) return { value: held, level: proven };
  const least = held.min ?? Math.min(0, held.max!);
  return { value: Math.min(held.max ?? Infinity, least + (value as number)), level: proven };
}

describe('answering', () => {
  const offers = fc
    .array(ruleWithoutPresence, { minLength: 1, maxLength: 4 })
    .map((rules) => rules.map((rule, index) => offer(String(index), rule)));
  const undetermined = (open: readonly OpenOffer[], where: Situation) =>
    open.filter(({ rule }) => verdictOf(rule, where).verdict === 'undetermined').map(({ id }) => id);
  const answered = (where: Situation, { key, kind, how }: NextQuestion, values: Record<string, FactValue>, found: boolean): Situation =>
    kind === 'check'
      ? { ...where, checks: { ...where.checks, [key]: { value: found } } }
      : { ...where, facts: { ...where.facts, [key]: completed(key, where, values[key]!, how) } };

  it('in whatever way never makes an offer undetermined, and decides those that it is said to settle', () => {
    fc.assert(
      fc.property(offers, situation, completeValues, fc.boolean(), (open, where, values, found) => {
        const question = nextQuestion(open, where);
        const before = undetermined(open, where);
        expect(question === null).toBe(before.length === 0);
        if (!question) return;
        const after = undetermined(open, answered(where, question, values, found));
        expect(after.filter((id) => !before.includes(id))).toEqual([]);
        const isExact = !['place', 'line'].includes(question.key);
        expect(isExact ? after.filter((id) => question.settles.includes(id)) : []).toEqual([]);
      }),
    );
  });

  it('one question after another comes to an end with nothing left to ask', () => {
    fc.assert(
      fc.property(offers, situation, completeValues, fc.boolean(), (open, where, values, found) => {
        const skip = new Set<string>();
        let now = where;
        for (let count = 0; count < 60; count++) {
          const question = nextQuestion(open, now, { skip });
          if (!question) return;
          const next = answered(now, question, values, found);
          if (['place', 'line'].includes(question.key) && knownOf(question.key, now, now.asOf).cause === null) skip.add(question.key);
          now = next;
        }
        throw new Error('still asking');
      }),
    );
  });
});
