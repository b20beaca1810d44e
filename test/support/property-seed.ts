import * as fc from 'fast-check';

/** Properties draw the same values on every run, so that a build fails for a change and not by chance; another seed looks elsewhere. */
const SEED = Number(process.env.PROPERTY_SEED ?? 20261122);

/** Draws of a property that asks for no number of its own: enough for each change; `PROPERTY_RUNS=5000` looks deeper. */
const RUNS = Number(process.env.PROPERTY_RUNS ?? 100);

fc.configureGlobal({ seed: SEED, numRuns: RUNS });
