import {
  type ArithmeticOperator,
  type BinaryOperator,
  type ExpressionNode,
  isEquality,
  isLogical,
  isRelational,
  leftChain,
  type RelationalOperator,
} from "./ast.js";
import { formatNumber } from "./format-number.js";
import type { Reference } from "./reference.js";

/** Looks a reference up; undefined and null both mean that there is no value. */
export type LookUp = (reference: Reference) => unknown;

/** The value of a parsed expression of either language after expressions.md, section 4. Never throws for JSON values. */
export function evaluate(expression: ExpressionNode, lookUp: LookUp): unknown {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "reference":
      return lookUp(expression.reference);
    case "group":
      return evaluate(expression.content, lookUp);
    case "unary": {
      const operand = evaluate(expression.operand, lookUp);
      return expression.operator === "!" ? !isTrue(operand) : 0 - toNumber(operand);
    }
    case "binary": {
      const { first, steps } = leftChain(expression);
      let left = evaluate(first, lookUp);
      for (const step of steps) left = apply(step.operator, left, evaluate(step.right, lookUp));
      return left;
    }
    case "concatenation":
      return expression.members.map((member) => textOf(evaluate(member, lookUp))).join("");
  }
}

/** A value as it appears in a text, and as a case of a Switch is matched; nothing for a missing one. */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number") return formatNumber(value);
  return typeof value === "boolean" ? String(value) : (JSON.stringify(value) ?? "");
}

/** Whether a value counts as true: a missing one, or one that is no boolean, does not. */
export function isTrue(value: unknown): boolean {
  return value === true;
}

function apply(operator: BinaryOperator, left: unknown, right: unknown): unknown {
  if (isEquality(operator)) return equal(left, right) === (operator === "==");
  if (isLogical(operator)) return operator === "&&" ? isTrue(left) && isTrue(right) : isTrue(left) || isTrue(right);
  if (isRelational(operator)) return compare(operator, numeric(left), numeric(right));
  return calculate(operator, toNumber(left), toNumber(right));
}

function equal(left: unknown, right: unknown): boolean {
  if (isMissing(left)) return isMissing(right) || right === "";
  if (isMissing(right)) return left === "";
  if (typeof left !== typeof right) {
    // A number input may hold its number as text, and is comparable to numbers.
    const numbers = [numeric(left), numeric(right)];
    return numbers[0] !== null && numbers[0] === numbers[1];
  }
  return left === right;
}

function compare(operator: RelationalOperator, left: number | null, right: number | null): boolean {
  if (left === null || right === null) return false;
  switch (operator) {
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
  }
}

function calculate(operator: ArithmeticOperator, left: number, right: number): number {
  // Documented: dividing by zero or null gives 0 (flow-json reference, nested expressions).
  if (right === 0 && (operator === "/" || operator === "%")) return 0;
  const result = arithmetic[operator](left, right);
  return Number.isFinite(result) ? result : 0;
}

const arithmetic: Record<ArithmeticOperator, (left: number, right: number) => number> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "%": (left, right) => left % right,
};

function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}

const decimal = /^-?\d+(?:\.\d+)?$/;

function numeric(value: unknown): number | null {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  return typeof value === "string" && decimal.test(value.trim()) ? Number(value) : null;
}

function toNumber(value: unknown): number {
  return numeric(value) ?? 0;
}
