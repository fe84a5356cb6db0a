import { exampleOf } from "../../flow/data-model.js";
import { parseReference } from "../../flow/expression/reference.js";
import { defineRule, inside, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { quotedAll, shorten } from "../../flow/words.js";
import { property } from "../../json/node.js";
import { didYouMean } from "../../text/nearest.js";

export const switchUnmatched = defineRule({
  id: "switch-unmatched",
  code: "WF_SWITCH_NO_CASE",
  severity: "warning",
  since: "4.0",
  what: "The example of the field that a Switch depends on is none of its cases.",
  why: "A value without a case shows nothing. Cases are compared letter by letter.",
  source: sources.own,
  check: (flow, report) => {
    for (const { components, data } of flow.screens) {
      for (const { type, node } of components) {
        if (type !== "Switch" || data === undefined) continue;
        const on = property(node, "value");
        const cases = property(node, "cases");
        if (on?.kind !== "string" || cases?.kind !== "object" || cases.members.length === 0) continue;
        const parsed = on.value.startsWith("${data.") ? parseReference(on.value) : undefined;
        if (parsed?.ok !== true || parsed.reference.end !== on.value.length) continue;
        const [field, ...deeper] = parsed.reference.path;
        const example = deeper.length === 0 ? exampleOf(property(data, field ?? "")) : undefined;
        if (example?.kind !== "string" || cases.members.some(({ key }) => key === example.value)) continue;
        const keys = cases.members.map(({ key }) => key);
        const hint = didYouMean(example.value, keys);
        const message = `The example of \`${shorten(field ?? "")}\` is \`${shorten(example.value)}\`, for which this Switch has no case; it has ${quotedAll(keys, 6)}.${hint}`;
        report(inside(on, 0, on.value.length), message, {
          related: [{ message: "The example.", place: value(example) }],
        });
      }
    }
  },
});
