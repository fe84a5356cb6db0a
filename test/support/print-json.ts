/**
 * Prints the tree of a JSON text in another layout. Order, keys that stand twice and the digits of numbers stay, which
 * `JSON.stringify` of the value would not keep.
 */
import type { JsonNode } from "../../src/json/node.js";

export interface Layout {
  /** What a level is indented by; undefined puts all on one line, without a blank. */
  readonly indent?: string;
  readonly newline?: "\n" | "\r\n" | "\r";
  /** Writes every character of keys as an escape. */
  readonly escapedKeys?: boolean;
  /** Writes every character of strings as an escape. */
  readonly escapedStrings?: boolean;
  readonly byteOrderMark?: boolean;
}

export function printJson(root: JsonNode, text: string, layout: Layout): string {
  const { indent, newline = "\n" } = layout;
  const line = (depth: number): string => (indent === undefined ? "" : newline + indent.repeat(depth));
  const list = (open: string, items: readonly string[], close: string, depth: number): string =>
    items.length === 0
      ? open + close
      : `${open}${line(depth + 1)}${items.join(`,${line(depth + 1)}`)}${line(depth)}${close}`;
  const print = (node: JsonNode, depth: number): string => {
    switch (node.kind) {
      case "object": {
        const colon = indent === undefined ? ":" : ": ";
        const members = node.members.map(
          ({ key, value }) => printString(key, layout.escapedKeys === true) + colon + print(value, depth + 1),
        );
        return list("{", members, "}", depth);
      }
      case "array":
        return list(
          "[",
          node.items.map((item) => print(item, depth + 1)),
          "]",
          depth,
        );
      case "string":
        return printString(node.value, layout.escapedStrings === true);
      default:
        return text.slice(node.start, node.end);
    }
  };
  return (layout.byteOrderMark === true ? "\ufeff" : "") + print(root, 0);
}

function printString(value: string, escaped: boolean): string {
  if (!escaped) return JSON.stringify(value);
  return `"${value.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`;
}
