import { describe, expect, it } from "vitest";
import { classify } from "../../../../src/flow/expression/index.js";

describe("classifying a string of Flow JSON 6.0 or later", () => {
  it.each([
    ["", "literal"],
    ["Hello", "literal"],
    ["costs 5$ {or so}", "literal"],
    ["$data.x", "literal"],
    ["a ` b", "literal"],
    ["${data.x}", "reference"],
    ["${screen.S.form.x}", "reference"],
    ["${foo.x}", "malformed-reference"],
    ["${data.a[0]}", "malformed-reference"],
    ["${data.a[${form.b}].c}", "malformed-reference"],
    ["${}", "malformed-reference"],
    ["Hello ${data.x}", "partial"],
    ["${data.x} ", "partial"],
    ["${data.x}${data.y}", "partial"],
    ["${data.x", "partial"],
    ["``", "nested"],
    ["`${data.x}`", "nested"],
    ["`Hello`", "nested"],
    ["`", "lone-backtick"],
    ["`'Hello ' ${data.x}", "lone-backtick"],
    ["'Hello ' ${data.x}`", "lone-backtick"],
  ])("%j is %s", (value, kind) => {
    expect(classify(value, true).kind).toBe(kind);
  });

  it("says on which side the lone backtick stands", () => {
    expect(classify("`a", true)).toMatchObject({ at: "start" });
    expect(classify("a`", true)).toMatchObject({ at: "end" });
    expect(classify("`", true)).toMatchObject({ at: "start" });
  });

  it("gives the references of a mixture", () => {
    expect(classify("a ${data.x} ${foo}", true)).toMatchObject({ references: [{ ok: true }, { ok: false }] });
  });
});

describe("classifying a string before 6.0", () => {
  it.each([
    ["`${data.x}`", "literal"],
    ["`", "literal"],
    ["`a", "literal"],
    ["`a ${data.x}", "partial"],
    ["${data.x}`", "partial"],
    ["${data.x}", "reference"],
  ])("%j is %s, because backticks mean nothing", (value, kind) => {
    expect(classify(value, false).kind).toBe(kind);
  });
});
