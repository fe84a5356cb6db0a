/** What two Flow JSON documents mean differently, for people. */
import type { FlowDifference } from "../diff/difference.js";
import { differenceLines } from "../diff/difference-lines.js";
import { counted } from "../text/counted.js";
import { markStyles, painter, style } from "../text/paint.js";
import { terminalSafe } from "../text/terminal.js";
import { code, message } from "./markdown-text.js";

/** The names of the two documents. */
export interface Compared {
  readonly before: string;
  readonly after: string;
}

/** For a terminal: a line for each difference. */
export function differenceText(difference: FlowDifference, { before, after }: Compared, color = false): string {
  const paint = painter(color);
  const names = `${terminalSafe(before)} → ${terminalSafe(after)}`;
  const lines = differenceLines(difference).lines.map(
    ({ mark, text }) => `${paint(markStyles[mark], mark)} ${terminalSafe(text)}\n`,
  );
  return `${paint(style.bold, `${names}: ${countWords(difference)}`)}\n${lines.join("")}`;
}

/** For GitHub: a list. */
export function differenceMarkdown(difference: FlowDifference, { before, after }: Compared): string {
  const lines = differenceLines(difference).lines.map(({ mark, text }) => `- ${code(mark)} ${message(text)}\n`);
  const head = `**${code(before)} → ${code(after)}: ${countWords(difference)}**\n`;
  return lines.length === 0 ? head : `${head}\n${lines.join("")}`;
}

function countWords({ changes }: FlowDifference): string {
  return changes.length === 0 ? "no difference in meaning" : counted(changes.length, "difference");
}
