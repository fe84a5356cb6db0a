import type { Check } from "../../flow/rule.js";
import { destinations } from "./destinations.js";
import { navigateInvalidPropertyValue } from "./navigate-invalid-property-value.js";
import { navigateOnTerminalFooter } from "./navigate-on-terminal-footer.js";
import { navigatePayloadRecommended } from "./navigate-payload-recommended.js";
import { payloadFields } from "./payload-fields.js";
import { payloadValues } from "./payload-values.js";

export const navigateChecks: readonly Check[] = [
  payloadFields,
  payloadValues,
  destinations,
  navigateInvalidPropertyValue,
  navigatePayloadRecommended,
  navigateOnTerminalFooter,
];
