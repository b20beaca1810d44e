import { addDays, Day } from '../calendar';
import { Fact, FactValue, Level, Text } from '../facts';
import { Situation } from '../leaf';
import { Settlement } from '../settle';
import { Changeable, sameValue } from './action';

/** One fact that somebody makes another. Costs are points (`CHANGE_DEFAULTS`), lead days count from the day of the evaluation. */
export interface Change {
  kind: 'change';
  fact: string;
  action: Changeable;
  from: FactValue | null;
  to: FactValue;
  /** The proof that the rule asks for with it. */
  level: Level;
  cost: number;
  leadDays: number;
  text: Text;
  /** The offer whose completion brings it about; only in plans. */
  via?: string;
}

/** Something unknown that must be found to be so: an answer, a document, a check or a visit. Nobody can promise the finding. */
export interface Condition extends Pick<Settlement, 'leaf' | 'cause' | 'who' | 'how' | 'text'> {
  kind: 'condition';
  /** The fact, or null for an officer's check, which `check` then names. */
  fact: string | null;
  check: string | null;
  /** A finding that helps; `expects` says in words which others do. */
  to: FactValue;
  level: Level;
  expects: Text;
  cost: number;
  leadDays: number;
  /** What could be done if the answer is otherwise. */
  otherwise: Change | null;
}

/** Time that only has to pass for facts of class `date`; `until` is the first day on which they are as needed. */
export interface Wait {
  kind: 'wait';
  facts: readonly string[];
  until: Day;
  cost: number;
  leadDays: number;
  text: Text;
}

export type Settled = Change | Condition;
export type Step = Settled | Wait;

/** Names what a step is about and through whom, not what it makes of it. */
export function stepName(step: Step): string {
  if (step.kind === 'wait') return 'wait';
  if (step.kind === 'change') return step.via === undefined ? `fact ${step.fact}` : `fact ${step.fact} via ${step.via}`;
  return step.check === null ? `fact ${step.fact}` : `check ${step.check}`;
}

export const stepsAlike = (a: Settled, b: Settled): boolean => stepName(a) === stepName(b) && a.level === b.level && sameValue(a.to, b.to);

export const readyDay = (step: Step, asOf: Day): Day => (step.kind === 'wait' ? step.until : addDays(asOf, step.leadDays));

/** The day on which everything in the set has been done, all of it started on the day of the situation. */
export const readyOn = (steps: readonly Step[], asOf: Day): Day =>
  steps.map((step) => readyDay(step, asOf)).reduce((a, b) => (a > b ? a : b), asOf);

/** The situation on a day by which the steps have been taken. Facts made so hold for good, whatever ends they had before. */
export function applySteps(situation: Situation, steps: readonly Step[], asOf: Day): Situation {
  const facts: Record<string, Fact> = { ...situation.facts };
  const checks = { ...situation.checks };
  for (const step of steps) {
    if (step.kind === 'wait') continue;
    if (step.kind === 'condition' && step.check !== null) checks[step.check] = { value: step.to === true };
    else facts[step.fact!] = { value: step.to, level: step.level };
  }
  return { ...situation, facts, checks, asOf };
}
