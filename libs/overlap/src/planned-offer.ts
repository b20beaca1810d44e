import { GovernmentLevel, OverlapOffer, PlannedOffer, Rule } from '@sambung/matching';
import { OfferDocument } from '@sambung/offers';
import { SIZE_BANDS } from '@sambung/reference';

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

const SIZES = [...SIZE_BANDS, { code: 'large', turnoverUpTo: Infinity, capitalUpTo: Infinity }];

/** A business of this size sells so much, or, while nobody knows what it sells, has so much capital (PP 7/2021 art. 35). */
function sizeLaw(index: number): Rule {
  const [size, below] = [SIZES[index]!, SIZES[index - 1]];
  const within = (fact: string, low: number | undefined, high: number): Rule => ({
    all: [
      ...(low === undefined ? [] : [{ fact, op: '>' as const, value: low }]),
      ...(high === Infinity ? [] : [{ fact, op: '<=' as const, value: high }]),
    ],
  });
  const [turnover, capital] = ['business.turnover', 'business.capital'];
  return {
    any: [
      { missing: 'business.size' },
      { fact: 'business.size', op: '!=', value: size.code },
      within(turnover, below?.turnoverUpTo, size.turnoverUpTo),
      { all: [{ missing: turnover }, { any: [{ missing: capital }, within(capital, below?.capitalUpTo, size.capitalUpTo)] }] },
    ],
  };
}

/** What holds of every profile that could exist; a witness that breaks it would convince nobody. */
export const PROFILE_LAWS: readonly Rule[] = SIZES.map((_, index) => sizeLaw(index));
