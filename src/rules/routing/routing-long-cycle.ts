import { routingProblems } from "../../flow/routing-check.js";
import { defineRule, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { shorten } from "../../flow/words.js";
import { idOf } from "./common.js";

export const routingLongCycle = defineRule({
  id: "routing-long-cycle",
  code: "WF_ROUTING_CYCLE",
  severity: "warning",
  what: "Routes of `routing_model` lead in a circle over three or more screens.",
  why: "Routes only lead forward by the documentation, though the published error speaks of pairs of screens.",
  source: sources.flowJson,
  check: (flow, report) => {
    for (const route of routingProblems(flow).circles) {
      const [from, to] = [shorten(idOf(route.from)), shorten(idOf(route.to))];
      report(value(route.node), `The route from \`${from}\` to \`${to}\` closes a circle; routes only lead forward.`);
    }
  },
});
