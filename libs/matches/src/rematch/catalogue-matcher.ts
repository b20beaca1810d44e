import { compileOffers, encodeProfile, Encoding, encodingFor, evaluateTree, Ground, Horizon, MatchableOffer, Matcher, openOn, Situation } from '@sambung/matching'; // prettier-ignore
import { CATALOGUE, CurrentOffer } from '@sambung/offers';
import { stageScore, timing, weightsOf } from '../rank';
import { MOST_ELIGIBLE, MOST_UNDETERMINED, packNumbers } from '../suggestion-pack';

const GROUND: Ground = {
  catalogue: CATALOGUE,
  keys: { roles: 'actor.roles', region: 'actor.region', needs: 'need.wanted', stage: 'business.stage' },
  stageScore,
};
const LIMITS = { eligible: MOST_ELIGIBLE, undetermined: MOST_UNDETERMINED, inAll: MOST_ELIGIBLE + MOST_UNDETERMINED };

const toMatchable = ({ offer, version: { ordinal, document } }: CurrentOffer): MatchableOffer => ({
  ...document,
  id: offer.slug,
  ordinal,
  weights: weightsOf(document),
});

/** The published offers, compiled for one day; says of many profiles what `rank` says of one. */
export class CatalogueMatcher {
  private readonly offers: readonly MatchableOffer[];
  private readonly encoding: Encoding;
  private readonly matcher: Matcher;
  private readonly horizon: Horizon;
  private readonly record: Uint16Array;
  private readonly numbers = new Uint32Array(LIMITS.inAll * 4);

  constructor(offers: readonly CurrentOffer[], asOf: string) {
    this.offers = offers.map(toMatchable);
    this.encoding = encodingFor(this.offers, GROUND);
    const compiled = compileOffers(this.offers, this.encoding);
    this.matcher = new Matcher(compiled, openOn(compiled, this.offers, asOf, timing), LIMITS);
    this.horizon = new Horizon(this.offers, GROUND.keys, asOf);
    this.record = new Uint16Array(this.encoding.width);
  }

  /** What is kept of one profile: its best offers, packed, and the day on which any of its results may change. */
  best(situation: Situation): { packed: Buffer; validUntil: string | null } {
    const { record, numbers } = this;
    encodeProfile(this.encoding, situation, record);
    const decide = (index: number) => evaluateTree(this.offers[index]!.requires, situation).value;
    this.matcher.match({ record, at: 0, findings: situation.checks, decide });
    return { packed: packNumbers(numbers, this.matcher.topNumbers(numbers)), validUntil: this.horizon.until(situation) };
  }
}
