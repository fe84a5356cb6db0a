import { removeMember } from "../../flow/edits.js";
import { defineRule, key } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { memberOf, property } from "../../json/node.js";

export const schemaSuccessOnNonTerminal = defineRule({
  id: "schema-success-on-non-terminal",
  code: "NOT_KEYWORD_SCHEMA_VALIDATION_FAILED",
  severity: "error",
  since: "3.1",
  what: "A screen that is not terminal has `success`.",
  why: "`success` says whether ending here is a success, and the flow cannot end here.",
  source: sources.errorCodes,
  check: (flow, report) => {
    for (const { node, terminal } of flow.screens) {
      const success = memberOf(node, "success");
      // What is of another type is reported as that, be it `success` or `terminal`.
      if (success?.value.kind !== "boolean" || terminal) continue;
      const declared = property(node, "terminal");
      if (declared !== undefined && declared.kind !== "boolean") continue;
      report(key(success.value), "`success` is only for terminal screens; set `terminal` to true, or remove it.", {
        fix: { title: "Remove `success`", edits: [removeMember(flow.text, node, success)] },
      });
    }
  },
});
