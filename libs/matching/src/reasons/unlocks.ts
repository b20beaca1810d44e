import { addDays, Day, dayNumber, reaches } from '../calendar';
import { compareText } from '../canonical';
import { culpritSets } from '../culprits';
import { evaluateTree, leafId } from '../evaluate';
import { Facts } from '../facts';
import { Situation } from '../leaf';
import { childrenOf, Comparison, isComparison, isLeaf, Rule } from '../rule';
import { dayText } from '../sentences';
import { waitCost } from './action';
import { Budget, Limits, LIMITS } from './limits';
import { allNeeded, suffice } from './needed';
import { Field, Granted, Possible, possibleFor, withinDays } from './options';
import { Change, Condition, readyOn, Settled, Step, stepName, Wait } from './steps';
import { helpingLeaves, Variable, variablesOf } from './variables';
import { optionsOf, WaySearch } from './ways';
import { joined, lower } from './wording';

/**
 * One set of steps after which the rule is true, on `readyOn`; without any one of them it is not. What somebody changes stands
 * apart from what has to be found out to be so, and from time that has to pass. Facts of class `immutable`, and those without a
 * class, are never among the changes; they may be among the conditions while they are unknown.
 */
export interface Unlock {
  changes: readonly Change[];
  conditions: readonly Condition[];
  wait: Wait | null;
  /** Sum of the costs of the steps, in points (`CHANGE_DEFAULTS`). */
  cost: number;
  /** Days until everything is done, if all is started on the day of the evaluation. */
  leadDays: number;
  readyOn: Day;
}

export interface UnlockReport {
  /**
   * `already`: the rule is true now. `possible`: at least one unlock was found. `impossible`: none exists, because of the
   * blockers. `notFound`: none was found within the limits, or the rule asks two things of one fact.
   */
  outcome: 'already' | 'possible' | 'impossible' | 'notFound';
  /** Cheapest first, then soonest. */
  unlocks: readonly Unlock[];
  /** For `impossible`: minimal sets of leaf ids, each of which nothing that may be suggested can turn. Else empty. */
  blockers: readonly (readonly string[])[];
}

export const stepsOf = ({ changes, conditions, wait }: Unlock): readonly Step[] => [...changes, ...conditions, ...(wait ? [wait] : [])];

interface Turn {
  fact: string;
  day: Day;
}

const numbersOf = ({ value }: Comparison): readonly number[] => [value].flat().filter((item) => typeof item === 'number');

/** Days on which time alone makes a leaf help, for facts of class `date`. */
function turnsOf(variable: Variable, situation: Situation): Turn[] {
  const { catalogue, facts, asOf } = situation;
  const { fact } = variable;
  if (fact === null || catalogue[fact]?.action !== 'date' || typeof facts[fact]?.value !== 'string') return [];
  const since = facts[fact].value;
  const days = variable.leaves.flatMap(({ leaf }) =>
    isComparison(leaf) && leaf.measure
      ? numbersOf(leaf).flatMap((constant) => [reaches(leaf.measure!, since, constant), reaches(leaf.measure!, since, constant + 1)])
      : [],
  );
  const helps = (day: Day) => helpingLeaves(variable, { ...situation, asOf: day });
  const turns = (day: Day) => helps(day).some((help, index) => help && !helps(addDays(day, -1))[index]);
  return [...new Set(days)].filter((day) => day > asOf && turns(day)).map((day) => ({ fact, day }));
}

/** Tells days apart on which the variable may differ: all of them when something about it is measured, else fresh and stale. */
function stateOn({ fact, leaves }: Variable, day: Day, facts: Facts): string {
  if (leaves.some(({ leaf }) => 'measure' in leaf)) return day;
  const end = fact === null ? null : facts[fact]?.validUntil;
  return end && end < day ? 'stale' : 'fresh';
}

/** A set of steps that makes the rule true on a day, as found; not yet shown to need all of them. */
interface Found {
  steps: readonly Settled[];
  wait: Wait | null;
  day: Day;
}

class UnlockSearch {
  private readonly variables: readonly Variable[];
  private readonly turns: readonly Turn[];
  private readonly budget: Budget;
  /** Paths of leaves that help on some day, as they are or by some step. */
  private readonly turnable = new Set<string>();
  /** What could become of each variable, worked out once for days on which it is the same. */
  private readonly possible = new Map<string, Possible>();

  constructor(
    private readonly rule: Rule,
    private readonly situation: Situation,
    private readonly limits: Limits,
    private readonly granted: readonly Granted[],
  ) {
    this.variables = variablesOf(rule);
    this.budget = new Budget(limits.work);
    this.turns = this.variables.flatMap((variable) => turnsOf(variable, situation));
  }

  report(): UnlockReport {
    if (suffice(this.rule, this.situation, [])) return { outcome: 'already', unlocks: [], blockers: [] };
    const found = this.days().flatMap((day) => this.foundOn(day));
    const unlocks = this.selected(found);
    if (unlocks.length > 0) return { outcome: 'possible', unlocks, blockers: [] };
    const blockers = this.budget.cut ? [] : this.blockers();
    return { outcome: blockers.length > 0 ? 'impossible' : 'notFound', unlocks, blockers };
  }

  private possibleOn(day: Day): readonly Possible[] {
    const { situation, granted, budget, limits } = this;
    const field: Field = { then: { ...situation, asOf: day }, granted, mostValues: limits.values, budget };
    return this.variables.map((variable, number) => {
      const key = `${number} ${stateOn(variable, day, situation.facts)}`;
      const possible = this.possible.get(key) ?? possibleFor(variable, field);
      if (!this.possible.has(key)) this.note(variable, possible);
      this.possible.set(key, possible);
      return possible;
    });
  }

  /** Today, the days on which some step is done, and those on which time turns a leaf; the soonest first. */
  private days(): readonly Day[] {
    const { asOf } = this.situation;
    const leads = this.possibleOn(asOf).flatMap(({ all }) => all.map(({ step }) => step.leadDays));
    const days = [asOf, ...leads.map((lead) => addDays(asOf, lead)), ...this.turns.map(({ day }) => day)];
    const distinct = [...new Set(days)].sort();
    this.budget.cut ||= distinct.length > this.limits.days;
    return distinct.slice(0, this.limits.days);
  }

  private foundOn(day: Day): readonly Found[] {
    const days = dayNumber(day) - dayNumber(this.situation.asOf);
    const choices = this.possibleOn(day).map((possible) => withinDays(possible, days));
    const ways = new WaySearch(this.variables, choices, this.limits, this.budget).waysTo(this.rule);
    return ways.flatMap((way): Found[] => {
      const steps = optionsOf(way).map(({ step }) => step);
      if (readyOn(steps, this.situation.asOf) === day) return [{ steps, wait: null, day }];
      const wait = this.waitUntil(day);
      return wait ? [{ steps, wait, day }] : [];
    });
  }

  private note({ leaves }: Variable, { asIs, all }: Possible): void {
    leaves.forEach(({ path }, index) => {
      if (asIs[index] || all.some(({ helps }) => helps[index])) this.turnable.add(path);
    });
  }

  /** A wait that ends when time turns a leaf; there is no point in waiting for any other day. */
  private waitUntil(day: Day): Wait | null {
    const { asOf, catalogue } = this.situation;
    const facts = [...new Set(this.turns.filter((turn) => turn.day === day).map(({ fact }) => fact))];
    if (facts.length === 0) return null;
    const leadDays = dayNumber(day) - dayNumber(asOf);
    const cost = Math.max(...facts.map((fact) => waitCost(catalogue[fact]!, leadDays)));
    const labels = joined(facts.map((fact) => lower(catalogue[fact]!.label)), { id: ', ', en: ', ' }); // prettier-ignore
    const until = dayText(day);
    const text = { id: `Tunggu sampai ${until.id}: ${labels.id}`, en: `Wait until ${until.en}: ${labels.en}` };
    return { kind: 'wait', facts, until: day, cost, leadDays, text };
  }

  private selected(found: readonly Found[]): readonly Unlock[] {
    const sorted = found.map((one) => toUnlock(one)).sort(compareUnlocks);
    const unlocks: Unlock[] = [];
    for (const unlock of sorted) {
      if (unlocks.length >= this.limits.results) break;
      if (!unlocks.some((other) => covers(other, unlock)) && this.isRight(unlock)) unlocks.push(unlock);
    }
    return unlocks;
  }

  private isRight(unlock: Unlock): boolean {
    const steps = stepsOf(unlock);
    return suffice(this.rule, this.situation, steps) && allNeeded(this.rule, this.situation, steps, this.budget);
  }

  private blockers(): string[][] {
    const root = evaluateTree(this.asFindings(this.rule, '', true), {
      ...this.situation,
      facts: {},
      checks: { yes: { value: true }, no: { value: false } },
    });
    return root.value === 'F' ? culpritSets(root) : [];
  }

  /** The rule with each leaf replaced by a finding: as wanted if anything can turn it so, else not. */
  private asFindings(rule: Rule, path: string, wanted: boolean): Rule {
    const child = (segment: string, inner: Rule) => this.asFindings(inner, `${path}/${segment}`, segment === 'not' ? !wanted : wanted);
    if (isLeaf(rule)) return { id: leafId({ path, rule }), officerCheck: this.turnable.has(path) === wanted ? 'yes' : 'no' };
    const children = childrenOf(rule).map(([segment, inner]) => child(segment, inner));
    if ('not' in rule) return { not: children[0]! };
    return { atLeast: 'all' in rule ? children.length : 'of' in rule ? rule.atLeast : 1, of: children };
  }
}

function toUnlock({ steps, wait, day }: Found): Unlock {
  const all: readonly Step[] = wait ? [...steps, wait] : steps;
  return {
    changes: steps.filter((step) => step.kind === 'change'),
    conditions: steps.filter((step) => step.kind === 'condition'),
    wait,
    cost: all.reduce((sum, { cost }) => sum + cost, 0),
    leadDays: Math.max(0, ...all.map(({ leadDays }) => leadDays)),
    readyOn: day,
  };
}

const nameOf = (unlock: Unlock): string => stepsOf(unlock).map(stepName).sort().join();

/** Cheapest, then soonest, then fewest steps, then by name: the same order on every machine. */
const compareUnlocks = (a: Unlock, b: Unlock): number =>
  a.cost - b.cost || a.leadDays - b.leadDays || stepsOf(a).length - stepsOf(b).length || compareText(nameOf(a), nameOf(b));

/** Whether the other asks for at least the same things, no sooner. */
function covers(unlock: Unlock, other: Unlock): boolean {
  const names = new Set(stepsOf(other).map(stepName));
  return unlock.readyOn <= other.readyOn && stepsOf(unlock).every((step) => names.has(stepName(step)));
}

/** For plans: the search with facts that offers grant among the steps. */
export const searchUnlocks = (rule: Rule, situation: Situation, limits: Limits, granted: readonly Granted[]): UnlockReport =>
  new UnlockSearch(rule, situation, limits, granted).report();

/**
 * The cheapest sets of changes, findings and waiting that make a rule true, each verified by evaluating it with the steps
 * taken, on the day on which the last of them is, and shown to need every step.
 * @param rule one that `checkRule` finds no fault with
 * @param limits bounds of the search; the defaults return at most 3 unlocks of at most 16 steps
 * @throws TypeError when the rule reads a fact that the catalogue lacks
 */
export const findUnlocks = (rule: Rule, situation: Situation, limits: Partial<Limits> = {}): UnlockReport =>
  searchUnlocks(rule, situation, { ...LIMITS, ...limits }, []);
