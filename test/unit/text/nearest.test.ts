import { describe, expect, test } from "vitest";
import { didYouMean, editDistance, nearest } from "../../../src/text/nearest.js";

describe("nearest", () => {
  const known = ["TextHeading", "TextSubheading", "TextBody", "TextInput", "Dropdown", "If"];

  test.each([
    ["TextHeadin", "TextHeading"],
    ["TextHeadign", "TextHeading"],
    ["textheading", "TextHeading"],
    ["text_heading", "TextHeading"],
    ["Dropdwon", "Dropdown"],
    ["Textbdy", "TextBody"],
    ["DropDownList", undefined],
    ["Carousel", undefined],
    ["", undefined],
    ["if", "If"],
    ["of", "If"],
    ["x", undefined],
  ])("takes `%s` for %s", (name, expected) => {
    expect(nearest(name, known)).toBe(expected);
  });

  test("prefers the closest, not the first", () => {
    expect(nearest("TextInputs", ["TextInpu", "TextInput"])).toBe("TextInput");
  });

  test("prefers the earlier of two that are equally close", () => {
    expect(nearest("staginh", ["stagini", "staging"])).toBe("stagini");
  });

  test("has no suggestion for a name of unreasonable length", () => {
    const long = "a".repeat(100_000);
    expect(nearest(long, [long])).toBeUndefined();
    expect(nearest("abc", [long])).toBeUndefined();
  });
});

describe("editDistance", () => {
  test.each([
    ["", "", 0],
    ["abc", "abc", 0],
    ["abc", "acb", 1],
    ["abc", "ab", 1],
    ["abc", "abcd", 1],
    ["abc", "axc", 1],
    ["abcdef", "badcfe", 3],
    ["kitten", "sitting", 3],
    ["ca", "abc", 3],
  ])("of `%s` and `%s` is %i", (a, b, distance) => {
    expect(editDistance(a, b, 5)).toBe(distance);
    expect(editDistance(b, a, 5)).toBe(distance);
  });

  test("stops at one more than the bound", () => {
    expect(editDistance("aaaaaaaa", "bbbbbbbb", 2)).toBe(3);
    expect(editDistance("a", "aaaaaaaa", 2)).toBe(3);
  });
});

test("didYouMean is a sentence to append, or nothing", () => {
  expect(didYouMean("stagng", ["staging"])).toBe(" Did you mean `staging`?");
  expect(didYouMean("zebra", ["staging"])).toBe("");
});
