import { describe, expect, it } from "vitest";
import { checkNestedTypes, type NestedTypes, parseNested } from "../../../../src/flow/expression/index.js";
import { marked, typeOnScreen } from "./support.js";

function check(value: string): NestedTypes {
  const result = parseNested(value);
  if (!result.ok) throw new Error(`${value}: ${result.problem.message}`);
  return checkNestedTypes(value, result.expression, typeOnScreen);
}

describe("the type of a nested expression", () => {
  it.each([
    ["`${data.s}`", "string"],
    ["`(${data.list})`", "array"],
    ["`${data.item}`", "object"],
    ["`${form.age}`", "number-input"],
    ["`${data.missing}`", "unknown"],
    ["`'a'`", "string"],
    ["`5`", "number"],
    ["`true`", "boolean"],
    ["`${data.n} + 1`", "number"],
    ["`${form.age} - 1 * 2 / 3 % 4`", "number"],
    ["`-${data.n}`", "number"],
    ["`!${data.b}`", "boolean"],
    ["`${data.n} > 1`", "boolean"],
    ["`${data.s} == 'a'`", "boolean"],
    ["`${data.b} != true`", "boolean"],
    ["`${form.age} == '5'`", "boolean"],
    ["`${form.age} == 5`", "boolean"],
    ["`${data.b} && ${form.ok} || false`", "boolean"],
    ["`1 < 2 == ${data.b}`", "boolean"],
    ["`'a' ${data.n} ${data.b} ${form.age}`", "string"],
    ["`${data.missing} + 1`", "number"],
    ["`${data.missing} == ${data.other}`", "boolean"],
    ["`${data.missing} ${data.other}`", "string"],
    ["`(${data.s} 'b') == 'ab'`", "boolean"],
  ])("%s is %s", (value, type) => {
    expect(check(value)).toEqual({ type, problem: null });
  });
});

describe("the first type problem", () => {
  it.each([
    ["operand-type", "`«${form.name}» > 5`"],
    ["operand-type", "`5 <= «'a'»`"],
    ["operand-type", "`(1 < «true»)`"],
    ["operand-type", "`«1 < ${data.n}» < 5`"],
    ["operand-type", "`«'a'» + 'b'`"],
    ["operand-type", "`1 - «${data.b}»`"],
    ["operand-type", "`-«${data.s}»`"],
    ["operand-type", "`!«${data.n}»`"],
    ["operand-type", "`${data.b} && «${data.s}»`"],
    ["operand-type", "`«${form.age}» || ${data.b}`"],
    ["operand-type", "`«${data.list}» == 'a'`"],
    ["operand-type", "`'a' == «${data.item}»`"],
    ["operand-type", "`1 + 2 + «'a'» + 'b'`"],
    ["equality-types", "`«${data.n} == 'a'»`"],
    ["equality-types", "`«${form.age} == true»`"],
    ["equality-types", "`true && («${data.b} != 'true'»)`"],
    ["concatenation-type", "`'a' «${data.list}»`"],
    ["concatenation-type", "`'a' («${data.item}» 'b')`"],
  ])("%s: %s", (problem, text) => {
    const { value, span } = marked(text);
    expect(check(value).problem).toMatchObject({ problem, ...span });
  });

  it.each([
    ["`${form.name} > 5`", "`>` takes numbers, but `${form.name}` is a string."],
    ["`'a' + 'b'`", "`+` takes numbers, but `'a'` is a string. To join texts, write them side by side with a space."],
    ["`${data.n} == 'a'`", "`==` compares values of one type, but `${data.n}` is a number and `'a'` is a string."],
    ["`'a' ${data.list}`", "`${data.list}` is an array and cannot be joined to a text."],
  ])("%s is explained", (value, message) => {
    expect(check(value).problem?.message).toBe(message);
  });

  it("is found in chains of any length", () => {
    expect(check(`\`1${" + 1".repeat(50_000)}\``)).toEqual({ type: "number", problem: null });
  });
});
