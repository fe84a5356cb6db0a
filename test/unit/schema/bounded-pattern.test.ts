import { describe, expect, test } from "vitest";
import { patternMatches } from "../../../src/schema/bounded-pattern.js";

describe("a regular expression that somebody else wrote", () => {
  test("says whether it finds something in a text", () => {
    expect(patternMatches("^B-\\d+$", "B-17")).toBe(true);
    expect(patternMatches("^B-\\d+$", "B-")).toBe(false);
  });

  test("takes flags", () => {
    expect(patternMatches("^bern$", "BERN", "i")).toBe(true);
  });

  test("is refused when it is none", () => {
    expect(() => patternMatches("(", "x")).toThrow(SyntaxError);
  });

  test("may repeat what repeats, as the names of web addresses do", () => {
    expect(patternMatches("^[a-z]+(?:-[a-z]+)*$", "cut-and-color")).toBe(true);
  });

  test.each([
    ["a repetition inside a repetition", "^(a+)+$", `${"a".repeat(60)}!`],
    ["alternatives that are the same", "^(a|a)+$", `${"a".repeat(60)}!`],
    ["many repetitions of the same in a long text", "a*a*a*a*a*a*b", "a".repeat(9000)],
    ["a reference to what was found", "(a*)*\\1b", "a".repeat(60)],
  ])("is given up when it takes too long: %s", (_, pattern, text) => {
    expect(patternMatches(pattern, text)).toBeUndefined();
  });

  test("is not tried again after it was given up, whatever the text", () => {
    const slow = "^(b+)+$";
    expect(patternMatches(slow, `${"b".repeat(60)}!`)).toBeUndefined();
    expect(patternMatches(slow, "b")).toBeUndefined();
  });
});
