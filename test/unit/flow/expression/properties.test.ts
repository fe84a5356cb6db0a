import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type BinaryOperator,
  checkNestedTypes,
  classify,
  type ExpressionNode,
  evaluate,
  evaluateCondition,
  evaluateProperty,
  findReferences,
  joinPartial,
  parseCondition,
  parseNested,
  parseReference,
  printNested,
  type Reference,
  type Span,
} from "../../../../src/flow/expression/index.js";
import { shape, typeOnScreen } from "./support.js";

const nowhere = { start: 0, end: 0 };

/** Fragments of both languages in any order, which get further into the parsers than random text does. */
const soup = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "`",
        "'",
        '"',
        "(",
        ")",
        "!",
        "-",
        "==",
        "&&",
        "||",
        "<",
        "/",
        "*",
        "=",
        "&",
        " ",
        "\\",
        "$",
        "${",
        "}",
      ),
      fc.constantFrom(
        "${data.n}",
        "${data.s}",
        "${data.b}",
        "${form.age}",
        "${data.list}",
        "${data.x}",
        "${foo}",
        "[",
        ".",
      ),
      fc.constantFrom("true", "'a'", "5", "1.5", "London", "😀", "\ud800", "\n"),
      fc.string({ unit: "binary", maxLength: 3 }),
    ),
    { maxLength: 25 },
  )
  .map((parts) => parts.join(""));
const anyText = fc.oneof(
  soup,
  soup.map((text) => `\`${text}\``),
  fc.string({ unit: "binary" }),
);

const reference: fc.Arbitrary<Reference> = fc
  .constantFrom("${data.n}", "${data.a.b}", "${form.x}", "${screen.S.data.y}", "${screen.S_T.form.z-1}")
  .map((text) => {
    const result = parseReference(text);
    if (!result.ok) throw new Error(text);
    return result.reference;
  });

const operators: readonly BinaryOperator[] = ["||", "&&", "==", "!=", "<", "<=", ">", ">=", "+", "-", "/", "%", "*"];

const { tree } = fc.letrec<{ tree: ExpressionNode }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6, depthSize: "large" },
    fc.record({
      kind: fc.constant("literal" as const),
      value: fc.oneof(
        fc.string({ unit: "binary" }),
        fc.nat(),
        fc.double({ min: 0, max: 1e25, noNaN: true }),
        fc.boolean(),
      ),
      start: fc.constant(0),
      end: fc.constant(0),
    }),
    reference.map((known): ExpressionNode => ({ kind: "reference", reference: known, ...nowhere })),
    fc
      .tuple(fc.constantFrom("!" as const, "-" as const), tie("tree"))
      .map(([operator, operand]): ExpressionNode => ({ kind: "unary", operator, operand, ...nowhere })),
    fc.tuple(fc.constantFrom(...operators), tie("tree"), tie("tree")).map(
      ([operator, left, right]): ExpressionNode => ({
        kind: "binary",
        operator,
        operatorSpan: nowhere,
        left,
        right,
        ...nowhere,
      }),
    ),
    fc
      .array(tie("tree"), { minLength: 2, maxLength: 4 })
      .map((members): ExpressionNode => ({ kind: "concatenation", members, ...nowhere })),
    tie("tree").map((content): ExpressionNode => ({ kind: "group", content, ...nowhere })),
  ),
}));

function everyNode(node: ExpressionNode): readonly ExpressionNode[] {
  switch (node.kind) {
    case "literal":
    case "reference":
      return [node];
    case "group":
      return [node, ...everyNode(node.content)];
    case "unary":
      return [node, ...everyNode(node.operand)];
    case "binary":
      return [node, ...everyNode(node.left), ...everyNode(node.right)];
    case "concatenation":
      return [node, ...node.members.flatMap(everyNode)];
  }
}

function liesIn(value: string, { start, end }: Span): boolean {
  return 0 <= start && start <= end && end <= value.length;
}

describe("nested expressions", () => {
  it("printed and parsed again are the same tree", () => {
    fc.assert(
      fc.property(tree, (expression) => {
        const result = parseNested(printNested(expression));
        expect(result.ok ? shape(result.expression) : result.problem).toBe(shape(expression));
      }),
    );
  });

  it("printed and parsed again have the same value", () => {
    const lookUp = ({ path }: Reference): unknown => (path[0] === "n" ? 3 : undefined);
    fc.assert(
      fc.property(tree, (expression) => {
        const result = parseNested(printNested(expression));
        expect(result.ok ? evaluate(result.expression, lookUp) : result.problem).toBe(evaluate(expression, lookUp));
      }),
    );
  });

  it("have nodes whose spans parse to themselves", () => {
    fc.assert(
      fc.property(tree, (expression) => {
        const value = printNested(expression);
        const result = parseNested(value);
        if (!result.ok) throw new Error(result.problem.message);
        for (const node of everyNode(result.expression)) {
          const part = parseNested(`\`${value.slice(node.start, node.end)}\``);
          expect(part.ok ? shape(part.expression) : part.problem).toBe(shape(node));
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe("any text at all", () => {
  it("is parsed without throwing, and problems lie inside it", () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const nested = parseNested(value);
        const condition = parseCondition(value, typeOnScreen);
        for (const result of [nested, condition]) {
          if (!result.ok) expect(liesIn(value, result.problem)).toBe(true);
          for (const { start, end, text } of result.references) expect(value.slice(start, end)).toBe(text);
        }
        if (nested.ok) {
          const { problem } = checkNestedTypes(value, nested.expression, typeOnScreen);
          if (problem !== null) expect(liesIn(value, problem)).toBe(true);
        }
        for (const result of findReferences(value)) {
          expect(liesIn(value, result.ok ? result.reference : result.malformed)).toBe(true);
          if (!result.ok) expect(liesIn(value, result.malformed.at)).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("is evaluated without throwing", () => {
    fc.assert(
      fc.property(anyText, fc.jsonValue(), (value, known) => {
        evaluateProperty(value, () => known, true);
        expect(typeof evaluateCondition(value, () => known, true)).toBe("boolean");
      }),
      { numRuns: 1_000 },
    );
  });

  it("is classified as the parsers see it", () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const { kind } = classify(value, true);
        const nested = parseNested(value);
        expect(kind === "nested").toBe(nested.ok || nested.problem.problem !== "not-nested");
        const whole = value.startsWith("${") ? parseReference(value) : null;
        expect(kind === "reference").toBe(whole?.ok === true && whole.reference.end === value.length);
        if (kind === "literal") expect(findReferences(value)).toEqual([]);
        if (kind === "partial") expect(findReferences(value)).not.toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("a mixture turned into an expression", () => {
  it("gives the text with its references replaced", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 8 });
    const mixture = fc.array(fc.tuple(text, fc.constantFrom("${data.x}", "${form.y}")), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(mixture, text, (parts, rest) => {
        const value = parts.flat().join("") + rest;
        const expression = joinPartial(value);
        if (expression === null) return;
        const expected = value.replaceAll("${data.x}", "it's").replaceAll("${form.y}", "42");
        expect(evaluateProperty(expression, ({ storage }) => (storage === "data" ? "it's" : 42), true)).toBe(expected);
      }),
    );
  });
});
