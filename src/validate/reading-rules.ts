import type { RuleInfo } from "../flow/rule.js";
import { sources } from "../flow/sources.js";

/** Rules about the text itself, before it is a flow. */
export const readingRules: readonly RuleInfo[] = [
  {
    id: "schema-invalid-json",
    code: "INVALID_FLOW_JSON",
    severity: "error",
    what: "The text is not JSON, or its value is no object.",
    why: "Meta cannot read the flow at all.",
    source: sources.errorCodes,
  },
  {
    id: "schema-max-size",
    code: "WF_FLOW_JSON_TOO_LARGE",
    severity: "error",
    what: "The Flow JSON is larger than 10 MB.",
    why: "Meta refuses larger texts. The page does not say which MB is meant, so 10,000,000 bytes are a warning and 10 MiB an error.",
    source: sources.flowJson,
  },
  {
    id: "json-duplicate-key",
    code: "WF_DUPLICATE_KEY",
    severity: "warning",
    what: "A key stands twice in one object.",
    why: "Readers of JSON keep the last and drop the first without a word, so part of the flow is lost.",
    source: sources.own,
  },
];
