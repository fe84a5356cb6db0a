import type { Check } from "../../flow/rule.js";
import { conditions } from "./conditions.js";
import { ifNestingDepth } from "./if-nesting-depth.js";

export const ifChecks: readonly Check[] = [conditions, ifNestingDepth];
