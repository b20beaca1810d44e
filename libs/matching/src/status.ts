import { addDays, Day } from './calendar';

/** Statuses that come before the rule; they are not truth values. */
export type OfferStatus = 'open' | 'notYetOpen' | 'closed' | 'notApplicable';

/** When and for whom an offer stands. Days are inclusive; null is open-ended. */
export interface OfferScope {
  roles: readonly string[];
  validFrom: Day | null;
  validTo: Day | null;
}

/** @param roles the roles the actor holds at the same time */
export function offerStatus(scope: OfferScope, roles: readonly string[], asOf: Day): OfferStatus {
  if (scope.roles.length > 0 && !scope.roles.some((role) => roles.includes(role))) return 'notApplicable';
  if (scope.validFrom && asOf < scope.validFrom) return 'notYetOpen';
  if (scope.validTo && asOf > scope.validTo) return 'closed';
  return 'open';
}

/** The day on which the window of an offer of this status next opens or has closed; null when time alone never changes it. */
export function windowFlip({ validFrom, validTo }: OfferScope, status: OfferStatus): Day | null {
  if (status === 'notYetOpen') return validFrom;
  return status === 'open' && validTo ? addDays(validTo, 1) : null;
}
