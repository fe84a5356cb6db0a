import type { LiteralNode, Operator } from "./ast.js";
import type { Reference } from "./reference.js";
import type { Span } from "./span.js";

/** A token of either language; an error token carries the problem that the language reports for it. */
export type Token<P> = Span &
  (
    | { readonly kind: "end" }
    | { readonly kind: "open" }
    | { readonly kind: "close" }
    | { readonly kind: "operator"; readonly operator: Operator }
    | { readonly kind: "literal"; readonly literal: LiteralNode }
    | { readonly kind: "reference"; readonly reference: Reference }
    | { readonly kind: "error"; readonly problem: P }
  );

export const whiteSpace = /[ \t\r\n]+/y;
export const operatorRun = /[!&|=<>]+/y;
/** What an author sees as one operand where a brace or quote is missing. */
export const visibleOperand = /[^ \t\r\n()`]*/y;
export const wholeNumber = /^[0-9]+(?:\.[0-9]+)?$/;

const leadingOperator = /^(&&|\|\||==|!=|>=|<=|>|<)?!*$/;
const operators: ReadonlyMap<string, Operator> = new Map(
  (["&&", "||", "==", "!=", ">=", "<=", ">", "<", "!"] satisfies Operator[]).map((operator) => [operator, operator]),
);

/**
 * The first operator of a run of operator characters, null when the run is none (`===`, `&`).
 * Only negations may follow without a space: `&&!` is two operators.
 */
export function firstOperator(run: string): Operator | null {
  const match = leadingOperator.exec(run);
  return match === null ? null : (operators.get(match[1] ?? "!") ?? null);
}

/** The number a literal means; one too large to be held becomes the largest that can. */
export function numberOf(digits: string): number {
  return Math.min(Number(digits), Number.MAX_VALUE);
}
