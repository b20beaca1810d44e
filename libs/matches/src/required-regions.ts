import { isComparison, Rule } from '@sambung/matching';

/** The regions outside of which a rule is false, whatever else is known; null when there are none such. */
export function requiredRegions(rule: Rule): readonly unknown[] | null {
  if ('all' in rule) return rule.all.map(requiredRegions).find((regions) => regions !== null) ?? null;
  return isComparison(rule) && rule.fact === 'actor.region' && rule.op === 'within' ? [rule.value].flat() : null;
}
