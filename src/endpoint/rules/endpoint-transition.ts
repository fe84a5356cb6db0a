import type { Screen } from "../../flow/document.js";
import type { RoutingGraph } from "../../flow/routing-graph.js";
import { quotedAll, shorten } from "../../flow/words.js";
import { exchangeRule } from "../exchange-rules.js";
import { isOnly } from "../places.js";
import type { EndpointFinding, EndpointRule } from "../rule.js";

export const endpointTransition: EndpointRule = {
  ...exchangeRule("endpoint-transition"),
  find: function* ({ answers, routes }): Generator<EndpointFinding> {
    if (routes === undefined) return;
    for (const { to, from, actions } of answers) {
      // Where the answer is for several screens, it may be that the code tells them apart in a way not seen here.
      if (to === undefined || from === undefined || from.length === 0) continue;
      if (
        isOnly(actions, "INIT") ||
        isOnly(actions, "BACK") ||
        from.some((screen) => mayMove(screen, to.screen, routes))
      )
        continue;
      const names = quotedAll(from.map(({ id = "" }) => id));
      const message = `\`routing_model\` has no route from ${names} to \`${shorten(to.screen.id ?? "")}\`.`;
      yield { start: to.node.start, end: to.node.end, message: `${message}${routesOf(from, routes)}` };
    }
  },
};

/** Phones were seen to take a step back along a route. */
function mayMove(from: Screen, to: Screen, { routesFrom }: RoutingGraph): boolean {
  return from === to || routesFrom.get(from)?.has(to) === true || routesFrom.get(to)?.has(from) === true;
}

function routesOf([from, ...others]: readonly Screen[], { routesFrom }: RoutingGraph): string {
  const targets = from === undefined || others.length > 0 ? [] : [...(routesFrom.get(from)?.keys() ?? [])];
  return targets.length === 0 ? "" : ` From there it leads to ${quotedAll(targets.map(({ id = "" }) => id))}.`;
}
