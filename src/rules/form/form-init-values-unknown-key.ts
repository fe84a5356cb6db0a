import { formsOf } from "../../flow/forms.js";
import { defineRule, key } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { shorten } from "../../flow/words.js";
import { property } from "../../json/node.js";
import { didYouMean } from "../../text/nearest.js";

export const formInitValuesUnknownKey = defineRule({
  id: "form-init-values-unknown-key",
  code: "WF_INIT_VALUE_UNUSED",
  severity: "warning",
  what: "`init-values` of a Form has a value for a name that no component of the Form has.",
  why: "The keys are the names of the components, so this value goes nowhere.",
  source: sources.flowJson,
  check: (flow, report) => {
    for (const { form, byName } of formsOf(flow)) {
      const values = property(form.node, "init-values");
      if (values?.kind !== "object") continue;
      for (const member of values.members) {
        if (byName.has(member.key)) continue;
        const hint = didYouMean(member.key, byName.keys());
        report(key(member.value), `No component of this Form is named \`${shorten(member.key)}\`.${hint}`);
      }
    }
  },
});
