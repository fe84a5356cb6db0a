import { expect, test } from "vitest";
import { commandSafe } from "../../../src/action/command-safe.js";

test.each([
  ["::set-output name=a::b", ": :set-output name=a::b"],
  ["  ::error::x", "  : :error::x"],
  ["say ##[error]x", "say # #[error]x"],
  ["a\u001b[2Jb", "a\\u001b[2Jb"],
  ["a::b", "a::b"],
  [": one", ": one"],
])("%j", (line, shown) => {
  expect(commandSafe(line)).toBe(shown);
});
