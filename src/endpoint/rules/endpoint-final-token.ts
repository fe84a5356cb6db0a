import { exchangeRule } from "../exchange-rules.js";
import { finalParams, open } from "../places.js";
import type { EndpointFinding, EndpointRule } from "../rule.js";
import { kindInWords, memberOf } from "../values.js";

export const endpointFinalToken: EndpointRule = {
  ...exchangeRule("endpoint-final-token"),
  find: function* ({ answers }): Generator<EndpointFinding> {
    for (const { ends, fields } of answers) {
      const params = ends ? finalParams(fields) : "unknown";
      if (typeof params === "string") continue;
      const token = memberOf(params, "flow_token");
      const message = "The `params` that end the flow need `flow_token`, the text from the request.";
      if (token === "absent") yield { ...open(params), message };
      if (typeof token === "string") continue;
      const { value } = token;
      const isText = value.kind === "text" || (value.kind === "primitive" && typeof value.value === "string");
      if (kindInWords(value) !== undefined && !isText) yield { start: value.node.start, end: value.node.end, message };
    }
  },
};
