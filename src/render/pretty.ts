import { summarize } from "../diagnostic/counts.js";
import type { Diagnostic, FileReport, Position } from "../diagnostic/diagnostic.js";
import { type Paint, painter, style } from "../text/paint.js";
import { terminalSafe } from "../text/terminal.js";
import { codeFrame, type FrameLine, shownLines } from "./code-frame.js";
import type { RenderInput } from "./input.js";
import { severityWords } from "./severity-words.js";
import { countsLine, summaryLine } from "./summary-line.js";

/** For people at a terminal: findings by file, each with the lines it is about, and a closing line. */
export function renderPretty(input: RenderInput): string {
  const paint = painter(input.color === true);
  const explained = new Set<string>();
  const blocks = input.files
    .filter((file) => file.diagnostics.length > 0)
    .map((file) => fileBlock(file, input.sources.get(file.path), paint, explained));
  return [...blocks, `${paint(style.bold, `${summaryLine(summarize(input.files))}.`)}\n`].join("\n");
}

function fileBlock(file: FileReport, source: string | undefined, paint: Paint, explained: Set<string>): string {
  const lines = shownLines(source, file.diagnostics);
  const head = paint(style.bold, `${terminalSafe(file.path)}: ${countsLine(summarize([file]))}`);
  const findings = file.diagnostics.map((diagnostic) => finding(file.path, diagnostic, lines, paint, explained));
  return `${head}\n${findings.map((text) => `\n${text}`).join("")}`;
}

function finding(
  path: string,
  diagnostic: Diagnostic,
  lines: readonly string[],
  paint: Paint,
  explained: Set<string>,
): string {
  const color = severityWords[diagnostic.severity].color;
  const name = diagnostic.code === diagnostic.rule ? diagnostic.rule : `${diagnostic.code} ${diagnostic.rule}`;
  const result = [
    `${place(path, diagnostic.range.start)}: ${paint(color, diagnostic.severity)}: ${terminalSafe(diagnostic.message)} ${paint(style.dim, `[${terminalSafe(name)}]`)}`,
    ...frame(codeFrame(lines, diagnostic.range), color, paint),
    ...diagnostic.related.map(
      (related) => `  see ${place(related.path, related.range.start)}: ${terminalSafe(related.message)}`,
    ),
  ];
  if (diagnostic.fix !== null) result.push(`  fix: ${terminalSafe(diagnostic.fix.title)}`);
  if (diagnostic.docs !== "" && !explained.has(diagnostic.rule)) {
    explained.add(diagnostic.rule);
    result.push(`  docs: ${terminalSafe(diagnostic.docs)}`);
  }
  return result.map((line) => `${line}\n`).join("");
}

/** `path:line:column`, which terminals and editors make clickable. */
function place(path: string, position: Position): string {
  return `${terminalSafe(path)}:${position.line}:${position.column}`;
}

function frame(lines: readonly FrameLine[], color: string, paint: Paint): string[] {
  const width = Math.max(...lines.map((line) => String(line.number ?? "").length), 1);
  return lines.map((line) => {
    const gutter = paint(style.dim, `  ${String(line.number ?? "").padStart(width)} |`);
    const text = line.kind === "underline" ? paint(color, line.text) : line.text;
    return text === "" ? gutter : `${gutter} ${text}`;
  });
}
