import { describe, expect, test } from "vitest";
import { shorten } from "../../../src/flow/words.js";

describe("a text of a flow in a message", () => {
  test.each([
    ["short", "short"],
    ["x".repeat(60), "x".repeat(60)],
    ["x".repeat(61), `${"x".repeat(59)}…`],
    ["a\u001b[2J\r\nb", "a [2J b"],
    ["`a`", "'a'"],
  ])("%j is shown as %j", (text, shown) => {
    expect(shorten(text)).toBe(shown);
  });

  test("is not cut within a character", () => {
    expect(shorten("a😀😀", 4)).toBe("a😀…");
    expect(shorten("😀😀😀", 4)).toBe("😀…");
  });

  test("that is cut says so, however little of it can be seen", () => {
    expect(shorten("\n".repeat(1_000))).toBe(" …");
  });
});
