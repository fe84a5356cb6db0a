import { propertySchemas } from "../../flow/data-model.js";
import type { FlowDocument, Screen } from "../../flow/document.js";
import { type FormContents, formsOf } from "../../flow/forms.js";
import { initialTypes } from "../../flow/initial-value.js";
import { defineRule } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import type { LiteralType } from "../../flow/spec.js";
import { shorten } from "../../flow/words.js";
import { property } from "../../json/read.js";
import { checkFieldType, checkLiteralValue, fieldOf, type Local, mismatchedField } from "../value-types.js";

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

function checkForm(flow: FlowDocument, { form, byName }: FormContents, report: Local): void {
  const values = property(form.node, "init-values");
  if (values?.kind === "object") {
    for (const member of values.members) {
      const types = typesFor(flow, byName, member.key);
      if (types === undefined) continue;
      const wanted = { subject: `The initial value of \`${shorten(member.key)}\``, types };
      if (!checkLiteralValue(flow, member.value, wanted, report)) {
        checkFieldType(flow, form.screen, member.value, wanted, report);
      }
    }
  } else if (values?.kind === "string") {
    checkWhole(flow, form.screen, values, byName, report);
  }
}

/** `init-values` as one reference: the properties that its field declares. */
function checkWhole(
  flow: FlowDocument,
  screen: Screen,
  node: Parameters<typeof fieldOf>[2],
  byName: FormContents["byName"],
  report: Local,
): void {
  const field = fieldOf(flow, screen, node);
  if (field === undefined) return;
  for (const member of propertySchemas(field.schema)?.members ?? []) {
    const types = typesFor(flow, byName, member.key);
    if (types === undefined) continue;
    const wanted = { subject: `The initial value of \`${shorten(member.key)}\``, types };
    mismatchedField({ ...field, schema: member.value }, wanted, report);
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
