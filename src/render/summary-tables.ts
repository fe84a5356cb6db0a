import { summarize } from "../diagnostic/counts.js";
import type { MessageOutcome } from "../pipeline/facts.js";
import type { FlowReport, Report, StepReport, StepStatus } from "../pipeline/report.js";
import { counted } from "../text/counted.js";
import type { Detail } from "./detail.js";
import { code, link, message, plain, shortened, table } from "./markdown-text.js";
import { countsLine } from "./summary-line.js";

interface Column {
  readonly head: string;
  /** Markdown; empty when nothing is known. */
  readonly value: (flow: FlowReport, report: Report, text: number) => string;
}

/** A column in which no flow has anything is left out: a run without remote steps shows nothing remote. */
const flowColumns: readonly Column[] = [
  { head: "Flow", value: (flow, _, text) => code(shortened(flow.name, text)) },
  { head: "File", value: (flow, _, text) => (flow.path === null ? "" : code(shortened(flow.path, text))) },
  { head: "Validation", value: validation },
  { head: "Status", value: (flow) => (flow.status === null ? "" : plain(shortened(flow.status, 40))) },
  { head: "Flow ID", value: (flow) => (flow.flowId === null ? "" : code(shortened(flow.flowId, 80))) },
  { head: "Done", value: done },
  { head: "Preview", value: preview },
];

/** The flows of the run, one line each. */
export function flowsSection(report: Report, detail: Detail): string {
  const shown = report.flows.slice(0, detail.flows);
  const rows = shown.map((flow) => flowColumns.map((column) => column.value(flow, report, detail.text)));
  const used = flowColumns.map((_, i) => rows.some((row) => (row[i] ?? "") !== ""));
  const kept = <T>(list: readonly T[]): T[] => list.filter((_, i) => used[i] === true);
  const lines = table(kept(flowColumns.map((column) => column.head)), rows.map(kept));
  return section("Flows", lines, report.flows.length - shown.length, "flow");
}

function validation(flow: FlowReport, report: Report): string {
  const file = report.files.find((one) => one.path === flow.path);
  if (file === undefined) return "";
  const summary = summarize([file]);
  const mark = summary.errors > 0 ? "❌" : summary.warnings > 0 ? "⚠️" : "✅";
  return `${mark} ${countsLine(summary).toLowerCase()}`;
}

function done(flow: FlowReport): string {
  const parts = [
    flow.changed ? "changed" : "",
    flow.endpointDeployed ? "endpoint deployed" : "",
    flow.endpointRegistered ? "endpoint registered" : "",
    flow.published ? "published" : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}

function preview({ previewUrl, previewExpiresAt }: FlowReport): string {
  if (previewUrl === null || previewUrl.length > 500) return "";
  const until = previewExpiresAt === null ? "" : `, until ${plain(shortened(previewExpiresAt, 40))}`;
  return `${link("open", previewUrl)}${until}`;
}

const stepWords: Readonly<Record<StepStatus, string>> = {
  passed: "✅ passed",
  skipped: "⏭️ skipped",
  failed: "❌ failed",
  errored: "❌ broke off (a bug)",
  "not-reached": "⬜ not reached",
};

/** How each step ended; the ones that went wrong first when not all are shown. */
export function stepsSection(steps: readonly StepReport[], detail: Detail): string {
  const wrong = steps.filter((step) => step.status === "failed" || step.status === "errored");
  const chosen = new Set([...wrong, ...steps].slice(0, steps.length > detail.steps ? detail.steps : undefined));
  const shown = steps.filter((step) => chosen.has(step));
  const rows = shown.map((step) => [
    code(step.name),
    code(shortened(step.target, detail.text)),
    stepWords[step.status],
    step.status === "not-reached" ? "" : duration(step.durationMs),
    step.reason === null ? "" : message(shortened(step.reason, detail.text)),
  ]);
  const lines = table(["Step", "Flow", "Result", "Time", "Note"], rows);
  const folded = wrong.length === 0 && rows.length > MANY_STEPS ? details(stepCounts(steps), lines) : lines;
  return section("Steps", folded, steps.length - shown.length, "step");
}

/** More steps than these are folded away when all went well. */
const MANY_STEPS = 8;

function stepCounts(steps: readonly StepReport[]): string {
  const counts = new Map<StepStatus, number>();
  for (const { status } of steps) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].map(([status, count]) => `${count} ${status}`).join(", ");
}

/** Markdown inside HTML needs blank lines around it (CommonMark 0.31, 4.6). */
function details(summary: string, markdown: string): string {
  return `<details><summary>${summary}</summary>\n\n${markdown}\n</details>\n`;
}

function duration(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

const messageWords: Readonly<Record<MessageOutcome["status"], string>> = {
  accepted: "✅ accepted",
  refused: "❌ refused",
  unknown: "❓ unknown, may have been delivered",
  "not-sent": "⬜ not sent",
};

/** The test messages, one line per recipient; recipients come masked. */
export function messagesSection(flows: readonly FlowReport[], detail: Detail): string {
  const all = flows.flatMap((flow) => flow.messages.map((outcome) => ({ flow, outcome })));
  const shown = all.slice(0, detail.messages);
  const rows = shown.map(({ flow, outcome }) => [
    code(shortened(flow.name, detail.text)),
    code(shortened(outcome.recipient, 40)),
    messageWords[outcome.status],
    outcome.status === "accepted"
      ? code(shortened(outcome.messageId, 120))
      : message(shortened(outcome.error, detail.text)),
  ]);
  const lines = table(["Flow", "Recipient", "Result", "Note"], rows);
  return section("Test messages", lines, all.length - shown.length, "message");
}

function section(title: string, lines: string, hidden: number, noun: string): string {
  if (lines === "" && hidden === 0) return "";
  const rest = hidden === 0 ? "" : `${lines === "" ? "" : "\n"}Not shown: ${counted(hidden, noun)}.\n`;
  return `### ${title}\n\n${lines}${rest}`;
}
