import { routingProblems } from "../../flow/routing-check.js";
import { defineRule } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { shorten } from "../../flow/words.js";
import { screenPlace } from "../screen-place.js";
import { idOf } from "./common.js";

/** A warning, since public flows that end by an answer of their endpoint have such screens. */
export const routingDeadEnd = defineRule({
  id: "routing-dead-end",
  code: "WF_ROUTE_WITHOUT_TERMINAL",
  severity: "warning",
  what: "From a screen no terminal screen can be reached.",
  why: "Every route has to end at a terminal screen; from this one people cannot get there.",
  source: sources.flowJson,
  check: (flow, report) => {
    for (const screen of routingProblems(flow).deadEnds) {
      const message = `From the screen \`${shorten(idOf(screen))}\` no terminal screen can be reached; give it a route onward, or \`terminal\`.`;
      report(screenPlace(screen), message);
    }
  },
});
