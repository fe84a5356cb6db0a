/** Shortens a sample to the lines that matter, so that a reader sees the mistake and not the frame around it. */

/** Texts of at most so many lines are shown whole. */
const WHOLE = 30;
/** Lines shown before and after a line that matters. */
const AROUND = 3;
/** Leaving out fewer lines than this hides more than it saves. */
const LEAST_LEFT_OUT = 3;
const MAX_COLUMNS = 110;

export interface Excerpt {
  readonly text: string;
  /** Whether whole lines are missing; cut ends of lines do not count. */
  readonly shortened: boolean;
}

/** Lines of a text, as diagnostics count them. */
export function linesOf(text: string): string[] {
  return text
    .replace(/^\ufeff/, "")
    .replace(/(\r\n?|\n)$/, "")
    .split(/\r\n?|\n/);
}

/** The text with the lines around some of its lines (from 1), and the lines that open what these stand in. */
export function excerpt(text: string, matters: readonly number[]): Excerpt {
  const lines = linesOf(text);
  if (lines.length <= WHOLE) return { text: lines.map(cut).join("\n"), shortened: false };
  const keep = new Set([1, 2, lines.length]);
  for (const line of matters.slice(0, 6)) {
    for (let near = line - AROUND; near <= line + AROUND; near++) keep.add(near);
    for (const opener of openersOf(lines, line)) keep.add(opener);
  }
  // What is opened is closed, so that the excerpt has the form of the whole.
  for (const line of [...keep]) keep.add(closerOf(lines, line));
  const shown: string[] = [];
  let shortened = false;
  for (let line = 1; line <= lines.length; ) {
    let end = line;
    while (end <= lines.length && !keep.has(end)) end++;
    if (end - line >= LEAST_LEFT_OUT) {
      shown.push(`${indentOf(lines[line - 1] ?? "")}…`);
      shortened = true;
      line = end;
      continue;
    }
    for (; line <= end && line <= lines.length; line++) shown.push(cut(lines[line - 1] ?? ""));
  }
  return { text: shown.join("\n"), shortened };
}

/** Lines of a text that another text has not, or, when all are there, the place where the two part. */
export function linesNotIn(text: string, other: string): number[] {
  const lines = linesOf(text);
  const others = linesOf(other);
  const known = new Set(others.map((line) => line.trim()));
  const own = lines.flatMap((line, i) => (known.has(line.trim()) ? [] : [i + 1]));
  if (own.length > 0) return own;
  const parting = lines.findIndex((line, i) => line !== others[i]);
  return parting === -1 ? [] : [parting + 1];
}

/** The lines above that are indented less and less: in formatted JSON, the keys on the way to the root. */
function openersOf(lines: readonly string[], line: number): number[] {
  const openers: number[] = [];
  let indent = indentOf(lines[line - 1] ?? "").length;
  for (let above = line - 1; above >= 1 && indent > 0; above--) {
    const width = indentOf(lines[above - 1] ?? "").length;
    if (width >= indent) continue;
    indent = width;
    openers.push(above);
  }
  return openers;
}

/** The line that closes what a line opens; the line itself when it opens nothing. */
function closerOf(lines: readonly string[], line: number): number {
  const text = lines[line - 1] ?? "";
  if (!/[[{]$/.test(text)) return line;
  const indent = indentOf(text);
  const below = lines.findIndex((other, i) => i >= line && indentOf(other) === indent && /^\s*[\]}]/.test(other));
  return below === -1 ? line : below + 1;
}

function indentOf(line: string): string {
  return /^\s*/.exec(line)?.[0] ?? "";
}

/** Images in base64 make lines of megabytes. */
function cut(line: string): string {
  return line.length > MAX_COLUMNS + 20 ? `${line.slice(0, MAX_COLUMNS)}…` : line;
}
