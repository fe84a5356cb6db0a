import type { Check } from "../../flow/rule.js";
import { conditions } from "./conditions.js";

export const ifChecks: readonly Check[] = [conditions];
