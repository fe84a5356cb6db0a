import { schemaType } from "../../flow/data-model.js";
import type { FlowDocument, Screen } from "../../flow/document.js";
import { key, type Place, type Report } from "../../flow/rule.js";
import { shorten } from "../../flow/words.js";
import type { ObjectNode } from "../../json/node.js";

/** What the check of one field needs to know. */
export interface FieldScope {
  readonly flow: FlowDocument;
  readonly from: Screen;
  readonly to: Screen;
  readonly field: { readonly name: string; readonly declared: ObjectNode };
  readonly report: Report;
}

export const typeWords = {
  string: "a text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
} as const;

/** What a field expects, in words. */
function expected(schema: ObjectNode): string {
  const type = schemaType(schema);
  return type === undefined ? "another type" : typeWords[type];
}

/** Reports that a value is not what its field expects. */
export function reportType(rule: string, place: Place, what: string, schema: ObjectNode, scope: FieldScope): void {
  const { field, to } = scope;
  const part = schema === field.declared ? `\`${shorten(field.name)}\`` : `this part of \`${shorten(field.name)}\``;
  const screen = shorten(to.id ?? "");
  const message = `The screen \`${screen}\` expects ${expected(schema)} for ${part}; ${what}.`;
  scope.report(rule, place, message, { related: [{ message: "Declared here.", place: key(schema) }] });
}
