import { maxScreens } from "../../flow/limits.js";
import { defineRule, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { property } from "../../json/node.js";

export const limitsMaxScreens = defineRule({
  id: "limits-max-screens",
  code: "MAX_SCREENS_NUMBER",
  severity: "error",
  what: `A flow has more than ${maxScreens} screens.`,
  why: "Meta refuses a flow with more screens.",
  source: sources.errorCodes,
  check: (flow, report) => {
    const screens = property(flow.root, "screens");
    if (screens?.kind !== "array" || screens.items.length <= maxScreens) return;
    report(value(screens), `A flow has ${maxScreens} screens at most; this one has ${screens.items.length}.`);
  },
});
