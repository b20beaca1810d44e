import { EvaluatedNode } from '../evaluate';
import { Catalogue, FactDefinition, Settler, Text } from '../facts';
import { childrenOf, Comparison, factOf, isComparison, isLeaf, isOfficerCheck, Rule } from '../rule';
import { actualText, both, expectation } from '../sentences';
import { Settlement, settlementOf } from '../settle';
import { after, asRequired, joined, lower, requirement } from './wording';

const OR: Text = { id: ' atau ', en: ' or ' };
const AND: Text = { id: ' dan ', en: ' and ' };
const NO_CONDITION: Text = { id: 'Tanpa syarat', en: 'No condition' };
const IMPOSSIBLE: Text = { id: 'Tidak mungkin', en: 'Impossible' };
const SEMICOLON: Text = { id: '; ', en: '; ' };

/** What a rule asks for, in words: the author's, else those of its parts. */
export function ruleText(rule: Rule, wanted: boolean, catalogue: Catalogue): Text {
  if (isLeaf(rule)) return requirement(rule, wanted, catalogue);
  if (rule.text) return wanted ? rule.text : after('Bukan: ', 'Not: ', rule.text);
  if ('not' in rule) return ruleText(rule.not, !wanted, catalogue);
  if (!wanted) return after('Bukan: ', 'Not: ', ruleText(rule, true, catalogue));
  if (childrenOf(rule).length === 0) return 'all' in rule ? NO_CONDITION : IMPOSSIBLE;
  const parts = childrenOf(rule).map(([, child], index) => {
    const text = ruleText(child, true, catalogue);
    return index === 0 ? text : lower(text);
  });
  if ('of' in rule) {
    const list = joined(parts.map((part) => lower(part)), SEMICOLON); // prettier-ignore
    return after(`Paling sedikit ${rule.atLeast} dari: `, `At least ${rule.atLeast} of: `, list);
  }
  return joined(parts, 'any' in rule ? OR : AND);
}

const isMeasured = (leaf: Comparison, definition: FactDefinition | undefined): boolean =>
  definition?.type === 'integer' || leaf.measure !== undefined;

/** "paling sedikit 6 bulan" after "4 bulan" reads "perlu 6". */
function need(phrase: string, actual: string, words: readonly [least: string, needs: string]): string {
  const [least, needs] = words;
  if (!phrase.startsWith(least)) return phrase;
  const amount = phrase.slice(least.length);
  const unit = /^\S+( \p{L}+)$/u.exec(actual)?.[1];
  return `${needs}${unit && amount.endsWith(unit) ? amount.slice(0, -unit.length) : amount}`;
}

function numberShortfall(leaf: Comparison, actual: Text, catalogue: Catalogue): Text {
  const label = catalogue[leaf.fact]!.label;
  const expected = expectation(leaf, catalogue);
  const phrase = both((language) => expected[language].slice(label[language].length).trim());
  const needed = {
    id: need(phrase.id, actual.id, ['paling sedikit ', 'perlu ']),
    en: need(phrase.en, actual.en, ['at least ', 'needs ']),
  };
  return both((language) => `${lower(label)[language]} ${actual[language]}, ${needed[language]}`);
}

const ANSWERS = { true: { id: 'ya', en: 'yes' }, false: { id: 'tidak', en: 'no' } } as const;

function leafShortfall(node: EvaluatedNode, wanted: boolean, catalogue: Catalogue): Text {
  const rule = node.rule;
  const required = isLeaf(rule) ? asRequired(rule, wanted) : null;
  if (!required || !isComparison(required)) return lower(ruleText(rule, wanted, catalogue));
  const definition = catalogue[required.fact];
  const actual = actualText(required, node.outcome!, catalogue);
  if (actual && isMeasured(required, definition)) return numberShortfall(required, actual, catalogue);
  if (required.text || typeof required.value !== 'boolean') return lower(ruleText(rule, wanted, catalogue));
  const answer = ANSWERS[`${(required.op === '=') === required.value}`];
  const other = ANSWERS[`${(required.op === '=') !== required.value}`];
  return both(
    (language) =>
      `${lower(definition!.label)[language]}: ${other[language]}, ${{ id: 'perlu', en: 'needs' }[language]} ${answer[language]}`,
  );
}

/** What is, and what is needed instead, of a condition that is not met; to stand inside a sentence. */
export function shortfall(node: EvaluatedNode, wanted: boolean, catalogue: Catalogue): Text {
  if ('not' in node.rule && !node.rule.text) return shortfall(node.children[0]!, !wanted, catalogue);
  return node.outcome ? leafShortfall(node, wanted, catalogue) : lower(ruleText(node.rule, wanted, catalogue));
}

/** Conditions that must all be met: the parts of an `all` stand for themselves unless its author gave it words. */
export function conditionsOf(node: EvaluatedNode, isRoot = true): readonly EvaluatedNode[] {
  const opens = 'all' in node.rule && (isRoot || !node.rule.text);
  return opens ? node.children.flatMap((child) => conditionsOf(child, false)) : [node];
}

/** What would settle a node, each thing once; none unless it is undetermined. */
export function settlementsOf(node: EvaluatedNode, catalogue: Catalogue): readonly Settlement[] {
  if (node.value !== 'U') return [];
  const all = node.outcome ? [settlementOf(node, catalogue)] : node.children.flatMap((child) => settlementsOf(child, catalogue));
  return all.filter(({ text }, index) => all.findIndex((other) => other.text.id === text.id) === index);
}

/** What is asked for, without the words around it: the label of the fact, or what the officer checks. */
export function subjectOf({ rule }: EvaluatedNode, catalogue: Catalogue): Text {
  const fact = isLeaf(rule) ? factOf(rule) : null;
  return lower(fact === null ? ruleText(rule, true, catalogue) : catalogue[fact]!.label);
}

/** What the profile says of a leaf, where it says anything. */
export const factText = (node: EvaluatedNode, catalogue: Catalogue): Text | null =>
  isLeaf(node.rule) && !isOfficerCheck(node.rule) ? actualText(node.rule, node.outcome!, catalogue) : null;

export const settlersOf = (settlements: readonly Settlement[]): readonly Settler[] => [...new Set(settlements.map(({ who }) => who))];
