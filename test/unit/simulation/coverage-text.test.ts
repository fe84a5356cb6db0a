import { expect, test } from "vitest";
import { coverageText } from "../../../src/simulation/coverage-text.js";

test("names of a flow cannot do anything to a terminal", () => {
  const all = { seen: 1, total: 1, missing: [] };
  const screens = { seen: 0, total: 1, missing: ["\u001b]0;title\u0007\nSCREEN"] };
  const coverage = { percent: 75, screens, transitions: all, actions: all, branches: all };
  expect(coverageText({ coverage, exchanges: 2 })).toBe(
    [
      "Coverage 75 %: screens 0 of 1, transitions 1 of 1, actions 1 of 1, branches 1 of 1. Exchanges: 2.",
      "  screens not seen: \\u001b]0;title\\u0007\\u000aSCREEN\n",
    ].join("\n"),
  );
});
