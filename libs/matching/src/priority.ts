import { evaluate } from './evaluate';
import { levelAtLeast, Text } from './facts';
import { Situation } from './leaf';
import { isComparison, isLeaf, leavesOf, Rule } from './rule';
import { Settlement } from './settle';

/** So many points while the rule holds. */
export interface PriorityAward {
  when: Rule;
  /** A whole number from 1. */
  points: number;
}

/** One published reason for going first: what its awards give together, at most `cap`. */
export interface PriorityCriterion {
  id: string;
  name: Text;
  cap: number;
  awards: readonly PriorityAward[];
}

/** Who gets a scarce seat, as the offer publishes it. Fit never enters it. */
export type PriorityFormula = readonly PriorityCriterion[];

export interface CriterionScore {
  id: string;
  name: Text;
  points: number;
  cap: number;
  /** Points that evidence could still add, and which evidence. */
  couldAdd: number;
  evidence: readonly Settlement[];
}

export interface PriorityScore {
  points: number;
  criteria: readonly CriterionScore[];
}

const WEAKEST = 'document';

/** The same rule over verified facts only: what is merely declared leaves a comparison undetermined. */
export function verified(rule: Rule): Rule {
  if (isComparison(rule)) return levelAtLeast(rule.level, WEAKEST) ? rule : { ...rule, level: WEAKEST };
  if (isLeaf(rule)) return rule;
  if ('all' in rule) return { ...rule, all: rule.all.map(verified) };
  if ('any' in rule) return { ...rule, any: rule.any.map(verified) };
  if ('of' in rule) return { ...rule, of: rule.of.map(verified) };
  return { ...rule, not: verified(rule.not) };
}

/** Whether a rule compares facts and does nothing else: absence of an answer must never earn anything. */
export const comparesOnly = (rule: Rule): boolean => leavesOf(rule).every(([, leaf]) => isComparison(leaf));

const sum = (awards: readonly PriorityAward[]): number => awards.reduce((total, { points }) => total + points, 0);

function scoreOf({ id, name, cap, awards }: PriorityCriterion, situation: Situation): CriterionScore {
  const results = awards.map((award) => ({ award, ...evaluate(verified(award.when), situation) }));
  const having = (verdict: string) => results.filter((result) => result.verdict === verdict);
  const granted = sum(having('eligible').map(({ award }) => award));
  const open = having('undetermined');
  const points = Math.min(cap, granted);
  const couldAdd = Math.min(cap, granted + sum(open.map(({ award }) => award))) - points;
  const settle = couldAdd > 0 ? open.flatMap((result) => result.settle) : [];
  const evidence = [...new Map(settle.map((settlement) => [settlement.fact, settlement])).values()];
  return { id, name, points, cap, couldAdd, evidence };
}

/** Points by a published formula; what is unknown or not verified gives none. Without a formula everybody has 0 and the lottery decides. */
export function priorityOf(formula: PriorityFormula, situation: Situation): PriorityScore {
  const criteria = formula.map((criterion) => scoreOf(criterion, situation));
  return { points: criteria.reduce((total, { points }) => total + points, 0), criteria };
}
