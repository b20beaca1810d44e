import { Catalogue, factsRead, Situation } from '@sambung/matching';
import { CATALOGUE, OfferDocument } from '@sambung/offers';
import { namedSituation } from './named-situation';

/**
 * Everything that a decision was made from, so that it can be replayed when the profile, the words of the catalogue and the
 * offer have changed: all facts and findings that the engine was given, and what it then knew of the facts that the offer reads.
 */
export interface Snapshot extends Pick<Situation, 'facts' | 'checks' | 'asOf'> {
  catalogue: Catalogue;
}

export function snapshotOf(document: OfferDocument, situation: Situation): Snapshot {
  const { requires, prefers = [] } = document;
  const { facts, checks, asOf, catalogue } = namedSituation(document, situation);
  const read = [requires, ...prefers].flatMap((rule) => [...factsRead(rule)]);
  const asked = read.flatMap((key) => CATALOGUE[key]?.askAs ?? []);
  const keys = [...new Set([...read, ...asked])].filter((key) => Object.hasOwn(CATALOGUE, key));
  return { facts, checks, asOf, catalogue: Object.fromEntries(keys.map((key) => [key, catalogue[key]!])) };
}

/** The situation as it was; facts that the offer did not read then are read by today's catalogue. */
export const situationThen = ({ catalogue, ...rest }: Snapshot): Situation => ({ ...rest, catalogue: { ...CATALOGUE, ...catalogue } });
