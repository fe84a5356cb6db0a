/** One report of several runs, such as those of a matrix, in which each job sees to one flow. */
import { summarize } from "../diagnostic/counts.js";
import { tool } from "../tool.js";
import { mergeFiles } from "./files.js";
import { outputsOf } from "./outputs.js";
import type { Report } from "./report.js";

/** At least one report; their order is kept. Runs that went on after each other have one command each. */
export function mergeReports(reports: readonly Report[]): Report {
  const files = mergeFiles(reports.flatMap((report) => report.files));
  const summary = summarize(files);
  const steps = reports.flatMap((report) => report.steps);
  const flows = reports.flatMap((report) => report.flows);
  const errors = reports.flatMap((report) => report.errors);
  const commands = [...new Set(reports.flatMap(({ continueWith }) => continueWith ?? []))];
  const invalid = reports.some((report) => report.outputs.valid === "false");
  const validated = reports.some((report) => report.outputs.valid !== "");
  return {
    schemaVersion: 1,
    tool: { name: tool.name, version: tool.version },
    conclusion: reports.every((report) => report.conclusion === "success") ? "success" : "failure",
    summary,
    files,
    steps,
    flows,
    environment: common(reports.map((report) => report.environment)),
    account: reports.find((report) => report.account !== null)?.account ?? null,
    outputs: {
      ...outputsOf({ summary, files, steps, flows, failOn: "error" }),
      // Each run had its own `fail-on`.
      valid: validated ? String(!invalid) : "",
    },
    writes: reports.flatMap((report) => report.writes),
    continueWith: commands.length === 0 ? null : commands.join("\n"),
    errors,
  };
}

/** The one text that all have; null when they differ. */
function common(texts: readonly (string | null)[]): string | null {
  const [first = null, ...rest] = texts;
  return rest.every((text) => text === first) ? first : null;
}
