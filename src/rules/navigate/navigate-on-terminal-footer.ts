import { navigations } from "../../flow/navigations.js";
import { defineRule, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { property } from "../../json/node.js";

export const navigateOnTerminalFooter = defineRule({
  id: "navigate-on-terminal-footer",
  code: "WF_TERMINAL_FOOTER_NAVIGATES",
  severity: "warning",
  what: "The Footer of a terminal screen leads on to another screen.",
  why: "The flow is to end on a terminal screen, and its Footer is what ends it.",
  source: sources.flowJson,
  check: (flow, report) => {
    for (const { action, from } of navigations(flow)) {
      if (!from.terminal || action.component.type !== "Footer") continue;
      const name = property(action.node, "name");
      if (name === undefined) continue;
      report(
        value(name),
        "The Footer of a terminal screen ends the flow; use `complete` or `data_exchange`, or take `terminal` from the screen.",
      );
    }
  },
});
