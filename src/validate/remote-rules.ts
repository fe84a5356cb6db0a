import type { RuleInfo } from "../flow/rule.js";
import { sources } from "../flow/sources.js";

/** What the service itself finds; `client/remote-diagnostics.ts` reports it. No config can set it: the service refuses. */
export const remoteRules: readonly RuleInfo[] = [
  {
    id: "remote-validation",
    code: "WF_REMOTE_VALIDATION",
    severity: "error",
    what: "Meta, or Kapso on its behalf, found a mistake in Flow JSON that was sent to it.",
    why: "The flow is stored as a draft with the mistake, and cannot be published until it is repaired.",
    source: sources.errorCodes,
  },
];

/** Codes of Meta's that only the service can come to; every other one is also a local rule's. */
export const remoteCodes: readonly string[] = ["UNAVAILABLE_FLOW_JSON_VERSION", "NO_SUPPORTED_DATA_API_VERSION"];
