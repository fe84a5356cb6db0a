import { expect, test } from "vitest";
import { pageText } from "../../../src/cli/page-text.js";

test("headings, paragraphs, lists, tables and links become plain lines", () => {
  const page = [
    "# a-rule",
    "<!-- Generated. -->",
    "Some `code` and\na [page](other.md), an [address](https://example.com/a), and <https://example.com/b>.",
    "| | |\n| --- | --- |\n| Code | `A_CODE` |\n| Long name | a \\| b |",
    "- one\n- [two](two.md): more",
  ].join("\n\n");
  expect(pageText(page, false)).toBe(
    [
      "a-rule",
      "Some `code` and a page, an address (https://example.com/a), and https://example.com/b.",
      "Code       `A_CODE`\nLong name  a | b",
      "- one\n- two: more\n",
    ].join("\n\n"),
  );
});

test("fences keep their lines, blank ones and shorter fences included", () => {
  expect(pageText("````js\na\n\n```\n\tb\n````\n\nEnd.", false)).toBe("  a\n\n  ```\n    b\n\nEnd.\n");
});

test("folded parts are left out", () => {
  expect(pageText("A.\n\n<details>\n<summary>More</summary>\n\nB.\n\n</details>\n\nC.", false)).toBe("A.\n\nC.\n");
});

test("paragraphs are broken at 100 columns, items with an indentation", () => {
  const words = Array.from({ length: 30 }, () => "word").join(" ");
  const [first = "", second = ""] = pageText(`- ${words}`, false).split("\n");
  expect(first.length).toBeLessThanOrEqual(100);
  expect(second).toMatch(/^ {2}word/);
});

test("only headings are coloured, and control characters in samples are shown by number", () => {
  const text = pageText("# A\n\n```text\n\u001b[31mred\n```", true);
  expect(text).toBe("\u001b[1mA\u001b[0m\n\n  \\u001b[31mred\n");
});
