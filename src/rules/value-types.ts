/** Compares values that stand for a component (initial values, error messages) with the types it takes. */
import type { FlowDocument, Screen } from "../flow/document.js";
import { classify } from "../flow/expression/classify.js";
import { typeInWords } from "../flow/expression/types.js";
import { isLiteralText } from "../flow/literal.js";
import { resolve } from "../flow/references.js";
import { type FindingExtras, inside, type Place, value } from "../flow/rule.js";
import type { LiteralType } from "../flow/spec.js";
import { found, shorten, typeList } from "../flow/words.js";
import { type JsonNode, property } from "../json/node.js";
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

/** Reports a text that is one whole reference to a field of a wrong type. */
export function checkFieldType(
  flow: FlowDocument,
  screen: Screen,
  node: JsonNode,
  wanted: Wanted,
  report: Local,
): void {
  if (node.kind !== "string") return;
  const form = classify(node.value, true);
  if (form.kind !== "reference") return;
  const { reference } = form;
  const resolution = resolve(flow, screen, reference);
  if (resolution.kind !== "field" || fitsTypes(resolution.type, wanted.types)) return;
  const message = `${wanted.subject} is ${typeList(wanted.types)}, but \`${shorten(reference.text)}\` is declared as ${typeInWords(resolution.type)} in the data model of ${screenName(resolution.screen)}.`;
  const declared = property(resolution.schema, "type");
  report(inside(node, reference.start, reference.end), message, {
    related: declared === undefined ? [] : [{ message: "Declared here.", place: value(declared) }],
  });
}
