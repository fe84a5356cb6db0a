import { describe, expect, test } from "vitest";
import { renderMarkdown } from "../../../src/render/markdown.js";
import { cell, code, codeBlock, link, message, plain, shortened, table } from "../../../src/render/markdown-text.js";
import { diagnostic, hostileTexts, single } from "./samples.js";

/**
 * Takes the code spans out of a line as CommonMark 0.31, 6.1 finds them: a run of backticks that is not escaped opens,
 * the next run of the same length closes. What is left is what GitHub interprets.
 */
function outsideCode(line: string): string {
  let rest = "";
  for (let at = 0; at < line.length; ) {
    const run = /^`+/.exec(line.slice(at))?.[0];
    if (line[at] === "\\") {
      rest += line.slice(at, at + 2);
      at += 2;
    } else if (run === undefined) {
      rest += line[at++];
    } else {
      const close = new RegExp(`(?<!\`)\`{${run.length}}(?!\`)`, "g");
      close.lastIndex = at + run.length;
      const end = close.exec(line);
      if (end === null) rest += run;
      at = end === null ? at + run.length : close.lastIndex;
    }
  }
  return rest;
}

/** What GitHub would act on, after escapes by backslash are gone. */
function interpreted(markdown: string): string[] {
  const text = outsideCode(markdown).replace(/\\[!-/:-@[-`{-~]/g, "");
  return text.match(/@\w|#\d|:\/\/|www\.|GH-\d|[<>`*_~[\]$]|&\w+;|:\w+:|[\u0000-\u001f]/gi) ?? [];
}

test("the test's own eye sees what is interpreted", () => {
  expect(interpreted("a `code` b")).toEqual([]);
  expect(interpreted("@me `@you` #1 <b> https://x")).toEqual(["@m", "#1", "<", ">", "://"]);
  expect(interpreted("a ``b ` @me`` c ` @you")).toEqual(["`", "@y"]);
});

describe.each(hostileTexts)("%j", (text) => {
  test("is inert as code, as a message and as plain text", () => {
    expect(interpreted(`x ${code(`${text}.`)} x`)).toEqual([]);
    expect(interpreted(`x ${message(`Got ${text} here, and \`${text}\` there`)} x`)).toEqual([]);
    expect(interpreted(`x ${plain(text)} x`)).toEqual([]);
  });

  test("stays in its cell of a table", () => {
    const lines = table(["A", "B"], [[code(`${text}.`), message(text)]]).split("\n");
    expect(lines).toHaveLength(4);
    // GFM 0.29, 4.10: cells end at a pipe that has no backslash in front, code spans or not.
    const pipes = (lines[2] ?? "").replace(/\\./gu, "").match(/\|/g);
    expect(pipes).toHaveLength(3);
  });

  test("stays in its item of the list", () => {
    const finding = diagnostic({
      message: `Got ${text}`,
      docs: "",
      fix: { title: text, edits: [] },
      related: [{ message: text, path: text, pointer: null, range: diagnostic().range }],
    });
    const lines = renderMarkdown(single("{}", finding, `flows/${text}.json`))
      .trimEnd()
      .split("\n");
    expect(lines.map((line) => line.slice(0, 4))).toEqual(["**1 ", "", "####", "", "- ❌ ", "  - ", "  - "]);
    for (const line of lines) expect(interpreted(line.replace(/^[#-].*?`/, "`").replaceAll("**", ""))).toEqual([]);
  });
});

test.each([
  ["a", "`a`"],
  ["a`b", "``a`b``"],
  ["`a`", "`` `a` ``"],
  ["a\nb", "`a b`"],
  [" a", "` a`"],
  [" a ", "`  a  `"],
  ["", "(empty)"],
  ["  ", "(blank)"],
])("code(%j) is %s", (text, markdown) => {
  expect(code(text)).toBe(markdown);
});

test("a message keeps its values as code, and the blanks around them", () => {
  expect(message("Screen `A*B` has no `id`, see *there*.")).toBe("Screen `A*B` has no `id`, see \\*there\\*.");
});

test.each([
  ["https://example.org/a?b=c#d", "[x](https://example.org/a?b=c#d)"],
  ["javascript:alert(1)", "x"],
  ["https://example.org/) [y](https://evil.example", "x"],
  ["https://example.org/\n# x", "x"],
  ["", "x"],
])("link to %j is %s", (address, markdown) => {
  expect(link("x", address)).toBe(markdown);
});

test("a code block cannot be closed from inside", () => {
  expect(codeBlock("sh", "a\n```\n@me")).toBe("````sh\na\n```\n@me\n````\n");
});

test("a pipe in a cell is escaped, and a backslash before it does not undo that", () => {
  expect(cell("a|b")).toBe("a\\|b");
  expect(cell("a\\|b")).toBe("a\\\u200b\\|b");
});

test("a shortened text ends in an ellipsis and in a whole character", () => {
  expect(shortened("abcdef", 6)).toBe("abcdef");
  expect(shortened("abcdefg", 6)).toBe("abcde…");
  expect(shortened("abcd😀fg", 6)).toBe("abcd…");
});
