import { expect, test } from "vitest";
import { terminalSafe } from "../../../src/text/terminal.js";

test.each([
  ["\u001b[31mred\u001b[0m", "\\u001b[31mred\\u001b[0m"],
  ["\u001b]0;title\u0007", "\\u001b]0;title\\u0007"],
  ["\u009b31m", "\\u009b31m"],
  ["a\nb\rc\td", "a\\u000ab\\u000dc\\u0009d"],
  ["user\u202egnp.exe", "user\\u202egnp.exe"],
  ["naïve 😀 日本語", "naïve 😀 日本語"],
])("terminalSafe(%j) is %s", (text, safe) => {
  expect(terminalSafe(text)).toBe(safe);
});
