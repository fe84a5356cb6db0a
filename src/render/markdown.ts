import { summarize } from "../diagnostic/counts.js";
import type { Diagnostic } from "../diagnostic/diagnostic.js";
import type { RenderInput } from "./input.js";
import { code, codeBlock, link, message, shortened } from "./markdown-text.js";
import { severityWords } from "./severity-words.js";
import { summaryLine } from "./summary-line.js";

/** For people on GitHub: findings as a list under each file. Safe for any text inside a flow. */
export function renderMarkdown(input: RenderInput): string {
  const files = input.files
    .filter((file) => file.diagnostics.length > 0)
    .map((file) => fileSection(file.path, file.diagnostics, { linkTo: input.linkTo, most: Number.POSITIVE_INFINITY }));
  return [`**${summaryLine(summarize(input.files))}**\n`, ...files].join("\n");
}

export interface SectionOptions {
  readonly linkTo: RenderInput["linkTo"];
  /** The longest text that is shown whole. */
  readonly most: number;
  /** The lines that a finding is about, as plain text; undefined: none are shown. */
  readonly frameOf?: (diagnostic: Diagnostic) => string | undefined;
}

/** The findings of one file under its name. */
export function fileSection(path: string, diagnostics: readonly Diagnostic[], options: SectionOptions): string {
  return `#### ${code(path)}\n\n${diagnostics.map((diagnostic) => finding(path, diagnostic, options)).join("")}`;
}

function finding(path: string, diagnostic: Diagnostic, options: SectionOptions): string {
  const { severity, rule, range, related, fix } = diagnostic;
  const { line, column } = range.start;
  const where = placeLink(`${line}:${column}`, path, line, options);
  const text = message(shortened(diagnostic.message, options.most));
  const named = [link(code(rule), diagnostic.docs), ...(diagnostic.code === rule ? [] : [code(diagnostic.code)])];
  let result = `- ${severityWords[severity].mark} **${severity}** at ${where}: ${text} (${named.join(", ")})\n`;
  const lines = options.frameOf?.(diagnostic);
  // Indented, the block belongs to the item of the list.
  if (lines !== undefined) result += `\n${codeBlock("text", lines).replace(/^(?=.)/gm, "  ")}\n`;
  for (const one of related) {
    const place = `${one.path}:${one.range.start.line}:${one.range.start.column}`;
    const at = placeLink(place, one.path, one.range.start.line, options);
    result += `  - see ${at}: ${message(shortened(one.message, options.most))}\n`;
  }
  if (fix !== null) result += `  - fix: ${message(shortened(fix.title, options.most))}\n`;
  return result;
}

function placeLink(label: string, path: string, line: number, options: SectionOptions): string {
  return link(code(label), options.linkTo?.(path, line) ?? "");
}
