import { endOfFlow } from "../../flow/routing-graph.js";
import { quoted, shorten } from "../../flow/words.js";
import { nearest } from "../../text/nearest.js";
import { exchangeRule } from "../exchange-rules.js";
import type { EndpointFinding, EndpointRule } from "../rule.js";

export const endpointScreenUnknown: EndpointRule = {
  ...exchangeRule("endpoint-screen-unknown"),
  find: function* ({ answers, flow }): Generator<EndpointFinding> {
    if (flow === undefined || flow.screens.some(({ id }) => id === undefined)) return;
    const known = [...flow.screensById.keys()];
    for (const { screenNames } of answers) {
      for (const { text, node } of screenNames) {
        if (text === "" || text === endOfFlow || flow.screensById.has(text)) continue;
        const meant = nearest(text, [...known, endOfFlow]);
        const hint = meant === undefined ? `The flow has ${quoted(known)}.` : `Did you mean \`${meant}\`?`;
        yield { start: node.start, end: node.end, message: `The flow has no screen \`${shorten(text)}\`. ${hint}` };
      }
    }
  },
};
