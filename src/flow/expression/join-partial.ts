import type { ConcatenationNode, ExpressionNode } from "./ast.js";
import { classify } from "./classify.js";
import { parseNested } from "./parse-nested.js";
import { printNested } from "./print.js";
import { hasHyphen } from "./reference.js";
import { isScalar, type TypeOf } from "./types.js";

// Line breaks inside a string of an expression are documented nowhere, so no fix may introduce them.
const controlCharacter = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/**
 * Turns text mixed with references into the nested expression that gives the same text (Flow JSON 6.0+),
 * backticks included: `Hello ${data.name}` becomes `'Hello ' ${data.name}`. Null when that cannot be certain:
 * no such mixture, a reference that is malformed, has a hyphen or holds a list or object, a line break,
 * or a value that reads like an expression whose backticks were forgotten.
 */
export function joinPartial(value: string, typeOf: TypeOf = () => "unknown"): string | null {
  const classification = classify(value, true);
  if (classification.kind !== "partial" || controlCharacter.test(value) || looksLikeExpression(value)) return null;
  const members: ExpressionNode[] = [];
  let at = 0;
  for (const result of classification.references) {
    if (!result.ok) return null;
    const { reference } = result;
    if (hasHyphen(reference) || !isScalar(typeOf(reference))) return null;
    const { start, end } = reference;
    if (start > at) members.push({ kind: "literal", value: value.slice(at, start), start: at, end: start });
    members.push({ kind: "reference", reference, start, end });
    at = end;
  }
  if (at < value.length) members.push({ kind: "literal", value: value.slice(at), start: at, end: value.length });
  const joined: ConcatenationNode = { kind: "concatenation", members, start: 0, end: value.length };
  return printNested(joined);
}

function looksLikeExpression(value: string): boolean {
  const result = parseNested(`\`${value}\``);
  return result.ok && hasOperatorOrText(result.expression);
}

function hasOperatorOrText(node: ExpressionNode): boolean {
  switch (node.kind) {
    case "literal":
      return typeof node.value === "string";
    case "reference":
      return false;
    case "group":
      return hasOperatorOrText(node.content);
    case "unary":
    case "binary":
      return true;
    case "concatenation":
      return node.members.some(hasOperatorOrText);
  }
}
