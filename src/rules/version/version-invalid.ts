import { defineRule, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { shorten } from "../../flow/words.js";
import { property } from "../../json/node.js";

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
    const name = version.value === "" ? "An empty text" : `\`${shorten(version.value)}\``;
    report(value(version), `${name} is no released Flow JSON version; the recommended one is \`${recommended}\`.`);
  },
});
