import type { Check } from "../../flow/rule.js";
import { switchUnmatched } from "./switch-unmatched.js";

export const switchChecks: readonly Check[] = [switchUnmatched];
