/**
 * Reads the ways in which the service names a place in the Flow JSON. Seen: `screens[0].layout.children[0].type`, the
 * same with stray blanks (`screens [0]. layout`), `children[3]['on-select-action'].name`, `$root/screens/0/layout`
 * (all of them in public answers of Meta), and JSON Pointers.
 */
import { escapeSegment } from "../json/pointer.js";

/** The path as a JSON Pointer; null when it cannot be read as a path. The whole document is the empty string. */
export function pointerOf(path: string): string | null {
  const trimmed = path.trim();
  const rooted = /^(?:\$root|\$|#)(?=$|[\s./[])/.exec(trimmed);
  const rest = trimmed.slice(rooted?.[0].length ?? 0).trim();
  if (rest === "") return rooted === null ? null : "";
  const segments = rest.includes("/") && !rest.includes("[") ? slashSegments(rest) : dottedSegments(rest);
  return segments === null ? null : segments.map((segment) => `/${escapeSegment(segment)}`).join("");
}

/** A path that a message mentions, as it stands there; null when there is none. */
export function pathInMessage(message: string): string | null {
  const rooted = /\$root(?:\s*[/.][^\s"'`,;)]+|\[[^\]]*\])*/.exec(message);
  if (rooted !== null) return rooted[0].replace(/[.:]+$/, "");
  const dotted = /\bscreens\s?\[\s?\d+\s?\](?:\s?\.\s?[\w-]+|\s?\[[^\]]*\])*/.exec(message);
  return dotted === null ? null : dotted[0];
}

function slashSegments(path: string): readonly string[] {
  return path
    .replace(/^\//, "")
    .split("/")
    .map((segment) => segment.trim().replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** `a.b`, `[0]`, `['b']`, `["b"]`, with blanks around any of them. */
const DOTTED =
  /\s*(?:\.?\s*\[\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^\]'"\s]+))\s*\]|\.?\s*([^\s.[\]'"]+))\s*/y;

function dottedSegments(path: string): readonly string[] | null {
  const segments: string[] = [];
  let at = 0;
  while (at < path.length) {
    DOTTED.lastIndex = at;
    const match = DOTTED.exec(path);
    if (match === null) return null;
    const quoted = match[1] ?? match[2];
    segments.push(quoted === undefined ? (match[3] ?? match[4] ?? "") : quoted.replace(/\\(.)/g, "$1"));
    at = DOTTED.lastIndex;
  }
  return segments;
}
