import { shorten } from "../../flow/words.js";
import { memberOf } from "../../json/node.js";
import { didYouMean } from "../../text/nearest.js";
import { exchangeRule } from "../exchange-rules.js";
import { seenFrom } from "../places.js";
import type { EndpointFinding, EndpointRule } from "../rule.js";
import { vanishes } from "../values.js";

export const endpointFieldUnknown: EndpointRule = {
  ...exchangeRule("endpoint-field-unknown"),
  find: function* ({ answers }): Generator<EndpointFinding> {
    for (const { to, fields, at } of answers) {
      if (to === undefined || fields === undefined) continue;
      const { data, id = "" } = to.screen;
      for (const [name, { key, value }] of fields.members) {
        if (name === "error_message" || vanishes(value) || memberOf(data, name) !== undefined) continue;
        const hint = didYouMean(name, data?.members.map((member) => member.key) ?? []);
        const message = `Screen \`${shorten(id)}\` does not declare \`${shorten(name)}\`, so it is lost.${hint}`;
        yield { start: key.start, end: key.end, message, related: seenFrom({ node: key }, at) };
      }
    }
  },
};
