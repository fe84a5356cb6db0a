import { routingGraph } from "../../flow/routing-graph.js";
import { defineRule, key } from "../../flow/rule.js";
import { shorten } from "../../flow/words.js";
import { didYouMean } from "../../text/nearest.js";
import { invalidRoutingModel } from "./common.js";

export const routingInvalidSource = defineRule({
  ...invalidRoutingModel,
  id: "routing-invalid-source",
  what: "`routing_model` has routes from a screen that does not exist.",
  why: "Meta compares the keys with the screen ids, letter by letter, and refuses one that it does not find.",
  check: (flow, report) => {
    for (const { key: id, value } of routingGraph(flow).source === "navigate"
      ? []
      : (flow.routingModel?.members ?? [])) {
      if (flow.screensById.has(id)) continue;
      const hint = didYouMean(id, flow.screensById.keys());
      report(key(value), `\`routing_model\` has the key \`${shorten(id)}\`, which is no screen of this flow.${hint}`);
    }
  },
});
