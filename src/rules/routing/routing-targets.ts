/** What a single target of `routing_model` can be: itself, no screen, or the sentinel for the end. */
import type { FlowDocument } from "../../flow/document.js";
import { removeItem } from "../../flow/routing-edits.js";
import { endOfFlow, type RoutingRow, routingGraph } from "../../flow/routing-graph.js";
import { type Check, type Report, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { shorten } from "../../flow/words.js";
import { didYouMean } from "../../text/nearest.js";
import { invalidRoutingModel } from "./common.js";

export const routingTargets: Check = {
  rules: [
    {
      ...invalidRoutingModel,
      id: "routing-self-loop",
      what: "A screen leads to itself in `routing_model`.",
      why: "A route goes to another screen; Meta refuses the loop. Answering with the same screen needs no route.",
    },
    {
      ...invalidRoutingModel,
      id: "routing-invalid-destination",
      what: "A target in `routing_model` is not the id of a screen.",
      why: "Meta compares the targets with the screen ids, letter by letter, and refuses one that it does not find.",
    },
    {
      ...invalidRoutingModel,
      id: "routing-success-target",
      severity: "warning",
      source: sources.endpoint,
      what: "A target in `routing_model` is `SUCCESS`, and no screen has that id.",
      why: "`SUCCESS` is what an endpoint answers to end the flow, and no screen; the documented rules do not let it be a target, though public flows have it.",
    },
  ],
  run: (flow, report) => {
    for (const row of routingGraph(flow).rows) if (row.screen !== undefined) checkRow(flow, row, report);
  },
};

function checkRow(flow: FlowDocument, row: RoutingRow, report: Report): void {
  const ids = flow.screensById;
  for (const { node, screen } of row.targets) {
    if (screen !== undefined && screen !== row.screen) continue;
    const remove = { title: "Remove this target", edits: [removeItem(row.list, node)] };
    const name = shorten(node.value);
    if (screen !== undefined) {
      report(
        "routing-self-loop",
        value(node),
        `The screen \`${name}\` leads to itself; a route goes to another screen.`,
        {
          fix: remove,
        },
      );
    } else if (node.value === endOfFlow) {
      const message = "`SUCCESS` is no screen: an endpoint answers it to end the flow, which needs no route.";
      report("routing-success-target", value(node), message, { fix: remove });
    } else {
      const message = `\`${shorten(row.member.key)}\` leads to \`${name}\`, which is no screen of this flow.`;
      report("routing-invalid-destination", value(node), `${message}${didYouMean(node.value, ids.keys())}`);
    }
  }
}
