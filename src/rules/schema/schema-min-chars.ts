import { defineRule, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { property } from "../../json/read.js";

export const schemaMinChars = defineRule({
  id: "schema-min-chars",
  code: "MIN_CHARS_REQUIRED",
  severity: "error",
  what: "The id of a screen is an empty text.",
  why: "Routes and actions name a screen by its id.",
  source: sources.errorCodes,
  check: (flow, report) => {
    for (const { node } of flow.screens) {
      const id = property(node, "id");
      if (id?.kind === "string" && id.value === "")
        report(value(id), "`id` is empty; a screen needs a name of letters and underscores.");
    }
  },
});
