import type { Operator } from "./ast.js";
import { invalidReference, type NestedProblem, nestedProblem } from "./nested-problem.js";
import { parseReference } from "./reference.js";
import { characterAt, matchAt } from "./span.js";
import { firstOperator, numberOf, operatorRun, type Token, visibleOperand, whiteSpace } from "./token.js";

export type NestedToken = Token<NestedProblem>;

const number = /[0-9]+(?:\.[0-9]+)?/y;
const word = /[\p{L}_][\p{L}\p{M}\p{N}_]*/uy;
const arithmetic: ReadonlyMap<string, Operator> = new Map(
  (["+", "-", "/", "%", "*"] satisfies Operator[]).map((operator) => [operator, operator]),
);

/** The token of a nested expression at or after `from`; `limit` is where the closing backtick stands. */
export function nestedToken(value: string, from: number, limit: number): NestedToken {
  const start = from + matchAt(whiteSpace, value, from).length;
  if (start >= limit) return { kind: "end", start: limit, end: limit };
  const character = value.charAt(start);
  const end = start + 1;
  if (character === "(") return { kind: "open", start, end };
  if (character === ")") return { kind: "close", start, end };
  if (character === "'" || character === '"') return stringToken(value, start, limit);
  if (character === "$") return referenceToken(value, start);
  if (character === "`") return problemToken(nestedProblem(value, "unescaped-backtick", { start, end }));
  const operator = arithmetic.get(character);
  if (operator !== undefined) return { kind: "operator", operator, start, end };
  return operatorToken(value, start) ?? numberToken(value, start) ?? wordToken(value, start);
}

function operatorToken(value: string, start: number): NestedToken | null {
  const run = matchAt(operatorRun, value, start);
  if (run === "") return null;
  const operator = firstOperator(run);
  if (operator !== null) return { kind: "operator", operator, start, end: start + operator.length };
  return problemToken(nestedProblem(value, "unknown-operator", { start, end: start + run.length }));
}

function numberToken(value: string, start: number): NestedToken | null {
  const digits = matchAt(number, value, start);
  if (digits === "") return null;
  const end = start + digits.length;
  return { kind: "literal", literal: { kind: "literal", value: numberOf(digits), start, end }, start, end };
}

function wordToken(value: string, start: number): NestedToken {
  const text = matchAt(word, value, start);
  if (text === "") {
    const end = start + characterAt(value, start).length;
    return problemToken(nestedProblem(value, "unexpected-character", { start, end }));
  }
  const end = start + text.length;
  if (text !== "true" && text !== "false") return problemToken(nestedProblem(value, "unquoted-text", { start, end }));
  return { kind: "literal", literal: { kind: "literal", value: text === "true", start, end }, start, end };
}

function referenceToken(value: string, start: number): NestedToken {
  if (value.charAt(start + 1) !== "{") {
    return problemToken(nestedProblem(value, "unexpected-character", { start, end: start + 1 }));
  }
  const result = parseReference(value, start);
  if (!result.ok) {
    const { malformed } = result;
    if (malformed.problem !== "not-closed") return problemToken(invalidReference(malformed));
    const text = matchAt(visibleOperand, value, start);
    return problemToken(invalidReference({ ...malformed, text, end: start + text.length }));
  }
  return { kind: "reference", reference: result.reference, start, end: result.reference.end };
}

/** A string in apostrophes, or in double quotes, which the parser lists as undocumented. */
function stringToken(value: string, start: number, limit: number): NestedToken {
  const quote = value.charAt(start);
  let text = "";
  let from = start + 1;
  for (let at = from; at < limit; at += 1) {
    const character = value.charAt(at);
    if (character === quote) {
      const literal = { kind: "literal", value: text + value.slice(from, at), start, end: at + 1 } as const;
      return { kind: "literal", literal, start, end: at + 1 };
    }
    if (character === "`") return problemToken(nestedProblem(value, "unescaped-backtick", { start: at, end: at + 1 }));
    if (character === "\\") {
      text += value.slice(from, at);
      from = at + 1;
      at += 1;
    }
  }
  return problemToken(nestedProblem(value, "unclosed-string", { start, end: limit }));
}

function problemToken(problem: NestedProblem): NestedToken {
  return { kind: "error", problem, start: problem.start, end: problem.end };
}
