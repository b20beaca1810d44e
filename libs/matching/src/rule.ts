import { Measure } from './calendar';
import { Level, Text } from './facts';

/** Notes that any node may carry; `id` names a leaf across versions, `legalBasis` cites the law behind it. */
export interface Annotations {
  id?: string;
  text?: Text;
  legalBasis?: string;
}

export type Operand = boolean | number | string | readonly (number | string)[];

export const OPERATORS = [
  '=', '!=', '<', '<=', '>', '>=', 'between', 'in', 'notIn',
  'containsAny', 'containsAll', 'containsNone', 'subsetOf', 'within', 'startsWith',
] as const; // prettier-ignore
export type Operator = (typeof OPERATORS)[number];

/** Compares a fact, or the time elapsed since a date fact (`measure`), with a constant. */
export interface Comparison extends Annotations {
  fact: string;
  op: Operator;
  value: Operand;
  measure?: Measure;
  /** Evidence below this level leaves the comparison undetermined. */
  level?: Level;
}

/** Two-valued: whether a usable fact is there at all. */
export interface Presence extends Annotations {
  known?: string;
  missing?: string;
  level?: Level;
}

/** A criterion that exists only as prose: undetermined until an officer records true or false with a reason. */
export interface OfficerCheck extends Annotations {
  officerCheck: string;
}

export interface All extends Annotations {
  all: readonly Rule[];
}
export interface Any extends Annotations {
  any: readonly Rule[];
}
export interface Not extends Annotations {
  not: Rule;
}
export interface AtLeast extends Annotations {
  atLeast: number;
  of: readonly Rule[];
}

export type Leaf = Comparison | Presence | OfficerCheck;
export type Rule = All | Any | Not | AtLeast | Leaf;

export const isComparison = (rule: Rule): rule is Comparison => 'fact' in rule;
export const isPresence = (rule: Rule): rule is Presence => 'known' in rule || 'missing' in rule;
export const isOfficerCheck = (rule: Rule): rule is OfficerCheck => 'officerCheck' in rule;
export const isLeaf = (rule: Rule): rule is Leaf => isComparison(rule) || isPresence(rule) || isOfficerCheck(rule);

/** Children with the path segment that leads to each, in the order written. */
export function childrenOf(rule: Rule): readonly (readonly [string, Rule])[] {
  const numbered = (key: string, rules: readonly Rule[]) => rules.map((child, i) => [`${key}/${i}`, child] as const);
  if ('all' in rule) return numbered('all', rule.all);
  if ('any' in rule) return numbered('any', rule.any);
  if ('of' in rule) return numbered('of', rule.of);
  if ('not' in rule) return [['not', rule.not]];
  return [];
}

/** Every leaf with its JSON Pointer, depth first. */
export function leavesOf(rule: Rule, path = ''): readonly (readonly [string, Leaf])[] {
  if (isLeaf(rule)) return [[path, rule]];
  return childrenOf(rule).flatMap(([segment, child]) => leavesOf(child, `${path}/${segment}`));
}

/** The key of the fact that the leaf reads; null for an officer's check. */
export const factOf = (leaf: Leaf): string | null =>
  isComparison(leaf) ? leaf.fact : isPresence(leaf) ? (leaf.known ?? leaf.missing)! : null;

/** Keys of the facts that the rule reads. */
export const factsRead = (rule: Rule): ReadonlySet<string> => new Set(leavesOf(rule).flatMap(([, leaf]) => factOf(leaf) ?? []));

/** One leaf with the value that helps the whole rule: true, or false under an odd number of negations. */
export interface WantedLeaf {
  path: string;
  leaf: Leaf;
  wanted: boolean;
}

export function wantedLeaves(rule: Rule, path = '', wanted = true): readonly WantedLeaf[] {
  if (isLeaf(rule)) return [{ path, leaf: rule, wanted }];
  return childrenOf(rule).flatMap(([segment, child]) => wantedLeaves(child, `${path}/${segment}`, segment === 'not' ? !wanted : wanted));
}
