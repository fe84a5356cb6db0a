import { exampleOf } from "../../flow/data-model.js";
import { defineRule, open, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { shorten } from "../../flow/words.js";
export const dataExampleType = defineRule({
  id: "data-example-type",
  code: "INVALID_SCREEN_DATA",
  severity: "error",
  what: "The `__example__` of a field does not conform to the field's own schema.",
  why: "Meta shows the example in the preview and checks it against the schema.",
  source: sources.errorCodes,
  check: (flow, report) => {
    for (const screen of flow.screens) {
      for (const member of screen.data?.members ?? []) {
        const example = exampleOf(member.value);
        if (example === undefined) continue;
        for (const mismatch of flow.examples(member.value, example)) {
          const place = mismatch.missing ? open(mismatch.node) : value(mismatch.node);
          report(place, `The example of \`${shorten(member.key)}\` does not fit its schema: ${mismatch.message}`);
        }
      }
    }
  },
});
