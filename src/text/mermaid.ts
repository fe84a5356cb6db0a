import { terminalSafe } from "./terminal.js";

/**
 * Everything but letters, digits and plain punctuation as Mermaid's character codes: a text of a flow can end no label and
 * no statement, begins no comment, and brings no markup.
 */
export function mermaidText(text: string, most: number): string {
  const points = [...terminalSafe(text)];
  const shown = points.length > most ? [...points.slice(0, most - 1), "…"] : points;
  return shown.map((point) => (/^[\p{L}\p{N} _.,…-]$/u.test(point) ? point : `#${point.codePointAt(0)};`)).join("");
}
