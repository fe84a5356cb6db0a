/** Compares values that stand for a component (initial values, error messages) with the types it takes. */
import { operandType } from "../flow/data-model.js";
import type { FlowDocument, Screen } from "../flow/document.js";
import { classify } from "../flow/expression/classify.js";
import type { Reference } from "../flow/expression/reference.js";
import { typeInWords } from "../flow/expression/types.js";
import { isLiteralText } from "../flow/literal.js";
import { resolve } from "../flow/references.js";
import { type FindingExtras, inside, type Place, value } from "../flow/rule.js";
import type { LiteralType } from "../flow/spec.js";
import { found, shorten, typeList } from "../flow/words.js";
import { type JsonNode, property, type StringNode } from "../json/read.js";
import { screenName } from "./reference-message.js";
import { fitsTypes } from "./reference-types.js";
import { retypeFix } from "./retype-fix.js";

/** How a check of one rule reports. */
export type Local = (place: Place, message: string, extras?: FindingExtras) => void;

export interface Wanted {
  /** What has the type, as the beginning of a sentence. */
  readonly subject: string;
  readonly types: readonly LiteralType[];
}

/**
 * Reports a literal of a wrong type, and entries that are no text of a list or object. Returns false for a dynamic
 * text, whose type the literal does not tell.
 */
export function checkLiteralValue(flow: FlowDocument, node: JsonNode, wanted: Wanted, report: Local): boolean {
  if (node.kind === "string" && !isLiteralText(flow, node)) return false;
  if (!fitsLiteral(node, wanted.types)) {
    const message = `${wanted.subject} is ${typeList(wanted.types)}; found ${found(node)}.`;
    report(value(node), message, retypeFix(flow.text, node, wanted.types));
  } else if (node.kind === "array" || node.kind === "object") {
    const entries = node.kind === "array" ? node.items : node.members.map((member) => member.value);
    for (const entry of entries) {
      if (entry.kind === "string") continue;
      const message = `${wanted.subject} holds texts; found ${found(entry)}.`;
      report(value(entry), message, retypeFix(flow.text, entry, ["string"]));
    }
  }
  return true;
}

function fitsLiteral(node: JsonNode, types: readonly LiteralType[]): boolean {
  return node.kind !== "null" && types.includes(node.kind);
}

/** A text that is one reference to a field of a data model. */
export interface Field {
  readonly node: StringNode;
  readonly reference: Reference;
  readonly screen: Screen;
  readonly schema: JsonNode;
}

/** The field that a text refers to, when it is one whole reference that leads somewhere. */
export function fieldOf(flow: FlowDocument, screen: Screen, node: JsonNode): Field | undefined {
  if (node.kind !== "string") return undefined;
  const form = classify(node.value, true);
  if (form.kind !== "reference") return undefined;
  const resolution = resolve(flow, screen, form.reference);
  if (resolution.kind !== "field") return undefined;
  return { node, reference: form.reference, screen: resolution.screen, schema: resolution.schema };
}

/** Reports a reference to a field of a wrong type. */
export function checkFieldType(
  flow: FlowDocument,
  screen: Screen,
  node: JsonNode,
  wanted: Wanted,
  report: Local,
): void {
  const field = fieldOf(flow, screen, node);
  if (field !== undefined) mismatchedField(field, wanted, report);
}

/** Reports a field whose schema has a wrong type. */
export function mismatchedField({ node, reference, screen, schema }: Field, wanted: Wanted, report: Local): void {
  const type = operandType(schema);
  if (fitsTypes(type, wanted.types)) return;
  const message = `${wanted.subject} is ${typeList(wanted.types)}, but \`${shorten(reference.text)}\` is declared as ${typeInWords(type)} in the data model of ${screenName(screen)}.`;
  const declared = property(schema, "type");
  report(inside(node, reference.start, reference.end), message, {
    related: declared === undefined ? [] : [{ message: "Declared here.", place: value(declared) }],
  });
}
