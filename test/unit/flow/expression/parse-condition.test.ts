import { describe, expect, it } from "vitest";
import { type ConditionProblem, parseCondition } from "../../../../src/flow/expression/index.js";
import { marked, shape, typeOnScreen } from "./support.js";

function problemOf(value: string): ConditionProblem {
  const result = parseCondition(value, typeOnScreen);
  if (result.ok) throw new Error(`${value} has no problem`);
  return result.problem;
}

describe("a correct condition", () => {
  it.each([
    ["${data.b}", "${data.b}"],
    ["((${data.b}))", "${data.b}"],
    ["!${data.b}", "(! ${data.b})"],
    ["!!${data.b}", "(! (! ${data.b}))"],
    ["${data.b} || ${form.ok} && ${data.b}", "(|| ${data.b} (&& ${form.ok} ${data.b}))"],
    ["${data.b} && ${form.ok} || ${data.b}", "(|| (&& ${data.b} ${form.ok}) ${data.b})"],
    ["${data.b} && !${form.ok}", "(&& ${data.b} (! ${form.ok}))"],
    ["${data.b}&&!${form.ok}", "(&& ${data.b} (! ${form.ok}))"],
    ["${data.n} >= -5", "(>= ${data.n} -5)"],
    ["1.5 < ${data.n}", "(< 1.5 ${data.n})"],
    ["(${data.n} > 5) == true", "(== (> ${data.n} 5) true)"],
    ["(${data.n} > 5) && (${data.s} != '')", '(&& (> ${data.n} 5) (!= ${data.s} ""))'],
    ["${data.s} == 'it\\'s'", '(== ${data.s} "it\'s")'],
    ["${data.s} == 'a\\b'", '(== ${data.s} "a\\\\b")'],
    ["'London' == ${data.s}", '(== "London" ${data.s})'],
    ["(1) < ${data.n}", "(< 1 ${data.n})"],
    ["true && ${data.b}", "(&& true ${data.b})"],
    ["\t${data.b}\n", "${data.b}"],
    ["${data.s} == '😀'", '(== ${data.s} "😀")'],
    ["!${data.b} == true", "(! (== ${data.b} true))"],
  ])("%s", (value, tree) => {
    const result = parseCondition(value, typeOnScreen);
    expect(result.ok ? shape(result.expression) : result.problem).toBe(tree);
  });

  it("lists its references", () => {
    const { references } = parseCondition("${data.b} || (${screen.S.form.x} == 'a')", typeOnScreen);
    expect(references.map(({ text, start }) => [text, start])).toEqual([
      ["${data.b}", 0],
      ["${screen.S.form.x}", 14],
    ]);
  });

  it("has the comparison inside the negation, which gives the same truth either way", () => {
    expect(parseCondition("!${data.b} == ${form.ok}", typeOnScreen).ok).toBe(true);
  });
});

describe("the rule and place of the first mistake", () => {
  it.each([
    ["if-condition-empty", "«»"],
    ["if-condition-empty", "« \t »"],

    ["if-empty-parentheses", "«()»"],
    ["if-empty-parentheses", "${data.b} && «( )»"],
    ["if-empty-parentheses", "(«()»"],

    ["if-literals-both-sides", "«573 == 376»"],
    ["if-literals-both-sides", "${data.b} || («'a' == 'a'»)"],
    ["if-literals-both-sides", "«1 < (2)»"],
    ["if-literals-both-sides", "«5 < 'a'»"],
    ["if-literals-both-sides", "«true && false» && ${data.b}"],
    ["if-literals-both-sides", "«true || !false»"],

    ["if-missing-opening-parenthesis", "«)»)${data.b}(("],
    ["if-missing-opening-parenthesis", "(${data.b})«)»"],
    ["if-missing-opening-parenthesis", "${data.s} == 'a' «)»"],

    ["if-missing-closing-parenthesis", "«(»(${data.b})"],
    ["if-missing-closing-parenthesis", "(${data.b} && «(»${form.ok}"],
    ["if-missing-closing-parenthesis", "${data.b} && «(»"],

    ["if-missing-closing-quote", "${data.s} == «'a»"],
    ["if-missing-closing-quote", "${data.s} == «'a\\'»"],
    ["if-missing-closing-quote", "«' == ${data.s}»"],

    ["if-missing-operator", "${data.b} «${form.ok}»"],
    ["if-missing-operator", "(${data.b}) «(»${form.ok})"],
    ["if-missing-operator", "${data.b} «'a'»"],
    ["if-missing-operator", "${data.n} «-5»"],
    ["if-missing-operator", "(${data.s} == 'a' «'b'»)"],

    ["if-invalid-operator", "${data.n} «=» 5"],
    ["if-invalid-operator", "${data.b} «&» ${form.ok}"],
    ["if-invalid-operator", "${data.b} «|» ${form.ok}"],
    ["if-invalid-operator", "${data.n} «===» 5"],
    ["if-invalid-operator", "${data.n} «!==» 5"],
    ["if-invalid-operator", "${data.n} «=>» 5"],
    ["if-invalid-operator", "«=»"],

    ["if-invalid-operand", "«${foo.x}»"],
    ["if-invalid-operand", "«${data.}»"],
    ["if-invalid-operand", "${data.b} && («${data.x» || ${form.ok})"],
    ["if-invalid-operand", "«$data.x» == 'a'"],
    ["if-invalid-operand", "«${data.a b}» == 'a'"],
    ["if-invalid-operand", "«${data.a[0]}» == 'a'"],

    ["if-unexpected-character", '${data.s} == «"»London"'],
    ["if-unexpected-character", "${data.n} «+» 1 > 5"],
    ["if-unexpected-character", "${data.n} «*» 1 > 5"],
    ["if-unexpected-character", "«`»${data.b}`"],
    ["if-unexpected-character", "${data.s} == 'a' «😀»"],
    ["if-unexpected-character", "${data.b}«\u00a0»&& ${form.ok}"],

    ["if-operator-concatenation", "1 < ${data.n} «<» 5"],
    ["if-operator-concatenation", "${data.b} == true «!=» ${form.ok}"],
    ["if-operator-concatenation", "${data.n} == 5 «>» 3"],

    ["if-operator-position", "${data.s} «||» ${data.b}"],
    ["if-operator-position", "${data.n} > 5 «&&» ${form.ok}"],
    ["if-operator-position", "${data.n} > 5 «||» ${form.ok}"],
    ["if-operator-position", "5 < ${data.n} «&&» ${form.ok}"],
    ["if-operator-position", "5 < (${data.n}) «&&» ${form.ok}"],
    ["if-operator-position", "(${data.s}) «&&» ${data.b}"],
    ["if-operator-position", "${form.age} «&&» ${data.b}"],
    ["if-operator-position", "5 «||» ${data.b}"],
    ["if-operator-position", "${data.s} «>» 5"],
    ["if-operator-position", "'a' «<» 5"],
    ["if-operator-position", "${data.b} «<=» 5"],
    ["if-operator-position", "(${data.n} > 5) «>» 3"],
    ["if-operator-position", "«&&» ${data.b}"],
    ["if-operator-position", "${data.b} && «||» ${form.ok}"],
    ["if-operator-position", "(«==» ${data.b})"],
    ["if-operator-position", "${data.b} «!»${form.ok}"],
    ["if-operator-position", "${data.b} == «!»${form.ok}"],

    ["if-operand-position", "${data.n} > «'5'»"],
    ["if-operand-position", "${data.n} > «${data.s}»"],
    ["if-operand-position", "${data.n} > «${data.b}»"],
    ["if-operand-position", "${data.n} > «(${data.b} == true)»"],
    ["if-operand-position", "${data.b} && «${data.s}»"],
    ["if-operand-position", "${data.b} || «5»"],
    ["if-operand-position", "${data.b} && «(${data.s})»"],
    ["if-operand-position", "${form.ok} && «${data.n}» > 5"],
    ["if-operand-position", "!«${data.s}»"],
    ["if-operand-position", "!«${data.s}» == 'a'"],
    ["if-operand-position", "${data.b} && !«${form.age}»"],

    ["if-equality-type-mismatch", "«${data.n} == 'a'»"],
    ["if-equality-type-mismatch", "«${data.s} != 5»"],
    ["if-equality-type-mismatch", "«${data.b} == 'true'»"],
    ["if-equality-type-mismatch", "«${data.s} == ${data.n}»"],
    ["if-equality-type-mismatch", "${data.b} && («${form.age} == true»)"],
    ["if-equality-type-mismatch", "«(${data.n} > 5) == 1»"],

    ["if-operand-type-unsupported", "«${data.list}» == 'a'"],
    ["if-operand-type-unsupported", "«${data.item}»"],
    ["if-operand-type-unsupported", "${data.b} && (${data.s} == «${data.list}»)"],

    ["if-invalid-literal", "${data.s} == «London»"],
    ["if-invalid-literal", "«data.s» == 'a'"],
    ["if-invalid-literal", "${data.s} == «2024-01-31»"],
    ["if-invalid-literal", "${data.n} > «5px»"],
    ["if-invalid-literal", "${data.n} > «-5px»"],
    ["if-invalid-literal", "${data.s} == «São-Paulo»"],
    ["if-invalid-literal", "${data.b} == «TRUE»"],
    ["if-invalid-literal", "${data.s} == 'Ana'«s» house'"],

    ["if-missing-operand", "${data.b} «&&»"],
    ["if-missing-operand", "${data.n} «>»"],
    ["if-missing-operand", "(${data.b} «&&») || ${form.ok}"],
    ["if-missing-operand", "${data.b} && «!»"],
    ["if-missing-operand", "${data.b} «&&» )"],

    ["if-negative-sign", "«-»a"],
    ["if-negative-sign", "${data.n} > «-»${data.n}"],
    ["if-negative-sign", "${data.n} > «-» 5"],

    ["if-single-operand-not-boolean", "«((${data.s}))»"],
    ["if-single-operand-not-boolean", "«${data.n}»"],
    ["if-single-operand-not-boolean", "«${form.age}»"],

    ["if-single-literal", "«true»"],
    ["if-single-literal", "«(true)»"],
    ["if-single-literal", "«'a'»"],
    ["if-single-literal", "«5»"],
    ["if-single-literal", "«!true»"],
  ])("%s: %s", (rule, text) => {
    const { value, span } = marked(text);
    expect(problemOf(value)).toMatchObject({ rule, ...span });
  });

  it("is the leftmost of several", () => {
    expect(problemOf("${data.s} || ${foo} = ").rule).toBe("if-operator-position");
    expect(problemOf('${data.b} && ${data.s} "').rule).toBe("if-operand-position");
    expect(problemOf("(${data.n} == 'a'").rule).toBe("if-equality-type-mismatch");
    expect(problemOf("${data.b} ${foo").rule).toBe("if-invalid-operand");
  });
});

describe("the facts of a mistake", () => {
  it.each([
    ["${data.n} > 5 && ${form.ok}", { operator: "&&", first: "5", firstType: "number" }],
    ["&& ${data.b}", { operator: "&&", first: "", firstType: null }],
    ["${data.b} && || ${form.ok}", { operator: "||", first: "&&", firstType: null }],
    ["${data.n} > 'a'", { operator: ">", operand: "'a'", operandType: "string", expected: "number" }],
    ["!${data.n}", { operator: "!", operand: "${data.n}", operandType: "number", expected: "boolean" }],
    [
      "${data.n} == 'a'",
      { operator: "==", first: "${data.n}", second: "'a'", firstType: "number", secondType: "string" },
    ],
    ["573 == 376", { operator: "==", first: "573", second: "376" }],
    ["1 < ${data.n} < 5", { operator: "<", first: "1 < ${data.n}" }],
    ["(${data.b}) ${form.ok}", { first: "(${data.b})", second: "${form.ok}" }],
    ["${data.b} &&", { operator: "&&" }],
    ["${data.n} === 5", { operator: "===" }],
    ["${data.s} == London", { literal: "London" }],
    ["${foo.x}", { operand: "${foo.x}", malformed: { problem: "unknown-storage" } }],
    ["$x", { operand: "$x", malformed: null }],
    ["${data.list}", { operand: "${data.list}", operandType: "array" }],
    ["(${data.s})", { operand: "(${data.s})", operandType: "string" }],
  ])("%s", (value, facts) => {
    expect(problemOf(value)).toMatchObject(facts);
  });
});

describe("references of unknown type", () => {
  it.each([
    "${data.x}",
    "!${data.x}",
    "${data.x} > 5",
    "${data.x} == 'a'",
    "${data.x} == ${data.y}",
    "${data.x} && ${data.y}",
    "5 < ${data.x} && ${data.b}",
    "${data.b} && ${data.x} > 5",
  ])("%s causes no finding about types", (value) => {
    expect(parseCondition(value, typeOnScreen).ok).toBe(true);
  });
});

describe("number inputs", () => {
  it.each([
    "${form.age} == '5'",
    "${form.age} == 5",
    "${form.age} != ${data.s}",
    "${form.age} >= 18",
    "${form.age} == ${form.age}",
  ])("%s is accepted, because their type is not documented", (value) => {
    expect(parseCondition(value, typeOnScreen).ok).toBe(true);
  });
});

describe("advice about parentheses", () => {
  function adviceFor(value: string): readonly unknown[] {
    const result = parseCondition(value, typeOnScreen);
    return result.ok
      ? result.advice.map(({ comparison, operator, start }) => [comparison, operator, start])
      : [result.problem];
  }

  it.each([
    ["${data.b} == true && ${form.ok}", [["${data.b} == true", "&&", 0]]],
    ["${form.ok} || ${data.s} != 'a'", [["${data.s} != 'a'", "||", 14]]],
    [
      "${data.s} == 'a' || ${data.s} == 'b'",
      [
        ["${data.s} == 'a'", "||", 0],
        ["${data.s} == 'b'", "||", 20],
      ],
    ],
    ["!${data.b} == true && ${form.ok}", [["${data.b} == true", "&&", 1]]],
    ["${data.b} && (${form.ok} || ${data.n} == 5)", [["${data.n} == 5", "||", 28]]],
    ["(${data.b} == true) && ${form.ok}", []],
    ["${data.b} == true", []],
    ["${data.b} && ${form.ok}", []],
  ])("%s", (value, advice) => {
    expect(adviceFor(value)).toEqual(advice);
  });

  it("offers the comparison in parentheses, which silences it", () => {
    const value = "!${data.b} == true && ${form.ok}";
    const result = parseCondition(value, typeOnScreen);
    const [first] = result.ok ? result.advice : [];
    expect(first?.replacement).toBe("(${data.b} == true)");
    const fixed = value.slice(0, first?.start) + first?.replacement + value.slice(first?.end);
    expect(parseCondition(fixed, typeOnScreen)).toMatchObject({ ok: true, advice: [] });
  });
});

describe("depth and length", () => {
  it("takes 100 levels and refuses the next at its parenthesis", () => {
    expect(parseCondition(`${"(".repeat(100)}\${data.b}${")".repeat(100)}`, typeOnScreen).ok).toBe(true);
    expect(problemOf(`${"(".repeat(101)}\${data.b}${")".repeat(101)}`)).toMatchObject({
      rule: "if-unexpected-character",
      character: "(",
      tooDeep: true,
      start: 100,
      end: 101,
    });
  });

  it("counts negations as levels", () => {
    expect(parseCondition(`${"!".repeat(100)}\${data.b}`, typeOnScreen).ok).toBe(true);
    expect(problemOf(`${"!".repeat(50_000)}\${data.b}`)).toMatchObject({ character: "!", tooDeep: true });
  });

  it("reads long chains without trouble", () => {
    expect(parseCondition(`\${data.b}${" && (${data.n} > 1)".repeat(20_000)}`, typeOnScreen).ok).toBe(true);
  });
});
