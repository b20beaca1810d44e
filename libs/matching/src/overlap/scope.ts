import { conjunction, disjunction, Truth, truthOf } from '../truth';
import { familyOf, isAmong } from './interventions';
import { GovernmentLevel, LedgerEntry, OverlapOffer, Scope, Selection } from './types';

/** What an offer and an entry have in common. */
export interface Traits {
  offer: string | null;
  programme: string | null;
  interventions: readonly string[];
  kind: string | null;
  funder: string | null;
  level: GovernmentLevel;
}

export const traitsOfEntry = (entry: LedgerEntry): Traits => ({ ...entry, interventions: [entry.intervention] });
export const traitsOfOffer = (offer: OverlapOffer): Traits => ({ ...offer, offer: offer.id });

const among = (value: string | null, list: readonly string[] | undefined): Truth =>
  list === undefined ? 'T' : value === null ? 'U' : truthOf(list.includes(value));

/** @returns undetermined when a member that the selection asks for is not known */
export function isSelected(traits: Traits, { offers, programmes, interventions, kinds, funders, levels }: Selection): Truth {
  return conjunction([
    among(traits.offer, offers),
    among(traits.programme, programmes),
    interventions === undefined ? 'T' : disjunction(traits.interventions.map((code) => isAmong(code, interventions))),
    among(traits.kind, kinds),
    among(traits.funder, funders),
    among(traits.level, levels),
  ]);
}

const sharesFamily = (a: Traits, b: Traits): boolean =>
  a.interventions.some((one) => b.interventions.some((other) => familyOf(one) === familyOf(other)));

const sharesIntervention = (traits: Traits, target: Traits): Truth =>
  disjunction(traits.interventions.map((code) => isAmong(code, target.interventions)));

/** An entry without a programme may be of it only when it is help of that sort. */
function sameProgramme(traits: Traits, target: Traits): Truth {
  if (target.programme === null) return 'F';
  if (traits.programme !== null) return truthOf(traits.programme === target.programme);
  if (traits.offer !== null && traits.offer === target.offer) return 'T';
  return sharesFamily(traits, target) ? 'U' : 'F';
}

function sameOffer(traits: Traits, target: Traits): Truth {
  if (traits.offer !== null) return truthOf(traits.offer === target.offer);
  const mayBe = [sharesIntervention(traits, target), target.programme === null ? 'U' : sameProgramme(traits, target)] as const;
  return mayBe.includes('F') ? 'F' : 'U';
}

export const sameFunder = (a: string | null, b: string | null): Truth => (a === null || b === null ? 'U' : truthOf(a === b));

/** Whether an entry, or another offer, is in the scope of a rule, seen from the offer applied for. */
export function inScope(scope: Scope, traits: Traits, target: Traits): Truth {
  switch (scope.of) {
    case 'offer':
      return sameOffer(traits, target);
    case 'programme':
      return sameProgramme(traits, target);
    case 'intervention':
      return sharesIntervention(traits, target);
    case 'family':
      return truthOf(sharesFamily(traits, target));
    case 'funder':
      return sameFunder(traits.funder, target.funder);
    case 'set':
      return isSelected(traits, scope.among);
    case 'facts':
      return 'F';
  }
}
