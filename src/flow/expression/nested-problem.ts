import { shorten } from "../words.js";
import type { Operator } from "./ast.js";
import { explainReference, type MalformedReference } from "./reference.js";
import type { Span } from "./span.js";

export type NestedSyntaxProblem =
  | "not-nested"
  | "empty"
  | "unexpected-character"
  | "unquoted-text"
  | "unescaped-backtick"
  | "unclosed-string"
  | "unknown-operator"
  | "invalid-reference"
  | "empty-parentheses"
  | "unopened-parenthesis"
  | "unclosed-parenthesis"
  | "missing-operand"
  | "misplaced-operator"
  | "too-deep";

/** The first mistake in the syntax of a nested expression. `text` is what stands at the span. */
export interface NestedProblem extends Span {
  readonly problem: NestedSyntaxProblem;
  /** A whole sentence for users, values in backticks. */
  readonly message: string;
  readonly text: string;
  readonly malformed: MalformedReference | null;
}

const messages: Record<Exclude<NestedSyntaxProblem, "invalid-reference">, (text: string) => string> = {
  "not-nested": () => "An expression begins and ends with a backtick.",
  empty: () => "The expression in backticks is empty.",
  "unexpected-character": (text) => `\`${text}\` has no meaning in an expression; text has to stand in apostrophes.`,
  "unquoted-text": (text) => `The text \`${text}\` has to stand in apostrophes: \`'${text}'\`.`,
  "unescaped-backtick": () => "A backtick inside an expression has to stand in a text, after a backslash.",
  "unclosed-string": (text) => `The text \`${text}\` has no closing quote.`,
  "unknown-operator": (text) => `\`${text}\` is no operator of expressions.`,
  "empty-parentheses": () => "The parentheses are empty.",
  "unopened-parenthesis": () => "The closing parenthesis has no opening one.",
  "unclosed-parenthesis": () => "The opening parenthesis is never closed.",
  "missing-operand": (text) => `After the operator \`${text}\` an operand is missing.`,
  "misplaced-operator": (text) => `The operator \`${text}\` stands where an operand is expected.`,
  "too-deep": () => "The expression is nested too deeply.",
};

/** A mistake at a span of the expression, in words. */
export function nestedProblem(
  value: string,
  problem: Exclude<NestedSyntaxProblem, "invalid-reference">,
  { start, end }: Span,
): NestedProblem {
  const text = value.slice(start, end);
  return { problem, message: messages[problem](shorten(text)), text, malformed: null, start, end };
}

/** The mistake of a reference that stands in an expression. */
export function invalidReference(malformed: MalformedReference): NestedProblem {
  const { text, start, end } = malformed;
  const message = `\`${shorten(text)}\` is no complete reference: ${explainReference(malformed)}.`;
  return { problem: "invalid-reference", message, text, malformed, start, end };
}

/** An operator or notation that works as far as known but is not in Meta's documentation. */
export interface UndocumentedUse extends Span {
  readonly use: "multiplication" | "double-quoted-string";
}

export const undocumentedOperators: ReadonlySet<Operator> = new Set<Operator>(["*"]);
