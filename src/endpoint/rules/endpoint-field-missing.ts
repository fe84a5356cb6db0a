import type { Screen } from "../../flow/document.js";
import { quotedAll, shorten } from "../../flow/words.js";
import type { Answer } from "../answer.js";
import { exchangeRule } from "../exchange-rules.js";
import { isOnly, open, seenFrom } from "../places.js";
import type { EndpointFinding, EndpointRule } from "../rule.js";
import { memberOf } from "../values.js";

export const endpointFieldMissing: EndpointRule = {
  ...exchangeRule("endpoint-field-missing"),
  find: function* ({ answers }): Generator<EndpointFinding> {
    for (const answer of answers) {
      const { to, fields, at } = answer;
      if (to === undefined || fields === undefined) continue;
      const declared = to.screen.data?.members.map(({ key }) => key).filter((name) => name !== "error_message") ?? [];
      const missing = declared.filter((name) => memberOf(fields, name) === "absent");
      if (missing.length === 0) continue;
      const message = `The data leaves out ${quotedAll(missing)}, which screen \`${shorten(to.screen.id ?? "")}\` declares.`;
      const isNew = showsAnew(answer, to.screen);
      yield {
        ...open(fields),
        message,
        ...(isNew ? {} : { severity: "warning" as const }),
        related: seenFrom(fields, at),
      };
    }
  },
};

/** A refresh keeps what it had on some phones; a new screen has nothing to keep. */
function showsAnew({ actions, from }: Answer, to: Screen): boolean {
  return isOnly(actions, "INIT") || (from !== undefined && !from.includes(to));
}
