import { exchangeRule } from "../exchange-rules.js";
import { finalParams, open } from "../places.js";
import type { EndpointFinding, EndpointRule } from "../rule.js";

export const endpointFinalParams: EndpointRule = {
  ...exchangeRule("endpoint-final-params"),
  find: function* ({ answers }): Generator<EndpointFinding> {
    for (const { ends, fields } of answers) {
      if (!ends || fields === undefined || finalParams(fields) !== "absent") continue;
      const message =
        "This answer ends the flow without `data.extension_message_response.params`, an object with the `flow_token`.";
      yield { ...open(fields), message };
    }
  },
};
