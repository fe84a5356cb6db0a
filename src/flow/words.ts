import type { JsonNode } from "../json/node.js";
import { listed } from "../text/counted.js";
import type { LiteralType } from "./spec.js";

/** Wording that several messages share. */

const typeWords: Readonly<Record<LiteralType, readonly string[]>> = {
  string: ["a text"],
  number: ["a number"],
  integer: ["a whole number"],
  boolean: ["true", "false"],
  array: ["a list"],
  object: ["an object"],
};

/** `a text`, `a text or a list`, `true, false or a reference`, … */
export function typeList(types: readonly LiteralType[], others: readonly string[] = []): string {
  return oneOf([...types.flatMap((type) => typeWords[type]), ...others]);
}

/** Joins alternatives: `a, b or c`. */
export function oneOf(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

/** Values in backticks, joined as alternatives; long lists are cut. */
export function quoted(values: readonly string[], most = 12): string {
  const shown = values.slice(0, most).map((value) => `\`${shorten(value)}\``);
  return values.length > most ? `${shown.join(", ")} and ${values.length - most} more` : oneOf(shown);
}

/** Several values in backticks, joined with `and`. */
export function quotedAll(values: readonly string[], most = 12): string {
  const shown = values.slice(0, most).map((value) => `\`${shorten(value)}\``);
  if (values.length > most) return `${shown.join(", ")} and ${values.length - most} more`;
  return listed(shown);
}

/**
 * A text cut to a length that fits a message, in UTF-16 units; control characters become blanks, backticks apostrophes.
 */
export function shorten(text: string, most = 60): string {
  // Cut before it is gone through: an image in base64 has megabytes.
  const start = text.slice(0, most * 4);
  const plain = start.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ").replaceAll("`", "'");
  if (start.length === text.length && plain.length <= most) return plain;
  return `${plain.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** What stands there, for the second half of "expected …, found …". */
export function found(node: JsonNode): string {
  switch (node.kind) {
    case "string":
      return node.value === "" ? "an empty text" : `the text \`${shorten(node.value)}\``;
    case "number":
      return `the number \`${node.value}\``;
    case "boolean":
      return `\`${node.value}\``;
    case "null":
      return "`null`";
    case "array":
      return "a list";
    case "object":
      return "an object";
  }
}
