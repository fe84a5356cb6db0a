import { type BinaryOperator, deepestNesting, type ExpressionNode, isBinaryOperator, type LiteralNode } from "./ast.js";
import {
  type NestedProblem,
  type NestedSyntaxProblem,
  nestedProblem,
  type UndocumentedUse,
  undocumentedOperators,
} from "./nested-problem.js";
import { type NestedToken, nestedToken } from "./nested-tokens.js";
import type { Reference } from "./reference.js";
import type { Span } from "./span.js";

/** What was read of a nested expression. The lists hold what stands before the problem when there is one. */
export type NestedResult = {
  readonly references: readonly Reference[];
  readonly undocumented: readonly UndocumentedUse[];
} & (
  | { readonly ok: true; readonly expression: ExpressionNode }
  | { readonly ok: false; readonly problem: NestedProblem }
);

/**
 * Binding strength, strongest last. Not documented for nested expressions, so the usual one
 * (expressions.md, section 3.1); concatenation binds weaker than all of them.
 */
export const bindingStrength: Readonly<Record<BinaryOperator, number>> = {
  "||": 1,
  "&&": 2,
  "==": 3,
  "!=": 3,
  "<": 4,
  "<=": 4,
  ">": 4,
  ">=": 4,
  "+": 5,
  "-": 5,
  "/": 6,
  "%": 6,
  "*": 6,
};

/** Parses a whole value in backticks; offsets count from its first backtick. Never throws. */
export function parseNested(value: string): NestedResult {
  if (value.length < 2 || !value.startsWith("`") || !value.endsWith("`")) {
    const problem = nestedProblem(value, "not-nested", { start: 0, end: value.length });
    return { ok: false, problem, references: [], undocumented: [] };
  }
  return new NestedParser(value).parse();
}

/** Recursive descent with one token of lookahead. A method returns null once a problem was found. */
class NestedParser {
  private readonly value: string;
  private readonly limit: number;
  private readonly references: Reference[] = [];
  private readonly undocumented: UndocumentedUse[] = [];
  private token: NestedToken;
  private problem: NestedProblem | null = null;
  private depth = 0;

  constructor(value: string) {
    this.value = value;
    this.limit = value.length - 1;
    this.token = nestedToken(value, 1, this.limit);
  }

  parse(): NestedResult {
    const { references, undocumented } = this;
    if (this.token.kind === "end") this.fail("empty", { start: 0, end: this.value.length });
    const expression = this.concatenation();
    if (expression !== null) {
      if (this.token.kind === "end") return { ok: true, expression, references, undocumented };
      this.fail("unopened-parenthesis", this.token);
    }
    const problem = this.problem ?? nestedProblem(this.value, "empty", { start: 0, end: this.value.length });
    return { ok: false, problem, references, undocumented };
  }

  /** Stops at the end or at a closing parenthesis, which the caller judges. */
  private concatenation(): ExpressionNode | null {
    const members: ExpressionNode[] = [];
    do {
      const member = this.binary(1);
      if (member === null) return null;
      members.push(member);
    } while (this.token.kind !== "end" && this.token.kind !== "close");
    const [first] = members;
    const last = members.at(-1);
    if (first === undefined || last === undefined) return null;
    return first === last ? first : { kind: "concatenation", members, start: first.start, end: last.end };
  }

  private binary(weakest: number): ExpressionNode | null {
    let left = this.unary();
    while (left !== null) {
      const token: NestedToken = this.token;
      if (token.kind !== "operator" || !isBinaryOperator(token.operator)) return left;
      const strength = bindingStrength[token.operator];
      if (strength < weakest) return left;
      if (undocumentedOperators.has(token.operator)) this.note("multiplication", token);
      this.advance();
      if (this.operandIsMissing(token)) return null;
      const right = this.binary(strength + 1);
      if (right === null) return null;
      const operatorSpan = { start: token.start, end: token.end };
      left = { kind: "binary", operator: token.operator, operatorSpan, left, right, start: left.start, end: right.end };
    }
    return null;
  }

  private unary(): ExpressionNode | null {
    const { token } = this;
    if (token.kind !== "operator" || (token.operator !== "!" && token.operator !== "-")) return this.primary();
    if (!this.enter(token)) return null;
    this.advance();
    if (this.operandIsMissing(token)) return null;
    const operand = this.unary();
    this.depth -= 1;
    return operand && { kind: "unary", operator: token.operator, operand, start: token.start, end: operand.end };
  }

  private primary(): ExpressionNode | null {
    const { token } = this;
    switch (token.kind) {
      case "literal":
        if (this.value.charAt(token.start) === '"') this.note("double-quoted-string", token);
        this.advance();
        return token.literal satisfies LiteralNode;
      case "reference":
        this.references.push(token.reference);
        this.advance();
        return { kind: "reference", reference: token.reference, start: token.start, end: token.end };
      case "open":
        return this.group(token);
      case "operator":
        return this.fail("misplaced-operator", token);
      case "close":
        return this.fail("unopened-parenthesis", token);
      case "error":
        this.problem = token.problem;
        return null;
      case "end":
        return this.fail("empty", token);
    }
  }

  private group(open: Span): ExpressionNode | null {
    if (!this.enter(open)) return null;
    this.advance();
    const first = this.peek();
    if (first.kind === "close") return this.fail("empty-parentheses", { start: open.start, end: first.end });
    if (first.kind === "end") return this.fail("unclosed-parenthesis", open);
    const content = this.concatenation();
    if (content === null) return null;
    const close = this.peek();
    if (close.kind !== "close") return this.fail("unclosed-parenthesis", open);
    this.advance();
    this.depth -= 1;
    return { kind: "group", content, start: open.start, end: close.end };
  }

  private operandIsMissing(operator: Span): boolean {
    const { kind } = this.peek();
    if (kind !== "end" && kind !== "close") return false;
    this.fail("missing-operand", operator);
    return true;
  }

  private enter(token: Span): boolean {
    this.depth += 1;
    if (this.depth > deepestNesting) this.fail("too-deep", token);
    return this.depth <= deepestNesting;
  }

  /** The token to come; a call, so that the compiler does not take it for the one before an advance. */
  private peek(): NestedToken {
    return this.token;
  }

  private advance(): void {
    this.token = nestedToken(this.value, this.token.end, this.limit);
  }

  private note(use: UndocumentedUse["use"], { start, end }: Span): void {
    this.undocumented.push({ use, start, end });
  }

  private fail(problem: Exclude<NestedSyntaxProblem, "invalid-reference">, span: Span): null {
    this.problem ??= nestedProblem(this.value, problem, span);
    return null;
  }
}
