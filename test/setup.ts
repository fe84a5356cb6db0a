import { env } from "node:process";
import fc from "fast-check";

/**
 * Properties try the same values in every run, so that a change is red for what it changed and nothing else.
 * `FC_SEED=random npm test` looks for new counterexamples; `FC_SEED=123` tries those of that seed.
 */
if (env.FC_SEED !== "random") fc.configureGlobal({ seed: Number(env.FC_SEED ?? 20_261_122) });
