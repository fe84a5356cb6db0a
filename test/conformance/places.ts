/**
 * Where keys and values of a JSON text stand. Written for the conformance cases alone, on purpose without the
 * project's own reader: the two must agree without sharing a mistake.
 */
export interface Place {
  readonly pointer: string;
  readonly start: number;
  readonly end: number;
  /** Offsets of the key with its quotes, when the value is a member of an object. */
  readonly key?: { readonly start: number; readonly end: number };
}

/** Every value of a text that `JSON.parse` accepts, the last of equal keys included. */
export function placesOf(text: string): readonly Place[] {
  JSON.parse(text.replace(/^\uFEFF/, ""));
  const places: Place[] = [];
  const tokens = [...text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"\uFEFF]+/g)];
  let at = 0;
  const next = () => {
    const token = tokens[at++];
    if (token === undefined) throw new Error("The JSON text ends too early.");
    return { text: token[0], start: token.index, end: token.index + token[0].length };
  };
  const value = (pointer: string, key?: { start: number; end: number }): void => {
    const first = next();
    let end = first.end;
    const slot = places.length;
    places.push({ pointer, start: first.start, end });
    if (first.text === "{" || first.text === "[") {
      const close = first.text === "{" ? "}" : "]";
      for (let i = 0; tokens[at]?.[0] !== close; i++) {
        if (tokens[at]?.[0] === ",") at++;
        if (first.text === "{") {
          const name = next();
          at++;
          value(`${pointer}/${escapeSegment(String(JSON.parse(name.text)))}`, { start: name.start, end: name.end });
        } else value(`${pointer}/${i}`);
      }
      end = next().end;
    }
    places[slot] = { pointer, start: first.start, end, ...(key === undefined ? {} : { key }) };
  };
  value("");
  return places;
}

function escapeSegment(segment: string): string {
  return segment.replaceAll("~", "~0").replaceAll("/", "~1");
}

/**
 * The pointer that a range stands for, by the rule of contracts.md: a key or a value names itself, a lone opening
 * bracket names what it opens, a range inside a string names the string. Undefined for any other range.
 */
export function pointerOf(text: string, places: readonly Place[], start: number, end: number): string | undefined {
  for (const place of places) {
    if (place.start === start && place.end === end) return place.pointer;
    if (place.key?.start === start && place.key.end === end) return place.pointer;
  }
  for (const place of places) {
    if (place.start === start && end === start + 1 && /[{[]/.test(text.charAt(start))) return place.pointer;
    if (text.charAt(place.start) === '"' && place.start < start && start <= end && end < place.end)
      return place.pointer;
  }
  return undefined;
}

/** Offset to `LINE:COL`, both from 1, columns in UTF-16 units; a byte order mark takes no column. */
export function lineAndColumn(text: string, offset: number): string {
  const before = text.slice(0, offset).replace(/^\uFEFF/, "");
  const lines = before.split(/\r\n|\r|\n/);
  return `${lines.length}:${(lines.at(-1) ?? "").length + 1}`;
}

/** Line and column to offset; the other way round of {@link lineAndColumn}. */
export function offsetOf(text: string, line: number, column: number): number {
  let start = text.startsWith("\uFEFF") ? 1 : 0;
  const breaks = /\r\n|\r|\n/g;
  for (let i = 1; i < line; i++) {
    if (breaks.exec(text) === null) return Number.NaN;
    start = breaks.lastIndex;
  }
  return start + column - 1;
}
