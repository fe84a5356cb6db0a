import { expect, test } from "vitest";
import { changedLines } from "../../../src/diff/changed-lines.js";

test.each([
  ["nothing", "a\nb\n", "a\nb\n", 0, 0],
  ["a line between others", "a\nc\n", "a\nb\nc\n", 1, 0],
  ["a line that is gone", "a\nb\nc", "a\nc", 0, 1],
  ["a line that is another", "a\nb\nc", "a\nx\nc", 1, 1],
  ["a line that moved", "a\nb\nc", "c\na\nb", 1, 1],
  ["everything", "a\nb", "c", 1, 2],
  ["the first text", "", "a\nb\n", 2, 0],
  ["only line ends", "a\r\nb\r\n", "a\nb", 0, 0],
  ["an empty line", "a\n\nb", "a\nb", 0, 1],
])("counts %s", (_, before, after, added, removed) => {
  expect(changedLines(before, after)).toEqual({ added, removed });
});

test("long texts without a line in common are counted without comparing each with each", () => {
  const lines = (word: string): string => Array.from({ length: 50_000 }, (_, i) => `${word}${i}\n`).join("");
  expect(changedLines(lines("a"), lines("b"))).toEqual({ added: 50_000, removed: 50_000 });
});
