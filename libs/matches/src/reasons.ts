import {
  checklistOf,
  ChecklistItem,
  FactValue,
  findPlans,
  Grant,
  NextQuestion,
  nextQuestion,
  Plan,
  planInWords,
  PlanOffer,
  QuestionOptions,
  Situation,
  Text,
  treeOf,
  Unlock,
  unlockInWords,
} from '@sambung/matching';
import { CurrentOffer } from '@sambung/offers';
import { explain, Explanation } from './explanation';
import type { ExplainedSeat } from './explanation-of-seat';
import { namedSituation } from './named-situation';
import { fitOf, rank, statusOf } from './rank';

/** How much of the reasons is said: each depth adds to the one before. */
export const DEPTHS = ['sentence', 'checklist', 'tree'] as const;
export type Depth = (typeof DEPTHS)[number];

/** One offer as one actor sees it: what reasons are made from when somebody looks. */
export interface Pair {
  offer: CurrentOffer;
  situation: Situation;
  profileHash: string;
  /** Offers that the actor can join now or later, in the order of {@link joinable}. */
  others: readonly CurrentOffer[];
  /** What a round made of the pair. */
  allocation?: ExplainedSeat;
}

/** One way to a better verdict, with its steps in words. */
export interface ShownUnlock extends Unlock {
  text: readonly Text[];
  /** Slugs of other offers that bring one of its facts about. */
  via: readonly string[];
}

export interface Reasons {
  explanation: Explanation;
  unlocks: readonly ShownUnlock[];
  checklist: readonly ChecklistItem[] | null;
  tree: Text | null;
}

/** Offers that the actor can join today or once they open: those that suit best first, then by slug. */
export function joinable(offers: readonly CurrentOffer[], situation: Situation): readonly CurrentOffer[] {
  return offers
    .filter(({ version }) => ['open', 'notYetOpen'].includes(statusOf(version.document, situation)))
    .map((current) => ({ current, fit: fitOf(current.version.document, situation).total ?? 0 }))
    .sort((a, b) => b.fit - a.fit || (a.current.offer.slug < b.current.offer.slug ? -1 : 1))
    .map(({ current }) => current);
}

const brings = (grant: Grant, { fact, to }: { fact: string | null; to: FactValue }): boolean =>
  grant.fact === fact &&
  (Array.isArray(grant.value) && Array.isArray(to) ? grant.value.some((item: string) => to.includes(item)) : grant.value === to);

function granting({ changes, conditions }: Unlock, { offer, others }: Pair): string[] {
  const helps = ({ version: { document } }: CurrentOffer) =>
    (document.grants ?? []).some((grant) => [...changes, ...conditions].some((step) => brings(grant, step)));
  return others.filter((other) => other.offer.id !== offer.offer.id && helps(other)).map((other) => other.offer.slug);
}

/** The reasons of a pair as they stand, in so much depth. */
export function reasonsOf(pair: Pair, depth: Depth): Reasons {
  const { offer, profileHash, allocation } = pair;
  const { requires } = offer.version.document;
  const situation = namedSituation(offer.version.document, pair.situation);
  const explanation = explain(offer, situation, profileHash, allocation);
  return {
    explanation,
    unlocks: explanation.unlocks.map((unlock) => ({ ...unlock, text: unlockInWords(unlock), via: granting(unlock, pair) })),
    checklist: depth === 'sentence' ? null : checklistOf(requires, situation),
    tree: depth === 'tree' ? treeOf(requires, situation) : null,
  };
}

const toPlanOffer = ({ offer, version: { document } }: CurrentOffer): PlanOffer => ({
  id: offer.slug,
  requires: document.requires,
  grants: document.grants ?? [],
  validFrom: document.validFrom,
  validTo: document.validTo,
});

/** A plan through other offers, with their names by slug and its lines in words. */
export interface ShownPlan extends Plan {
  names: Readonly<Record<string, Text>>;
  text: readonly Text[];
}

/** Ways to the offer that lead through other offers; none for an offer that is over or not for the actor. */
export function plansOf({ offer, situation, others }: Pair): readonly ShownPlan[] {
  if (!others.some((other) => other.offer.id === offer.offer.id)) return [];
  const names = Object.fromEntries(others.map(({ offer: { slug }, version }) => [slug, version.document.name]));
  const { plans } = findPlans(toPlanOffer(offer), others.map(toPlanOffer), situation);
  return plans.map((plan) => ({ ...plan, names, text: planInWords(plan, names) }));
}

export interface Asked {
  /** Null when no answer can change any verdict. */
  question: NextQuestion | null;
  /** Open offers whose verdict still lacks something. */
  undetermined: readonly CurrentOffer[];
}

/** The question that settles most over the offers that are open to the actor, each weighted with its fit. */
export function askNext(offers: readonly CurrentOffer[], situation: Situation, options: QuestionOptions): Asked {
  const { ranked } = rank(offers, situation);
  const undetermined = ranked.filter(({ verdict }) => verdict === 'undetermined');
  const open = undetermined.map(({ id, current, fit }) => ({ id, rule: current.version.document.requires, weight: fit.total ?? 0 }));
  return { question: nextQuestion(open, situation, options), undetermined: undetermined.map(({ current }) => current) };
}
