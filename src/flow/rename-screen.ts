/** Renames a screen together with everything in the flow that names it. */
import { type JsonNode, type Member, property, type StringNode } from "../json/node.js";
import type { FlowDocument } from "./document.js";
import { findReferences } from "./expression/reference.js";
import { offsetsOf } from "./places.js";
import { inside, type OffsetEdit } from "./rule.js";

const digits = ["ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE"] as const;

/**
 * For every screen id with digits, hyphens, blanks or dots a name without them, by the old id: digits are spelled out.
 * An id that cannot be changed without a clash is left out.
 */
export function renamedScreens(flow: FlowDocument): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set(flow.screensById.keys());
  for (const id of flow.screensById.keys()) {
    if (/^[A-Za-z_]*$/.test(id) || !/^[A-Za-z0-9_. -]+$/.test(id)) continue;
    const name = spelled(id);
    if (taken.has(name)) continue;
    taken.add(name);
    names.set(id, name);
  }
  return names;
}

function spelled(id: string): string {
  const small = !/[A-Z]/.test(id) && /[a-z]/.test(id);
  const words = id.replace(/[. -]/g, "_").replace(/[0-9]+/g, (run, at: number, whole: string) => {
    const word = [...run].map((digit) => digits[Number(digit)] ?? "").join("_");
    const before = at > 0 && whole[at - 1] !== "_" ? "_" : "";
    const after = at + run.length < whole.length && whole[at + run.length] !== "_" ? "_" : "";
    return `${before}${small ? word.toLowerCase() : word}${after}`;
  });
  return words;
}

/** Edits that rename a screen wherever the flow names it. */
export function renameScreen(flow: FlowDocument, id: string, name: string): readonly OffsetEdit[] {
  const edits: OffsetEdit[] = [];
  const replace = (node: JsonNode | undefined): void => {
    if (node?.kind === "string" && node.value === id) {
      edits.push({ start: node.start, end: node.end, text: JSON.stringify(name) });
    }
  };
  for (const { node } of flow.screens) replace(property(node, "id"));
  for (const member of flow.routingModel?.members ?? []) renameRow(member, id, name, replace, edits);
  for (const { actions } of flow.screens) for (const { next } of actions) replace(next);
  renameReferences(flow.root, id, name, flow.text, edits);
  return edits.sort((a, b) => a.start - b.start);
}

function renameRow(
  { key, keyStart, keyEnd, value }: Member,
  id: string,
  name: string,
  replace: (node: JsonNode) => void,
  edits: OffsetEdit[],
): void {
  if (key === id) edits.push({ start: keyStart, end: keyEnd, text: JSON.stringify(name) });
  if (value.kind === "array") value.items.forEach(replace);
}

function renameReferences(node: JsonNode, id: string, name: string, text: string, edits: OffsetEdit[]): void {
  if (node.kind === "string") renameInText(node, id, name, text, edits);
  else if (node.kind === "array") for (const item of node.items) renameReferences(item, id, name, text, edits);
  else if (node.kind === "object") for (const { value } of node.members) renameReferences(value, id, name, text, edits);
}

/** `${screen.ID.…}` in a text, be it alone, in an expression or in a condition. */
function renameInText(node: StringNode, id: string, name: string, text: string, edits: OffsetEdit[]): void {
  if (!node.value.includes(`\${screen.${id}.`)) return;
  for (const found of findReferences(node.value)) {
    const { start } = found.ok ? found.reference : found.malformed;
    const from = start + "${screen.".length;
    if (!node.value.startsWith(`\${screen.${id}.`, start)) continue;
    edits.push({ ...offsetsOf(inside(node, from, from + id.length), text), text: name });
  }
}
