import {
  type BinaryNode,
  type BinaryOperator,
  deepestNesting,
  type EqualityOperator,
  type ExpressionNode,
  isBinaryOperator,
  isComparison,
  isEquality,
  isLogical,
  isRelational,
  type LogicalOperator,
  type RelationalOperator,
  ungrouped,
} from "./ast.js";
import type { ConditionAdvice, ConditionProblem } from "./condition-problem.js";
import { type ConditionToken, conditionToken } from "./condition-tokens.js";
import type { Reference } from "./reference.js";
import type { Span } from "./span.js";
import { mayBeBoolean, mayBeEqual, mayBeNumber, type OperandType, type TypeOf, typeOfLiteral } from "./types.js";

/** What was read of a condition. `references` holds those before the problem when there is one. */
export type ConditionResult = { readonly references: readonly Reference[] } & (
  | { readonly ok: true; readonly expression: ExpressionNode; readonly advice: readonly ConditionAdvice[] }
  | { readonly ok: false; readonly problem: ConditionProblem }
);

/**
 * Parses a condition without backticks and reports its first mistake from the left, types included
 * (expressions.md, section 2). Offsets count from the start of the value. Never throws.
 */
export function parseCondition(value: string, typeOf: TypeOf): ConditionResult {
  return new ConditionParser(value, typeOf).parse();
}

/** A part of the condition with what its neighbours need to know. `constant` means that it holds no reference. */
interface Operand {
  readonly node: ExpressionNode;
  readonly type: OperandType;
  readonly constant: boolean;
}

type OperatorToken<O extends string> = Span & { readonly operator: O };

/** The operator an operand follows, when that operator wants a boolean. */
type Before = OperatorToken<LogicalOperator | "!"> | null;

/**
 * Recursive descent with one token of lookahead; a method returns null once a problem was found. Types are checked
 * as the tokens come, because the first mistake from the left is the one to report.
 */
class ConditionParser {
  private readonly value: string;
  private readonly typeOf: TypeOf;
  private readonly references: Reference[] = [];
  private readonly advice: ConditionAdvice[] = [];
  private token: ConditionToken;
  /** The token and the operand read last, which messages name. */
  private previous: Span = { start: 0, end: 0 };
  private lastOperand: Span = { start: 0, end: 0 };
  private problem: ConditionProblem | null = null;
  private depth = 0;

  constructor(value: string, typeOf: TypeOf) {
    this.value = value;
    this.typeOf = typeOf;
    this.token = conditionToken(value, 0);
  }

  parse(): ConditionResult {
    const { references, advice } = this;
    const whole = this.token.kind === "end" ? this.failEmpty() : this.or(null);
    if (whole !== null && this.endsHere() && this.isBoolean(whole)) {
      return { ok: true, expression: whole.node, references, advice };
    }
    return { ok: false, problem: this.problem ?? this.emptyProblem(), references };
  }

  private or(before: Before): Operand | null {
    return this.logical("||", before, (inner) => this.logical("&&", inner, (innermost) => this.not(innermost)));
  }

  private logical(operator: LogicalOperator, before: Before, next: (before: Before) => Operand | null): Operand | null {
    let left = next(before);
    while (left !== null && this.token.kind === "operator" && this.token.operator === operator) {
      const token = { operator, start: this.token.start, end: this.token.end };
      if (!this.acceptsBefore(token, left)) return null;
      this.advance();
      const right = next(token);
      if (right === null) return null;
      this.adviseParentheses(right.node, operator);
      left = this.combine(left, token, right, "boolean");
      if (left.constant) return this.failLiterals(token, left.node);
    }
    return left;
  }

  /** Whether what stands left of && or || is boolean up to its last operand. */
  private acceptsBefore(token: OperatorToken<LogicalOperator>, left: Operand): boolean {
    const comparison = innerComparison(left.node);
    if (comparison === null) {
      return mayBeBoolean(left.type) || this.failPosition(token, left.node, left.type) !== null;
    }
    if (isEquality(comparison.operator)) {
      this.adviseParentheses(left.node, token.operator);
      return true;
    }
    // Meta's text has && evaluated before the comparison, so it stands after a number (expressions.md, section 2.2).
    const type = this.typeOfNumber(comparison.right);
    return type === "unknown" || this.failPosition(token, comparison.right, type) !== null;
  }

  private not(before: Before): Operand | null {
    const { token } = this;
    if (token.kind !== "operator" || token.operator !== "!") return this.comparison(before);
    if (!this.enter(token, "!")) return null;
    this.advance();
    const inner = this.not({ operator: "!", start: token.start, end: token.end });
    this.depth -= 1;
    if (inner === null) return null;
    const { node, constant } = inner;
    const { start } = token;
    return { node: { kind: "unary", operator: "!", operand: node, start, end: node.end }, type: "boolean", constant };
  }

  private comparison(before: Before): Operand | null {
    const left = this.operand();
    if (left === null || !this.fitsAfter(before, left)) return null;
    const { token } = this;
    if (token.kind !== "operator" || !isComparison(token.operator)) return left;
    const { operator, start, end } = token;
    if (isRelational(operator) && !mayBeNumber(left.type)) return this.failPosition(token, left.node, left.type);
    this.advance();
    const right = this.operand();
    if (right === null) return null;
    const whole = this.combine(left, { operator, start, end }, right, "boolean");
    if (whole.constant) return this.failLiterals(token, whole.node);
    if (!this.mayCompare({ operator, start, end }, left, right)) return null;
    const next = this.peek();
    return next.kind === "operator" && isComparison(next.operator) ? this.failChain(whole) : whole;
  }

  /** Whether the operand may follow && || or !. Only an equality can still make a boolean of it, and not after `!`. */
  private fitsAfter(before: Before, { node, type }: Operand): boolean {
    if (before === null || mayBeBoolean(type)) return true;
    const { token } = this;
    if (before.operator !== "!" && token.kind === "operator" && isEquality(token.operator)) return true;
    return this.failOperand(before.operator, node, type, "boolean") !== null;
  }

  private mayCompare(
    { operator }: OperatorToken<EqualityOperator | RelationalOperator>,
    left: Operand,
    right: Operand,
  ): boolean {
    if (isRelational(operator)) {
      return mayBeNumber(right.type) || this.failOperand(operator, right.node, right.type, "number") !== null;
    }
    if (mayBeEqual(left.type, right.type)) return true;
    this.fail({
      rule: "if-equality-type-mismatch",
      operator,
      first: this.text(left.node),
      second: this.text(right.node),
      firstType: left.type,
      secondType: right.type,
      start: left.node.start,
      end: right.node.end,
    });
    return false;
  }

  private operand(): Operand | null {
    const { token } = this;
    switch (token.kind) {
      case "literal":
        return this.finish({ node: token.literal, type: typeOfLiteral(token.literal), constant: true });
      case "reference":
        return this.reference(token.reference);
      case "open":
        return this.group(token);
      case "operator":
        return this.failPosition(token, this.previous, null);
      case "close":
      case "end":
        return this.failMissingOperand(token);
      case "error":
        return this.fail(token.problem);
    }
  }

  private reference(reference: Reference): Operand | null {
    const { start, end, text } = reference;
    const type = this.typeOf(reference);
    this.references.push(reference);
    if (type === "array" || type === "object") {
      return this.fail({ rule: "if-operand-type-unsupported", operand: text, operandType: type, start, end });
    }
    return this.finish({ node: { kind: "reference", reference, start, end }, type, constant: false });
  }

  private group(open: Span): Operand | null {
    if (!this.enter(open, "(")) return null;
    this.advance();
    const first = this.peek();
    if (first.kind === "close") return this.fail({ rule: "if-empty-parentheses", start: open.start, end: first.end });
    if (first.kind === "end") return this.failUnclosed(open);
    const inner = this.or(null);
    if (inner === null) return null;
    const close = this.peek();
    if (close.kind === "end") return this.failUnclosed(open);
    if (close.kind !== "close") return this.failAfterOperand();
    this.depth -= 1;
    const node: ExpressionNode = { kind: "group", content: inner.node, start: open.start, end: close.end };
    return this.finish({ ...inner, node });
  }

  /** Whether the condition ends after what was read; otherwise something stands where only an operator can. */
  private endsHere(): boolean {
    if (this.token.kind === "end") return true;
    this.failAfterOperand();
    return false;
  }

  private isBoolean({ node, type, constant }: Operand): boolean {
    const { start, end } = node;
    if (constant) this.fail({ rule: "if-single-literal", literal: this.text(node), start, end });
    else if (!mayBeBoolean(type)) {
      this.fail({ rule: "if-single-operand-not-boolean", operand: this.text(node), operandType: type, start, end });
    }
    return this.problem === null;
  }

  private combine(
    left: Operand,
    { operator, start, end }: OperatorToken<BinaryOperator>,
    right: Operand,
    type: OperandType,
  ): Operand {
    const span = { start: left.node.start, end: right.node.end };
    const operatorSpan = { start, end };
    const node: BinaryNode = { kind: "binary", operator, operatorSpan, left: left.node, right: right.node, ...span };
    return { node, type, constant: left.constant && right.constant };
  }

  private adviseParentheses(node: ExpressionNode, operator: LogicalOperator): void {
    const comparison = innerComparison(node);
    if (comparison === null || !isEquality(comparison.operator)) return;
    const text = this.text(comparison);
    const { start, end } = comparison;
    const replacement = `(${text})`;
    this.advice.push({ rule: "if-mixed-without-parentheses", comparison: text, operator, replacement, start, end });
  }

  private typeOfNumber(node: ExpressionNode): OperandType {
    const inner = ungrouped(node);
    return inner.kind === "reference" ? this.typeOf(inner.reference) : "number";
  }

  private finish(operand: Operand): Operand {
    this.lastOperand = operand.node;
    this.advance();
    return operand;
  }

  /** The token to come; a call, so that the compiler does not take it for the one before an advance. */
  private peek(): ConditionToken {
    return this.token;
  }

  private advance(): void {
    this.previous = this.token;
    this.token = conditionToken(this.value, this.token.end);
  }

  private enter({ start, end }: Span, character: string): boolean {
    this.depth += 1;
    if (this.depth <= deepestNesting) return true;
    this.fail({ rule: "if-unexpected-character", character, tooDeep: true, start, end });
    return false;
  }

  private text({ start, end }: Span): string {
    return this.value.slice(start, end);
  }

  private fail(problem: ConditionProblem): null {
    this.problem ??= problem;
    return null;
  }

  private failEmpty(): null {
    return this.fail(this.emptyProblem());
  }

  private emptyProblem(): ConditionProblem {
    return { rule: "if-condition-empty", start: 0, end: this.value.length };
  }

  private failUnclosed({ start, end }: Span): null {
    return this.fail({ rule: "if-missing-closing-parenthesis", start, end });
  }

  private failAfterOperand(): null {
    const { token } = this;
    const { start, end } = token;
    if (token.kind === "error") return this.fail(token.problem);
    if (token.kind === "operator") return this.failPosition(token, this.lastOperand, null);
    if (token.kind === "close") return this.fail({ rule: "if-missing-opening-parenthesis", start, end });
    const first = this.text(this.lastOperand);
    return this.fail({ rule: "if-missing-operator", first, second: this.text(token), start, end });
  }

  private failMissingOperand(token: ConditionToken): null {
    const { start, end } = this.previous;
    const operator = this.text(this.previous);
    if (operator === "!" || isBinaryOperator(operator)) {
      return this.fail({ rule: "if-missing-operand", operator, start, end });
    }
    return this.fail({ rule: "if-missing-opening-parenthesis", start: token.start, end: token.end });
  }

  private failPosition(token: OperatorToken<string>, first: Span, firstType: OperandType | null): null {
    const { operator, start, end } = token;
    return this.fail({ rule: "if-operator-position", operator, first: this.text(first), firstType, start, end });
  }

  private failOperand(operator: string, operand: Span, operandType: OperandType, expected: "boolean" | "number"): null {
    const { start, end } = operand;
    return this.fail({
      rule: "if-operand-position",
      operator,
      operand: this.text(operand),
      operandType,
      expected,
      start,
      end,
    });
  }

  private failLiterals({ operator }: OperatorToken<string>, node: ExpressionNode): null {
    const sides = node.kind === "binary" ? [this.text(node.left), this.text(node.right)] : [];
    const [first = "", second = ""] = sides;
    return this.fail({ rule: "if-literals-both-sides", operator, first, second, start: node.start, end: node.end });
  }

  private failChain({ node }: Operand): null {
    const { start, end } = this.token;
    const operator = this.text(this.token);
    return this.fail({ rule: "if-operator-concatenation", operator, first: this.text(node), start, end });
  }
}

/** The comparison that stands without parentheses at this place, below negations; null for anything else. */
function innerComparison(node: ExpressionNode): BinaryNode | null {
  let inner = node;
  while (inner.kind === "unary") inner = inner.operand;
  return inner.kind === "binary" && !isLogical(inner.operator) ? inner : null;
}
