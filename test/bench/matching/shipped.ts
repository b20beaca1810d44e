import { CatalogueMatcher, pack, rank, toSituation } from '@sambung/matches';
import { CurrentOffer, shippedOffers } from '@sambung/offers';
import { inventActors } from '../../../apps/cli/src/demo/invented-actors';
import { line, ns, timed, times } from '../measure';
import { AS_OF } from './invented-market';

const PROFILES = 1_000;
const REPEATS = 3;

/** The 36 offers that the project ships: too few for an index to pay much, once facts are read. */
export function compareShipped(): void {
  const offers = shippedOffers()
    .filter(({ status }) => status === 'published')
    .map(({ slug, document }, ordinal): CurrentOffer => ({ offer: { id: slug, slug, institutionId: slug, status: 'published', confirmedAt: null }, version: { ordinal, document } as CurrentOffer['version'] })); // prettier-ignore
  const situations = inventActors(PROFILES, 1).map(({ roles, regionCode, facts }, index) => {
    const actor = { id: String(index), roles: roles as never, regionCode: regionCode as string };
    const known = Object.entries(facts!).map(([key, fact]) => ({ key, ...(fact as { value: never }), level: 'declared' as const, observedAt: AS_OF, validUntil: null, source: '' })); // prettier-ignore
    return toSituation({ actor, facts: known, checks: [] }, AS_OF);
  });
  const matcher = new CatalogueMatcher(offers, AS_OF);
  const byBitmap = timed(REPEATS, () => situations.map((situation) => matcher.best(situation)));
  const oneByOne = timed(REPEATS, () => situations.map((situation) => rank(offers, situation)));
  byBitmap.value.forEach(({ packed, validUntil }, index) => {
    const plain = oneByOne.value[index]!;
    const kept = (verdict: string, most: number) => plain.ranked.filter((ranked) => ranked.verdict === verdict).slice(0, most);
    const expected = [...kept('eligible', 20), ...kept('undetermined', 40)].map(({ current, verdict, fit }) => ({ ordinal: current.version.ordinal, verdict: verdict as 'eligible', fit: fit.total, coverage: fit.coverage })); // prettier-ignore
    if (!packed.equals(pack(expected)) || validUntil !== plain.validUntil) throw new Error('the bitmap differs from the interpreter');
  });
  const perProfile = ({ ms }: { ms: number }) => (ms * 1e6) / PROFILES;
  line(`one profile, ${offers.length} shipped offers`, ns(perProfile(byBitmap)), `interpreter ${ns(perProfile(oneByOne))}`, times(oneByOne.ms / byBitmap.ms)); // prettier-ignore
}
