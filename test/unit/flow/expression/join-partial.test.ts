import { describe, expect, it } from "vitest";
import { evaluateProperty, joinPartial } from "../../../../src/flow/expression/index.js";
import { typeOnScreen, valuesFrom } from "./support.js";

describe("turning a mixture into a nested expression", () => {
  it.each([
    ["Available times for ${data.selected_date}:", "`'Available times for ' ${data.selected_date} ':'`"],
    ["Rp ${data.nominal}", "`'Rp ' ${data.nominal}`"],
    ["${data.a} ", "`${data.a} ' '`"],
    ["${data.a}${data.b}", "`${data.a} ${data.b}`"],
    ["${data.a} ${data.b}", "`${data.a} ' ' ${data.b}`"],
    ["Ana's `${data.a}` \\o/", "`'Ana\\'s \\`' ${data.a} '\\` \\\\o/'`"],
    ["❤️ ₹${screen.S.form.total}", "`'❤️ ₹' ${screen.S.form.total}`"],
    ["-${data.a} b", "`'-' ${data.a} ' b'`"],
  ])("%j becomes %s", (value, expression) => {
    expect(joinPartial(value)).toBe(expression);
  });

  it("gives the text the author meant", () => {
    const expression = joinPartial("It's ${data.a} o'clock, `${data.b}`!") ?? "";
    expect(evaluateProperty(expression, valuesFrom({ a: 5, b: "x" }), true)).toBe("It's 5 o'clock, `x`!");
  });
});

describe("refusing what is not certain", () => {
  it.each([
    ["no reference", "Hello"],
    ["a whole reference", "${data.a}"],
    ["an expression already", "`'a' ${data.a}`"],
    ["a lone backtick", "`'a' ${data.a}"],
    ["a malformed reference", "Hello ${data.a[0]}"],
    ["an unclosed reference", "Hello ${data.a"],
    ["a hyphen, which may read as a minus", "Hello ${data.init-value}"],
    ["a line break, documented nowhere inside strings", "Date: ${data.a}\nTime: ${data.b}"],
    ["an expression without its backticks", "'Hello ' ${data.a}"],
    ["a comparison without its backticks", "${data.a} != ''"],
    ["a calculation or a text, who knows", "${data.a} / ${data.b}"],
  ])("%s", (_, value) => {
    expect(joinPartial(value, typeOnScreen)).toBeNull();
  });

  it("a list or an object cannot be joined", () => {
    expect(joinPartial("All: ${data.list}", typeOnScreen)).toBeNull();
    expect(joinPartial("Name: ${data.s}", typeOnScreen)).toBe("`'Name: ' ${data.s}`");
  });
});
