import { FactValue, Level } from '../facts';
import { Cause, evaluateLeaf, Situation } from '../leaf';
import { Leaf, WantedLeaf } from '../rule';
import { Settlement, settlementOf } from '../settle';
import { changeEffort, mayChange, sameValue, SETTLING } from './action';
import { isMoreExact, isNamed } from './candidates';
import { Change, Condition, Settled } from './steps';
import { Known, Variable } from './variables';
import { changeText, joined, lower, requirement } from './wording';

/** What a step would make of a variable. */
export interface Made {
  variable: Variable;
  to: FactValue;
  level: Level;
  /** Which of the variable's leaves then help the rule. */
  helps: readonly boolean[];
  /** The first of them that was no help before. */
  gained: WantedLeaf;
}

/** Who settles it and how, in the words of `settle.ts`. What is worked out from another fact is asked for as that one. */
function settlement({ variable: { fact }, level, gained }: Made, cause: Cause, { catalogue }: Situation): Settlement {
  const source = fact === null ? undefined : catalogue[fact]!.askAs;
  const key = source !== undefined && Object.hasOwn(catalogue, source) ? source : fact;
  const asked = { id: gained.leaf.id, fact: key!, op: '=' as const, value: true, ...(level !== 'declared' && { level }) };
  const rule: Leaf = fact === null ? gained.leaf : asked;
  return settlementOf({ path: gained.path, rule, value: 'U', outcome: { value: 'U', cause }, children: [] }, catalogue);
}

function expectations({ variable: { leaves }, helps }: Made, { catalogue }: Situation) {
  const texts = leaves.filter((_, index) => helps[index]).map(({ leaf, wanted }) => requirement(leaf, wanted, catalogue));
  const distinct = texts.filter(({ id }, index) => texts.findIndex((other) => other.id === id) === index);
  return joined(
    distinct.map((text, index) => (index === 0 ? text : lower(text))),
    { id: '; ', en: '; ' },
  );
}

function change({ variable, to, level }: Made, from: FactValue | null, { catalogue }: Situation): Change | null {
  const fact = variable.fact!;
  const effort = changeEffort(catalogue[fact]!, level);
  return effort && { kind: 'change', fact, from, to, level, ...effort, text: changeText(fact, { from, to }, catalogue) };
}

/** What to do when the answer to a yes-or-no question turns out the other way. */
function otherwise(made: Made, situation: Situation): Change | null {
  const { variable, to } = made;
  const possible = typeof to === 'boolean' && variable.fact !== null && mayChange(situation.catalogue[variable.fact]!, !to, to);
  return possible ? change(made, !to, situation) : null;
}

export function condition(made: Made, cause: Cause, situation: Situation): Condition {
  const { leaf, who, how, text } = settlement(made, cause, situation);
  const { fact, check } = made.variable;
  const alternative = ['missing', 'stale', 'invalid'].includes(cause) ? otherwise(made, situation) : null;
  return {
    kind: 'condition', leaf, fact, check, cause, who, how, text, expects: expectations(made, situation),
    to: made.to, level: made.level, ...SETTLING[how], otherwise: alternative,
  }; // prettier-ignore
}

/** The step that makes the fact so, or null when nobody may suggest it. */
export function stepTo(made: Made, known: Known, situation: Situation): Settled | null {
  const definition = situation.catalogue[made.variable.fact!]!;
  if (known.cause !== null) return condition(made, known.cause, situation);
  const from = known.fact.value;
  if (sameValue(from, made.to)) return condition(made, 'evidence', situation);
  if (isMoreExact(definition, from, made.to)) {
    const isOpen = evaluateLeaf(made.gained.leaf, situation).value === 'U';
    return isOpen ? condition(made, 'imprecise', situation) : null;
  }
  const leaves = made.variable.leaves.map(({ leaf }) => leaf);
  return isNamed(leaves, definition, made.to) && mayChange(definition, from, made.to) ? change(made, from, situation) : null;
}
