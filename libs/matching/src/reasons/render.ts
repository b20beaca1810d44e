import { EvaluatedNode, evaluateTree, leafId } from '../evaluate';
import { Catalogue, Settler, Text } from '../facts';
import { Situation } from '../leaf';
import { Rule } from '../rule';
import { both, dayText } from '../sentences';
import { Settlement } from '../settle';
import { Truth } from '../truth';
import { Unlock, UnlockReport } from './unlocks';
import { after, joined, lower } from './wording';
import { conditionsOf, factText, ruleText, settlementsOf, settlersOf, shortfall, subjectOf } from './words-of-nodes';

const VERDICT_WORDS: Readonly<Record<Truth, Text>> = {
  T: { id: 'Memenuhi syarat', en: 'Meets the conditions' },
  F: { id: 'Belum memenuhi', en: 'Does not qualify yet' },
  U: { id: 'Perlu data', en: 'Needs data' },
};

const MARKS: Readonly<Record<Truth, '✓' | '✗' | '?'>> = { T: '✓', F: '✗', U: '?' };

/** A sentence names at most two things, only one when two are long, and counts the rest. */
const MOST_NAMED = 2;
const MOST_WORDS = 15;

const words = ({ id }: Text): number => id.split(' ').length;

function named(texts: readonly Text[]): Text {
  const distinct = texts.filter(({ id }, index) => texts.findIndex((other) => other.id === id) === index);
  const first = distinct.slice(0, MOST_NAMED);
  const shown = words(joined(first, { id: ' ', en: ' ' })) > MOST_WORDS ? first.slice(0, 1) : first;
  const rest = distinct.length - shown.length;
  const list = joined(shown, { id: '; ', en: '; ' });
  return rest > 0 ? { id: `${list.id}; dan ${rest} lagi`, en: `${list.en}; and ${rest} more` } : list;
}

/** Leaves of the tree by id. */
function leavesById(node: EvaluatedNode, found = new Map<string, EvaluatedNode>()): Map<string, EvaluatedNode> {
  if (node.outcome) found.set(leafId(node), node);
  node.children.forEach((child) => leavesById(child, found));
  return found;
}

function impossible(root: EvaluatedNode, blockers: UnlockReport['blockers'], catalogue: Catalogue): Text[] {
  const leaves = leavesById(root);
  const subjects = (blockers[0] ?? []).map((id) => subjectOf(leaves.get(id)!, catalogue));
  if (subjects.length === 0) return [{ id: 'Tidak dapat diubah', en: 'This cannot be changed' }];
  return [after('Tidak dapat diubah: ', 'This cannot be changed: ', named(subjects))];
}

function wayOut({ changes, conditions, wait, readyOn }: Unlock): Text[] {
  const day = dayText(readyOn);
  const doing = changes.length > 0 ? [after('Caranya: ', 'What to do: ', named(changes.map(({ text }) => lower(text))))] : [];
  if (wait === null && changes.length === 0) return [];
  const start: Text =
    conditions.length > 0
      ? { id: `Paling cepat ${day.id}, setelah data lengkap`, en: `At the earliest ${day.en}, once all is known` }
      : { id: `Bisa mulai ${day.id}`, en: `Possible from ${day.en}` };
  return [...doing, start];
}

function headline(root: EvaluatedNode, catalogue: Catalogue): Text {
  const verdict = VERDICT_WORDS[root.value];
  if (root.value === 'T') return verdict;
  const failed = conditionsOf(root).filter(({ value }) => value === 'F');
  const reasons =
    root.value === 'F'
      ? failed.map((node) => shortfall(node, true, catalogue))
      : settlementsOf(root, catalogue).map(({ leaf }) => subjectOf(leavesById(root).get(leaf)!, catalogue));
  return both((language) => `${verdict[language]}: ${named(reasons)[language]}`);
}

/**
 * The verdict in one or two short sentences: "Belum memenuhi: umur usaha 4 bulan, perlu 6. Bisa mulai 12 Februari 2027."
 * At most two conditions are named, the rest counted.
 * @param unlocks what {@link findUnlocks} reports for the same rule and situation; without it nothing is said of a way out
 */
export function sentenceOf(rule: Rule, situation: Situation, unlocks?: UnlockReport): Text {
  const root = evaluateTree(rule, situation);
  const { catalogue } = situation;
  const first = unlocks?.unlocks[0];
  const next =
    unlocks?.outcome === 'impossible' ? impossible(root, unlocks.blockers, catalogue) : first && root.value === 'F' ? wayOut(first) : [];
  return both((language) => [headline(root, catalogue), ...next].map((text) => `${text[language]}.`).join(' '));
}

export interface ChecklistItem {
  path: string;
  mark: '✓' | '✗' | '?';
  value: Truth;
  text: Text;
  /** What the profile says, in words; null when it says nothing or the item asks for several things. */
  actual: Text | null;
  legalBasis?: string;
  /** Who settles an item that is undetermined, and how. */
  who: readonly Settler[];
  settle: readonly Settlement[];
}

/** The conditions that must all be met, each with its mark; alternatives are one item. In the order of the rule. */
export function checklistOf(rule: Rule, situation: Situation): readonly ChecklistItem[] {
  const { catalogue } = situation;
  return conditionsOf(evaluateTree(rule, situation)).map((node) => {
    const settle = settlementsOf(node, catalogue);
    const { path, value } = node;
    const inner = 'not' in node.rule ? node.children[0]! : node;
    const { legalBasis = inner.rule.legalBasis } = node.rule;
    const text = ruleText(node.rule, true, catalogue);
    return {
      path, mark: MARKS[value], value, text, actual: factText(inner, catalogue),
      ...(legalBasis !== undefined && { legalBasis }), who: settlersOf(settle), settle,
    }; // prettier-ignore
  });
}

const GROUPS = {
  all: { id: 'Semua ini', en: 'All of these' },
  any: { id: 'Salah satu', en: 'One of these' },
  not: { id: 'Tidak boleh', en: 'Must not be' },
} as const;

function groupText({ rule }: EvaluatedNode): Text {
  const kind: Text =
    'of' in rule
      ? { id: `Paling sedikit ${rule.atLeast} dari ${rule.of.length}`, en: `At least ${rule.atLeast} of ${rule.of.length}` }
      : GROUPS['all' in rule ? 'all' : 'any' in rule ? 'any' : 'not'];
  const { text } = rule;
  return text ? both((language) => `${text[language]} – ${kind[language].toLowerCase()}:`) : both((language) => `${kind[language]}:`);
}

function lineText(node: EvaluatedNode, catalogue: Catalogue): Text {
  if (!node.outcome) return groupText(node);
  const text = ruleText(node.rule, true, catalogue);
  const actual = factText(node, catalogue);
  return actual ? { id: `${text.id} (sekarang: ${actual.id})`, en: `${text.en} (now: ${actual.en})` } : text;
}

function linesOf(node: EvaluatedNode, catalogue: Catalogue, depth: number): readonly Text[] {
  const line = lineText(node, catalogue);
  const own = both((language) => `${'  '.repeat(depth)}${MARKS[node.value]} ${line[language]}`);
  return [own, ...node.children.flatMap((child) => linesOf(child, catalogue, depth + 1))];
}

/** The whole rule, one node a line, two spaces deeper for each level; each mark says whether that line itself holds. */
export const treeOf = (rule: Rule, situation: Situation): Text =>
  joined(linesOf(evaluateTree(rule, situation), situation.catalogue, 0), { id: '\n', en: '\n' });
