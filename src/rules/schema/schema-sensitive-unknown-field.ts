import { textOf } from "../../flow/document.js";
import { defineRule, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { shorten } from "../../flow/words.js";
import { property } from "../../json/node.js";
import { didYouMean } from "../../text/nearest.js";
import { screenName } from "../reference-message.js";

export const schemaSensitiveUnknownField = defineRule({
  id: "schema-sensitive-unknown-field",
  code: "WF_SENSITIVE_FIELD_UNKNOWN",
  severity: "error",
  since: "5.1",
  what: "An entry of `sensitive` names no component of the screen.",
  why: "`sensitive` lists the inputs of its own screen; a name that none has hides nothing.",
  source: sources.own,
  check: (flow, report) => {
    for (const screen of flow.screens) {
      const sensitive = property(screen.node, "sensitive");
      if (sensitive?.kind !== "array" || sensitive.items.length === 0) continue;
      const names = new Set(screen.components.map(({ node }) => textOf(node, "name")));
      for (const item of sensitive.items) {
        if (item.kind !== "string" || names.has(item.value)) continue;
        const hint = didYouMean(item.value, screen.inputs.keys());
        const message = `\`sensitive\` names \`${shorten(item.value)}\`, but ${screenName(screen)} has no input of that name.${hint}`;
        report(value(item), message);
      }
    }
  },
});
