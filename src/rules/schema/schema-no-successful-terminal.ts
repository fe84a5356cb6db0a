import { defineRule, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { property } from "../../json/node.js";

export const schemaNoSuccessfulTerminal = defineRule({
  id: "schema-no-successful-terminal",
  code: "INVALID_PROPERTY_VALUE",
  severity: "error",
  since: "3.1",
  what: "Every terminal screen has `success` set to false.",
  why: "A flow must be able to end well; without `success` a terminal screen counts as a success.",
  source: sources.errorCodes,
  check: (flow, report) => {
    const failures = [];
    for (const { node, terminal } of flow.screens) {
      if (!terminal) continue;
      const success = property(node, "success");
      if (success?.kind !== "boolean" || success.value) return;
      failures.push(success);
    }
    const [first, ...others] = failures;
    if (first === undefined) return;
    const message =
      others.length === 0
        ? "The only terminal screen has `success` set to false; one that ends the flow well is needed."
        : "All terminal screens have `success` set to false; one that ends the flow well is needed.";
    report(value(first), message, {
      related: others.map((other) => ({ message: "Another terminal screen without success.", place: value(other) })),
    });
  },
});
