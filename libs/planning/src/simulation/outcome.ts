import { statusOf } from '@sambung/matches';
import { evaluateTree, needAlignment, Situation } from '@sambung/matching';
import { OfferDocument } from '@sambung/offers';

export type Result = 'in' | 'out' | 'open';
const RESULTS = { T: 'in', F: 'out', U: 'open' } as const;

/** What an offer says to one person; without an offer nobody is in. */
export function resultFor(document: OfferDocument | null, situation: Situation): Result {
  if (!document || statusOf(document, situation) !== 'open') return 'out';
  return RESULTS[evaluateTree(document.requires, situation).value];
}

/** Whether the person states a need that the offer answers. */
export function wants({ needs }: OfferDocument, { facts }: Situation): boolean {
  const wanted = facts['need.wanted']?.value;
  return Array.isArray(wanted) && (needAlignment(wanted as string[], needs) ?? 0) > 0;
}
