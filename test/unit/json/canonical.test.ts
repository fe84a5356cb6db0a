import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson, sameJson } from "../../../src/json/canonical.js";

/** A JSON value as it comes out of a file: nothing that JSON cannot say. */
const plain = fc.jsonValue().map((value): unknown => JSON.parse(JSON.stringify(value)));

describe("canonical JSON", () => {
  test("reads back as the same value", () => {
    fc.assert(
      fc.property(plain, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(value);
      }),
    );
  });
});

describe("the same JSON", () => {
  test("is what has the same canonical text", () => {
    fc.assert(
      fc.property(plain, plain, (a, b) => {
        expect(sameJson(a, JSON.parse(canonicalJson(a)))).toBe(true);
        expect(sameJson(a, b)).toBe(canonicalJson(a) === canonicalJson(b));
      }),
    );
  });

  test.each([
    ["no value and null", undefined, null],
    ["a missing member and another", { a: null }, { b: null }],
    ["a list and an object", [1], { 0: 1 }],
    ["a member of all objects and none", {}, { toString: 1 }],
  ])("is not %s", (_, a, b) => {
    expect(sameJson(a, b)).toBe(false);
    expect(sameJson(b, a)).toBe(false);
  });
});
