/** The plan of a flow for terminals and logs. */
import { differenceLines } from "../diff/difference-lines.js";
import { terminalSafe } from "../text/terminal.js";
import { type FlowPlan, type FlowVerdict, stepOfChange } from "./plan.js";
import { changeWords, differenceWords, remoteWords, verdictWords } from "./plan-words.js";

/** Colours a text by SGR parameters of ECMA-48, or leaves it. */
export type Paint = (sgr: string, text: string) => string;

/** More differences than this are only counted; the JSON of the plan has them all. */
const MAX_DIFFERENCES = 100;

const GREEN = "32";
const RED = "31";
const YELLOW = "33";
const CYAN = "36";
const BOLD = "1";
const DIM = "2";

const verdictColors: Readonly<Record<FlowVerdict, string>> = {
  create: GREEN,
  update: CYAN,
  replace: YELLOW,
  drifted: YELLOW,
  blocked: RED,
  unchanged: DIM,
};
const markColors = { "+": GREEN, "-": RED, "~": YELLOW } as const;

/** What becomes of one flow, and why; ends with a line feed. */
export function flowPlanText(plan: FlowPlan, paint: Paint = (_, text) => text): string {
  const remote = remoteWords(plan);
  const safe = (text: string): string => terminalSafe(text);
  const head = `${paint(BOLD, safe(plan.name))} ${paint(verdictColors[plan.verdict], verdictWords[plan.verdict])}`;
  const lines = [
    `${head}${remote === "" ? "" : paint(DIM, ` (${safe(remote)})`)}`,
    ...plan.obstacles.flatMap(({ reason, hint, code }) => [
      `  ${paint(RED, "blocked")}: ${safe(reason)} ${paint(DIM, `[${safe(code)}]`)}`,
      `    ${safe(hint)}`,
    ]),
    ...plan.notes.map((note) => `  ${paint(YELLOW, "note")}: ${safe(note)}`),
    ...differenceBlock(plan, paint),
    ...plan.changes.map((change) => `  ${paint(CYAN, stepOfChange[change.kind])}: ${safe(changeWords(change))}`),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function differenceBlock({ difference }: FlowPlan, paint: Paint): readonly string[] {
  if (difference === null) return [];
  const { lines, more } = differenceLines(difference, MAX_DIFFERENCES);
  return [
    `  ${differenceWords(difference)}`,
    ...lines.map(({ mark, text }) => `    ${paint(markColors[mark], mark)} ${terminalSafe(text)}`),
    ...(more > 0 ? [`    … and ${more} more`] : []),
  ];
}
