import {
  evaluate,
  Evaluation,
  findUnlocks,
  Fit,
  priorityOf,
  PriorityScore,
  sentenceOf,
  Situation,
  Text,
  UnlockReport,
} from '@sambung/matching';
import { CurrentOffer } from '@sambung/offers';
import type { ExplainedSeat } from './explanation-of-seat';
import { factsHash, sha256 } from './facts';
import { namedSituation } from './named-situation';
import { fitOf } from './rank';

/** The verdict in words and the ways to a better one, apart from other offers. */
interface Outlook {
  sentence: Text;
  outlook: UnlockReport['outcome'];
  unlocks: UnlockReport['unlocks'];
  /** For an impossible outlook: minimal sets of leaf ids that nothing that may be suggested can turn. */
  blockers: UnlockReport['blockers'];
}

/** Why a pair came out as it did. Stored with decisions; equal inputs give an equal hash. */
export interface Explanation extends Evaluation, Outlook {
  offer: { slug: string; version: number; hash: string };
  profileHash: string;
  fit: Fit;
  /** Points for a scarce seat, where the offer publishes a formula; engines before 1.2 said nothing of them. */
  priority?: PriorityScore;
  /** How the seats of a round were given out, of matches of a round that has been run. */
  allocation?: ExplainedSeat;
  /** Provider's wishes: shown, never deciding. */
  prefers: Evaluation['leaves'];
  hash: string;
}

/** As decisions hold it: engines before 1.1 said nothing of the outlook. */
export type StoredExplanation = Omit<Explanation, keyof Outlook> & Partial<Outlook>;

/**
 * @param profileHash of the situation, for callers that explain many offers to one profile
 * @param allocation what a round made of the pair: nothing that the situation says
 */
export function explain(
  { offer, version }: CurrentOffer,
  given: Situation,
  profileHash = factsHash(given),
  allocation?: ExplainedSeat,
): Explanation {
  const { document } = version;
  const situation = namedSituation(document, given);
  const report = findUnlocks(document.requires, situation);
  const explanation = {
    ...evaluate(document.requires, situation),
    sentence: sentenceOf(document.requires, situation, report),
    outlook: report.outcome,
    unlocks: report.unlocks,
    blockers: report.blockers,
    offer: { slug: offer.slug, version: version.version, hash: version.hash },
    profileHash,
    fit: fitOf(document, situation),
    ...(document.priority && { priority: priorityOf(document.priority, situation) }),
    ...(allocation && { allocation }),
    prefers: (document.prefers ?? []).flatMap((rule) => evaluate(rule, situation).leaves),
  };
  return { ...explanation, hash: sha256(explanation) };
}
