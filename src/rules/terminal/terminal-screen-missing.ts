import { defineRule, open } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { property } from "../../json/node.js";

export const terminalScreenMissing = defineRule({
  id: "terminal-screen-missing",
  code: "MISSING_TERMINAL_SCREEN",
  severity: "error",
  what: "No screen is terminal.",
  why: "A flow ends on a terminal screen; Meta refuses one that cannot end.",
  source: sources.errorCodes,
  check: (flow, report) => {
    if (flow.screens.some(({ terminal }) => terminal)) return;
    const screens = property(flow.root, "screens");
    if (screens?.kind !== "array" || flow.screens.length === 0) return;
    for (const { node } of flow.screens) {
      const terminal = property(node, "terminal");
      // A value of another type is reported as such; what is meant by it is not known.
      if (terminal !== undefined && terminal.kind !== "boolean") return;
    }
    report(open(screens), "No screen is terminal; set `terminal` to true on the screen that ends the flow.");
  },
});
