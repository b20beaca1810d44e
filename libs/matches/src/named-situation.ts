import { Situation } from '@sambung/matching';
import { CATALOGUE, OfferDocument, withNames } from '@sambung/offers';

/**
 * The situation as an offer's reasons read it, with regions and lines of business by their names. What a decision was made from keeps the
 * words that it had then, so that a replay says the same.
 */
export function namedSituation({ requires, prefers = [] }: OfferDocument, situation: Situation): Situation {
  const { catalogue, facts } = situation;
  return catalogue === CATALOGUE ? { ...situation, catalogue: withNames(catalogue, [requires, ...prefers], facts) } : situation;
}
