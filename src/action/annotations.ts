import type { FileReport } from "../diagnostic/diagnostic.js";
import { type Annotation, annotation } from "../render/github.js";
import { counted } from "../text/counted.js";
import type { Runner } from "./runner.js";

/**
 * The most annotations of each level that are sent. GitHub shows ten of each level for a step and drops the rest (GitHub
 * docs: Workflow commands, limits, 2025-11); one error is left for the failure itself, one warning for a comment that fails.
 */
const limits: Readonly<Record<Annotation["level"], number>> = { error: 9, warning: 9, notice: 10 };

/** Puts findings on their lines, errors first; the complete record is the summary and the report. */
export function annotate(runner: Runner, files: readonly FileReport[], base: string): void {
  const all = files.flatMap((file) => file.diagnostics.map((diagnostic) => annotation(file.path, diagnostic, base)));
  let left = 0;
  for (const level of ["error", "warning", "notice"] as const) {
    const ofLevel = all.filter((each) => each.level === level);
    for (const { message, properties } of ofLevel.slice(0, limits[level])) runner.annotate(level, message, properties);
    left += Math.max(0, ofLevel.length - limits[level]);
  }
  if (left > 0) {
    runner.info(
      `${counted(left, "more finding")} without an annotation: GitHub shows ten of each kind. The report file has all.`,
    );
  }
}
