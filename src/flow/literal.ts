import type { JsonNode, StringNode } from "../json/node.js";
import type { FlowDocument } from "./document.js";
import { classify } from "./expression/classify.js";
import { nestedExpressionsSince } from "./versions.js";

/** Whether a value is a text that stands for itself: no reference, no expression, no mixture of text and references. */
export function isLiteralText(flow: FlowDocument, node: JsonNode | undefined): node is StringNode {
  return node?.kind === "string" && classify(node.value, flow.version >= nestedExpressionsSince).kind === "literal";
}

/** Whether a text is empty or nothing but white space. */
export function isBlank(text: string): boolean {
  const first = text.charCodeAt(0);
  // Nearly every text begins with a letter or sign of ASCII.
  return !(first > 0x20 && first < 0x7f) && !/\S/.test(text);
}

/** A literal text that is not blank: blank ones are reported for being blank. */
export function isPlainText(flow: FlowDocument, node: JsonNode | undefined): node is StringNode {
  return isLiteralText(flow, node) && !isBlank(node.value);
}
