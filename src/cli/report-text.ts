/** What a run of a pipeline left behind, for people at a terminal. */
import { exitCodeOf, exitCodeOfError } from "../pipeline/exit-code.js";
import type { Report, WriteReport } from "../pipeline/report.js";
import { renderPretty } from "../render/pretty.js";
import { painter, style } from "../text/paint.js";
import { terminalSafe } from "../text/terminal.js";
import type { Session } from "./session.js";
import type { Result } from "./spec.js";
import { textRecord, textTable } from "./text-table.js";

/** A run as the result of a command. */
export function reportResult(report: Report, sources: ReadonlyMap<string, string>, session: Session): Result {
  const outcome = outcomeText(report);
  if (report.conclusion === "success") {
    const findings = findingsText(report, sources, session.colors.out);
    return { kind: "data", data: report, text: [findings, outcome].filter((part) => part !== "").join("\n") };
  }
  const exit = exitCodeOf(report);
  // The error that decides how the command ends is the one to name.
  const deciding = report.errors.find((error) => exitCodeOfError(error) === exit) ?? report.errors[0];
  const parts = [findingsText(report, sources, session.colors.err), outcome, failureText(report, session.colors.err)];
  return {
    kind: "refused",
    error: {
      code: deciding?.code ?? "INTERNAL",
      message: deciding?.message ?? "The run failed.",
      hint: deciding?.hint ?? null,
      details: report,
    },
    text: parts.filter((part) => part !== "").join("\n"),
    exit,
  };
}

/** Flows and messages: the outcome of a run. */
function outcomeText(report: Report): string {
  return [flowsText(report), messagesText(report)].filter((part) => part !== "").join("\n");
}

function flowsText({ flows }: Report): string {
  // An ID that only went through says nothing new.
  const known = flows.filter((flow) => flow.status !== null || flow.changed || flow.flowVersionId !== null);
  const [only] = known;
  if (only === undefined) return "";
  if (known.length > 1) {
    return textTable(
      ["FLOW", "STATUS", "CHANGED", "FLOW ID", "VERSION ID"],
      known.map((flow) => [flow.name, flow.status, flow.changed, flow.flowId, flow.flowVersionId]),
    );
  }
  return textRecord([
    ["flow", only.name],
    ["status", only.status],
    ["changed", only.changed],
    ["flow ID", only.flowId],
    ["Meta flow ID", only.metaFlowId],
    ["version ID", only.flowVersionId],
    ["preview URL", only.previewUrl],
    ["preview until", only.previewExpiresAt],
  ]);
}

/** What became of each test message. */
export function messagesText({ flows }: Pick<Report, "flows">): string {
  const messages = flows.flatMap(({ name, messages: sent }) => sent.map((one) => ({ name, ...one })));
  if (messages.length === 0) return "";
  return textTable(
    ["FLOW", "RECIPIENT", "STATUS", "MESSAGE ID"],
    messages.map((one) => [one.name, one.recipient, one.status, one.status === "accepted" ? one.messageId : null]),
  );
}

/** Findings with their lines; empty without any. */
export function findingsText(report: Report, sources: ReadonlyMap<string, string>, color: boolean): string {
  const files = report.files.filter((file) => file.diagnostics.length > 0);
  return files.length === 0 ? "" : renderPretty({ files, sources, color });
}

/** What failed, what was changed already, and how to go on. */
export function failureText(report: Report, color: boolean): string {
  const paint = painter(color);
  const lines: string[] = [];
  for (const { message, hint, code, stack } of distinct(report.errors)) {
    const [first = "", ...more] = (stack ?? message).split("\n").map(terminalSafe);
    lines.push(`${paint(style.error, "error:")} ${first}`, ...more);
    if (hint !== null) lines.push(`${paint(style.cyan, "hint:")} ${terminalSafe(hint)}`);
    lines.push(paint(style.dim, `(${code})`));
  }
  if (report.writes.length > 0) lines.push("", "Changed on the service before that:", ...report.writes.map(writeText));
  if (report.continueWith !== null) lines.push("", "To go on from here:", `  ${terminalSafe(report.continueWith)}`);
  return lines.map((line) => `${line}\n`).join("");
}

/** What failed for several flows in the same words, such as a wrong key, is said once. */
function distinct(errors: Report["errors"]): Report["errors"] {
  return [...new Map(errors.map((error) => [`${error.code}\n${error.message}`, error])).values()];
}

function writeText({ text, certainty }: WriteReport): string {
  return `  ${terminalSafe(text)}${certainty === "done" ? "" : " (perhaps: no answer came)"}`;
}
