/**
 * What a run did, for people on GitHub: the sticky comment on a pull request and the job summary. Verdict first, then
 * what went wrong and how to go on, then the tables.
 */
import type { ErrorReport, Report, WriteReport } from "../pipeline/report.js";
import { type Detail, forms } from "./detail.js";
import type { RenderInput } from "./input.js";
import { code, codeBlock, link, message, plain, shortened } from "./markdown-text.js";
import { commentMarker } from "./marker.js";
import { findingsSection } from "./summary-findings.js";
import { summaryLine } from "./summary-line.js";
import { planSection } from "./summary-plan.js";
import { simulationSection } from "./summary-simulation.js";
import { flowsSection, messagesSection, stepsSection } from "./summary-tables.js";

/** The longest body of a comment that GitHub takes (its API answers "maximum is 65536 characters", seen 2025-11). */
export const MAX_COMMENT = 65_536;

export interface SummaryOptions {
  /** What tells this comment from others of the same pull request, such as workflow, job and environment. */
  readonly key: string;
  readonly title?: string;
  /** The address of a line of a file at the commit that was checked. */
  readonly linkTo?: RenderInput["linkTo"];
  /** Texts of the files, by path; with them findings show the lines they are about. */
  readonly sources?: RenderInput["sources"];
  /** Graphs of the screens of flows, as Mermaid, by path. */
  readonly graphs?: ReadonlyMap<string, string>;
  /** The address of the workflow run. */
  readonly runUrl?: string;
  /** The most characters (UTF-16 units) of the result; default {@link MAX_COMMENT}. */
  readonly limit?: number;
}

/** Markdown for the comment and the job summary, at most as long as the limit; its first line is the marker. */
export function renderSummary(report: Report, options: SummaryOptions): string {
  const limit = options.limit ?? MAX_COMMENT;
  let text = "";
  for (const [i, detail] of forms.entries()) {
    text = render(report, options, detail, i > 0);
    if (text.length <= limit) break;
  }
  return text;
}

function render(report: Report, options: SummaryOptions, detail: Detail, short: boolean): string {
  const sections = [
    `${commentMarker(options.key)}\n${verdict(report, options, detail)}`,
    short ? "This is the short form, since the complete one is too long; the report file has everything.\n" : "",
    errorsSection(report.errors, detail),
    continueSection(report),
    planSection(report, detail),
    flowsSection(report, detail),
    findingsSection(report.files, options, detail),
    simulationSection(report, options, detail),
    graphsSection(options.graphs, detail),
    messagesSection(report.flows, detail),
    writesSection(report, detail),
    stepsSection(report.steps, detail),
    `<sub>${plain(report.tool.name)} ${plain(report.tool.version)}</sub>\n`,
  ];
  return sections.filter((section) => section !== "").join("\n");
}

function verdict(report: Report, options: SummaryOptions, detail: Detail): string {
  const title = plain(shortened(options.title ?? "WhatsApp Flows", Math.max(detail.text, 100)));
  const head = report.conclusion === "success" ? `## ✅ ${title}: passed` : `## ❌ ${title}: failed`;
  const run = options.runUrl === undefined ? "" : ` ${link("Workflow run", options.runUrl)}`;
  // A run such as a test send looks at no file, and says nothing about findings.
  const found = report.summary.files === 0 ? "" : `${summaryLine(report.summary)}.`;
  const line = `${found}${run}`.trim();
  return line === "" ? `${head}\n` : `${head}\n\n${line}\n`;
}

function errorsSection(errors: readonly ErrorReport[], detail: Detail): string {
  if (errors.length === 0) return "";
  const lines = errors.slice(0, detail.errors).map((error) => {
    const where = [
      error.step === null ? "" : `step ${code(error.step)}`,
      error.target === null ? "" : `flow ${code(shortened(error.target, detail.text))}`,
    ].filter((part) => part !== "");
    const hint = error.hint === null ? "" : ` ${message(shortened(error.hint, detail.text))}`;
    const text = message(shortened(error.message, detail.text));
    return `- ${where.length === 0 ? "" : `**${where.join(", ")}**: `}${text} (${code(error.code)})${hint}\n`;
  });
  return `### What went wrong\n\n${lines.join("")}${more(errors.length - lines.length)}`;
}

function continueSection({ continueWith }: Report): string {
  // A command that is cut off would be worse than none.
  if (continueWith === null || continueWith.length > 2_000) return "";
  return `### How to go on\n\nWhat was done stays done; after mending the cause, this goes on from there:\n\n${codeBlock("sh", continueWith)}`;
}

function writesSection({ writes, steps, conclusion }: Report, detail: Detail): string {
  const couldWrite = steps.some((step) => step.effect === "write" || step.effect === "message");
  if (writes.length === 0) {
    return couldWrite && conclusion === "failure" ? "### Written remotely\n\nNothing was changed remotely.\n" : "";
  }
  const lines = writes.slice(0, detail.writes).map((write) => writeLine(write, detail));
  return `### Written remotely\n\n${lines.join("")}${more(writes.length - lines.length)}`;
}

function writeLine(write: WriteReport, detail: Detail): string {
  const text = message(shortened(write.text, detail.text));
  const by = `(step ${code(write.step)})`;
  switch (write.certainty) {
    case "done":
      return `- ✅ done: ${text} ${by}\n`;
    case "unknown":
      return `- ❓ unknown: ${text} ${by}. No answer came, so this may or may not have happened.\n`;
  }
}

function graphsSection(graphs: SummaryOptions["graphs"], detail: Detail): string {
  const shown = [...(graphs ?? [])].slice(0, detail.graphs);
  if (shown.length === 0) return "";
  const sections = shown.map(([path, graph]) => `#### ${code(path)}\n\n${codeBlock("mermaid", graph.trimEnd())}`);
  return `### Screens\n\n${sections.join("\n")}`;
}

/** What a list leaves out. */
function more(count: number): string {
  return count > 0 ? `- … and ${count} more\n` : "";
}
