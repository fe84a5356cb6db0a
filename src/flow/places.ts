import type { Range } from "../diagnostic/diagnostic.js";
import type { LineIndex } from "../json/line-index.js";
import type { Member } from "../json/node.js";
import { stringOffsets } from "../json/string-offsets.js";
import type { Place } from "./rule.js";

/** The member that holds the place's node, when its parent is an object. */
function memberAt(place: Place): Member | undefined {
  const parent = place.node.parent;
  return parent?.kind === "object" ? parent.members.find((member) => member.value === place.node) : undefined;
}

/** The offsets of a place in the text. */
export function offsetsOf(place: Place, text: string): { readonly start: number; readonly end: number } {
  const { node } = place;
  switch (place.target) {
    case "value":
      return { start: node.start, end: node.end };
    case "open":
      return { start: node.start, end: node.start + 1 };
    case "key": {
      const member = memberAt(place);
      return member === undefined
        ? { start: node.start, end: node.end }
        : { start: member.keyStart, end: member.keyEnd };
    }
    case "inside": {
      if (!place.node.escaped) return { start: node.start + 1 + place.start, end: node.start + 1 + place.end };
      const offsets = stringOffsets(text, place.node);
      const close = node.end - 1;
      return { start: offsets[place.start] ?? close, end: offsets[place.end] ?? close };
    }
  }
}

/** Lines and columns of a place. */
export function rangeOf(place: Place, text: string, lines: LineIndex): Range {
  const { start, end } = offsetsOf(place, text);
  return lines.range(start, end);
}
