import { exchangeRule } from "../exchange-rules.js";
import type { EndpointFinding, EndpointRule } from "../rule.js";
import { kindInWords, memberOf } from "../values.js";

export const endpointErrorMessage: EndpointRule = {
  ...exchangeRule("endpoint-error-message"),
  find: function* ({ answers }): Generator<EndpointFinding> {
    for (const { fields, ends } of answers) {
      const member = ends ? "unknown" : memberOf(fields, "error_message");
      if (typeof member === "string") continue;
      const { value } = member;
      const found = kindInWords(value);
      const isText = value.kind === "text" || (value.kind === "primitive" && typeof value.value === "string");
      if (found === undefined || isText) continue;
      const message = `\`error_message\` is a text that the phone shows; found ${found}.`;
      yield { start: value.node.start, end: value.node.end, message };
    }
  },
};
