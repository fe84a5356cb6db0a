import type { Reference } from "./reference.js";
import type { Span } from "./span.js";

// One tree for both languages: conditions and nested expressions differ in what they allow, not in what it means.

export type UnaryOperator = "!" | "-";
export type LogicalOperator = "||" | "&&";
export type EqualityOperator = "==" | "!=";
export type RelationalOperator = "<" | "<=" | ">" | ">=";
export type ArithmeticOperator = "+" | "-" | "/" | "%" | "*";
export type BinaryOperator = LogicalOperator | EqualityOperator | RelationalOperator | ArithmeticOperator;
export type Operator = UnaryOperator | BinaryOperator;

export interface LiteralNode extends Span {
  readonly kind: "literal";
  readonly value: string | number | boolean;
}

export interface ReferenceNode extends Span {
  readonly kind: "reference";
  readonly reference: Reference;
}

export interface UnaryNode extends Span {
  readonly kind: "unary";
  readonly operator: UnaryOperator;
  readonly operand: ExpressionNode;
}

export interface BinaryNode extends Span {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly operatorSpan: Span;
  readonly left: ExpressionNode;
  readonly right: ExpressionNode;
}

/** Members side by side, joined to one text. Always two or more. */
export interface ConcatenationNode extends Span {
  readonly kind: "concatenation";
  readonly members: readonly ExpressionNode[];
}

/** Something in parentheses. */
export interface GroupNode extends Span {
  readonly kind: "group";
  readonly content: ExpressionNode;
}

export type ExpressionNode = LiteralNode | ReferenceNode | UnaryNode | BinaryNode | ConcatenationNode | GroupNode;

/** How deep parentheses, signs and negations may be nested; keeps hostile input from exhausting the stack. */
export const deepestNesting = 100;

/** A chain of binary nodes along the left side, innermost first, so that long chains need no recursion. */
export function leftChain(node: BinaryNode): { readonly first: ExpressionNode; readonly steps: readonly BinaryNode[] } {
  const steps: BinaryNode[] = [];
  let first: ExpressionNode = node;
  while (first.kind === "binary") {
    steps.push(first);
    first = first.left;
  }
  return { first, steps: steps.reverse() };
}

/** The node without the parentheses around it. */
export function ungrouped(node: ExpressionNode): Exclude<ExpressionNode, GroupNode> {
  let inner = node;
  while (inner.kind === "group") inner = inner.content;
  return inner;
}

const binaryOperators: ReadonlySet<string> = new Set([
  "||",
  "&&",
  "==",
  "!=",
  "<",
  "<=",
  ">",
  ">=",
  "+",
  "-",
  "/",
  "%",
  "*",
] satisfies BinaryOperator[]);

export function isBinaryOperator(operator: string): operator is BinaryOperator {
  return binaryOperators.has(operator);
}

export function isLogical(operator: string): operator is LogicalOperator {
  return operator === "&&" || operator === "||";
}

export function isEquality(operator: string): operator is EqualityOperator {
  return operator === "==" || operator === "!=";
}

export function isRelational(operator: string): operator is RelationalOperator {
  return operator === "<" || operator === "<=" || operator === ">" || operator === ">=";
}

export function isComparison(operator: string): operator is EqualityOperator | RelationalOperator {
  return isEquality(operator) || isRelational(operator);
}
