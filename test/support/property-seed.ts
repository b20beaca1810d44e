import * as fc from 'fast-check';

/** Properties draw the same values on every run, so that a build fails for a change and not by chance; another seed looks elsewhere. */
const SEED = Number(process.env.PROPERTY_SEED ?? 20261122);

fc.configureGlobal({ seed: SEED });
