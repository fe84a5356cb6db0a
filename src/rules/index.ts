import type { Check } from "../flow/rule.js";

/** Every check beyond the tables, in the order of the rule sections. */
export const checks: readonly Check[] = [];
