import { Catalogue, FactDefinition, isComparison, leavesOf, Rule, ruleText } from '@sambung/matching';
import { codeName, Text } from '@sambung/reference';
import { CATALOGUE } from './fact-catalogue';

const CODED: readonly FactDefinition['type'][] = ['region', 'code'];

/** The catalogue with names for the codes in a rule: there are too many regions and lines of business to list them all as options. */
function withNames(rule: Rule): Catalogue {
  const named: Record<string, FactDefinition> = {};
  for (const [, leaf] of leavesOf(rule)) {
    if (!isComparison(leaf)) continue;
    const definition = named[leaf.fact] ?? CATALOGUE[leaf.fact];
    if (!definition || !CODED.includes(definition.type)) continue;
    const names = [leaf.value].flat().map((code) => [code, codeName(String(code))]);
    named[leaf.fact] = { ...definition, options: { ...definition.options, ...Object.fromEntries(names) } };
  }
  return { ...CATALOGUE, ...named };
}

/** What a rule asks for, in words, with regions and lines of business by their names. */
export const requirementText = (rule: Rule): Text => ruleText(rule, true, withNames(rule));
