import { dynamicTexts } from "../../flow/references.js";
import { defineRule, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";

export const dataArrayTextMustBeStatic = defineRule({
  id: "data-array-text-must-be-static",
  code: "WF_ARRAY_TEXT_DYNAMIC",
  severity: "warning",
  since: "5.1",
  what: "A paragraph in a list of texts is a reference or an expression.",
  why: "The list form is for static text; a reference in it may be shown as it is.",
  source: sources.components,
  check: (flow, report) => {
    for (const { node, site, form } of dynamicTexts(flow)) {
      if (site.kind !== "property" || site.whole || site.spec.name !== "text") continue;
      if (form.kind === "reference" || form.kind === "nested") {
        report(value(node), "A paragraph in a list is shown as it is; bind the whole `text` to one reference instead.");
      }
    }
  },
});
