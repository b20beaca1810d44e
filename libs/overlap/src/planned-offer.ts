import { GovernmentLevel, OverlapOffer, PlannedOffer, Rule } from '@sambung/matching';
import { OfferDocument } from '@sambung/offers';

/** State enterprises are the central government's. */
export const governmentLevel = (level: OfferDocument['level']): GovernmentLevel => (level === 'stateEnterprise' ? 'national' : level);

/** Seats that the document states; null where it does not count them. */
export function seatsOf({ benefits }: OfferDocument): number | null {
  const { seats } = benefits;
  return Number.isSafeInteger(seats) && (seats as number) >= 0 ? (seats as number) : null;
}

/** @param funder slug of the institution that provides it */
export const toOverlapOffer = (id: string, document: OfferDocument, funder: string): OverlapOffer => ({
  id,
  kind: document.kind,
  programme: document.programme ?? null,
  interventions: document.needs,
  level: governmentLevel(document.level),
  funder,
  area: document.area,
  opens: document.validFrom,
  closes: document.validTo,
  seats: seatsOf(document),
});

/** What an actor must be for the offer to apply at all: statuses before the rule, said as conditions. */
function standing({ roles, area }: OfferDocument): Rule[] {
  return [
    ...(roles.length > 0 ? [{ id: 'offer-roles', fact: 'actor.roles', op: 'containsAny' as const, value: roles }] : []),
    ...(area.includes('*') ? [] : [{ id: 'offer-area', fact: 'actor.region', op: 'within' as const, value: area }]),
  ];
}

export const toPlannedOffer = (id: string, document: OfferDocument): PlannedOffer => ({
  id,
  level: governmentLevel(document.level),
  interventions: document.needs,
  area: document.area,
  from: document.validFrom,
  to: document.validTo,
  requires: { all: [document.requires, ...standing(document)] },
  grants: document.grants,
});
