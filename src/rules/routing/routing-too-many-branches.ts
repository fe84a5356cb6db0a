/** One check for both graphs; which rule speaks depends on where the routes are from. */
import { maxBranchesPerScreen } from "../../flow/limits.js";
import { endOfFlow, routingGraph } from "../../flow/routing-graph.js";
import { type Check, value } from "../../flow/rule.js";
import { shorten } from "../../flow/words.js";
import { screenPlace } from "../screen-place.js";
import { idOf, invalidRoutingModel } from "./common.js";

export const routingTooManyBranches: Check = {
  rules: [
    {
      ...invalidRoutingModel,
      id: "routing-too-many-branches",
      what: "A screen has more than 10 targets in `routing_model`.",
      why: "From one screen at most 10 others can be reached.",
    },
    {
      ...invalidRoutingModel,
      id: "routing-too-many-branches-generated",
      what: "In a flow without `routing_model`, the navigate actions of a screen lead to more than 10 others.",
      why: "From one screen at most 10 others can be reached.",
    },
  ],
  run: (flow, report) => {
    const graph = routingGraph(flow);
    for (const { member, list, screen } of graph.rows) {
      if (screen === undefined || list.items.length <= maxBranchesPerScreen) continue;
      const names = new Set(list.items.map((item) => (item.kind === "string" ? item.value : item)));
      if (!flow.screensById.has(endOfFlow)) names.delete(endOfFlow);
      if (names.size <= maxBranchesPerScreen) continue;
      const message = `\`${shorten(member.key)}\` leads to ${names.size} screens; ${maxBranchesPerScreen} are the most.`;
      report("routing-too-many-branches", value(list), message);
    }
    if (graph.source !== "navigate" || flow.dataApiVersion !== undefined) return;
    for (const [screen, routes] of graph.routesFrom) {
      if (routes.size <= maxBranchesPerScreen) continue;
      const message = `The navigate actions of \`${shorten(idOf(screen))}\` lead to ${routes.size} screens; ${maxBranchesPerScreen} are the most.`;
      report("routing-too-many-branches-generated", screenPlace(screen), message);
    }
  },
};
