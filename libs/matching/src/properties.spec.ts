import * as fc from 'fast-check';
import {
  CATALOGUE, checks, completeValues, day, facts, rule, ruleWithoutPresence, situation, withChildren,
} from '../../../test/vectors/arbitrary-rules'; // prettier-ignore
import { addDays, dayNumber } from './calendar';
import { canonicalJson } from './canonical';
import { evaluate, evaluateTree, Evaluation, verdictOf } from './evaluate';
import { Fact, Facts, isRange } from './facts';
import { Situation } from './leaf';
import { valueFits } from './operators';
import { childrenOf, isLeaf, leavesOf, Rule } from './rule';
import { atLeast, conjunction, disjunction, negate, Truth } from './truth';

const assert =
  (numRuns?: number) =>
  <T extends [unknown, ...unknown[]]>(...args: Parameters<typeof fc.property<T>>) =>
    fc.assert(fc.property<T>(...args), numRuns ? { numRuns } : {});
/** For the numbered properties of the contract; a failure prints its seed. */
const alwaysHolds = assert(1_000);
const holds = assert();

const truth = (tree: Rule, where: Situation): Truth => evaluateTree(tree, where).value;

describe('the arbitrary rules and situations', () => {
  it('reach every verdict, so that no property below holds of nothing', () => {
    const drawn = fc.sample(fc.tuple(rule, situation), { numRuns: 1000, seed: 1 });
    const verdicts = drawn.map(([tree, where]) => verdictOf(tree, where).verdict);
    const rare = ['eligible', 'notEligible', 'undetermined'].filter((verdict) => verdicts.filter((one) => one === verdict).length < 100);
    expect(rare).toEqual([]);
  });
});

/** The fact as it could become once it is known exactly, by the registry, for good. */
function completed(key: string, fact: Fact | undefined, value: Fact['value'], asOf: string): Fact {
  const usable = fact && !(fact.validUntil && fact.validUntil < asOf) && valueFits(CATALOGUE[key]!, fact.value);
  if (!usable) return { value, level: 'registry' };
  if (!isRange(fact.value)) return { value: fact.value, level: 'registry' };
  const { min, max } = fact.value;
  const least = min ?? Math.min(0, max!);
  return { value: Math.min(max ?? Infinity, least + (value as number)), level: 'registry' };
}

function completion({ facts: known, asOf }: Situation, values: Record<string, Fact['value']>, keys: readonly string[]): Facts {
  return { ...known, ...Object.fromEntries(keys.map((key) => [key, completed(key, known[key], values[key]!, asOf)])) };
}

describe('a verdict', () => {
  it('that is reached while something is unknown stays under every completion (P1)', () => {
    const keys = fc.subarray(Object.keys(CATALOGUE));
    alwaysHolds(ruleWithoutPresence, situation, completeValues, keys, checks, (tree, where, values, completedKeys, found) => {
      const before = truth(tree, where);
      fc.pre(before !== 'U');
      const known = { ...where, facts: completion(where, values, completedKeys), checks: { ...found, ...where.checks } };
      expect(truth(tree, known)).toBe(before);
    });
  });

  it('hangs on nothing but regions too coarse and codes of another edition once everything is known', () => {
    holds(ruleWithoutPresence, completeValues, day, fc.boolean(), (tree, values, asOf, found) => {
      const where = { facts: {}, asOf, catalogue: CATALOGUE };
      const known = {
        ...where,
        facts: completion(where, values, Object.keys(CATALOGUE)),
        checks: { visit: { value: found }, site: { value: found } },
      };
      const coarse = evaluateTree({ all: leavesOf(tree).map(([, leaf]) => leaf) }, known).children.filter((leaf) => leaf.value === 'U');
      expect(coarse.filter(({ rule: leaf }) => !('fact' in leaf && ['place', 'line'].includes(leaf.fact)))).toEqual([]);
    });
  });

  it('obeys De Morgan: not all(x) = any(not x), not any(x) = all(not x), not k of n = n-k+1 of the negations (P2)', () => {
    alwaysHolds(fc.array(rule, { minLength: 1, maxLength: 4 }), fc.nat(3), situation, (rules, count, where) => {
      const k = (count % rules.length) + 1;
      const negated = rules.map((not) => ({ not }));
      expect(truth({ not: { all: rules } }, where)).toBe(truth({ any: negated }, where));
      expect(truth({ not: { any: rules } }, where)).toBe(truth({ all: negated }, where));
      expect(truth({ not: { atLeast: k, of: rules } }, where)).toBe(truth({ atLeast: rules.length - k + 1, of: negated }, where));
    });
  });

  it('comes with settlements exactly when it is undetermined, each of an undetermined leaf (P4)', () => {
    alwaysHolds(rule, situation, (tree, where) => {
      const { verdict, settle, leaves } = evaluate(tree, where);
      expect(settle.length > 0).toBe(verdict === 'undetermined');
      const unknown = leaves.filter(({ value }) => value === 'U').map(({ id }) => id);
      expect(settle.filter(({ leaf }) => !unknown.includes(leaf))).toEqual([]);
    });
  });

  it('is the same as the one that verdictOf gives, with the same end', () => {
    holds(rule, situation, (tree, where) => {
      const { verdict, validUntil } = evaluate(tree, where);
      expect(verdictOf(tree, where)).toEqual({ verdict, validUntil });
    });
  });

  it('is replayed byte for byte, whatever the order in which the facts are listed (P6)', () => {
    alwaysHolds(rule, situation, (tree, where) => {
      const listedBackwards = Object.fromEntries(Object.entries(where.facts).reverse());
      const stored = JSON.parse(JSON.stringify({ tree, where: { ...where, facts: listedBackwards } })) as { tree: Rule; where: Situation };
      const replayed = evaluate(stored.tree, stored.where);
      expect(canonicalJson(replayed)).toBe(canonicalJson(evaluate(tree, where)));
    });
  });

  it('never is eligible while an officer has yet to answer where it is needed', () => {
    const check = { officerCheck: 'pending', text: { id: 'a', en: 'a' } };
    holds(rule, situation, (other, where) => {
      const needed: Rule[] = [
        { all: [other, check] },
        { all: [check, other] },
        { atLeast: 2, of: [other, check] },
        { not: { any: [other, check] } },
        { all: [{ not: check }] },
      ];
      expect(needed.map((tree) => verdictOf(tree, where).verdict)).not.toContain('eligible');
    });
  });
});

/** The rule with the children of every node in another order. */
const reordered = (tree: Rule, order: readonly number[]): Rule =>
  withChildren(tree, (children) => {
    const ranked = children.map((child, index) => [order[index]!, reordered(child, order)] as const);
    return ranked.sort(([a], [b]) => a - b).map(([, child]) => child);
  });

const asSets = ({ culprits, settle, verdict, validUntil }: Evaluation) => ({
  verdict,
  validUntil,
  culprits: culprits.map((set) => [...set].sort().join()).sort(),
  settle: settle.map(({ leaf }) => leaf).sort(),
});

describe('the order of children', () => {
  it('changes neither verdict, nor culprits, nor what settles it (P3)', () => {
    alwaysHolds(rule, situation, fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), (tree, where, order) => {
      const written = evaluate(tree, where);
      fc.pre(written.culprits.length < 32);
      expect(asSets(evaluate(reordered(tree, order), where))).toEqual(asSets(written));
    });
  });
});

/** The value of the rule when its leaves have these values: what the engine does, said once more and without facts. */
function valueUnder(tree: Rule, leaves: (id: string) => Truth): Truth {
  if (isLeaf(tree)) return leaves(tree.id!);
  const values = childrenOf(tree).map(([, child]) => valueUnder(child, leaves));
  if ('all' in tree) return conjunction(values);
  if ('any' in tree) return disjunction(values);
  return 'of' in tree ? atLeast(tree.atLeast, values) : negate(values[0]!);
}

const subsets = <T>(items: readonly T[]): T[][] =>
  items.reduce<T[][]>((sets, item) => [...sets, ...sets.map((set) => [...set, item])], [[]]);

describe('a set of culprits', () => {
  const refused = fc.tuple(rule, situation).map(([tree, where]) => ({ tree, report: evaluate(tree, where) }));
  const deciding = ({ report }: { report: Evaluation }) => new Map(report.leaves.map(({ id, value }) => [id, value]));

  it('keeps the refusal whatever the leaves outside it become', () => {
    holds(refused, fc.infiniteStream(fc.constantFrom<Truth>('T', 'F', 'U')), (drawn, others) => {
      const values = deciding(drawn);
      for (const set of drawn.report.culprits) {
        for (const other of [() => 'T' as const, () => 'F' as const, () => 'U' as const, () => others.next().value as Truth]) {
          expect(valueUnder(drawn.tree, (id) => (set.includes(id) ? values.get(id)! : other()))).toBe('F');
        }
      }
    });
  });

  it('is one of all the minimal sets that force the refusal, and none is left out', () => {
    holds(refused, (drawn) => {
      const values = deciding(drawn);
      fc.pre(drawn.report.verdict === 'notEligible' && values.size <= 8 && drawn.report.culprits.length < 32);
      const forces = (set: readonly string[]) => valueUnder(drawn.tree, (id) => (set.includes(id) ? values.get(id)! : 'U')) === 'F';
      const forcing = subsets([...values.keys()]).filter(forces);
      const minimal = forcing.filter((set) => !set.some((leaf) => forces(set.filter((other) => other !== leaf))));
      expect(asSets(drawn.report).culprits).toEqual(minimal.map((set) => [...set].sort().join()).sort());
    });
  });

  it('is named for no other verdict', () => {
    holds(refused, ({ report }) => {
      expect(report.culprits.length > 0).toBe(report.verdict === 'notEligible');
    });
  });
});

describe('the end of an evaluation', () => {
  it('is honest: until then, and for good when there is none, time alone changes no leaf', () => {
    const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 });
    holds(rule, situation, shares, (tree, where, samples) => {
      const now = evaluate(tree, where);
      const days = (now.validUntil ? dayNumber(now.validUntil) : dayNumber(where.asOf) + 40_000) - dayNumber(where.asOf) - 1;
      for (const share of [...samples, 1]) {
        const later = evaluate(tree, { ...where, asOf: addDays(where.asOf, Math.round(share * days)) });
        expect(later.verdict).toBe(now.verdict);
        expect(later.leaves.map(({ value }) => value)).toEqual(now.leaves.map(({ value }) => value));
      }
    });
  });

  it('lies after the day of the evaluation', () => {
    holds(rule, situation, (tree, where) => {
      const { validUntil } = verdictOf(tree, where);
      expect(validUntil === null || validUntil > where.asOf).toBe(true);
    });
  });
});

describe('what is known of an actor', () => {
  it('is left as it was by an evaluation', () => {
    holds(rule, facts, day, (tree, known, asOf) => {
      const before = structuredClone(known);
      evaluate(tree, { facts: known, asOf, catalogue: CATALOGUE });
      expect(known).toEqual(before);
    });
  });
});
