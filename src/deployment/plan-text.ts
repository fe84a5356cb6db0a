/** The plan of a flow for terminals and logs. */
import { differenceLines } from "../diff/difference-lines.js";
import { markStyles, type Paint, painter, style } from "../text/paint.js";
import { terminalSafe } from "../text/terminal.js";
import { type FlowPlan, type FlowVerdict, stepOfChange } from "./plan.js";
import { changeWords, differenceWords, remoteWords, verdictWords } from "./plan-words.js";

/** More differences than this are only counted; the JSON of the plan has them all. */
const MAX_DIFFERENCES = 100;

const verdictStyles: Readonly<Record<FlowVerdict, string>> = {
  create: style.green,
  update: style.cyan,
  replace: style.yellow,
  drifted: style.yellow,
  blocked: style.red,
  unchanged: style.dim,
};

/** What becomes of one flow, and why; ends with a line feed. */
export function flowPlanText(plan: FlowPlan, paint: Paint = painter(false)): string {
  const remote = remoteWords(plan);
  const safe = (text: string): string => terminalSafe(text);
  const head = `${paint(style.bold, safe(plan.name))} ${paint(verdictStyles[plan.verdict], verdictWords[plan.verdict])}`;
  const lines = [
    `${head}${remote === "" ? "" : paint(style.dim, ` (${safe(remote)})`)}`,
    ...plan.obstacles.flatMap(({ reason, hint, code }) => [
      `  ${paint(style.red, "blocked")}: ${safe(reason)} ${paint(style.dim, `[${safe(code)}]`)}`,
      `    ${safe(hint)}`,
    ]),
    ...plan.notes.map((note) => `  ${paint(style.yellow, "note")}: ${safe(note)}`),
    ...differenceBlock(plan, paint),
    ...plan.changes.map((change) => `  ${paint(style.cyan, stepOfChange[change.kind])}: ${safe(changeWords(change))}`),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function differenceBlock({ difference }: FlowPlan, paint: Paint): readonly string[] {
  if (difference === null) return [];
  const { lines, more } = differenceLines(difference, MAX_DIFFERENCES);
  return [
    `  ${differenceWords(difference)}`,
    ...lines.map(({ mark, text }) => `    ${paint(markStyles[mark], mark)} ${terminalSafe(text)}`),
    ...(more > 0 ? [`    … and ${more} more`] : []),
  ];
}
