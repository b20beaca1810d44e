import { Day } from '../calendar';
import { Catalogue } from '../facts';
import { FitWeights } from '../fit';
import { Rule } from '../rule';
import { OfferScope } from '../status';

/** An offer version as far as matching needs it. */
export interface MatchableOffer extends OfferScope {
  /** The last of the keys that order offers of equal fit (`compareOffers`). */
  id: string;
  /** Names the version in packed results, 0 to 2³² − 1. */
  ordinal: number;
  requires: Rule;
  prefers?: readonly Rule[];
  /** Codes of the needs served, `family.leaf` or `family`. */
  needs: readonly string[];
  /** Kemendagri codes, or `*` for the whole country. */
  area: readonly string[];
  weights: FitWeights;
}

/** The facts that status and fit read, whatever the rules say. */
export interface ProfileKeys {
  roles: string;
  region: string;
  needs: string;
  stage: string;
}

/** What the rules are compiled for; the same for every offer and profile. */
export interface Ground {
  catalogue: Catalogue;
  keys: ProfileKeys;
  /** Fit of a stage of the business, basis points; null when nothing is known of it. */
  stageScore(stage: unknown): number | null;
}

/** Fit of the days left, basis points, of an offer that is open. */
export type TimingScore = (closes: Day | null, asOf: Day) => number;
