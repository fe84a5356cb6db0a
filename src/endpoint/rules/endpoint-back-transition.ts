import { shorten } from "../../flow/words.js";
import { exchangeRule } from "../exchange-rules.js";
import { isOnly } from "../places.js";
import type { EndpointFinding, EndpointRule } from "../rule.js";

export const endpointBackTransition: EndpointRule = {
  ...exchangeRule("endpoint-back-transition"),
  find: function* ({ answers, routes }): Generator<EndpointFinding> {
    for (const { to, from, ends, actions, screenNames } of answers) {
      if (!isOnly(actions, "BACK")) continue;
      const [named] = screenNames;
      if (ends && named !== undefined) {
        const message = "This answer ends the flow, although the user wanted to go back.";
        yield { start: named.node.start, end: named.node.end, message };
      }
      if (to === undefined || routes === undefined || from === undefined || from.length === 0) continue;
      if (from.some((screen) => screen === to.screen || routes.routesFrom.get(to.screen)?.has(screen) === true))
        continue;
      const message = `\`${shorten(to.screen.id ?? "")}\` does not lead to the screen that the user left.`;
      yield { start: to.node.start, end: to.node.end, message };
    }
  },
};
