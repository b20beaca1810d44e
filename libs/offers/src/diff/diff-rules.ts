import { canonicalJson, childrenOf, isLeaf, Leaf, Rule } from '@sambung/matching';
import { Text } from '@sambung/reference';
import { requirementText } from '../requirement-text';

/** `moved`: the same condition under other connectives, so that it weighs otherwise; `connective`: a node counts its parts otherwise. */
export type RuleChangeKind = 'added' | 'removed' | 'changed' | 'moved' | 'connective';

export interface RuleChange {
  change: RuleChangeKind;
  /** Id of the condition, or its path where it has none. */
  id: string;
  before: Text | null;
  after: Text | null;
  text: Text;
}

interface Place {
  id: string;
  /** Kinds of the nodes above, from the root. */
  above: string;
  said: Text;
  content: string;
}

const kindOf = (rule: Rule): string =>
  'of' in rule ? `atLeast ${rule.atLeast}` : (['all', 'any', 'not'].find((kind) => kind in rule) ?? 'leaf');

const contentOf = (leaf: Leaf): string => canonicalJson({ ...leaf, id: undefined });

function leavesByKey(rule: Rule): Map<string, Place> {
  const places = new Map<string, Place>();
  const walk = (node: Rule, path: string, above: readonly string[]): void => {
    if (!isLeaf(node)) {
      for (const [part, child] of childrenOf(node)) walk(child, `${path}/${part}`, [...above, kindOf(node)]);
      return;
    }
    const content = contentOf(node);
    const base = node.id ?? content;
    let key = base;
    for (let twin = 2; places.has(key); twin += 1) key = `${base} ${twin}`;
    places.set(key, { id: node.id ?? path, above: above.join(' / '), said: requirementText(node), content });
  };
  walk(rule, '', []);
  return places;
}

function nodesById(rule: Rule): Map<string, Rule> {
  const own: [string, Rule][] = isLeaf(rule) || !rule.id ? [] : [[rule.id, rule]];
  return new Map([...own, ...childrenOf(rule).flatMap(([, child]) => [...nodesById(child)])]);
}

const changed = (before: Place, after: Place): RuleChange => ({
  change: 'changed',
  id: after.id,
  before: before.said,
  after: after.said,
  text: { id: `Berubah: ${before.said.id} → ${after.said.id}`, en: `Changed: ${before.said.en} → ${after.said.en}` },
});

const moved = (before: Place, after: Place): RuleChange => ({
  change: 'moved',
  id: after.id,
  before: before.said,
  after: after.said,
  text: {
    id: `Pindah dari (${before.above}) ke (${after.above}): ${after.said.id}`,
    en: `Moved from (${before.above}) to (${after.above}): ${after.said.en}`,
  },
});

function pairChanges(before: Place, after: Place): RuleChange[] {
  if (before.content !== after.content) return [changed(before, after)];
  return before.above === after.above ? [] : [moved(before, after)];
}

function connectiveChanges(a: Rule, b: Rule): RuleChange[] {
  const after = nodesById(b);
  return [...nodesById(a)].flatMap(([id, node]): RuleChange[] => {
    const other = after.get(id);
    if (!other || kindOf(other) === kindOf(node)) return [];
    const [was, is] = [kindOf(node), kindOf(other)];
    const said = (kind: string): Text => ({ id: kind, en: kind });
    return [{ change: 'connective', id, before: said(was), after: said(is), text: { id: `Penghubung: ${was} → ${is}`, en: `Connective: ${was} → ${is}` } }]; // prettier-ignore
  });
}

/** Conditions that one rule has and the other has not, or has otherwise; paired by id, else by what they say. */
export function diffRules(a: Rule, b: Rule): readonly RuleChange[] {
  const [before, after] = [leavesByKey(a), leavesByKey(b)];
  const removed = [...before].filter(([key]) => !after.has(key)).map(([, { id, said }]): RuleChange => ({
    change: 'removed', id, before: said, after: null, text: { id: `Dihapus: ${said.id}`, en: `Removed: ${said.en}` },
  })); // prettier-ignore
  const added = [...after].filter(([key]) => !before.has(key)).map(([, { id, said }]): RuleChange => ({
    change: 'added', id, before: null, after: said, text: { id: `Ditambah: ${said.id}`, en: `Added: ${said.en}` },
  })); // prettier-ignore
  const kept = [...after].flatMap(([key, place]) => (before.has(key) ? pairChanges(before.get(key)!, place) : []));
  return [...removed, ...added, ...kept, ...connectiveChanges(a, b)];
}
