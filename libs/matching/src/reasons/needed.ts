import { Day } from '../calendar';
import { evaluateTree } from '../evaluate';
import { evaluateLeaf, Situation } from '../leaf';
import { childrenOf, isLeaf, Rule } from '../rule';
import { Budget } from './limits';
import { applySteps, readyDay, readyOn, Step } from './steps';

/** More subsets than these are not tried one by one. */
const MOST_ENUMERATED = 10;

/** Whether the rule is true once the steps have been taken, on the day on which the last of them is. */
export function suffice(rule: Rule, situation: Situation, steps: readonly Step[]): boolean {
  return evaluateTree(rule, applySteps(situation, steps, readyOn(steps, situation.asOf))).value === 'T';
}

/** Whether the node could have the value that is wanted if each leaf had its best value among the situations. */
function withinReach(rule: Rule, wanted: boolean, situations: readonly Situation[]): boolean {
  if (isLeaf(rule)) return situations.some((situation) => evaluateLeaf(rule, situation).value === (wanted ? 'T' : 'F'));
  if ('not' in rule) return withinReach(rule.not, !wanted, situations);
  const children = childrenOf(rule).map(([, child]) => child);
  const forTrue = 'all' in rule ? children.length : 'of' in rule ? rule.atLeast : 1;
  const needed = wanted ? forTrue : children.length - forTrue + 1;
  return children.filter((child) => withinReach(child, wanted, situations)).length >= needed;
}

/** A proof, without trying them, that no subset without the step suffices: even the best value of each leaf on each day does not. */
function isIndispensable(rule: Rule, situation: Situation, rest: readonly Step[]): boolean {
  const days = new Set<Day>([situation.asOf, ...rest.map((step) => readyDay(step, situation.asOf))]);
  const situations = [...days].flatMap((day) => [applySteps(situation, [], day), applySteps(situation, rest, day)]);
  return !withinReach(rule, true, situations);
}

const subsets = <T>(items: readonly T[]): T[][] =>
  items.reduce<T[][]>((sets, item) => [...sets, ...sets.map((set) => [...set, item])], [[]]);

/**
 * Whether every step is needed: no proper subset makes the rule true on the day on which its own last step is taken.
 * @returns false also when that cannot be shown within the budget
 */
export function allNeeded(rule: Rule, situation: Situation, steps: readonly Step[], budget: Budget): boolean {
  if (!budget.spend(steps.length * steps.length)) return false;
  const without = (step: Step): readonly Step[] => steps.filter((other) => other !== step);
  if (steps.every((step) => isIndispensable(rule, situation, without(step)))) return true;
  if (steps.length > MOST_ENUMERATED || !budget.spend(2 ** steps.length * steps.length)) return false;
  return !subsets(steps).some((set) => set.length < steps.length && suffice(rule, situation, set));
}
