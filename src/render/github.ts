import type { Diagnostic } from "../diagnostic/diagnostic.js";
import { joinPath } from "../text/path.js";
import { terminalSafe } from "../text/terminal.js";
import type { RenderInput } from "./input.js";
import { severityWords } from "./severity-words.js";

/** What an annotation shows and where; properties named as in a workflow command. */
export interface Annotation {
  readonly level: "error" | "warning" | "notice";
  readonly message: string;
  readonly properties: {
    readonly file: string;
    readonly line: number;
    readonly endLine: number;
    readonly col?: number;
    readonly endColumn?: number;
    readonly title: string;
  };
}

/** For the log of a GitHub workflow: one workflow command per finding, which GitHub turns into an annotation. */
export function renderGithub(input: RenderInput): string {
  return input.files
    .flatMap((file) => file.diagnostics.map((diagnostic) => annotation(file.path, diagnostic, input.base)))
    .map((one) => `${workflowCommand(one)}\n`)
    .join("");
}

/** The annotation of a finding; `base` is that of {@link RenderInput}. */
export function annotation(path: string, diagnostic: Diagnostic, base?: string): Annotation {
  const { start, end } = diagnostic.range;
  const lines = [terminalSafe(diagnostic.message)];
  if (diagnostic.fix !== null) lines.push(`Fix: ${terminalSafe(diagnostic.fix.title)}`);
  if (diagnostic.docs !== "") lines.push(terminalSafe(diagnostic.docs));
  return {
    level: severityWords[diagnostic.severity].github,
    message: lines.join("\n"),
    properties: {
      file: joinPath(base ?? "", path),
      line: start.line,
      endLine: end.line,
      // `@actions/core` 3.0 documents (core.d.ts, AnnotationProperties) that columns cannot be sent when the lines
      // differ, and that `endColumn` defaults to `startColumn`, which marks one character: so the end is inclusive.
      ...(start.line === end.line ? { col: start.column, endColumn: Math.max(start.column, end.column - 1) } : {}),
      title: terminalSafe(`${diagnostic.rule} (${diagnostic.code})`),
    },
  };
}

/** The annotation as one line of the log. */
function workflowCommand({ level, message, properties }: Annotation): string {
  const pairs = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${level} ${pairs.join(",")}::${escapeData(message)}`;
}

// The runner undoes exactly these (actions/runner, ActionCommand.cs); `%` goes first.
function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
