import type { FindingExtras } from "../flow/rule.js";
import type { LiteralType } from "../flow/spec.js";
import { shorten } from "../flow/words.js";
import type { JsonNode } from "../json/node.js";

/** Takes the quotes off a number or truth value, or puts them on, where that gives the type that is wanted. */
export function retypeFix(text: string, node: JsonNode, types: readonly LiteralType[]): FindingExtras {
  const fits = (type: LiteralType): boolean => types.includes(type);
  if (node.kind === "string") {
    const number = fits("number") && /^-?(0|[1-9]\d*)(\.\d+)?$/.test(node.value);
    const truth = fits("boolean") && (node.value === "true" || node.value === "false");
    if (!number && !truth) return {};
    return replace(node, node.value, `Write \`${shorten(node.value)}\` without quotes`);
  }
  if ((node.kind === "number" || node.kind === "boolean") && fits("string")) {
    const raw = text.slice(node.start, node.end);
    return replace(node, `"${raw}"`, `Write \`${shorten(raw)}\` in quotes`);
  }
  return {};
}

function replace(node: JsonNode, text: string, title: string): FindingExtras {
  return { fix: { title, edits: [{ start: node.start, end: node.end, text }] } };
}
