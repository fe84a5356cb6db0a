import type { Diagnostic, FileReport, Severity } from "./diagnostic.js";

export interface Summary {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

/** How many files, and how many findings of each severity in them. */
export function summarize(files: readonly FileReport[]): Summary {
  const count = (severity: Severity): number =>
    files.reduce((sum, file) => sum + file.diagnostics.filter((d) => d.severity === severity).length, 0);
  return { files: files.length, errors: count("error"), warnings: count("warning"), infos: count("info") };
}

/** The severity from which on findings fail a run. */
export type FailOn = "error" | "warning" | "never";

/** Whether a finding of that severity fails the run. */
export function fails(diagnostic: Pick<Diagnostic, "severity">, failOn: FailOn): boolean {
  if (failOn === "never") return false;
  return diagnostic.severity === "error" || (failOn === "warning" && diagnostic.severity === "warning");
}
