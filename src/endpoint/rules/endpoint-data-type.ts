import { shorten } from "../../flow/words.js";
import { property } from "../../json/node.js";
import { readJson } from "../../json/read.js";
import { mismatches, needsJudge } from "../../schema/conforms.js";
import { exchangeRule } from "../exchange-rules.js";
import { seenFrom } from "../places.js";
import type { EndpointFinding, EndpointRule } from "../rule.js";
import { plainOf } from "../values.js";

export const endpointDataType: EndpointRule = {
  ...exchangeRule("endpoint-data-type"),
  find: function* ({ answers }): Generator<EndpointFinding> {
    for (const { to, fields, at } of answers) {
      if (to === undefined || fields === undefined) continue;
      for (const [name, { value }] of fields.members) {
        const schema = property(to.screen.data, name);
        const known = schema?.kind === "object" && !needsJudge(schema) ? plainOf(value) : undefined;
        const read = known === undefined ? undefined : readJson(JSON.stringify(known.plain));
        if (schema === undefined || read?.ok !== true) continue;
        const [wrong] = mismatches(schema, read.root);
        if (wrong === undefined) continue;
        const message = `\`${shorten(name)}\` does not conform to the data model of screen \`${shorten(to.screen.id ?? "")}\`: ${wrong.message}`;
        yield { start: value.node.start, end: value.node.end, message, related: seenFrom(value, at) };
      }
    }
  },
};
