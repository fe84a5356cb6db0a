import { deepStrictEqual } from "node:assert/strict";
import { describe, expect, test } from "vitest";
import { toValue } from "../../../src/json/node.js";
import { MAX_DEPTH, readJson } from "../../../src/json/read.js";
import { accepted, open, refused } from "./cases.js";

/** What `JSON.parse` makes of a text, or that it takes it for none. */
function parsed(text: string): { readonly value: unknown } | "refused" {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return "refused";
  }
}

function read(text: string): { readonly value: unknown } | "refused" {
  const result = readJson(text);
  return result.ok ? { value: toValue(result.root) } : "refused";
}

/** Equal in values, prototypes, signs of zero and the order of keys. */
function expectSame(actual: unknown, wanted: unknown): void {
  // Not `toStrictEqual`, which a key named `constructor` misleads.
  deepStrictEqual(actual, wanted);
  expect(JSON.stringify(actual)).toBe(JSON.stringify(wanted));
}

describe("texts that every parser takes", () => {
  test.each(Object.entries(accepted))("y_%s", (_, text) => {
    const value = parsed(text);
    expect(value).not.toBe("refused");
    expectSame(read(text), value);
  });
});

describe("texts that every parser refuses", () => {
  test.each(Object.entries(refused))("n_%s", (_, text) => {
    expect(parsed(text)).toBe("refused");
    expect(read(text)).toBe("refused");
  });
});

describe("texts that parsers treat in different ways", () => {
  test.each(Object.entries(open))("i_%s", (_, text) => {
    expectSame(read(text), parsed(text));
  });
});

describe("a byte order mark", () => {
  test("at the start is passed over, as editors on Windows write one", () => {
    expect(read("\ufeff[1]")).toStrictEqual({ value: [1] });
  });

  test("alone is an empty file", () => {
    expect(readJson("\ufeff")).toMatchObject({ ok: false, problem: { message: expect.stringContaining("empty") } });
  });
});

describe("deep nesting", () => {
  test(`is read up to ${MAX_DEPTH} levels`, () => {
    expect(readJson(`${"[".repeat(MAX_DEPTH)}${"]".repeat(MAX_DEPTH)}`).ok).toBe(true);
  });

  test.each([
    ["lists", "[", "]"],
    ["objects", '{"a":', "}"],
    ["both", '[{"a":', "}]"],
  ])("of 100,000 %s is one finding and no crash", (_, opening, closing) => {
    const text = `${opening.repeat(100_000)}1${closing.repeat(100_000)}`;
    expect(readJson(text)).toMatchObject({
      ok: false,
      problem: { message: `The JSON is nested deeper than ${MAX_DEPTH} levels.` },
    });
  });

  test("that is never closed is one finding and no crash", () => {
    expect(readJson("[".repeat(100_000)).ok).toBe(false);
  });

  test("is counted by levels, not by brackets", () => {
    expect(readJson(`[${"[],".repeat(2 * MAX_DEPTH)}[]]`).ok).toBe(true);
  });
});

describe("large texts", () => {
  test("with many keys in one object are read as any other", () => {
    const keys = Array.from({ length: 50_000 }, (_, i) => `"key${i}":${i}`).join(",");
    expectSame(read(`{${keys},"key0":1}`), parsed(`{${keys},"key0":1}`));
  });
});
