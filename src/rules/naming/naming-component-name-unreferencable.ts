import { defineRule, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { nestedExpressionsSince } from "../../flow/versions.js";
import { shorten } from "../../flow/words.js";
import { property } from "../../json/read.js";

/** Names of the reference grammar: what `${form.<name>}` can hold. */
const referencable = /^[\p{L}\p{M}\p{N}_-]+$/u;

export const namingComponentNameUnreferencable = defineRule({
  id: "naming-component-name-unreferencable",
  code: "WF_NAME_NOT_REFERENCABLE",
  severity: "warning",
  what: "The name of an input has characters that a reference cannot have.",
  why: "`${form.<name>}` takes letters, digits, underscores and hyphens, so the value may not be reached.",
  source: sources.own,
  check: (flow, report) => {
    for (const { components } of flow.screens) {
      for (const { node, spec } of components) {
        const name = spec?.input === true ? property(node, "name") : undefined;
        if (name?.kind !== "string" || referencable.test(name.value)) continue;
        // Blank, dynamic and, where they mean something, backticked names have findings of their own.
        const text = name.value;
        if (!/\S/.test(text) || text.includes("${")) continue;
        if (flow.version >= nestedExpressionsSince && text.startsWith("`") && text.endsWith("`")) continue;
        const message = `The name \`${shorten(text)}\` cannot be referred to; use letters, digits and underscores.`;
        report(value(name), message);
      }
    }
  },
});
