import type { RuleInfo } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";

/** The rules about the types of what a navigate action hands over. */
export const payloadValueRules: readonly RuleInfo[] = [
  {
    id: "navigate-static-type-mismatch",
    code: "INVALID_NAVIGATE_ACTION_PAYLOAD",
    severity: "error",
    what: "A literal or expression in the payload of a navigate action has another type than the field of the next screen.",
    why: "Meta compares the types when the flow is uploaded.",
    source: sources.errorCodes,
  },
  {
    id: "navigate-dynamic-type-mismatch",
    code: "INVALID_NAVIGATE_ACTION_PAYLOAD",
    severity: "error",
    what: "A reference in the payload of a navigate action has another type than the field of the next screen.",
    why: "Meta compares the types when the flow is uploaded.",
    source: sources.errorCodes,
  },
  {
    id: "navigate-properties-differ",
    code: "INVALID_ON_CLICK_ACTION_PAYLOAD",
    severity: "error",
    what: "An object in the payload of a navigate action has other properties than the field of the next screen.",
    why: "Meta compares the properties of objects at every level when the flow is uploaded.",
    source: sources.errorCodes,
  },
  {
    id: "navigate-cta-data",
    code: "WF_NUMBER_INPUT_TYPE",
    severity: "warning",
    what: "The value of a number or passcode input goes into a field of the less likely type.",
    why: "Published examples count with the value of `number`, while a `passcode` may begin with zeros; nothing says which type phones send.",
    source: sources.own,
  },
];
