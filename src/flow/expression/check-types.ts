import { shorten } from "../words.js";
import {
  type BinaryNode,
  type ExpressionNode,
  isEquality,
  isLogical,
  isRelational,
  leftChain,
  type Operator,
  type UnaryNode,
} from "./ast.js";
import type { Span } from "./span.js";
import {
  isScalar,
  mayBeBoolean,
  mayBeEqual,
  mayBeNumber,
  type OperandType,
  type TypeOf,
  typeInWords,
  typeOfLiteral,
} from "./types.js";

/** The first operand of a type its operator does not take. */
export interface NestedTypeProblem extends Span {
  readonly problem: "operand-type" | "equality-types" | "concatenation-type";
  /** A whole sentence for users, values in backticks. */
  readonly message: string;
  readonly text: string;
}

export interface NestedTypes {
  /** Type of the whole, known even beside unknown operands wherever an operator decides it. */
  readonly type: OperandType;
  readonly problem: NestedTypeProblem | null;
}

/** Checks a parsed nested expression after the table of expressions.md, section 3.3. `value` is its source. */
export function checkNestedTypes(value: string, expression: ExpressionNode, typeOf: TypeOf): NestedTypes {
  const checker = new TypeChecker(value, typeOf);
  const type = checker.typeOf(expression);
  return { type, problem: checker.problem };
}

class TypeChecker {
  problem: NestedTypeProblem | null = null;
  private readonly value: string;
  private readonly resolve: TypeOf;

  constructor(value: string, resolve: TypeOf) {
    this.value = value;
    this.resolve = resolve;
  }

  typeOf(node: ExpressionNode): OperandType {
    switch (node.kind) {
      case "literal":
        return typeOfLiteral(node);
      case "reference":
        return this.resolve(node.reference);
      case "group":
        return this.typeOf(node.content);
      case "unary":
        return this.unary(node);
      case "binary":
        return this.binary(node);
      case "concatenation":
        for (const member of node.members) this.member(member);
        return "string";
    }
  }

  private member(member: ExpressionNode): void {
    const type = this.typeOf(member);
    if (isScalar(type)) return;
    const message = `${this.quoted(member)} is ${typeInWords(type)} and cannot be joined to a text.`;
    this.report("concatenation-type", message, member);
  }

  private unary(node: UnaryNode): OperandType {
    this.operand(node.operator, node.operand, this.typeOf(node.operand));
    return node.operator === "!" ? "boolean" : "number";
  }

  private binary(node: BinaryNode): OperandType {
    const { first, steps } = leftChain(node);
    let left = this.typeOf(first);
    for (const step of steps) {
      if (!isEquality(step.operator)) this.operand(step.operator, step.left, left);
      else this.comparable(step.operator, step.left, left);
      const right = this.typeOf(step.right);
      if (!isEquality(step.operator)) this.operand(step.operator, step.right, right);
      else this.equality(step, left, right);
      left =
        isEquality(step.operator) || isRelational(step.operator) || isLogical(step.operator) ? "boolean" : "number";
    }
    return left;
  }

  private operand(operator: Operator, node: ExpressionNode, type: OperandType): void {
    const wantsBoolean = operator === "!" || isLogical(operator);
    if (wantsBoolean ? mayBeBoolean(type) : mayBeNumber(type)) return;
    const wanted = wantsBoolean ? "booleans" : "numbers";
    const hint = operator === "+" && type === "string" ? " To join texts, write them side by side with a space." : "";
    const message = `\`${operator}\` takes ${wanted}, but ${this.quoted(node)} is ${typeInWords(type)}.${hint}`;
    this.report("operand-type", message, node);
  }

  private comparable(operator: Operator, node: ExpressionNode, type: OperandType): void {
    if (isScalar(type)) return;
    const message = `\`${operator}\` takes strings, numbers and booleans, but ${this.quoted(node)} is ${typeInWords(type)}.`;
    this.report("operand-type", message, node);
  }

  private equality(node: BinaryNode, left: OperandType, right: OperandType): void {
    this.comparable(node.operator, node.right, right);
    if (mayBeEqual(left, right)) return;
    const sides = `${this.quoted(node.left)} is ${typeInWords(left)} and ${this.quoted(node.right)} is ${typeInWords(right)}`;
    this.report("equality-types", `\`${node.operator}\` compares values of one type, but ${sides}.`, node);
  }

  private quoted({ start, end }: Span): string {
    return `\`${shorten(this.value.slice(start, end))}\``;
  }

  private report(problem: NestedTypeProblem["problem"], message: string, { start, end }: Span): void {
    this.problem ??= { problem, message, text: this.value.slice(start, end), start, end };
  }
}
