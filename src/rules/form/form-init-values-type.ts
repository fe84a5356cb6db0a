import type { FlowDocument } from "../../flow/document.js";
import { type FormContents, formsOf } from "../../flow/forms.js";
import { initialTypes } from "../../flow/initial-value.js";
import { defineRule } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import type { LiteralType } from "../../flow/spec.js";
import { shorten } from "../../flow/words.js";
import { property } from "../../json/node.js";
import { checkFieldType, checkLiteralValue, type Local } from "../value-types.js";

export const formInitValuesType = defineRule({
  id: "form-init-values-type",
  code: "INVALID_PROPERTY_TYPE",
  severity: "error",
  since: "7.0",
  what: "A value in `init-values` of a Form has another type than its component takes.",
  why: "From 7.0 Meta compares the types: a number for a number input, a list for several options, true or false for an OptIn.",
  source: sources.changelog,
  check: (flow, report) => {
    for (const contents of formsOf(flow)) checkForm(flow, contents, report);
  },
});

/** A whole object bound to `init-values` is not compared: Meta took one with texts for number inputs in 7.0. */
function checkForm(flow: FlowDocument, { form, byName }: FormContents, report: Local): void {
  const values = property(form.node, "init-values");
  if (values?.kind !== "object") return;
  for (const member of values.members) {
    const types = typesFor(flow, byName, member.key);
    if (types === undefined) continue;
    const wanted = { subject: `The initial value of \`${shorten(member.key)}\``, types };
    if (!checkLiteralValue(flow, member.value, wanted, report)) {
      checkFieldType(flow, form.screen, member.value, wanted, report);
    }
  }
}

function typesFor(
  flow: FlowDocument,
  byName: FormContents["byName"],
  name: string,
): readonly LiteralType[] | undefined {
  const component = byName.get(name);
  return component === undefined ? undefined : initialTypes(flow, component);
}
