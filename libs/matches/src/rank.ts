import {
  areaCloseness,
  compareOffers,
  dayNumber,
  evaluateTree,
  fit,
  Fit,
  FitWeights,
  FULL,
  needAlignment,
  offerStatus,
  OfferStatus,
  RankedOffer,
  Situation,
  verdictOf,
  windowFlip,
} from '@sambung/matching';
import { CurrentOffer, FIT_WEIGHTS, OfferDocument } from '@sambung/offers';

/** An offer with its result for one profile. */
export interface Ranked extends RankedOffer {
  current: CurrentOffer;
  /** The first day on which time alone may change the result. */
  validUntil: string | null;
}

const STAGE_SCORES: Readonly<Record<string, number>> = { running: FULL, paused: 5_000, planned: 3_000 };
const CLOSING_SOON_DAYS = 30;

/** Fit of the stage of a business, basis points; null when nothing is known of it. */
export const stageScore = (stage: unknown): number | null => (typeof stage === 'string' ? (STAGE_SCORES[stage] ?? null) : null);

/** Fit of the days left of an open offer, basis points. */
export function timing(validTo: string | null, asOf: string): number {
  if (!validTo) return FULL;
  const daysLeft = dayNumber(validTo) - dayNumber(asOf);
  return Math.round((Math.min(daysLeft, CLOSING_SOON_DAYS) * FULL) / CLOSING_SOON_DAYS);
}

/** Share of the provider's wishes that hold, of those that can be told. */
function readiness(prefers: OfferDocument['prefers'], situation: Situation): number | null {
  const values = (prefers ?? []).map((rule) => evaluateTree(rule, situation).value).filter((value) => value !== 'U');
  return values.length === 0 ? null : Math.round((values.filter((value) => value === 'T').length * FULL) / values.length);
}

export const weightsOf = ({ fitWeights, kind }: OfferDocument): FitWeights => fitWeights ?? FIT_WEIGHTS[kind];

/** How well the offer suits; facts that are unknown leave their component out. */
export function fitOf(document: OfferDocument, situation: Situation): Fit {
  const { facts, asOf } = situation;
  const wanted = facts['need.wanted']?.value;
  const scores = {
    need: Array.isArray(wanted) ? needAlignment(wanted as string[], document.needs) : null,
    area: areaCloseness(String(facts['actor.region']!.value), document.area),
    stage: stageScore(facts['business.stage']?.value),
    timing: timing(document.validTo, asOf),
    readiness: readiness(document.prefers, situation),
  };
  return fit(scores, weightsOf(document));
}

const earliest = (days: readonly (string | null)[]): string | null => days.filter((day) => day !== null).sort()[0] ?? null;

export const statusOf = (document: OfferDocument, situation: Situation): OfferStatus =>
  offerStatus(document, situation.facts['actor.roles']!.value as readonly string[], situation.asOf);

/** The same for an offer that may be paused or closed for everybody. */
export const statusFor = ({ offer, version }: CurrentOffer, situation: Situation): OfferStatus =>
  offer.status === 'published' ? statusOf(version.document, situation) : 'closed';

/** Every open offer with its result for the profile, best first, and the day on which any of it may change. */
export function rank(offers: readonly CurrentOffer[], situation: Situation): { ranked: Ranked[]; validUntil: string | null } {
  const flips: (string | null)[] = [];
  const ranked = offers.flatMap((current): Ranked[] => {
    const { document } = current.version;
    const status = statusOf(document, situation);
    flips.push(windowFlip(document, status));
    if (status !== 'open') return [];
    const { verdict, validUntil } = verdictOf(document.requires, situation);
    flips.push(validUntil);
    return [{ id: current.offer.slug, current, verdict, validUntil, fit: fitOf(document, situation), closes: document.validTo }];
  });
  return { ranked: ranked.sort(compareOffers), validUntil: earliest(flips) };
}
