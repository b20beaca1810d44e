import { canonicalJson } from '@sambung/matching';
import { OfferDocument } from '../offer-document';
import { diffRules, RuleChange } from './diff-rules';

/** One member of the document that differs; null where a version lacks it. */
export interface FieldChange {
  /** JSON Pointer into the document. */
  pointer: string;
  before: unknown;
  after: unknown;
}

export interface DocumentDiff {
  fields: readonly FieldChange[];
  requires: readonly RuleChange[];
  /** Wishes of the provider. */
  prefers: readonly RuleChange[];
}

const RULES = ['requires', 'prefers'];

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const segment = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
const same = (a: unknown, b: unknown): boolean => canonicalJson({ value: a ?? null }) === canonicalJson({ value: b ?? null });

/** Goes down into objects; lists are compared as wholes, for the place in a list means nothing to a reader. */
function fieldChanges(before: unknown, after: unknown, pointer: string): FieldChange[] {
  if (same(before, after)) return [];
  if (!isObject(before) || !isObject(after)) return [{ pointer, before: before ?? null, after: after ?? null }];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name) => fieldChanges(before[name], after[name], `${pointer}/${segment(name)}`));
}

const plain = (document: OfferDocument): Record<string, unknown> =>
  Object.fromEntries(Object.entries(document).filter(([name]) => !RULES.includes(name)));

/** What one version says otherwise than another. Rules are compared as trees, condition by condition. */
export const diffDocuments = (before: OfferDocument, after: OfferDocument): DocumentDiff => ({
  fields: fieldChanges(plain(before), plain(after), ''),
  requires: diffRules(before.requires, after.requires),
  prefers: diffRules({ all: before.prefers ?? [] }, { all: after.prefers ?? [] }),
});
