import { removeMember } from "../../flow/edits.js";
import { formsOf } from "../../flow/forms.js";
import { defineRule, key } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { shorten } from "../../flow/words.js";
import { property } from "../../json/node.js";

export const nativeInInitValues = defineRule({
  id: "native-in-init-values",
  code: "NATIVE_COMPONENT_IN_FORM_INIT_VALUES",
  severity: "error",
  since: "4.0",
  what: "`init-values` of a Form has a value for a PhotoPicker or DocumentPicker.",
  why: "Files cannot be chosen in advance; Meta refuses the flow.",
  source: sources.errorCodes,
  check: (flow, report) => {
    for (const { form, byName } of formsOf(flow)) {
      const values = property(form.node, "init-values");
      if (values?.kind !== "object") continue;
      for (const member of values.members) {
        const type = byName.get(member.key)?.spec?.type;
        if (type !== "PhotoPicker" && type !== "DocumentPicker") continue;
        const name = shorten(member.key);
        report(key(member.value), `\`${name}\` is a ${type}, which takes no initial value.`, {
          fix: { title: `Remove \`${name}\``, edits: [removeMember(flow.text, values, member)] },
        });
      }
    }
  },
});
