import { expect, test } from "vitest";
import { annotate } from "../../../src/action/annotations.js";
import type { Diagnostic, Severity } from "../../../src/diagnostic/diagnostic.js";
import { fakeRunner } from "./fakes.js";

const finding = (severity: Severity, line: number): Diagnostic => ({
  code: "WF_X",
  rule: "x",
  severity,
  message: `${severity} ${line}`,
  pointer: "",
  range: { start: { line, column: 1 }, end: { line, column: 2 } },
  fix: null,
  docs: "",
  origin: "rule",
  related: [],
});

test("errors come first, and what GitHub would drop is counted in the log", () => {
  const runner = fakeRunner();
  const many = Array.from({ length: 12 }, (_, i) => finding("error", i + 1));
  annotate(runner, [{ path: "flow.json", kind: "flow-json", diagnostics: [finding("warning", 1), ...many] }], "");
  expect(runner.said.slice(0, 10)).toEqual([
    ...Array.from({ length: 9 }, (_, i) => `error error ${i + 1}`),
    "warning warning 1",
  ]);
  expect(runner.said[10]).toContain("3 more findings without an annotation");
});

test("nothing is said about nothing", () => {
  const runner = fakeRunner();
  annotate(runner, [], "");
  expect(runner.said).toEqual([]);
});
