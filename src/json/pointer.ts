import { type JsonNode, property } from "./node.js";

/** The JSON Pointer (RFC 6901) of a node; the root is the empty string. */
export function pointerTo(node: JsonNode): string {
  let pointer = "";
  for (let at: JsonNode | null = node; at !== null && at.key !== null; at = at.parent) {
    pointer = `/${escapeSegment(String(at.key))}${pointer}`;
  }
  return pointer;
}

/** One segment of a pointer, with `~` and `/` escaped. */
export function escapeSegment(segment: string): string {
  return segment.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** The node that a pointer names, or undefined when there is none. */
export function resolvePointer(root: JsonNode, pointer: string): JsonNode | undefined {
  if (pointer === "") return root;
  if (!pointer.startsWith("/")) return undefined;
  let node: JsonNode | undefined = root;
  for (const raw of pointer.slice(1).split("/")) {
    const segment = raw.replaceAll("~1", "/").replaceAll("~0", "~");
    if (node?.kind === "array") node = /^(0|[1-9][0-9]*)$/.test(segment) ? node.items[Number(segment)] : undefined;
    else node = property(node, segment);
  }
  return node;
}
