import { addDays, Day } from '../calendar';
import { conjunction, Truth, truthOf } from '../truth';
import { livesIn, locality } from './areas';
import { inScope, traitsOfOffer } from './scope';
import { OverlapInput, OverlapOffer, OverlapRule } from './types';

/** Whether another variant is to be taken, which one, and what keeps that from being known. */
export interface Preference {
  value: Truth;
  preferred: string | null;
  doubts: readonly { about: string | null; cause: 'region' | 'seats' }[];
}

const isOpenOn = ({ opens, closes }: OverlapOffer, asOf: Day): Truth =>
  truthOf((opens === null || opens <= asOf) && (closes === null || asOf <= closes));

const hasSeats = ({ seats }: OverlapOffer): Truth => (seats === null ? 'U' : truthOf(seats > 0));

const isAvailable = (offer: OverlapOffer, { applicant, situation }: OverlapInput): Truth =>
  conjunction([livesIn(applicant.region, offer.area), isOpenOn(offer, situation.asOf), hasSeats(offer)]);

/** The offer applied for and its variants, the most local first; of equally local ones the one applied for, then by id. */
function ranked(rule: OverlapRule, { target, offers = [], applicant }: OverlapInput): readonly OverlapOffer[] {
  const variants = offers.filter(
    (offer) => offer.id !== target.id && inScope(rule.scope, traitsOfOffer(offer), traitsOfOffer(target)) === 'T',
  );
  const depth = (offer: OverlapOffer) => locality(applicant.region, offer.area);
  const later = (offer: OverlapOffer) => (offer === target ? 0 : 1);
  return [target, ...variants].sort((a, b) => depth(b) - depth(a) || later(a) - later(b) || (a.id < b.id ? -1 : 1));
}

function doubtsOf(offers: readonly OverlapOffer[], { applicant }: OverlapInput): Preference['doubts'] {
  const seats = offers.filter((offer) => hasSeats(offer) === 'U').map(({ id }) => ({ about: id, cause: 'seats' as const }));
  const coarse = offers.some(({ area }) => livesIn(applicant.region, area) === 'U');
  return coarse ? [{ about: null, cause: 'region' }, ...seats] : seats;
}

/**
 * Picks the most local variant whose area the applicant lives in and that is open with seats, else the general one.
 * @returns true when that is another offer than the one applied for
 */
export function preference(rule: OverlapRule, input: OverlapInput): Preference {
  const open: OverlapOffer[] = [];
  for (const offer of ranked(rule, input)) {
    const available = isAvailable(offer, input);
    const isTarget = offer === input.target;
    if (available === 'U' && !isTarget) open.push(offer);
    if (available === 'F' || (available === 'U' && !isTarget)) continue;
    if (open.length > 0) return { value: 'U', preferred: null, doubts: doubtsOf(open, input) };
    return { value: truthOf(!isTarget), preferred: isTarget ? null : offer.id, doubts: [] };
  }
  return open.length > 0 ? { value: 'U', preferred: null, doubts: doubtsOf(open, input) } : { value: 'F', preferred: null, doubts: [] };
}

/** Days on which one of the offers opens or closes. */
export const openingDays = ({ target, offers = [] }: OverlapInput): readonly Day[] =>
  [target, ...offers].flatMap(({ opens, closes }) => [
    ...(opens === null ? [] : [opens]),
    ...(closes === null ? [] : [addDays(closes, 1)]),
  ]);
