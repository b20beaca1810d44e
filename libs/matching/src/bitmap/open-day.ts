import { Day } from '../calendar';
import { offerStatus } from '../status';
import { setBit } from './bits';
import { CompiledOffers } from './compile-offers';
import { MatchableOffer, TimingScore } from './offer';

/** Which offers stand on one day. */
export interface OpenDay {
  asOf: Day;
  open: Int32Array;
  /** Fit of the days left, basis points, by slot. */
  timing: Uint16Array;
}

/** @param offers those that were compiled, in the same order */
export function openOn(compiled: CompiledOffers, offers: readonly MatchableOffer[], asOf: Day, timing: TimingScore): OpenDay {
  const day: OpenDay = { asOf, open: new Int32Array(compiled.words), timing: new Uint16Array(compiled.offerAt.length) };
  compiled.offerAt.forEach((index, slot) => {
    const offer = offers[index];
    if (!offer || offerStatus({ ...offer, roles: [] }, [], asOf) !== 'open') return;
    setBit(day.open, slot);
    day.timing[slot] = timing(offer.validTo, asOf);
  });
  return day;
}
