import { Day } from './calendar';
import { culpritSets } from './culprits';
import { FactValue, Level, Text } from './facts';
import { Cause, evaluateLeaf, LeafOutcome, Situation } from './leaf';
import { childrenOf, isLeaf, Leaf, Rule } from './rule';
import { actualText, expectation } from './sentences';
import { Settlement, settlementOf } from './settle';
import { atLeast, conjunction, disjunction, negate, Truth } from './truth';

/** Bumped whenever the same facts and rule could give another result or explanation; stored with every suggestion and decision. */
export const ENGINE_VERSION = '1.2.0';

export type Verdict = 'eligible' | 'notEligible' | 'undetermined';
const VERDICTS: Record<Truth, Verdict> = { T: 'eligible', F: 'notEligible', U: 'undetermined' };

/** One node of the evaluated tree; paths are JSON Pointers into the rule. */
export interface EvaluatedNode {
  path: string;
  rule: Rule;
  value: Truth;
  outcome?: LeafOutcome;
  children: readonly EvaluatedNode[];
}

export interface LeafReport {
  id: string;
  path: string;
  text: Text;
  legalBasis?: string;
  expected: Text;
  actual: FactValue | null;
  actualText: Text | null;
  level: Level | null;
  value: Truth;
  cause?: Cause;
  settle?: Settlement;
}

/** The result of one evaluation; the same situation gives the same report, byte for byte. */
export interface Evaluation {
  verdict: Verdict;
  asOf: Day;
  engine: string;
  leaves: readonly LeafReport[];
  /** Leaves whose answer could settle the verdict; empty exactly when it is not undetermined. */
  settle: readonly Settlement[];
  /** Minimal sets of leaves, each of which alone forces the refusal: false ones, or true ones under a negation. */
  culprits: readonly (readonly string[])[];
  /** The first later day on which time alone may change the verdict; null when it never does. */
  validUntil: Day | null;
}

function combine(rule: Rule, values: readonly Truth[]): Truth {
  if ('all' in rule) return conjunction(values);
  if ('any' in rule) return disjunction(values);
  if ('of' in rule) return atLeast(rule.atLeast, values);
  return negate(values[0]!);
}

/** Evaluates every node, without short cuts, so that reasons are complete. */
export function evaluateTree(rule: Rule, situation: Situation, path = ''): EvaluatedNode {
  if (isLeaf(rule)) {
    const outcome = evaluateLeaf(rule, situation);
    return { path, rule, value: outcome.value, outcome, children: [] };
  }
  const children = childrenOf(rule).map(([segment, child]) => evaluateTree(child, situation, `${path}/${segment}`));
  const value = combine(rule, children.map((child) => child.value)); // prettier-ignore
  return { path, rule, value, children };
}

const leafNodes = (node: EvaluatedNode): readonly EvaluatedNode[] => (node.outcome ? [node] : node.children.flatMap(leafNodes));

export const leafId = (node: { path: string; rule: Rule }): string => node.rule.id ?? node.path;

function report(node: EvaluatedNode, situation: Situation): LeafReport {
  const leaf = node.rule as Leaf;
  const outcome = node.outcome!;
  const expected = expectation(leaf, situation.catalogue);
  return {
    id: leafId(node),
    path: node.path,
    text: leaf.text ?? expected,
    ...(leaf.legalBasis !== undefined && { legalBasis: leaf.legalBasis }),
    expected,
    actual: outcome.actual ?? null,
    actualText: actualText(leaf, outcome, situation.catalogue),
    level: outcome.level ?? null,
    value: outcome.value,
    ...(outcome.cause && { cause: outcome.cause, settle: settlementOf(node, situation.catalogue) }),
  };
}

/** Leaves reached from the root through undetermined nodes only. */
export function openLeaves(node: EvaluatedNode): readonly EvaluatedNode[] {
  if (node.value !== 'U') return [];
  return node.outcome ? [node] : node.children.flatMap(openLeaves);
}

/**
 * Evaluates a rule in three values and explains the result.
 * @throws TypeError when the rule reads a fact that the catalogue lacks or misuses an operator: run `checkRule` first.
 */
export function evaluate(rule: Rule, situation: Situation): Evaluation {
  const root = evaluateTree(rule, situation);
  const leaves = leafNodes(root);
  const flips = leaves.map((leaf) => leaf.outcome!.flipsOn).filter((day) => day !== undefined);
  return {
    verdict: VERDICTS[root.value],
    asOf: situation.asOf,
    engine: ENGINE_VERSION,
    leaves: leaves.map((leaf) => report(leaf, situation)),
    settle: openLeaves(root).map((leaf) => settlementOf(leaf, situation.catalogue)),
    culprits: root.value === 'F' ? culpritSets(root) : [],
    validUntil: flips.sort()[0] ?? null,
  };
}

/** The verdict alone, for callers that rank many offers and explain few. */
export function verdictOf(rule: Rule, situation: Situation): { verdict: Verdict; validUntil: Day | null } {
  const root = evaluateTree(rule, situation);
  const flips = leafNodes(root).map((leaf) => leaf.outcome!.flipsOn).filter((day) => day !== undefined); // prettier-ignore
  return { verdict: VERDICTS[root.value], validUntil: flips.sort()[0] ?? null };
}
