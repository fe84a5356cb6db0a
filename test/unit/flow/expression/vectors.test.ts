import { describe, expect, it } from "vitest";
import {
  checkNestedTypes,
  classify,
  evaluateProperty,
  parseCondition,
  parseNested,
} from "../../../../src/flow/expression/index.js";
import { typeOnScreen, valuesFrom } from "./support.js";

// The test vectors of the notes on expressions (section 5): data n, s, b and inputs name, age, ok.

describe("valid values", () => {
  it.each(["${data.s}", "${form.name}", "${screen.FIRST.form.name}"])("%s is a whole reference", (value) => {
    expect(classify(value, false).kind).toBe("reference");
  });

  it.each([
    ["`${form.name} == ${data.s}`", "boolean"],
    ["`(${form.age} > 18) && ${form.ok}`", "boolean"],
    ["`'Hello ' ${form.name}`", "string"],
    ["`'Sum: ' ${data.n} + 1`", "string"],
    ["`${data.n} / 0`", "number"],
  ])("%s is a %s", (value, type) => {
    const result = parseNested(value);
    expect(result.ok && checkNestedTypes(value, result.expression, typeOnScreen)).toEqual({ type, problem: null });
  });

  it("a division by zero gives 0", () => {
    expect(evaluateProperty("`${data.n} / 0`", valuesFrom({ n: 7 }), true)).toBe(0);
  });

  it.each(["${form.ok} || (${data.n} > 5)", "!(${form.ok} && ${data.b})", "${data.s} == 'London'"])(
    "%s is a condition without findings",
    (value) => {
      expect(parseCondition(value, typeOnScreen)).toMatchObject({ ok: true, advice: [] });
    },
  );

  it.each([
    "(${screen.SELECT_INSURANCE.form.insurance} != '')",
    "(${data.b} && (${form.name} == 'cat'))",
    "${form.name} == 'own'",
  ])("%s, as seen in public flows, is a condition without findings", (value) => {
    expect(parseCondition(value, typeOnScreen)).toMatchObject({ ok: true, advice: [] });
  });
});

describe("invalid values", () => {
  it.each([
    ["`${form.name} > 5`", "operand-type"],
    ["`${data.n} == 'a'`", "equality-types"],
    ["`${data.b} ? 'a' : 'b'`", "unexpected-character"],
    ["`Hello ${data.s}`", "unquoted-text"],
  ])("%s: %s", (value, problem) => {
    const result = parseNested(value);
    const found = result.ok ? checkNestedTypes(value, result.expression, typeOnScreen).problem : result.problem;
    expect(found?.problem).toBe(problem);
  });

  it("an unknown field is left to whoever looks the references up", () => {
    const result = parseNested("`${data.missing}`");
    expect(result).toMatchObject({ ok: true, references: [{ path: ["missing"], start: 1, end: 16 }] });
  });

  it.each([
    ["${data.n}", "if-single-operand-not-boolean"],
    ["true", "if-single-literal"],
    ["${data.n} > 5 && ${form.ok}", "if-operator-position"],
    ['${data.s} == "London"', "if-unexpected-character"],
    ["${data.s} == London", "if-invalid-literal"],
  ])("If: %s: %s", (value, rule) => {
    expect(parseCondition(value, typeOnScreen)).toMatchObject({ ok: false, problem: { rule } });
  });
});
