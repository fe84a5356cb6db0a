import type { ConditionProblem } from "./condition-problem.js";
import { parseReference } from "./reference.js";
import { characterAt, matchAt } from "./span.js";
import { firstOperator, numberOf, operatorRun, type Token, visibleOperand, whiteSpace, wholeNumber } from "./token.js";

export type ConditionToken = Token<ConditionProblem>;

// Dots and hyphens belong to a bare word, so that `data.x`, `Sao-Paulo` and `2024-01-31` are named whole.
const word = /[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.-]*/uy;

/** The token of a condition at or after `from`. */
export function conditionToken(value: string, from: number): ConditionToken {
  const start = from + matchAt(whiteSpace, value, from).length;
  if (start >= value.length) return { kind: "end", start, end: start };
  const character = value.charAt(start);
  const end = start + 1;
  if (character === "(") return { kind: "open", start, end };
  if (character === ")") return { kind: "close", start, end };
  if (character === "'") return stringToken(value, start);
  if (character === "$") return referenceToken(value, start);
  if (character === "-") return negativeToken(value, start);
  return operatorToken(value, start) ?? wordToken(value, start);
}

function operatorToken(value: string, start: number): ConditionToken | null {
  const run = matchAt(operatorRun, value, start);
  if (run === "") return null;
  const operator = firstOperator(run);
  if (operator !== null) return { kind: "operator", operator, start, end: start + operator.length };
  return problemToken({ rule: "if-invalid-operator", operator: run, start, end: start + run.length });
}

function wordToken(value: string, start: number): ConditionToken {
  const text = matchAt(word, value, start);
  if (text === "") {
    const character = characterAt(value, start);
    const end = start + character.length;
    return problemToken({ rule: "if-unexpected-character", character, tooDeep: false, start, end });
  }
  const end = start + text.length;
  if (wholeNumber.test(text)) return literalToken(numberOf(text), start, end);
  if (text === "true" || text === "false") return literalToken(text === "true", start, end);
  return problemToken({ rule: "if-invalid-literal", literal: text, start, end });
}

function negativeToken(value: string, start: number): ConditionToken {
  const text = matchAt(word, value, start + 1);
  const end = start + 1 + text.length;
  if (wholeNumber.test(text)) return literalToken(0 - numberOf(text), start, end);
  if (!/^[0-9]/.test(text)) return problemToken({ rule: "if-negative-sign", start, end: start + 1 });
  return problemToken({ rule: "if-invalid-literal", literal: `-${text}`, start, end });
}

function referenceToken(value: string, start: number): ConditionToken {
  const rest = matchAt(visibleOperand, value, start);
  if (value.charAt(start + 1) !== "{") {
    return problemToken({
      rule: "if-invalid-operand",
      operand: rest,
      malformed: null,
      start,
      end: start + rest.length,
    });
  }
  const result = parseReference(value, start);
  if (result.ok) return { kind: "reference", reference: result.reference, start, end: result.reference.end };
  const { malformed } = result;
  // Without a closing brace it would reach to the end; the word is what the author sees as the operand.
  const operand = malformed.problem === "not-closed" ? rest : malformed.text;
  return problemToken({ rule: "if-invalid-operand", operand, malformed, start, end: start + operand.length });
}

/** `\'` is the only escape of a condition; any other backslash stands for itself. */
function stringToken(value: string, start: number): ConditionToken {
  let text = "";
  let from = start + 1;
  for (let at = from; at < value.length; at += 1) {
    const character = value.charAt(at);
    if (character === "'") return literalToken(text + value.slice(from, at), start, at + 1);
    if (character === "\\" && value.charAt(at + 1) === "'") {
      text += value.slice(from, at);
      from = at + 1;
      at += 1;
    }
  }
  return problemToken({ rule: "if-missing-closing-quote", literal: value.slice(start), start, end: value.length });
}

function literalToken(value: string | number | boolean, start: number, end: number): ConditionToken {
  return { kind: "literal", literal: { kind: "literal", value, start, end }, start, end };
}

function problemToken(problem: ConditionProblem): ConditionToken {
  return { kind: "error", problem, start: problem.start, end: problem.end };
}
