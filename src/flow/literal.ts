import type { JsonNode, StringNode } from "../json/node.js";
import type { FlowDocument } from "./document.js";
import { classify } from "./expression/classify.js";
import { nestedExpressionsSince } from "./versions.js";

/** Whether a value is a text that stands for itself: no reference, no expression, no mixture of text and references. */
export function isLiteralText(flow: FlowDocument, node: JsonNode | undefined): node is StringNode {
  return node?.kind === "string" && classify(node.value, flow.version >= nestedExpressionsSince).kind === "literal";
}

/** A literal text that is not blank: blank ones are reported for being blank. */
export function isPlainText(flow: FlowDocument, node: JsonNode | undefined): node is StringNode {
  return isLiteralText(flow, node) && /\S/.test(node.value);
}
