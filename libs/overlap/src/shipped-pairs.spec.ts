import { evaluate, intersectOffers, Intersection, offerStatus, Witness } from '@sambung/matching';
import { CATALOGUE, PROFILE_LAWS, ShippedOffer, shippedOffers } from '@sambung/offers';
import { deriveFacts, Role } from '@sambung/reference';
import { DRAFT_LIMITS } from './offer-overlaps.service';
import { toPlannedOffer } from './planned-offer';

const TODAY = '2026-11-25';
const offers = shippedOffers();
const pairs = offers.flatMap((a, index) => offers.slice(index + 1).map((b): [ShippedOffer, ShippedOffer] => [a, b]));

const meet = ([a, b]: [ShippedOffer, ShippedOffer], asOf = TODAY): Intersection =>
  intersectOffers(toPlannedOffer(a.slug, a.document), toPlannedOffer(b.slug, b.document), {
    catalogue: CATALOGUE,
    laws: PROFILE_LAWS,
    limits: DRAFT_LIMITS,
    asOf,
  });

/** As the matcher evaluates a stored profile: with what follows from its facts, for an offer that is open to its roles. */
function verdictOf({ document }: ShippedOffer, { facts, checks, asOf }: Witness): string {
  const status = offerStatus(document, (facts['actor.roles']?.value ?? []) as Role[], asOf);
  if (status !== 'open') return status;
  return evaluate(document.requires, { facts: deriveFacts(facts, asOf), checks, asOf, catalogue: CATALOGUE }).verdict;
}

describe('the pairs of shipped offers', () => {
  const met = pairs.map((pair) => ({ pair, found: meet(pair) }));

  it('are all reported, each as apart, met, or excluding each other; none is left undecided', () => {
    const outcomes = met.map(({ found }) => found.answer.outcome);
    const count = (outcome: string) => outcomes.filter((one) => one === outcome).length;
    expect(met).toHaveLength((36 * 35) / 2);
    expect({ apart: count('apart'), witness: count('witness'), disjoint: count('disjoint'), notDecided: count('notDecided') }).toEqual({
      apart: 521, witness: 104, disjoint: 5, notDecided: 0,
    }); // prettier-ignore
  });

  it('exclude each other only by the amount applied for', () => {
    const disjoint = met.filter(({ found }) => found.answer.outcome === 'disjoint').map(({ found }) => `${found.a} ${found.b}`);
    expect(disjoint).toEqual([
      'kur-kecil-2026 kur-mikro-2026',
      'kur-kecil-2026 kur-super-mikro-2026',
      'kur-kecil-2026 prokesra-jatim',
      'kur-kecil-2026 umi-pip',
      'kur-mikro-2026 kur-super-mikro-2026',
    ]);
    expect(met.filter(({ found }) => found.answer.outcome === 'disjoint' && !found.text.en.includes('Amount applied for'))).toEqual([]);
  });

  it('that meet have a witness whom both offers find eligible, derived facts included', () => {
    const wrong = met.flatMap(({ pair, found: { answer } }) =>
      answer.outcome === 'witness'
        ? pair.map((offer) => [offer.slug, verdictOf(offer, answer.witness)]).filter(([, verdict]) => verdict !== 'eligible')
        : [],
    );
    expect(wrong).toEqual([]);
  });
});
