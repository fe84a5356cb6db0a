import type { Check } from "../../flow/rule.js";
import { footerBranches } from "./footer-branches.js";
import { footerInNestedIf } from "./footer-in-nested-if.js";
import { footerMoreThanOne } from "./footer-more-than-one.js";

export const footerChecks: readonly Check[] = [footerBranches, footerMoreThanOne, footerInNestedIf];
