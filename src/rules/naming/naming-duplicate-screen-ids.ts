import { defineRule, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { shorten } from "../../flow/words.js";
import { property } from "../../json/node.js";
import { screenPlace } from "../screen-place.js";

export const namingDuplicateScreenIds = defineRule({
  id: "naming-duplicate-screen-ids",
  code: "DUPLICATE_SCREEN_IDS",
  severity: "error",
  what: "A screen has the `id` of another one.",
  why: "Routes and actions name a screen by its id.",
  source: sources.errorCodes,
  check: (flow, report) => {
    for (const screen of flow.screens) {
      // An empty id has a finding of its own.
      const first = screen.id === undefined || screen.id === "" ? screen : flow.screensById.get(screen.id);
      if (first === undefined || first === screen) continue;
      const place = value(property(first.node, "id") ?? first.node);
      report(
        screenPlace(screen),
        `The id \`${shorten(screen.id ?? "")}\` is taken by another screen; ids are unique.`,
        {
          related: [{ message: "The first screen of this id.", place }],
        },
      );
    }
  },
});
