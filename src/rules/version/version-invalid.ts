import { defineRule, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { found } from "../../flow/words.js";
import { property } from "../../json/read.js";

export const versionInvalid = defineRule({
  id: "version-invalid",
  code: "INVALID_FLOW_JSON_VERSION",
  severity: "error",
  what: "`version` names no Flow JSON version that was ever released.",
  why: "Meta reads a flow by the rules of its version and refuses a number that it does not know.",
  source: sources.errorCodes,
  check: (flow, report) => {
    const version = property(flow.root, "version");
    if (flow.versionKnown || version?.kind !== "string") return;
    const { recommended } = flow.platform;
    const message = `There is no Flow JSON version such as ${found(version)}; the recommended one is \`${recommended}\`.`;
    report(value(version), message);
  },
});
