import type { Diagnostic, Fix } from "../../src/diagnostic/diagnostic.js";
import { type ValidateOptions, validateFlow } from "../../src/validate/validate-flow.js";

/** What is found in a text; on a fixed day unless another is given. */
export function findingsIn(text: string, options: Partial<ValidateOptions> = {}): readonly Diagnostic[] {
  return validateFlow(text, "flow.json", { today: "2026-11-22", ...options }).diagnostics;
}

export function rulesIn(text: string, options: Partial<ValidateOptions> = {}): readonly string[] {
  return findingsIn(text, options).map(({ rule }) => rule);
}

/** The text after the fix of the first finding of a rule. */
export function fixed(text: string, rule: string): string {
  const finding = findingsIn(text).find((each) => each.rule === rule);
  if (finding?.fix === null || finding === undefined) throw new Error(`${rule} has no fix here`);
  return applied(text, finding.fix);
}

function applied(text: string, fix: Fix): string {
  const lines = text.split("\n");
  const offset = (at: { line: number; column: number }) =>
    lines.slice(0, at.line - 1).reduce((sum, line) => sum + line.length + 1, 0) + at.column - 1;
  return [...fix.edits]
    .sort((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce(
      (all, { range, text: put }) => all.slice(0, offset(range.start)) + put + all.slice(offset(range.end)),
      text,
    );
}
