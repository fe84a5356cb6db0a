import { defineRule, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { property } from "../../json/node.js";

export const actionDataExchangeTerminal = defineRule({
  id: "action-data-exchange-terminal",
  code: "WF_ENDPOINT_ENDS_FLOW",
  severity: "warning",
  off: true,
  what: "The Footer of a terminal screen asks the data endpoint.",
  why: "The flow ends only if the endpoint answers with `SUCCESS`.",
  source: sources.endpoint,
  check: (flow, report) => {
    for (const screen of flow.screens) {
      if (!screen.terminal) continue;
      for (const action of screen.actions) {
        const name = property(action.node, "name");
        if (action.component.type !== "Footer" || action.name !== "data_exchange" || name === undefined) continue;
        report(value(name), "This ends the flow only if the data endpoint answers with `SUCCESS`.");
      }
    }
  },
});
