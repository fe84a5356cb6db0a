/** One check for both graphs; which rule speaks depends on where the routes are from. */
import { routingProblems } from "../../flow/routing-check.js";
import { routingGraph } from "../../flow/routing-graph.js";
import type { Check } from "../../flow/rule.js";
import { shorten } from "../../flow/words.js";
import { screenPlace } from "../screen-place.js";
import { idOf, invalidRoutingModel } from "./common.js";

export const routingUnreachable: Check = {
  rules: [
    {
      ...invalidRoutingModel,
      id: "routing-unreachable",
      what: "No route of `routing_model` connects a screen with the first one.",
      why: "All screens of a flow must hang together; Meta refuses a model that falls apart.",
    },
    {
      ...invalidRoutingModel,
      id: "routing-unreachable-generated",
      what: "In a flow without `routing_model`, no navigate action connects a screen with the first one.",
      why: "Without a model Meta makes one of the navigate actions, and refuses a flow that falls apart.",
    },
  ],
  run: (flow, report) => {
    const { unconnected } = routingProblems(flow);
    if (unconnected.length === 0) return;
    const generated = routingGraph(flow).source === "navigate";
    const rule = generated ? "routing-unreachable-generated" : "routing-unreachable";
    const how = generated
      ? "no navigate action leads to it or away from it to the rest of the flow"
      : "`routing_model` has no route between it and the rest of the flow";
    for (const screen of unconnected) {
      report(rule, screenPlace(screen), `The screen \`${shorten(idOf(screen))}\` is not connected: ${how}.`);
    }
  },
};
