import { Day } from '../../calendar';
import { evaluate } from '../../evaluate';
import { Catalogue, Fact, Facts } from '../../facts';
import { CheckRecord } from '../../leaf';
import { Rule } from '../../rule';
import { Period } from '../types';
import { Choices, choicesFor } from './choices';
import { Condition, conditionOf, Conjunct, conjunctsOf, shareVariable } from './conditions';
import { furtherDays, hangsOnDay } from './days';
import { Problem, problemOf } from './goal';
import { Assignment, searchAssignment, SearchResult } from './search';

/** Bounds of one search; beyond them the answer is "not decided", never a wrong one. */
export interface WitnessLimits {
  /** Partial assignments looked at. */
  steps: number;
  /** Values tried for one fact. */
  values: number;
  /** Days tried besides the first. */
  days: number;
}
const WITNESS_LIMITS: WitnessLimits = { steps: 20_000, values: 2_000, days: 8 };

/** A profile that meets both rules on a day. Facts that neither needs are left out. */
export interface Witness {
  asOf: Day;
  facts: Facts;
  checks: Readonly<Record<string, CheckRecord>>;
}

export interface WitnessField {
  catalogue: Catalogue;
  /** What holds of every profile, such as "a micro business sells at most so much": a witness keeps these rules too. */
  laws?: readonly Rule[];
  /** The days that both offers share. */
  days: Period;
  limits?: WitnessLimits;
}

/**
 * `disjoint`: proven, with conditions of either rule that exclude each other (under the laws) and of which none can be spared; usually
 * one of each. One side is empty when the other cannot be met at all.
 */
export type Compatibility =
  | { outcome: 'witness'; witness: Witness }
  | { outcome: 'disjoint'; a: readonly Condition[]; b: readonly Condition[] }
  | { outcome: 'notDecided' };

interface Attempt extends Problem {
  choices: readonly Choices[];
  result: SearchResult;
}

function attempt(rules: readonly Rule[], asOf: Day, { catalogue, limits = WITNESS_LIMITS }: WitnessField): Attempt {
  const problem = problemOf(rules);
  const choices = problem.variables.map((variable) => choicesFor(variable, catalogue, asOf, limits.values));
  return { ...problem, choices, result: searchAssignment(problem.goal, choices, limits.steps) };
}

const areMet = (rules: readonly Rule[], profile: Witness, catalogue: Catalogue): boolean =>
  rules.every((rule) => evaluate(rule, { ...profile, catalogue }).verdict === 'eligible');

function profileOf({ variables, choices }: Attempt, assignment: Assignment, asOf: Day): Witness {
  const facts: Record<string, Fact> = {};
  const checks: Record<string, CheckRecord> = {};
  assignment.forEach((chosen, number) => {
    const { fact, check } = chosen === undefined ? {} : choices[number]!.choices[chosen]!;
    if (fact) facts[variables[number]!.fact!] = fact;
    if (check) checks[variables[number]!.check!] = check;
  });
  return { asOf, facts, checks };
}

const without = <T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));

/** Leaves out whatever the rules can do without, until nothing more can go: where a rule asks for absence, one may free another. */
function trimmed(profile: Witness, rules: readonly Rule[], catalogue: Catalogue): Witness {
  const { asOf, facts, checks } = profile;
  const fewer = [
    ...Object.keys(facts).map((key): Witness => ({ asOf, facts: without(facts, key), checks })),
    ...Object.keys(checks).map((key): Witness => ({ asOf, facts, checks: without(checks, key) })),
  ].find((one) => areMet(rules, one, catalogue));
  return fewer ? trimmed(fewer, rules, catalogue) : profile;
}

function witnessOn(rules: readonly Rule[], asOf: Day, field: WitnessField): Witness | null {
  const tried = attempt(rules, asOf, field);
  if (tried.result.outcome !== 'found') return null;
  const profile = profileOf(tried, tried.result.assignment, asOf);
  return areMet(rules, profile, field.catalogue) ? trimmed(profile, rules, field.catalogue) : null;
}

/** Whether no profile meets all the rules on any day: only an exhausted search over every value proves that. */
function isImpossible(rules: readonly Rule[], field: WitnessField): boolean {
  const { result, choices, variables } = attempt(rules, field.days.from, field);
  return result.outcome === 'none' && choices.every(({ areAll }) => areAll) && !variables.some(hangsOnDay);
}

interface Side extends Conjunct {
  of: 'a' | 'b';
}

function spared(parts: readonly Side[], areImpossible: (parts: readonly Side[]) => boolean): readonly Side[] {
  return parts.reduce((kept, part) => {
    const fewer = kept.filter((other) => other !== part);
    return areImpossible(fewer) ? fewer : kept;
  }, parts);
}

/** Conditions that exclude each other, a pair if there is one; null when that cannot be proven. */
function conflict(a: Rule, b: Rule, field: WitnessField): readonly Side[] | null {
  const areImpossible = (parts: readonly Side[]) => isImpossible([...parts.map(({ rule }) => rule), ...(field.laws ?? [])], field);
  const ofA = conjunctsOf(a).map((part): Side => ({ ...part, of: 'a' }));
  const ofB = conjunctsOf(b).map((part): Side => ({ ...part, of: 'b' }));
  const pairs = ofA.flatMap((one) => ofB.filter((other) => shareVariable(one.rule, other.rule)).map((other) => [one, other]));
  const clashing = [...pairs, [...ofA, ...ofB]].find(areImpossible);
  return clashing ? spared(clashing, areImpossible) : null;
}

/**
 * Whether one profile can meet both rules on one of the days.
 * @param a,b rules that passed `checkRule`
 * @returns a witness that `evaluate` found eligible for both, a proof that there is none, or that the bounds were too tight to tell
 */
export function findWitness(a: Rule, b: Rule, field: WitnessField): Compatibility {
  const { catalogue, laws = [], days, limits = WITNESS_LIMITS } = field;
  const rules = [a, b, ...laws];
  for (const day of [days.from, ...furtherDays(problemOf(rules).variables, days, limits.days)]) {
    const witness = witnessOn(rules, day, field);
    if (witness) return { outcome: 'witness', witness };
  }
  const parts = conflict(a, b, field);
  if (!parts) return { outcome: 'notDecided' };
  const side = (of: Side['of']) => parts.filter((part) => part.of === of).map((part) => conditionOf(part, catalogue));
  return { outcome: 'disjoint', a: side('a'), b: side('b') };
}
