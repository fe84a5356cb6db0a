/** One check for both graphs; which rule speaks depends on where the routes are from. */
import { routingProblems } from "../../flow/routing-check.js";
import { routingGraph } from "../../flow/routing-graph.js";
import { type Check, open } from "../../flow/rule.js";
import { property } from "../../json/node.js";
import { invalidRoutingModel } from "./common.js";

export const routingNoEntry: Check = {
  rules: [
    {
      ...invalidRoutingModel,
      id: "routing-no-entry-generated",
      what: "In a flow without `routing_model`, some navigate action leads to every screen.",
      why: "A flow begins at a screen that nothing leads to; Meta refuses one without such a screen.",
    },
    {
      ...invalidRoutingModel,
      id: "routing-no-entry",
      what: "In `routing_model` some route leads to every screen.",
      why: "A flow begins at a screen that nothing leads to; Meta refuses a model without such a screen.",
    },
  ],
  run: (flow, report) => {
    const graph = routingGraph(flow);
    if (graph.screens.length === 0 || graph.screens.length < flow.screens.length) return;
    if (routingProblems(flow).entries.length > 0) return;
    if (graph.source === "routing_model") {
      if (flow.routingModel === undefined) return;
      const message =
        "Some route leads to every screen, so the flow has no first one; take out the routes that lead back to its beginning.";
      report("routing-no-entry", open(flow.routingModel), message);
      return;
    }
    const screens = property(flow.root, "screens");
    if (screens === undefined || flow.dataApiVersion !== undefined) return;
    const message =
      "Some navigate action leads to every screen, so the flow has no first one; no action may lead back to its beginning.";
    report("routing-no-entry-generated", open(screens), message);
  },
};
