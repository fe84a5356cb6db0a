/** What a scenario can expect of a value. */
import { expect, test } from "vitest";
import { differences, expectationProblems } from "../../../../src/simulation/scenario/matchers.js";
import { readYaml } from "../../../../src/yaml/tree.js";

async function differing(expected: string, actual: unknown): Promise<readonly string[]> {
  const { root } = await readYaml(expected, "a.yml", "test");
  if (root === null) throw new Error("The expectation does not parse.");
  expect(expectationProblems(root)).toEqual([]);
  return differences(root, actual, "x").map(
    ({ path, expected: wanted, actual: found }) => `${path}: ${wanted}, found ${found}`,
  );
}

test.each([
  ["1", 1],
  ["a", "a"],
  ["null", null],
  ["true", true],
  ["{ a: 1 }", { a: 1, b: 2 }],
  ["[1, { a: 2 }]", [1, { a: 2, b: 3 }]],
  ["$any", null],
  ["$absent", undefined],
  ["{ a: $absent }", { b: 1 }],
  ["{ $type: text }", ""],
  ["{ $type: number }", 1.5],
  ["{ $type: boolean }", false],
  ["{ $type: list, $length: 2 }", [1, 2]],
  ["{ $type: mapping }", {}],
  ["{ $type: 'null' }", null],
  ["{ $type: null }", null],
  ["{ $length: 2 }", "é😀"],
  ["{ $pattern: '^a+$' }", "aaa"],
  ["{ $contains: b }", "abc"],
  ["{ $contains: { id: 2 } }", [{ id: 1 }, { id: 2, title: "b" }]],
  ["{ $not: a }", "b"],
  ["{ $not: { $pattern: a } }", "b"],
  ["{ $equals: { b: 1, a: [2] } }", { a: [2], b: 1 }],
  ["{ $equals: $any }", "$any"],
  ["{ $not: { $contains: { enabled: true } } }", [{ enabled: false }]],
])("%s is met", async (expected, actual) => {
  expect(await differing(expected, actual)).toEqual([]);
});

test.each([
  ["1", "1", ['x: `1`, found `"1"`']],
  ["$any", undefined, ["x: anything, found nothing"]],
  ["$absent", 0, ["x: nothing, found `0`"]],
  ["{ a: { b: 1 }, c: 2 }", { a: { b: 2 }, c: 3 }, ["x.a.b: `1`, found `2`", "x.c: `2`, found `3`"]],
  ["{ a: 1 }", [1], ['x: `{"a":1}`, found `[1]`']],
  ["{ toString: 1 }", {}, ["x.toString: `1`, found nothing"]],
  ["[1, 2]", [1, 3, 4], ["x: a list of 2 values, found a list of 3 values", "x[1]: `2`, found `3`"]],
  ["[1]", "1", ['x: `[1]`, found `"1"`']],
  ["{ $type: text }", 1, ["x: a text, found `1`"]],
  ["{ $pattern: b }", "aaa", ['x: a text that matches `b`, found `"aaa"`']],
  [
    "{ $pattern: '^(a+)+$' }",
    `${"a".repeat(60)}!`,
    [
      `x: a text that matches \`^(a+)+$\`, which takes too long to find out: avoid repetitions inside repetitions, found \`"${"a".repeat(60)}!"\``,
    ],
  ],
  [
    "{ $not: { $pattern: '^(?:a+)+$' } }",
    `${"a".repeat(40)}!`,
    [
      `x: a text that matches \`^(?:a+)+$\`, which takes too long to find out: avoid repetitions inside repetitions, found \`"${"a".repeat(40)}!"\``,
    ],
  ],
  ["{ $pattern: '1' }", 1, ["x: a text that matches `1`, found `1`"]],
  ["{ $length: 2 }", [1], ["x: a length of 2, found 1: `[1]`"]],
  ["{ $length: 2 }", 12, ["x: a length of 2, found `12`"]],
  ["{ $contains: d }", "abc", ['x: a text with `"d"` in it, found `"abc"`']],
  ["{ $contains: 3 }", [1, 2], ["x: a list with `3` in it, found `[1,2]`"]],
  ["{ $not: 1 }", 1, ["x: not `1`, found `1`"]],
  ["{ $equals: { a: 1 } }", { a: 1, b: 2 }, ['x: `{"a":1}` and nothing else, found `{"a":1,"b":2}`']],
])("%s is not met by %j", async (expected, actual, found) => {
  expect(await differing(expected, actual)).toEqual(found);
});
