import type { Check } from "../../flow/rule.js";
import { completeOnNonTerminal } from "./complete-on-non-terminal.js";
import { completePayloadBase64 } from "./complete-payload-base64.js";

export const completeChecks: readonly Check[] = [completeOnNonTerminal, completePayloadBase64];
