import { describe, expect, test } from "vitest";
import { glob, globBase, isGlob } from "../../../src/text/glob.js";

describe("glob", () => {
  test.each([
    ["flows/a.json", "flows/a.json"],
    ["./flows/a.json", "flows/a.json"],
    ["flows/a.json", "./flows/a.json"],
    ["flows/*.json", "flows/a.json"],
    ["flows/*.json", "flows/.json"],
    ["flows/**", "flows/a/b/c.json"],
    ["flows/", "flows/a/b/c.json"],
    ["**/flow.json", "flow.json"],
    ["**/flow.json", "a/b/flow.json"],
    ["**/*.flow.json", "a/sign-up.flow.json"],
    ["a/**/b/**/c.json", "a/x/b/y/z/c.json"],
    ["a/**/b/**/c.json", "a/b/b/c.json"],
    ["flow?.json", "flow1.json"],
    ["flow?.json", "flow😀.json"],
    ["flow[0-9a].json", "flow7.json"],
    ["flow[0-9a].json", "flowa.json"],
    ["flow[!0-9].json", "flowx.json"],
    ["flow[]].json", "flow].json"],
    ["flow[1.json", "flow[1.json"],
    ["flows/{a,b}/*.json", "flows/b/x.json"],
    ["{a,b{c,d}}.json", "bd.json"],
    ["a{,b}.json", "a.json"],
    ["{a}.json", "{a}.json"],
    ["a\\*.json", "a*.json"],
    ["a**b.json", "axyb.json"],
    ["**", "a/b"],
  ])("`%s` matches %s", (pattern, path) => {
    expect(glob(pattern)(path)).toBe(true);
  });

  test.each([
    ["flows/*.json", "flows/a/b.json"],
    ["flows/*.json", "flows/a.jsonc"],
    ["flows", "flows/a.json"],
    ["*.json", "a/b.json"],
    ["flow?.json", "flow.json"],
    ["flow?.json", "flow/.json"],
    ["flow[!0-9].json", "flow7.json"],
    ["{a,b}.json", "c.json"],
    ["a\\*.json", "ab.json"],
    ["a.json", "aXjson"],
    ["**/flow.json", "my-flow.json"],
    ["Flows/*.json", "flows/a.json"],
  ])("`%s` does not match %s", (pattern, path) => {
    expect(glob(pattern)(path)).toBe(false);
  });

  test("stays quick for a pattern that would explode as a regular expression", () => {
    expect(glob(`${"*a".repeat(40)}b`)("a".repeat(5_000))).toBe(false);
    expect(glob(`${"**/a/".repeat(40)}b`)("a/".repeat(2_000))).toBe(false);
  });

  test("takes braces literally when they stand for too many names", () => {
    const bomb = "{a,b}".repeat(20);
    expect(glob(bomb)(bomb)).toBe(true);
    expect(glob(bomb)("a".repeat(20))).toBe(false);
  });
});

test.each([
  ["flows/a.json", false],
  ["flows/*.json", true],
  ["a?.json", true],
  ["a{b,c}.json", true],
])("isGlob(`%s`) is %s", (text, expected) => {
  expect(isGlob(text)).toBe(expected);
});

test.each([
  ["flows/*/flow.json", "flows"],
  ["flows/a/*.json", "flows/a"],
  ["**/flow.json", "."],
  ["*.json", "."],
  ["/abs/x/*.json", "/abs/x"],
  ["/*.json", "/"],
  ["flows/{a,b}/x.json", "flows"],
  ["flows/a.json", "flows"],
])("globBase(`%s`) is %s", (pattern, base) => {
  expect(globBase(pattern)).toBe(base);
});
