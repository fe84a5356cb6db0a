import { exchangeRule } from "../exchange-rules.js";
import { open } from "../places.js";
import type { EndpointFinding, EndpointRule } from "../rule.js";

export const endpointScreenRequired: EndpointRule = {
  ...exchangeRule("endpoint-screen-required"),
  find: function* ({ answers }): Generator<EndpointFinding> {
    for (const { body, screen } of answers) {
      if (body === undefined || screen === "unknown") continue;
      const message = "This answer names no `screen`; name the one to show, or `SUCCESS` to end the flow.";
      if (screen === "absent") yield { ...open(body), message };
      else if (
        screen.value.kind === "primitive" &&
        (screen.value.value === "" || typeof screen.value.value !== "string")
      ) {
        yield { start: screen.value.node.start, end: screen.value.node.end, message };
      }
    }
  },
};
