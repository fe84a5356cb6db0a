import { defineRule, open } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";

export const actionSelectPayloadRequired = defineRule({
  id: "action-select-payload-required",
  code: "MISSING_REQUIRED_PROPERTY",
  severity: "warning",
  what: "The action of selecting, or of taking a selection back, has no `payload`.",
  why: "Every published example has one, and `update_data` without it does nothing.",
  source: sources.components,
  check: (flow, report) => {
    for (const screen of flow.screens) {
      for (const action of screen.actions) {
        if (action.slot === "on-click-action" || action.payload !== undefined || action.name === undefined) continue;
        report(open(action.node), `This \`${action.slot}\` has no \`payload\`: it hands nothing over.`);
      }
    }
  },
});
