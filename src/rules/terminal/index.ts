import type { Check } from "../../flow/rule.js";
import { terminalFooterMissing } from "./terminal-footer-missing.js";
import { terminalNotCompletable } from "./terminal-not-completable.js";
import { terminalScreenMissing } from "./terminal-screen-missing.js";

export const terminalChecks: readonly Check[] = [terminalFooterMissing, terminalScreenMissing, terminalNotCompletable];
