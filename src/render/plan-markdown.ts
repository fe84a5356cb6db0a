/** A plan for people on GitHub: in a comment or a job summary. Names and values in it may come from anybody. */
import { type DeploymentPlan, type FlowPlan, type FlowVerdict, stepOfChange } from "../deployment/plan.js";
import {
  accountWords,
  changeWords,
  differenceWords,
  planSummary,
  remoteWords,
  verdictWords,
} from "../deployment/plan-words.js";
import { differenceLines } from "../diff/difference-lines.js";
import { code, message, shortened } from "./markdown-text.js";

export interface PlanMarkdownOptions {
  /** The most differences of one flow that are shown; the rest is counted. */
  readonly differences?: number;
  /** The most flows that are shown one by one. */
  readonly flows?: number;
  /** The longest text that is shown whole. */
  readonly text?: number;
}

/** In Markdown, always with words beside it. */
const marks: Readonly<Record<FlowVerdict, string>> = {
  create: "🆕",
  update: "✏️",
  replace: "🔁",
  drifted: "⚠️",
  blocked: "❌",
  unchanged: "✅",
};

/** The whole plan, without a heading of its own. */
export function planMarkdown(plan: DeploymentPlan, options: PlanMarkdownOptions = {}): string {
  const { environment, account } = plan;
  const where = [
    environment === null ? "" : `Environment ${code(environment)}`,
    account === null ? "" : message(accountWords(account)),
  ].filter((part) => part !== "");
  const changed = plan.flows.filter(({ verdict }) => verdict !== "unchanged");
  const shown = changed.slice(0, options.flows ?? changed.length);
  return [
    where.length === 0 ? "" : `${where.join(": ")}\n`,
    `**${planSummary(plan)}**\n`,
    ...shown.map((flow) => flowPlanMarkdown(flow, options)),
    changed.length > shown.length ? `… and ${changed.length - shown.length} more\n` : "",
    unchangedLine(
      plan.flows.filter(({ verdict }) => verdict === "unchanged"),
      options,
    ),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/** One flow under its name. */
export function flowPlanMarkdown(plan: FlowPlan, options: PlanMarkdownOptions = {}): string {
  const said = (text: string): string => message(shortened(text, options.text ?? Number.POSITIVE_INFINITY));
  const remote = remoteWords(plan);
  const head = `#### ${marks[plan.verdict]} ${code(shortened(plan.name, options.text ?? 200))} ${verdictWords[plan.verdict]}\n`;
  const lines = [
    ...plan.obstacles.map(
      ({ reason, hint, code: id }) => `- ❌ **blocked**: ${said(reason)} (${code(id)}) ${said(hint)}\n`,
    ),
    ...plan.notes.map((note) => `- ℹ️ **note**: ${said(note)}\n`),
    differenceItem(plan, said, options),
    ...plan.changes.map((change) => `- ${code(stepOfChange[change.kind])}: ${said(changeWords(change))}\n`),
  ];
  return [head, remote === "" ? "" : `Flow ${message(remote)}\n`, lines.join("")]
    .filter((part) => part !== "")
    .join("\n");
}

function differenceItem(
  { difference }: FlowPlan,
  said: (text: string) => string,
  { differences = 50 }: PlanMarkdownOptions,
): string {
  if (difference === null) return "";
  const { lines, more } = differenceLines(difference, differences);
  const below = lines.map(({ mark, text }) => `  - ${code(mark)} ${said(text)}\n`);
  return `- ${differenceWords(difference)}\n${below.join("")}${more > 0 ? `  - … and ${more} more\n` : ""}`;
}

function unchangedLine(
  flows: readonly FlowPlan[],
  { flows: most = flows.length, text = 200 }: PlanMarkdownOptions,
): string {
  if (flows.length === 0) return "";
  const names = flows.slice(0, most).map(({ name }) => code(shortened(name, text)));
  const more = flows.length - names.length;
  return `${marks.unchanged} Unchanged: ${names.join(", ")}${more > 0 ? ` … and ${more} more` : ""}\n`;
}
