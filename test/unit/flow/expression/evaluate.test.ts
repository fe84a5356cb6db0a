import { describe, expect, it } from "vitest";
import { evaluateCondition, evaluateProperty, textOf } from "../../../../src/flow/expression/index.js";
import { valuesFrom } from "./support.js";

const lookUp = valuesFrom({
  n: 10,
  zero: 0,
  s: "Ana",
  empty: "",
  b: true,
  no: false,
  nothing: null,
  typed: "18",
  list: ["a"],
});

describe("evaluating a nested expression", () => {
  it.each([
    ["`${data.n} / 4`", 2.5],
    ["`${data.n} / 0`", 0],
    ["`${data.n} % ${data.zero}`", 0],
    ["`${data.n} / ${data.nothing}`", 0],
    ["`${data.n} % ${data.missing}`", 0],
    ["`${data.n} % 4`", 2],
    ["`${data.n} * 2 - 1`", 19],
    ["`${data.missing} + 1`", 1],
    ["`${data.empty} + 1`", 1],
    ["`1 - ${data.nothing}`", 1],
    ["`-${data.n}`", -10],
    ["`-${data.missing}`", 0],
    ["`${form.typed} + 1`", 19],
    ["`${data.n} - 1 - 2`", 7],

    ["`${data.missing} == ${data.nothing}`", true],
    ["`${data.missing} == ''`", true],
    ["`'' == ${data.missing}`", true],
    ["`${data.missing} == 0`", false],
    ["`${data.missing} == false`", false],
    ["`${data.missing} != 'a'`", true],
    ["`${data.s} == 'Ana'`", true],
    ["`${data.s} != 'Ana'`", false],
    ["`${data.n} == 10`", true],
    ["`${form.typed} == 18`", true],
    ["`${form.typed} == '18'`", true],
    ["`${data.b} == true`", true],
    ["`${data.b} == 'true'`", false],
    ["`${data.empty} == 0`", false],

    ["`${data.n} > 5`", true],
    ["`${data.n} >= 10`", true],
    ["`${data.n} < 10`", false],
    ["`${data.n} <= 10`", true],
    ["`${form.typed} >= 18`", true],
    ["`${data.missing} < 5`", false],
    ["`${data.missing} >= 0`", false],
    ["`${data.s} > 5`", false],
    ["`${data.empty} <= 0`", false],

    ["`${data.b} && ${data.no}`", false],
    ["`${data.b} || ${data.missing}`", true],
    ["`${data.b} && ${data.missing}`", false],
    ["`!${data.missing}`", true],
    ["`!${data.b}`", false],

    ["`'Hello ' ${data.s}`", "Hello Ana"],
    ["`'Sum: ' ${data.n} + 1`", "Sum: 11"],
    [
      "`'You were born on either ' (2024 - ${data.n}) ' or ' (2023 - ${data.n})`",
      "You were born on either 2014 or 2013",
    ],
    ["`'[' ${data.missing} ${data.empty} ${data.nothing} ']'`", "[]"],
    ["`${data.b} ' ' ${data.no}`", "true false"],
    ["`'' 0.1 + 0.2`", "0.30000000000000004"],
    ["`'' 1 / 3`", "0.3333333333333333"],
  ])("%s gives %j", (value, result) => {
    expect(evaluateProperty(value, lookUp, true)).toBe(result);
  });

  it("never gives infinity", () => {
    expect(evaluateProperty(`\`${"9".repeat(400)} * 10\``, lookUp, true)).toBe(0);
  });

  it("keeps the type of a lone reference", () => {
    expect(evaluateProperty("`${data.list}`", lookUp, true)).toEqual(["a"]);
  });

  it("walks long chains", () => {
    expect(evaluateProperty(`\`1${" + 1".repeat(50_000)}\``, lookUp, true)).toBe(50_001);
  });
});

describe("evaluating a property", () => {
  it.each([
    ["Hello", "Hello"],
    ["", ""],
    ["${data.n}", 10],
    ["${data.missing}", undefined],
    ["Hello ${data.s}", "Hello ${data.s}"],
    ["${foo.x}", "${foo.x}"],
    ["`Hello", "`Hello"],
    ["`Hello`", "`Hello`"],
  ])("%j gives %j", (value, result) => {
    expect(evaluateProperty(value, lookUp, true)).toBe(result);
  });

  it("leaves backticks alone before 6.0", () => {
    expect(evaluateProperty("`${data.n} + 1`", lookUp, false)).toBe("`${data.n} + 1`");
  });
});

describe("evaluating a condition", () => {
  it.each([
    ["${data.b}", true],
    ["!${data.b}", false],
    ["${data.n} > -5", true],
    ["${data.no} || (${data.n} > 5)", true],
    ["!(${data.b} && ${data.no})", true],
    ["${data.s} == 'Ana'", true],
    ["${data.s} == 'Ana' && ${data.b}", true],
    ["${data.missing}", false],
    ["${data.missing} == ''", true],
    ["${data.b} &&", false],
    ["", false],
    ["`${data.n} > 5`", true],
    ["`${data.n} >`", false],
    ["`'true'`", false],
  ])("%s is %s", (condition, result) => {
    expect(evaluateCondition(condition, lookUp, true)).toBe(result);
  });

  it("cannot be in backticks before 6.0", () => {
    expect(evaluateCondition("`${data.b}`", lookUp, false)).toBe(false);
  });
});

describe("a value as text", () => {
  it.each([
    [undefined, ""],
    [null, ""],
    ["a", "a"],
    [true, "true"],
    [5, "5"],
    [-0, "0"],
    [1.25, "1.25"],
    [1e21, "1000000000000000000000"],
    [1.5e22, "15000000000000000000000"],
    [-1.25e-7, "-0.000000125"],
    [5e-324, `0.${"0".repeat(323)}5`],
  ])("%j is %j", (value, text) => {
    expect(textOf(value)).toBe(text);
  });
});
