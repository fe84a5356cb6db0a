import { defineRule } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { screenPlace } from "../screen-place.js";

export const schemaMinChars = defineRule({
  id: "schema-min-chars",
  code: "MIN_CHARS_REQUIRED",
  severity: "error",
  what: "The id of a screen is an empty text.",
  why: "Routes and actions name a screen by its id.",
  source: sources.errorCodes,
  check: (flow, report) => {
    for (const screen of flow.screens) {
      if (screen.id !== "") continue;
      report(screenPlace(screen), "`id` is empty; a screen needs a name of letters and underscores.");
    }
  },
});
