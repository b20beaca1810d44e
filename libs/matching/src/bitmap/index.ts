export { type CompiledOffers, compileOffers } from './compile-offers';
export { encodeProfile } from './encode-profile';
export { type Encoding, encodingFor } from './encoding';
export { Horizon } from './horizon';
export { type Candidate, type Decide, Matcher, NO_FIT, type Suggested } from './matcher';
export type { Ground, MatchableOffer, ProfileKeys, TimingScore } from './offer';
export { openOn, type OpenDay } from './open-day';
export { TransposedProfiles, type Whom } from './transposed';
