import { Catalogue, FactDefinition, Facts, isComparison, leavesOf, Rule } from '@sambung/matching';
import { codeName } from '@sambung/reference';

const CODED: readonly FactDefinition['type'][] = ['region', 'code'];

/**
 * The catalogue with names for the codes that rules ask for and that a profile answers them with: there are too many regions and lines of
 * business to list them all as options. Of such facts the engine takes options for words alone.
 */
export function withNames(catalogue: Catalogue, rules: readonly Rule[], facts: Facts = {}): Catalogue {
  const named: Record<string, FactDefinition> = {};
  for (const [, leaf] of rules.flatMap((rule) => leavesOf(rule))) {
    if (!isComparison(leaf)) continue;
    const definition = named[leaf.fact] ?? catalogue[leaf.fact];
    if (!definition || !CODED.includes(definition.type)) continue;
    const codes = [leaf.value, facts[leaf.fact]?.value ?? []].flat();
    const names = codes.map((code) => [code, codeName(String(code))]);
    named[leaf.fact] = { ...definition, options: { ...definition.options, ...Object.fromEntries(names) } };
  }
  return { ...catalogue, ...named };
}
