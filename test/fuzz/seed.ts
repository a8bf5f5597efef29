// Loaded before the tests: property tests draw the same cases each time, so that what fails here fails everywhere and what
// passed keeps passing. `FUZZ_SEED=$RANDOM npm run unit` goes looking for new ones; a failure names its seed.

import fc from "fast-check";

const seed = Number(process.env.FUZZ_SEED ?? 1871);
if (!Number.isInteger(seed)) throw new Error(`FUZZ_SEED is "${process.env.FUZZ_SEED}"; expected a whole number`);
fc.configureGlobal({ seed });
