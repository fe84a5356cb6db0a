import { exchangeRule } from "../exchange-rules.js";
import { open } from "../places.js";
import type { EndpointFinding, EndpointRule } from "../rule.js";
import { kindInWords } from "../values.js";

export const endpointDataRequired: EndpointRule = {
  ...exchangeRule("endpoint-data-required"),
  find: function* ({ answers }): Generator<EndpointFinding> {
    for (const { body, data, screen } of answers) {
      // Without a screen the answer has another finding, or is for somebody else.
      if (body === undefined || screen === "absent" || data === "unknown") continue;
      const message = "This answer has no object `data`; without anything to say it is `data: {}`.";
      if (data === "absent") yield { ...open(body), message };
      else if (data.value.kind !== "object" && kindInWords(data.value) !== undefined) {
        yield { start: data.value.node.start, end: data.value.node.end, message };
      }
    }
  },
};
