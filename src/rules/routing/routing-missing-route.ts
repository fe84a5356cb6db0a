import type { FlowDocument } from "../../flow/document.js";
import { type MissingRoute, routingProblems } from "../../flow/routing-check.js";
import { addRoute, leadsTo } from "../../flow/routing-edits.js";
import { routingGraph } from "../../flow/routing-graph.js";
import { defineRule, type FindingExtras, value } from "../../flow/rule.js";
import { shorten } from "../../flow/words.js";
import { idOf, invalidRoutingModel } from "./common.js";

export const routingMissingRoute = defineRule({
  ...invalidRoutingModel,
  id: "routing-missing-route",
  what: "A navigate action goes a way that `routing_model` does not have.",
  why: "Where a model is declared, only its routes can be gone; a route in the other direction only lets people go back.",
  check: (flow, report) => {
    for (const missing of routingProblems(flow).missingRoutes) {
      const [from, to] = [shorten(idOf(missing.from)), shorten(idOf(missing.to))];
      if (missing.reverse !== undefined) {
        const message = `This action goes from \`${from}\` to \`${to}\`, but \`routing_model\` has only the opposite direction; going back needs no action.`;
        report(value(missing.node), message, {
          related: [{ message: "The route in the other direction.", place: value(missing.reverse.node) }],
        });
        continue;
      }
      const message = `This action goes from \`${from}\` to \`${to}\`, a route that \`routing_model\` does not have.`;
      report(value(missing.node), message, fixOf(flow, missing));
    }
  },
});

/** Adds the route, unless it would lead back to where people come from. */
function fixOf(flow: FlowDocument, { from, to }: MissingRoute): FindingExtras | undefined {
  const graph = routingGraph(flow);
  if (flow.routingModel === undefined || leadsTo(graph, to, from)) return undefined;
  const edit = addRoute(flow.text, flow.routingModel, graph, from, to);
  if (edit === undefined) return undefined;
  return { fix: { title: `Add \`${shorten(idOf(to))}\` to the targets of \`${shorten(idOf(from))}\``, edits: [edit] } };
}
