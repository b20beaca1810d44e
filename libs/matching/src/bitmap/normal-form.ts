import { canonicalJson } from '../canonical';
import { childrenOf, isComparison, isLeaf, isPresence, Leaf, Rule } from '../rule';

/** Truth values as numbers, so that a conjunction is the least of its parts and a negation is `TRUE - value`. */
export const FALSE = 0;
export const UNKNOWN = 1;
export const TRUE = 2;
export type Answer = typeof FALSE | typeof UNKNOWN | typeof TRUE;

export const ANSWER_OF = { F: FALSE, U: UNKNOWN, T: TRUE } as const;

/** A rule in which only leaves are negated and every other node asks for a least number of true children. */
export type Form = Literal | Count;
export interface Literal {
  leaf: Leaf;
  negated: boolean;
}
export interface Count {
  least: number;
  of: readonly Form[];
}

export const isLiteral = (form: Form): form is Literal => 'leaf' in form;

/** Kleene's logic obeys De Morgan: `not (k of n)` is `n - k + 1 of the negations`. */
export function normalForm(rule: Rule, negated = false): Form {
  if (isLeaf(rule)) return { leaf: rule, negated };
  if ('not' in rule) return normalForm(rule.not, !negated);
  const of = childrenOf(rule).map(([, child]) => normalForm(child, negated));
  const least = 'all' in rule ? of.length : 'any' in rule ? 1 : rule.atLeast;
  return { least: negated ? of.length - least + 1 : least, of };
}

/** The parts that must all be true. */
export function conjuncts(form: Form): readonly Form[] {
  return isLiteral(form) || form.least !== form.of.length ? [form] : form.of.flatMap(conjuncts);
}

export const literalsOf = (form: Form): readonly Literal[] => (isLiteral(form) ? [form] : form.of.flatMap(literalsOf));

export function answerOf(form: Form, ask: (leaf: Leaf) => Answer): Answer {
  if (isLiteral(form)) return (form.negated ? TRUE - ask(form.leaf) : ask(form.leaf)) as Answer;
  let trues = 0;
  let unknowns = 0;
  for (const part of form.of) {
    const answer = answerOf(part, ask);
    if (answer === TRUE) trues += 1;
    else if (answer === UNKNOWN) unknowns += 1;
  }
  return trues >= form.least ? TRUE : trues + unknowns < form.least ? FALSE : UNKNOWN;
}

/** Compiling asks for the key of a leaf once for each class of its fact; leaves never change. */
const leafKeys = new WeakMap<Leaf, string>();

/** The same for leaves that ask the same, whatever their notes say. */
export function leafKey(leaf: Leaf): string {
  let key = leafKeys.get(leaf);
  if (key === undefined) leafKeys.set(leaf, (key = makeKey(leaf)));
  return key;
}

function makeKey(leaf: Leaf): string {
  if (isComparison(leaf)) return canonicalJson([leaf.fact, leaf.op, leaf.value, leaf.measure, leaf.level]);
  if (isPresence(leaf)) return canonicalJson([leaf.known === undefined ? 'missing' : 'known', leaf.known ?? leaf.missing, leaf.level]);
  return canonicalJson([leaf.officerCheck]);
}

/** The same for forms that ask the same, in whatever order. */
export function formKey(form: Form): string {
  if (isLiteral(form)) return `${form.negated ? '!' : ''}${leafKey(form.leaf)}`;
  return `${form.least}(${form.of.map(formKey).sort().join()})`;
}
