import { FitWeights, Grant, PriorityFormula, Rule, Verdict } from '@sambung/matching';
import { Role, Text } from '@sambung/reference';

export const OFFER_KINDS = ['training', 'mentoring', 'businessMatching', 'financing', 'facility'] as const;
export type OfferKind = (typeof OFFER_KINDS)[number];
export const FACILITIES = ['legality', 'equipment', 'space'] as const;
export const OFFER_LEVELS = ['national', 'province', 'regency', 'stateEnterprise', 'private'] as const;

/** A case whose result the author knows; publication refuses a version that gives another one. */
export interface OfferExample {
  name: string;
  roles: readonly Role[];
  region: string;
  /** Values by fact key, at document level unless `levels` says otherwise. */
  facts: Readonly<Record<string, unknown>>;
  checks?: Readonly<Record<string, boolean>>;
  asOf: string;
  expect: Verdict | 'closed' | 'notYetOpen' | 'notApplicable';
}

/** Everything a version of an offer says. Immutable once published; its hash identifies it. */
export interface OfferDocument {
  kind: OfferKind;
  /** Which facility; only for kind `facility`. */
  facility?: (typeof FACILITIES)[number];
  /** Code that rules about overlap know it by: offers of one programme, such as the sorts of KUR, share it. */
  programme?: string;
  /** Slug of the general offer that it stands in for within its own, smaller area. */
  variantOf?: string;
  name: Text;
  provider: string;
  level: (typeof OFFER_LEVELS)[number];
  /** Kemendagri codes, or `*` for the whole country. */
  area: readonly string[];
  /** Roles it is for; anybody else is not refused, it does not apply to them. */
  roles: readonly Role[];
  /** Codes of the needs that it answers. */
  needs: readonly string[];
  validFrom: string | null;
  validTo: string | null;
  requires: Rule;
  /** Wishes of the provider: they raise the fit, they never decide. */
  prefers?: readonly Rule[];
  /** Facts that completing it produces. */
  grants?: readonly Grant[];
  fitWeights?: FitWeights;
  /** Points, over verified facts only, that decide who gets a scarce seat; without them the lottery alone decides. */
  priority?: PriorityFormula;
  benefits: Readonly<Record<string, unknown>>;
  legalBasis: readonly string[];
  /** The last day in force of those laws that are known to end, by their name in `legalBasis`. */
  legalBasisUntil?: Readonly<Record<string, string>>;
  sources: readonly string[];
  confidence: 'verified' | 'partial';
  /** What the source says of it now; `unconfirmed` and `changed` need the provider's word first. */
  sourceStatus: 'active' | 'unconfirmed' | 'changed' | 'closed';
  note?: string;
  examples: readonly OfferExample[];
}

/** Shares of 100 for each component of the fit, by kind; a version may declare its own. */
export const FIT_WEIGHTS: Readonly<Record<OfferKind, FitWeights>> = {
  training: { need: 50, area: 20, stage: 5, timing: 10, readiness: 15 },
  mentoring: { need: 45, area: 30, stage: 10, timing: 0, readiness: 15 },
  businessMatching: { need: 40, area: 25, stage: 10, timing: 10, readiness: 15 },
  financing: { need: 50, area: 10, stage: 15, timing: 5, readiness: 20 },
  facility: { need: 50, area: 20, stage: 5, timing: 10, readiness: 15 },
};
