import { defineRule, open } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { memberOf } from "../../json/node.js";
import { screenName } from "../reference-message.js";

export const schemaScreenTitleRequired = defineRule({
  id: "schema-screen-title-required",
  code: "WF_SCREEN_TITLE_MISSING",
  severity: "warning",
  what: "`title` of a screen is missing.",
  why: "The title is optional, but without one the top bar shows nothing.",
  source: sources.flowJson,
  check: (flow, report) => {
    for (const screen of flow.screens) {
      if (memberOf(screen.node, "title") !== undefined) continue;
      const name = screenName(screen).replace(/^s/, "S");
      report(open(screen.node), `${name} has no \`title\`, so its top bar is empty.`);
    }
  },
});
