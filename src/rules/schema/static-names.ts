/** Names of components are plain texts: nothing could refer to one that is only known at run time. */
import { namedComponents } from "../../flow/names.js";
import { type Check, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { nestedExpressionsSince } from "../../flow/versions.js";
import { shorten } from "../../flow/words.js";

export const staticNames: Check = {
  rules: [
    {
      id: "schema-pattern-not-dynamic",
      code: "WF_NAME_NOT_STATIC",
      severity: "warning",
      what: "A component has a reference in its `name`.",
      why: "No page documents a dynamic name, and `${form.<name>}` could never reach the value.",
      source: sources.components,
    },
    {
      id: "schema-pattern-not-backticked",
      code: "WF_NAME_NOT_STATIC",
      severity: "error",
      since: "6.0",
      what: "The name of a component is an expression in backticks.",
      why: "Expressions are not available for names.",
      source: sources.flowJson,
    },
  ],
  run: (flow, report) => {
    const nested = flow.version >= nestedExpressionsSince;
    for (const { name } of namedComponents(flow)) {
      const text = name.value;
      if (nested && text.length > 1 && text.startsWith("`") && text.endsWith("`")) {
        const message = "`name` takes no expression in backticks; write a plain name.";
        report("schema-pattern-not-backticked", value(name), message);
      } else if (text.includes("${")) {
        const message = `\`name\` takes no reference, so \`${shorten(text)}\` cannot be referred to; write a plain name.`;
        report("schema-pattern-not-dynamic", value(name), message);
      }
    }
  },
};
