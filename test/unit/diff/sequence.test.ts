import { describe, expect, test } from "vitest";
import { align, outOfOrder } from "../../../src/diff/sequence.js";

describe("aligning two lists", () => {
  const same = (a: string, b: string): number => (a === b ? 1 : 0);
  const pairs = (a: string, b: string): string =>
    align([...a], [...b], same)
      .map(([x]) => x)
      .join("");

  test.each([
    ["", "", ""],
    ["abc", "abc", "abc"],
    ["abc", "xbz", "b"],
    ["abcd", "acbd", "abd"],
    ["abc", "cab", "ab"],
    ["aab", "ab", "ab"],
  ])("%j and %j share %j in order", (a, b, expected) => {
    expect(pairs(a, b)).toHaveLength(expected.length);
  });

  test("takes the pairs with the highest sum", () => {
    const score = (a: number, b: number): number => a * b;
    expect(align([1, 5], [5, 1], score)).toEqual([[5, 5]]);
  });

  test("looks at neighbours in place where the lists are too long to try everything", () => {
    const long = Array.from({ length: 600 }, (_, i) => i);
    expect(align(long, long, (a, b) => (a === b ? 1 : 0))).toHaveLength(600);
  });
});

describe("putting a list in order", () => {
  test.each([
    [[], []],
    [[0, 1, 2], []],
    [[2, 0, 1], [2]],
    [[1, 2, 0], [0]],
    [[0, 3, 1, 2], [3]],
    [
      [2, 1, 0],
      [2, 1],
    ],
  ])("%j moves %j", (numbers, moved) => {
    expect([...outOfOrder(numbers)]).toEqual(moved);
  });
});
