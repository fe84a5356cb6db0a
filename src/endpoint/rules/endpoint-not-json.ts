import { exchangeRule } from "../exchange-rules.js";
import type { EndpointFinding, EndpointRule } from "../rule.js";
import { kindInWords } from "../values.js";

export const endpointNotJson: EndpointRule = {
  ...exchangeRule("endpoint-not-json"),
  find: function* ({ answers }): Generator<EndpointFinding> {
    for (const { response } of answers) {
      const { body, status } = response;
      const found = body.kind === "object" || body.kind === "function" ? undefined : kindInWords(body);
      if (status?.code !== 200 || found === undefined) continue;
      const message = `The body of this answer is ${found} instead of an object; return \`Response.json({ version, screen, data })\`.`;
      yield { start: body.node.start, end: body.node.end, message };
    }
  },
};
