import { shorten } from "../../flow/words.js";
import { exchangeRule } from "../exchange-rules.js";
import { isOnly } from "../places.js";
import type { EndpointFinding, EndpointRule } from "../rule.js";

export const endpointFirstScreen: EndpointRule = {
  ...exchangeRule("endpoint-first-screen"),
  find: function* ({ answers, routes }): Generator<EndpointFinding> {
    for (const { to, actions } of answers) {
      if (to === undefined || !isOnly(actions, "INIT")) continue;
      const route = routes?.routes.find((each) => each.to === to.screen);
      if (route === undefined) continue;
      const names = [to.screen, route.from].map(({ id = "" }) => `\`${shorten(id)}\``);
      const message = `${names[0]} is no first screen: ${names[1]} leads to it. Answer \`INIT\` with a screen to which no route leads.`;
      yield { start: to.node.start, end: to.node.end, message };
    }
  },
};
