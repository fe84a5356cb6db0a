import { defineRule, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { property } from "../../json/node.js";
import { screenName } from "../reference-message.js";

export const completeOnNonTerminal = defineRule({
  id: "complete-on-non-terminal",
  code: "INVALID_COMPLETE_ACTION",
  severity: "error",
  what: "A screen that is not terminal has an action `complete`.",
  why: "Only a terminal screen can end the flow.",
  source: sources.errorCodes,
  check: (flow, report) => {
    for (const screen of flow.screens) {
      // A `terminal` that is no truth value is refused as such.
      const terminal = property(screen.node, "terminal");
      if (screen.terminal || (terminal !== undefined && terminal.kind !== "boolean")) continue;
      for (const action of screen.actions) {
        // On another component than the Footer the action itself is refused.
        if (action.name !== "complete" || action.component.type !== "Footer") continue;
        const name = property(action.node, "name");
        if (name === undefined) continue;
        const message = `\`complete\` ends the flow, but ${screenName(screen)} is not terminal; set \`"terminal": true\` or go to a terminal screen.`;
        report(value(name), message);
      }
    }
  },
});
