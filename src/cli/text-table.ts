import { terminalSafe } from "../text/terminal.js";
import { graphemes, graphemeWidth } from "../text/width.js";

/** What a cell may hold; nothing is shown as a dash, so that columns stay readable. */
export type Cell = string | number | boolean | null | undefined;

function cellText(cell: Cell): string {
  if (cell === null || cell === undefined || cell === "") return "–";
  return terminalSafe(typeof cell === "boolean" ? (cell ? "yes" : "no") : String(cell));
}

/** Rows under a heading, in aligned columns two blanks apart. Cells are made harmless for a terminal. */
export function textTable(heading: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [heading, ...rows.map((row) => row.map(cellText))];
  const widths = heading.map((_, column) => Math.max(...lines.map((line) => width(line[column] ?? ""))));
  return lines
    .map((line) =>
      line
        .map((text, column) => text + " ".repeat((widths[column] ?? 0) - width(text)))
        .join("  ")
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join("");
}

/** One thing: its properties below each other, values aligned. Properties without a value are left out. */
export function textRecord(properties: readonly (readonly [name: string, value: Cell])[]): string {
  const known = properties.filter(([, value]) => value !== null && value !== undefined && value !== "");
  const longest = Math.max(0, ...known.map(([name]) => width(name)));
  return known.map(([name, value]) => `${name}${" ".repeat(longest - width(name))}  ${cellText(value)}\n`).join("");
}

function width(text: string): number {
  return graphemes(text).reduce((sum, grapheme) => sum + graphemeWidth(grapheme.text), 0);
}
