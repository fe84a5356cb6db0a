import { namedComponents } from "../../flow/names.js";
import { defineRule, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { nestedExpressionsSince } from "../../flow/versions.js";
import { shorten } from "../../flow/words.js";

/** What nearly every name is; cheaper to test. */
const plain = /^[\w-]+$/;
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
    for (const { component, name } of namedComponents(flow)) {
      const text = name.value;
      if (plain.test(text) || component.spec?.input !== true || referencable.test(text)) continue;
      // Blank, dynamic and, where they mean something, backticked names have findings of their own.
      if (!/\S/.test(text) || text.includes("${")) continue;
      if (flow.version >= nestedExpressionsSince && text.startsWith("`") && text.endsWith("`")) continue;
      report(value(name), `The name \`${shorten(text)}\` cannot be referred to; use letters, digits and underscores.`);
    }
  },
});
