import type { Diagnostic, Range } from "../diagnostic/diagnostic.js";
import { terminalSafe } from "../text/terminal.js";
import { graphemes, graphemeWidth } from "../text/width.js";

/** UTF-16 units of a line that are shown; images in base64 make lines of megabytes. */
const MAX_SHOWN = 100;
/** Units before the range that stay visible when the start of the line is cut off. */
const LEAD = 30;
const TAB = "  ";
const CUT = "…";

export interface FrameLine {
  /** Null for an underline, and where lines are left out. */
  readonly number: number | null;
  readonly text: string;
  readonly kind: "code" | "underline" | "gap";
}

/** The lines of a text, as diagnostics count them: ended by LF, CRLF or a lone CR, without a byte order mark. */
export function splitLines(text: string): string[] {
  return text.replace(/^\ufeff/, "").split(/\r\n?|\n/);
}

/** The lines of a text for frames around its findings: what was found to be a secret is covered. */
export function shownLines(text: string | undefined, diagnostics: readonly Diagnostic[]): readonly string[] {
  if (text === undefined) return [];
  const lines = splitLines(text);
  for (const { rule, range } of diagnostics) {
    if (rule !== "endpoint-secret") continue;
    for (let i = range.start.line - 1; i < Math.min(range.end.line, lines.length); i++) {
      const line = lines[i] ?? "";
      const start = i === range.start.line - 1 ? range.start.column - 1 : 0;
      const end = i === range.end.line - 1 ? range.end.column - 1 : line.length;
      lines[i] = `${line.slice(0, start)}${"•".repeat(Math.max(end - start, 0))}${line.slice(end)}`;
    }
  }
  return lines;
}

/**
 * The line of a range with its neighbours, and carets under exactly the range. Of a range over several lines the first
 * and the last are shown. The text is safe for a terminal.
 */
export function codeFrame(lines: readonly string[], range: Range): FrameLine[] {
  const { start, end } = range;
  const first = lines[start.line - 1];
  if (first === undefined) return [];
  const from = windowStart(first, start.column - 1);
  if (start.line === end.line) {
    return [
      ...context(lines, start.line - 1, from),
      ...underlined(first, start.line, from, start.column - 1, end.column - 1),
      ...context(lines, start.line + 1, from),
    ];
  }
  const last = lines[end.line - 1] ?? "";
  const lastStart = last.length - last.trimStart().length;
  return [
    ...context(lines, start.line - 1, from),
    ...underlined(first, start.line, from, start.column - 1, first.length),
    ...(end.line > start.line + 1 ? [{ number: null, text: CUT, kind: "gap" as const }] : []),
    ...underlined(last, end.line, 0, Math.min(lastStart, end.column - 1), end.column - 1),
  ];
}

/** Where the shown part of a line begins, so that the range is inside it. */
function windowStart(line: string, start: number): number {
  if (line.length <= MAX_SHOWN || start <= MAX_SHOWN - LEAD) return 0;
  return wholeCharacter(line, start - LEAD);
}

/** Moves an offset off the middle of a surrogate pair. */
function wholeCharacter(line: string, offset: number): number {
  const code = line.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff ? offset - 1 : offset;
}

function context(lines: readonly string[], number: number, from: number): FrameLine[] {
  const line = lines[number - 1];
  // A text that ends with a line end has an empty last line, which says nothing.
  if (line === undefined || (line === "" && number === lines.length)) return [];
  return [{ number, text: show(line, from, 0, 0).text, kind: "code" }];
}

function underlined(line: string, number: number, from: number, start: number, end: number): FrameLine[] {
  const shown = show(line, from, start, end);
  const carets = " ".repeat(shown.before) + "^".repeat(Math.max(1, shown.under));
  return [
    { number, text: shown.text, kind: "code" },
    { number: null, text: carets, kind: "underline" },
  ];
}

/** The visible part of a line, how many columns stand before the range, and how many the range takes. */
function show(
  line: string,
  from: number,
  start: number,
  end: number,
): { readonly text: string; readonly before: number; readonly under: number } {
  const to = line.length - from <= MAX_SHOWN ? line.length : wholeCharacter(line, from + MAX_SHOWN);
  let text = from > 0 ? CUT : "";
  let before = text.length;
  let under = 0;
  for (const piece of graphemes(line.slice(from, to))) {
    const offset = from + piece.offset;
    const { shown, width } = drawn(piece.text);
    text += shown;
    if (offset + piece.text.length <= start) before += width;
    else if (offset < end) under += width;
  }
  return { text: to < line.length ? text + CUT : text.trimEnd(), before, under };
}

function drawn(grapheme: string): { readonly shown: string; readonly width: number } {
  if (grapheme === "\t") return { shown: TAB, width: TAB.length };
  const shown = terminalSafe(grapheme);
  if (shown === grapheme) return { shown, width: graphemeWidth(grapheme) };
  return { shown, width: graphemes(shown).reduce((sum, piece) => sum + graphemeWidth(piece.text), 0) };
}
