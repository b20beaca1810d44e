import { Catalogue, Text } from '../../facts';
import { childrenOf, isLeaf, Leaf, leavesOf, Rule } from '../../rule';
import { expectation } from '../../sentences';
import { variableKey } from './goal';

/** A part that a rule cannot do without; `path` is a JSON Pointer into it. */
export interface Conjunct {
  path: string;
  rule: Rule;
}

/** The same, in words. */
export interface Condition {
  path: string;
  id: string;
  text: Text;
}

/** The parts that must all hold, with nested `all` unfolded. */
export function conjunctsOf(rule: Rule, path = ''): readonly Conjunct[] {
  if (!('all' in rule)) return [{ path, rule }];
  return childrenOf(rule).flatMap(([segment, child]) => conjunctsOf(child, `${path}/${segment}`));
}

const joined = (texts: readonly Text[], glue: Text): Text => ({
  id: texts.map(({ id }) => id).join(glue.id),
  en: texts.map(({ en }) => en).join(glue.en),
});

function words(rule: Rule, catalogue: Catalogue): Text {
  if (rule.text) return rule.text;
  if (isLeaf(rule)) return expectation(rule as Leaf, catalogue);
  const parts = childrenOf(rule).map(([, child]) => words(child, catalogue));
  if ('not' in rule) return { id: `bukan (${parts[0]!.id})`, en: `not (${parts[0]!.en})` };
  if ('all' in rule) return joined(parts, { id: ' dan ', en: ' and ' });
  if ('any' in rule) return joined(parts, { id: ' atau ', en: ' or ' });
  const list = joined(parts, { id: '; ', en: '; ' });
  return { id: `paling sedikit ${rule.atLeast} dari: ${list.id}`, en: `at least ${rule.atLeast} of: ${list.en}` };
}

export function conditionOf({ path, rule }: Conjunct, catalogue: Catalogue): Condition {
  return { path, id: rule.id ?? path, text: words(rule, catalogue) };
}

/** Whether two parts read one fact, or ask an officer one thing. */
export function shareVariable(a: Rule, b: Rule): boolean {
  const keys = new Set(leavesOf(a).map(([, leaf]) => variableKey(leaf)));
  return leavesOf(b).some(([, leaf]) => keys.has(variableKey(leaf)));
}
