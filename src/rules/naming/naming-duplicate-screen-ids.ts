import { defineRule, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { shorten } from "../../flow/words.js";
import { property } from "../../json/read.js";

export const namingDuplicateScreenIds = defineRule({
  id: "naming-duplicate-screen-ids",
  code: "DUPLICATE_SCREEN_IDS",
  severity: "error",
  what: "Two screens have the same id.",
  why: "Routes and actions name a screen by its id.",
  source: sources.errorCodes,
  check: (flow, report) => {
    for (const screen of flow.screens) {
      const first = flow.screensById.get(screen.id ?? "");
      const id = property(screen.node, "id");
      // An empty id has a finding of its own.
      if (id?.kind !== "string" || id.value === "" || first === undefined || first === screen) continue;
      const place = value(property(first.node, "id") ?? first.node);
      report(value(id), `The id \`${shorten(id.value)}\` is taken by another screen; ids are unique.`, {
        related: [{ message: "The first screen of this id.", place }],
      });
    }
  },
});
