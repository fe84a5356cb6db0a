import type { LiteralNode } from "./ast.js";
import type { Reference } from "./reference.js";

/**
 * `number-input` is the value of a TextInput for numbers: whether it is text or a number is documented nowhere,
 * so it passes as either (expressions.md, section 1.4).
 */
export type ExpressionType = "string" | "number" | "number-input" | "boolean" | "array" | "object";

/** `unknown` is for references that do not resolve; it never causes a finding about types. */
export type OperandType = ExpressionType | "unknown";

export type TypeOf = (reference: Reference) => OperandType;

const names: Record<OperandType, string> = {
  string: "a string",
  number: "a number",
  "number-input": "the value of a number input",
  boolean: "a boolean",
  array: "an array",
  object: "an object",
  unknown: "of unknown type",
};

/** The type in words, with its article. */
export function typeInWords(type: OperandType): string {
  return names[type];
}

/** The type of a literal in an expression. */
export function typeOfLiteral(literal: LiteralNode): "string" | "number" | "boolean" {
  if (typeof literal.value === "string") return "string";
  return typeof literal.value === "number" ? "number" : "boolean";
}

/** Whether a value of that type can be a number at run time. */
export function mayBeNumber(type: OperandType): boolean {
  return type === "number" || type === "number-input" || type === "unknown";
}

/** Whether a value of that type can be a boolean at run time. */
export function mayBeBoolean(type: OperandType): boolean {
  return type === "boolean" || type === "unknown";
}

/** Whether an operator or a concatenation can take the value at all. */
export function isScalar(type: OperandType): boolean {
  return type !== "array" && type !== "object";
}

/** Whether `==` and `!=` may stand between the two. */
export function mayBeEqual(first: OperandType, second: OperandType): boolean {
  if (first === second || first === "unknown" || second === "unknown") return isScalar(first) && isScalar(second);
  if (first === "number-input") return second === "string" || second === "number";
  if (second === "number-input") return first === "string" || first === "number";
  return false;
}
