import { summarize } from "../diagnostic/counts.js";
import type { Diagnostic, FileReport, Severity } from "../diagnostic/diagnostic.js";
import { codeFrame, shownLines } from "./code-frame.js";
import type { Detail } from "./detail.js";
import type { RenderInput } from "./input.js";
import { fileSection } from "./markdown.js";
import { summaryLine } from "./summary-line.js";

const severities: readonly Severity[] = ["error", "warning", "info"];

export interface FindingsOptions {
  readonly linkTo?: RenderInput["linkTo"];
  readonly sources?: RenderInput["sources"];
}

/** The gravest findings, under their files in the order of the report; the rest is counted. */
export function findingsSection(files: readonly FileReport[], options: FindingsOptions, detail: Detail): string {
  const own = files.map((file) => ({
    ...file,
    // Those of simulations stand in their own section.
    diagnostics: file.diagnostics.filter(({ origin }) => origin !== "simulation"),
  }));
  const list = findingsList(own, options, detail);
  return list === "" ? "" : `### Findings\n\n${list}`;
}

/** The list without its heading; empty when there are no findings. */
export function findingsList(
  files: readonly FileReport[],
  { linkTo, sources }: FindingsOptions,
  detail: Detail,
): string {
  const total = files.reduce((sum, file) => sum + file.diagnostics.length, 0);
  if (total === 0) return "";
  const shown = gravest(files, detail.findings);
  const framed = gravest(files, detail.frames);
  const sections = files.flatMap((file) => {
    const diagnostics = file.diagnostics.filter((diagnostic) => shown.has(diagnostic));
    if (diagnostics.length === 0) return [];
    const lines = shownLines(sources?.get(file.path), file.diagnostics);
    const frameOf = (diagnostic: Diagnostic) => (framed.has(diagnostic) ? frameText(lines, diagnostic) : undefined);
    return [fileSection(file.path, diagnostics, { linkTo, most: detail.text, frameOf })];
  });
  const hidden = files.map((file) => ({ ...file, diagnostics: file.diagnostics.filter((one) => !shown.has(one)) }));
  const rest = hidden.filter((file) => file.diagnostics.length > 0);
  const closing = rest.length === 0 ? [] : [`Not shown: ${summaryLine(summarize(rest))}.\n`];
  return [...sections, ...closing].join("\n");
}

function gravest(files: readonly FileReport[], most: number): ReadonlySet<Diagnostic> {
  const all = files.flatMap((file) => file.diagnostics);
  return new Set(severities.flatMap((severity) => all.filter((one) => one.severity === severity)).slice(0, most));
}

function frameText(lines: readonly string[], { range }: Diagnostic): string | undefined {
  const frame = codeFrame(lines, range);
  if (frame.length === 0) return undefined;
  const width = Math.max(...frame.map((line) => String(line.number ?? "").length));
  return frame.map((line) => `${String(line.number ?? "").padStart(width)} | ${line.text}`.trimEnd()).join("\n");
}
