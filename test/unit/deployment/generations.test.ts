import { describe, expect, test } from "vitest";
import {
  currentGeneration,
  generationName,
  generationOf,
  nextName,
  predecessorsOf,
} from "../../../src/deployment/generations.js";

const flows = (...entries: readonly (readonly [string, string])[]) =>
  entries.map(([name, status]) => ({ name, status }));

describe("a name is a generation of `signup`", () => {
  test.each([
    ["signup", 1],
    ["signup v2", 2],
    ["signup v10", 10],
    ["signup v1", null],
    ["signup v02", null],
    ["signup v", null],
    ["signup v2 test", null],
    ["signup-v2", null],
    ["Signup", null],
    ["my signup", null],
    ["", null],
  ])("%j: %j", (name, number) => {
    expect(generationOf(name, "signup")).toBe(number);
    if (number !== null) expect(generationName("signup", number)).toBe(name);
  });
});

test.each([
  ["the name itself when no flow has it", [], "signup"],
  ["the second", [["signup", "published"]], "signup v2"],
  [
    "one after the highest, whatever its status",
    [
      ["signup", "published"],
      ["signup v7", "deprecated"],
    ],
    "signup v8",
  ],
  [
    "nothing to do with other flows",
    [
      ["survey", "draft"],
      ["signup version 9", "draft"],
    ],
    "signup",
  ],
] as const)("the next name is %s", (_, entries, expected) => {
  expect(nextName("signup", flows(...entries))).toBe(expected);
});

test.each([
  [
    "the highest one",
    [
      ["signup v2", "draft"],
      ["signup", "published"],
    ],
    "signup v2",
  ],
  [
    "by number, not by text",
    [
      ["signup v10", "published"],
      ["signup v9", "published"],
    ],
    "signup v10",
  ],
  [
    "not a deprecated one",
    [
      ["signup v2", "deprecated"],
      ["signup", "published"],
    ],
    "signup",
  ],
  ["none when none lives", [["signup", "deprecated"]], undefined],
] as const)("the flow that is meant is %s", (_, entries, expected) => {
  expect(currentGeneration("signup", flows(...entries))?.name).toBe(expected);
});

test("predecessors are those that were published before and still live, oldest first", () => {
  const all = flows(
    ["signup v4", "published"],
    ["signup v3", "blocked"],
    ["signup v2", "draft"],
    ["signup", "published"],
    ["survey", "published"],
    ["signup v5", "published"],
  );
  expect(predecessorsOf("signup", "signup v4", all).map(({ name }) => name)).toEqual(["signup", "signup v3"]);
  expect(predecessorsOf("signup", "other", all)).toEqual([]);
});
