import * as fc from 'fast-check';
import { CATALOGUE as PLAIN, completeValues, rule, ruleWithoutPresence, situation } from '../../../../test/vectors/arbitrary-rules';
import { canonicalJson } from '../canonical';
import { verdictOf } from '../evaluate';
import { Catalogue, FactDefinition, Facts } from '../facts';
import { Situation } from '../leaf';
import { Rule } from '../rule';
import { applySteps, readyOn, Step } from './steps';
import { findUnlocks, stepsOf } from './unlocks';

const withActions = (actions: Record<string, Partial<FactDefinition>>): Catalogue =>
  Object.fromEntries(Object.entries(PLAIN).map(([key, definition]) => [key, { ...definition, ...actions[key] }]));

/** Every class of action, with lead days that differ. */
const MIXED = withActions({
  flag: { action: 'obtainable', change: { leadDays: 20 } },
  amount: { action: 'choice' },
  since: { action: 'date' },
  stage: { action: 'growth' },
  needs: { action: 'choice', change: { cost: 3, leadDays: 5 } },
  place: { action: 'choice' },
  line: { action: 'immutable' },
  note: { action: 'immutable' },
});
const FIXED = Object.keys(PLAIN).filter((key) => ['immutable', 'date', undefined].includes(MIXED[key]!.action));

const drawn = fc.tuple(rule, situation).map(([tree, where]) => ({ tree, where: { ...where, catalogue: MIXED } }));
const subsets = <T>(items: readonly T[]): T[][] =>
  items.reduce<T[][]>((sets, item) => [...sets, ...sets.map((set) => [...set, item])], [[]]);

const holds = (tree: Rule, where: Situation, steps: readonly Step[]): boolean =>
  verdictOf(tree, applySteps(where, steps, readyOn(steps, where.asOf))).verdict === 'eligible';

describe('an unlock', () => {
  it('makes the rule true on the day it names, no proper subset does, and nothing immutable is in it (P5)', () => {
    fc.assert(
      fc.property(drawn, ({ tree, where }) => {
        for (const unlock of findUnlocks(tree, where).unlocks) {
          const steps = stepsOf(unlock);
          expect(readyOn(steps, where.asOf)).toBe(unlock.readyOn);
          expect(holds(tree, where, steps)).toBe(true);
          const smaller = steps.length <= 8 ? subsets(steps).filter((set) => set.length < steps.length) : [];
          expect(smaller.filter((set) => holds(tree, where, set))).toEqual([]);
          expect(unlock.changes.filter(({ fact }) => FIXED.includes(fact))).toEqual([]);
          expect((unlock.wait?.facts ?? []).filter((fact) => fact !== 'since')).toEqual([]);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('is reported the same again, cheapest first, whatever the order in which the facts are listed', () => {
    fc.assert(
      fc.property(drawn, ({ tree, where }) => {
        const report = findUnlocks(tree, where);
        const backwards = Object.fromEntries(Object.entries(where.facts).reverse());
        const stored = JSON.parse(JSON.stringify({ tree, where: { ...where, facts: backwards } })) as { tree: Rule; where: Situation };
        expect(canonicalJson(findUnlocks(stored.tree, stored.where))).toBe(canonicalJson(report));
        const costs = report.unlocks.map(({ cost }) => cost);
        expect(costs).toEqual([...costs].sort((a, b) => a - b));
        expect(report.unlocks.length > 0).toBe(report.outcome === 'possible');
        expect(report.blockers.length > 0).toBe(report.outcome === 'impossible');
      }),
      { numRuns: 60 },
    );
  });

  it('is found whenever some values that may be chosen freely make the rule true', () => {
    const FREE = Object.fromEntries(Object.entries(PLAIN).map(([key, definition]) => [key, { ...definition, action: 'choice' as const }]));
    const chosen = fc.array(fc.tuple(completeValues, fc.subarray(['flag', 'banned', 'amount', 'since', 'stage', 'needs'])), {
      minLength: 8,
      maxLength: 8,
    });
    fc.assert(
      fc.property(ruleWithoutPresence, situation, chosen, fc.boolean(), (tree, plain, choices, found) => {
        const where = { ...plain, catalogue: FREE };
        const checks = { visit: { value: found }, site: { value: found }, ...where.checks };
        const tried = choices.map(([values, keys]): Situation => {
          const facts = Object.fromEntries(keys.map((key) => [key, { value: values[key]!, level: 'registry' as const }]));
          return { ...where, checks, facts: { ...where.facts, ...facts } as Facts };
        });
        fc.pre(tried.some((one) => verdictOf(tree, one).verdict === 'eligible'));
        expect(findUnlocks(tree, where).outcome).toMatch(/already|possible/);
      }),
    );
  });
});

const FLAGS = ['a', 'b', 'c', 'd', 'e'];
const COSTS = [5, 3, 4, 2, 7];
const DOCUMENTS: Catalogue = Object.fromEntries(
  FLAGS.map((key, index) => [
    key,
    { type: 'boolean', label: { id: key, en: key }, action: 'obtainable', change: { cost: COSTS[index]!, leadDays: index } },
  ]),
);
const flagRule: fc.Arbitrary<Rule> = fc.letrec<{ rule: Rule; leaf: Rule }>((tie) => ({
  leaf: fc.record({ fact: fc.constantFrom(...FLAGS), op: fc.constant('=' as const), value: fc.boolean() }),
  rule: fc.oneof(
    { maxDepth: 3 },
    tie('leaf'),
    fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('rule').map((not) => ({ not })),
    fc.array(tie('rule'), { minLength: 3, maxLength: 3 }).map((of) => ({ atLeast: 2, of })),
  ),
})).rule;

describe('the unlocks of a rule about documents', () => {
  it('are the cheapest of all minimal sets that there are, found by trying every set', () => {
    fc.assert(
      fc.property(flagRule, fc.subarray(FLAGS), (tree, held) => {
        const facts = Object.fromEntries(FLAGS.map((key) => [key, { value: held.includes(key) }]));
        const where: Situation = { facts, asOf: '2026-11-22', catalogue: DOCUMENTS };
        const isTrue = (set: readonly string[]) =>
          verdictOf(tree, { ...where, facts: { ...facts, ...Object.fromEntries(set.map((key) => [key, { value: true }])) } }).verdict ===
          'eligible';
        const sufficient = subsets(FLAGS.filter((key) => !held.includes(key))).filter(isTrue);
        const minimal = sufficient.filter(
          (set) => !sufficient.some((other) => other.length < set.length && other.every((key) => set.includes(key))),
        );
        const costs = minimal.map((set) => set.reduce((sum, key) => sum + COSTS[FLAGS.indexOf(key)]!, 0)).sort((a, b) => a - b);
        const report = findUnlocks(tree, where);
        if (isTrue([])) expect(report.outcome).toBe('already');
        else expect(report.unlocks.map(({ cost }) => cost)).toEqual(costs.slice(0, 3));
        expect(report.outcome === 'impossible' ? sufficient : []).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
