import { describe, expect, it } from "vitest";
import { type ExpressionNode, type NestedProblem, parseNested } from "../../../../src/flow/expression/index.js";
import { marked, shape } from "./support.js";

function parsed(value: string): ExpressionNode {
  const result = parseNested(value);
  if (!result.ok) throw new Error(`${value}: ${result.problem.message}`);
  return result.expression;
}

function problemOf(value: string): NestedProblem {
  const result = parseNested(value);
  if (result.ok) throw new Error(`${value} has no problem`);
  return result.problem;
}

describe("precedence in nested expressions", () => {
  it.each([
    ["`1 + 2 / 3`", "(+ 1 (/ 2 3))"],
    ["`1 / 2 + 3`", "(+ (/ 1 2) 3)"],
    ["`1 - 2 - 3`", "(- (- 1 2) 3)"],
    ["`1 - (2 - 3)`", "(- 1 (- 2 3))"],
    ["`8 / 4 % 3 * 2`", "(* (% (/ 8 4) 3) 2)"],
    ["`1 + 2 < 3 - 4`", "(< (+ 1 2) (- 3 4))"],
    ["`1 < 2 == 3 > 4`", "(== (< 1 2) (> 3 4))"],
    ["`1 <= 2 != 3 >= 4`", "(!= (<= 1 2) (>= 3 4))"],
    ["`1 == 2 && 3 == 4`", "(&& (== 1 2) (== 3 4))"],
    ["`true && false || true && true`", "(|| (&& true false) (&& true true))"],
    ["`true || false && true`", "(|| true (&& false true))"],
    ["`!true && false`", "(&& (! true) false)"],
    ["`!!true`", "(! (! true))"],
    ["`-1 + 2`", "(+ (- 1) 2)"],
    ["`1 - -2`", "(- 1 (- 2))"],
    ["`--1`", "(- (- 1))"],
    ["`-1 / 2`", "(/ (- 1) 2)"],
    ["`true &&!false`", "(&& true (! false))"],
    ["`'a' 'b' 'c'`", '["a" "b" "c"]'],
    ["`'a' 1 + 2`", '["a" (+ 1 2)]'],
    ["`'Sum: ' ${data.n} / ${form.age}`", '["Sum: " (/ ${data.n} ${form.age})]'],
    ["`'a' (1 - 2) 'b'`", '["a" (- 1 2) "b"]'],
    ["`'a' -1`", '(- "a" 1)'],
    ["`'a' ${data.b} || ${form.ok}`", '["a" (|| ${data.b} ${form.ok})]'],
    ["`('a' 'b') == 'ab'`", '(== ["a" "b"] "ab")'],
    ["`('a' 'b') 'c'`", '[["a" "b"] "c"]'],
    ["`1.5`", "1.5"],
    ["` true `", "true"],
    ["`${data.init-value} - 1`", "(- ${data.init-value} 1)"],
    ["`'a'${data.s}`", '["a" ${data.s}]'],
  ])("%s", (value, tree) => {
    expect(shape(parsed(value))).toBe(tree);
  });
});

describe("strings in nested expressions", () => {
  it.each([
    ["`'Ana\\`s house'`", "Ana`s house"],
    ["`'we\\'ll'`", "we'll"],
    ["`'a \\\\ b'`", "a \\ b"],
    ["`'\\😀 😀'`", "😀 😀"],
    ["`'say \"hi\"'`", 'say "hi"'],
    ["`''`", ""],
    ["`'line\nbreak'`", "line\nbreak"],
    ["`'${data.x}'`", "${data.x}"],
  ])("%s means %j", (value, text) => {
    expect(parsed(value)).toMatchObject({ kind: "literal", value: text });
  });
});

describe("spans", () => {
  it("are offsets in the whole value, backtick included", () => {
    expect(parsed("`'😀' ${data.n} + 1`")).toMatchObject({
      kind: "concatenation",
      start: 1,
      end: 19,
      members: [
        { start: 1, end: 5 },
        {
          start: 6,
          end: 19,
          operatorSpan: { start: 16, end: 17 },
          left: { start: 6, end: 15, reference: { start: 6, end: 15 } },
          right: { start: 18, end: 19 },
        },
      ],
    });
  });

  it("of a group include its parentheses", () => {
    expect(parsed("`!(true)`")).toMatchObject({ start: 1, end: 8, operand: { kind: "group", start: 2, end: 8 } });
  });
});

describe("the first problem of a nested expression", () => {
  it.each([
    ["not-nested", "«${data.s}»"],
    ["not-nested", "«`»"],
    ["empty", "«``»"],
    ["empty", "«`  `»"],
    ["unexpected-character", "`${data.b} «?» 'a' : 'b'`"],
    ["unexpected-character", "`${data.b} «😀»`"],
    ["unexpected-character", "`«$»data.x`"],
    ["unexpected-character", "`1«.»`"],
    ["unexpected-character", "`'Fecha'«:» ${data.x}`"],
    ["unquoted-text", "`«Hello» ${data.s}`"],
    ["unquoted-text", "`«Fecha» requerida: ${data.x}`"],
    ["unquoted-text", "`5«px»`"],
    ["unescaped-backtick", "`'Ana«`»s house'`"],
    ["unescaped-backtick", "`1 «`» 2`"],
    ["unclosed-string", "`1 + «'a»`"],
    ["unclosed-string", "`«'a\\»`"],
    ["unclosed-string", '`«"a»`'],
    ["unknown-operator", "`1 «===» 2`"],
    ["unknown-operator", "`1 «=» 2`"],
    ["unknown-operator", "`1 «&» 2`"],
    ["unknown-operator", "`1 «=!» 2`"],
    ["invalid-reference", "`1 + «${foo.x}» + 2`"],
    ["invalid-reference", "`«${data.a[0]}»`"],
    ["invalid-reference", "`«${data.x»`"],
    ["invalid-reference", "`«${data.x» + 1`"],
    ["empty-parentheses", "`1 + «( )»`"],
    ["unopened-parenthesis", "`1«)»`"],
    ["unopened-parenthesis", "`«)»`"],
    ["unclosed-parenthesis", "`(1 + «(»2`"],
    ["unclosed-parenthesis", "`«(»`"],
    ["missing-operand", "`1 «+»`"],
    ["missing-operand", "`(1 «+») 2`"],
    ["missing-operand", "`«!»`"],
    ["misplaced-operator", "`«&&» true`"],
    ["misplaced-operator", "`1 + «/» 2`"],
    ["misplaced-operator", "`'a' («*» 2)`"],
  ])("%s: %s", (problem, text) => {
    const { value, span } = marked(text);
    expect(problemOf(value)).toMatchObject({ problem, ...span, text: value.slice(span.start, span.end) });
  });

  it("says in its message what to do", () => {
    expect(problemOf("`Hello ${data.s}`").message).toBe("The text `Hello` has to stand in apostrophes: `'Hello'`.");
    expect(problemOf("`${foo.x}`").message).toBe(
      "`${foo.x}` is no complete reference: `foo` stands where `data` or `form` is expected.",
    );
  });

  it("shortens long texts in its message", () => {
    expect(problemOf(`\`'${"😀".repeat(500)}\``).message.length).toBeLessThan(120);
  });
});

describe("lists beside the tree", () => {
  it("holds every reference", () => {
    const { references } = parseNested("`${data.a} (${screen.S.form.b} - 1) !${form.c}`");
    expect(references.map(({ text }) => text)).toEqual(["${data.a}", "${screen.S.form.b}", "${form.c}"]);
  });

  it("holds the references before a problem", () => {
    expect(parseNested("`${data.a} + ${data.b} ? 1`").references).toHaveLength(2);
  });

  it("holds what is not documented", () => {
    expect(parseNested('`2 * 3 "a"`').undocumented).toEqual([
      { use: "multiplication", start: 3, end: 4 },
      { use: "double-quoted-string", start: 7, end: 10 },
    ]);
    expect(parseNested("`2 / 3 'a'`").undocumented).toEqual([]);
  });
});

describe("depth and length", () => {
  it("takes 100 levels of parentheses and refuses the next at its parenthesis", () => {
    expect(parseNested(`\`${"(".repeat(100)}1${")".repeat(100)}\``).ok).toBe(true);
    expect(problemOf(`\`${"(".repeat(101)}1${")".repeat(101)}\``)).toMatchObject({
      problem: "too-deep",
      start: 101,
      end: 102,
    });
  });

  it("counts signs and negations as levels", () => {
    expect(parseNested(`\`${"-".repeat(100)}1\``).ok).toBe(true);
    expect(problemOf(`\`${"!".repeat(101)}true\``).problem).toBe("too-deep");
  });

  it("forgets the levels that were closed", () => {
    expect(parseNested(`\`${"(-1) ".repeat(500)}\``).ok).toBe(true);
  });

  it("reads long chains without trouble", () => {
    expect(parseNested(`\`1${" + 1".repeat(50_000)}\``).ok).toBe(true);
    expect(problemOf(`\`${"(".repeat(200_000)}\``).problem).toBe("too-deep");
  });
});
