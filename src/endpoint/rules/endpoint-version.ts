import { exchangeRule } from "../exchange-rules.js";
import { open } from "../places.js";
import type { EndpointFinding, EndpointRule } from "../rule.js";

/** Both the guides and Kapso's notes write 3.0 whatever the Data API version of the flow is. */
const usual = "3.0";

export const endpointVersion: EndpointRule = {
  ...exchangeRule("endpoint-version"),
  find: function* ({ answers, flow }): Generator<EndpointFinding> {
    for (const { body, version } of answers) {
      if (body === undefined || version === "unknown") continue;
      if (version === "absent") {
        yield { ...open(body), message: `This answer has no \`version\`; add \`version: "${usual}"\`.` };
        continue;
      }
      const { node, kind } = version.value;
      if (kind !== "primitive") continue;
      const { value } = version.value;
      const { start, end } = node;
      if (typeof value !== "string") yield { start, end, message: `\`version\` is a text: write \`"${usual}"\`.` };
      const own = flow?.dataApiVersion?.kind === "string" ? flow.dataApiVersion.value : undefined;
      if (typeof value !== "string" || flow === undefined || value === usual || value === own) continue;
      yield { start, end, message: `This answer has another \`version\` than the request; write \`"${usual}"\`.` };
    }
  },
};
