import { describe, expect, test } from "vitest";
import type { Diagnostic, Range } from "../../../src/diagnostic/diagnostic.js";
import { LineIndex } from "../../../src/json/line-index.js";
import { codeFrame, shownLines, splitLines } from "../../../src/render/code-frame.js";

function frameOf(text: string, range: Range): string {
  return codeFrame(splitLines(text), range)
    .map((line) => `${line.number ?? " "}|${line.text}`)
    .join("\n");
}

/** The frame of the first place that reads so. */
function frameOn(text: string, meant: string): string {
  const start = text.indexOf(meant);
  return frameOf(text, new LineIndex(text).range(start, start + meant.length));
}

describe("shownLines", () => {
  const text = 'const a = 1;\nconst key = "abc";\nconst b = `x\ny`;\n';
  const finding = (rule: string, range: Range): Diagnostic => ({
    ...{ code: "WF_X", rule, severity: "warning", message: "", pointer: null, range, fix: null, docs: "" },
    ...{ origin: "rule", related: [] },
  });

  test("covers what was found to be a secret, on one line and on several", () => {
    const lines = shownLines(text, [
      finding("endpoint-secret", { start: { line: 2, column: 13 }, end: { line: 2, column: 18 } }),
      finding("endpoint-secret", { start: { line: 3, column: 11 }, end: { line: 4, column: 3 } }),
    ]);
    expect(lines).toEqual(["const a = 1;", "const key = •••••;", "const b = ••", "••;", ""]);
  });

  test("leaves the rest as it is", () => {
    const other = finding("endpoint-version", { start: { line: 2, column: 13 }, end: { line: 2, column: 18 } });
    expect(shownLines(text, [other])).toEqual(splitLines(text));
    expect(shownLines(undefined, [other])).toEqual([]);
  });
});

describe("codeFrame", () => {
  test("shows the line between its neighbours", () => {
    expect(frameOn("one\ntwo\nthree\nfour", "wo")).toBe("1|one\n2|two\n | ^^\n3|three");
  });

  test("has no neighbour above the first and below the last line", () => {
    expect(frameOn("one", "one")).toBe("1|one\n |^^^");
    expect(frameOn("one\n", "one")).toBe("1|one\n |^^^");
  });

  test.each([
    ["CRLF", "one\r\ntwo\r\nthree\r\n"],
    ["a lone CR", "one\rtwo\rthree\r"],
    ["a byte order mark", "\ufeffone\ntwo\nthree\n"],
  ])("takes %s for what diagnostics take it", (_, text) => {
    expect(frameOn(text, "two")).toBe("1|one\n2|two\n |^^^\n3|three");
  });

  test("draws a tab as two blanks, before and under the carets", () => {
    expect(frameOn('\t\t"a":\tb', '"a":\tb')).toBe('1|    "a":  b\n |    ^^^^^^^');
  });

  test.each([
    ["wide characters", '{"日本語": x}', "x", "           ^"],
    ["wide characters in the range", '{"日本語": x}', '"日本語"', " ^^^^^^^^"],
    ["an emoji", '"😀": x', "x", "      ^"],
    ["an emoji in the range", '"😀"', "😀", " ^^"],
    ["an emoji of several code points", '"👩‍👩‍👧": x', "x", "      ^"],
    ["a flag", '"🇩🇪": x', "x", "      ^"],
    ["a digit made an emoji", '"1️⃣": x', "x", "      ^"],
    ["combining marks", '"e\u0301e\u0301": x', "x", "      ^"],
    ["Latin letters with accents", '"éü": x', "x", "      ^"],
    ["Hangul", '"한국": x', "x", "        ^"],
  ])("counts columns of the terminal for %s", (_, text, meant, carets) => {
    expect(frameOn(text, meant).split("\n")[1]).toBe(` |${carets}`);
  });

  test("marks one place for an empty range, also behind the end", () => {
    const empty = (column: number): Range => ({ start: { line: 1, column }, end: { line: 1, column } });
    expect(frameOf("abc", empty(2))).toBe("1|abc\n | ^");
    expect(frameOf("abc", empty(4))).toBe("1|abc\n |   ^");
    expect(frameOf("", empty(1))).toBe("1|\n |^");
  });

  test("shows the first and the last line of a range over several", () => {
    expect(frameOn("a {\n  b\n  c\n  }\nd", "{\n  b\n  c\n  }")).toBe("1|a {\n |  ^\n |…\n4|  }\n |  ^");
  });

  test("leaves nothing out of a range over two lines", () => {
    expect(frameOn("x\na [\n  b ]\n", "[\n  b ]")).toBe("1|x\n2|a [\n |  ^\n3|  b ]\n |  ^^^");
  });

  test("is empty for a place outside the text", () => {
    expect(frameOf("abc", { start: { line: 9, column: 1 }, end: { line: 9, column: 2 } })).toBe("");
  });

  test("cuts a long line behind the range", () => {
    const frame = frameOn(`{"src": "${"A".repeat(5_000_000)}"}`, '"src"').split("\n");
    expect(frame[0]).toBe(`1|{"src": "${"A".repeat(91)}…`);
    expect(frame[1]).toBe(" | ^^^^^");
  });

  test("cuts a long line before the range", () => {
    const frame = frameOn(`{"src": "${"A".repeat(5_000_000)}", "alt": 1}`, '"alt"').split("\n");
    expect(frame[0]).toBe(`1|…${"A".repeat(27)}", "alt": 1}`);
    expect(frame[1]).toBe(` |${" ".repeat(31)}^^^^^`);
  });

  test("underlines what is visible of a range that is longer than the line shown", () => {
    const value = `"${"A".repeat(1_000)}"`;
    const frame = frameOn(`{"src": ${value}}`, value).split("\n");
    expect(frame[0]).toBe(`1|{"src": "${"A".repeat(91)}…`);
    expect(frame[1]).toBe(` |${" ".repeat(8)}${"^".repeat(92)}`);
  });

  test("never cuts a character in two", () => {
    for (const lead of ["", "A"]) {
      const frame = frameOn(`${lead}${"😀".repeat(200)}x${"😀".repeat(200)}`, "x");
      expect(frame).not.toMatch(/\p{Surrogate}/u);
      const [code = "", carets = ""] = frame.split("\n");
      expect(code).toContain("x");
      expect(carets).toMatch(/\^$/);
    }
  });

  test("shows control characters by number, and moves the carets along", () => {
    expect(frameOn("\u001b[31m x", "x")).toBe("1|\\u001b[31m x\n |           ^");
  });
});
