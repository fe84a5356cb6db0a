import type { StringNode } from "./node.js";

/**
 * The offset in the text of each UTF-16 unit of a string's value, and of its closing quote as the last entry, so that
 * a place inside a string (an expression, a path) can be shown where it stands in the file.
 */
export function stringOffsets(text: string, node: StringNode): number[] {
  const offsets: number[] = [];
  let at = node.start + 1;
  const close = node.end - 1;
  while (at < close) {
    offsets.push(at);
    if (text.charAt(at) === "\\") at += text.charAt(at + 1) === "u" ? 6 : 2;
    else at += 1;
  }
  offsets.push(close);
  return offsets;
}

/** The offset in the text of one UTF-16 unit of a string's value. */
export function offsetInText(text: string, node: StringNode, unit: number): number {
  if (!node.escaped) return node.start + 1 + unit;
  return stringOffsets(text, node)[unit] ?? node.end - 1;
}
