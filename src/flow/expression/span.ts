/** A part of a string value: UTF-16 offsets inside that value, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The text a sticky pattern matches exactly at `at`, or the empty string. */
export function matchAt(pattern: RegExp, value: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(value)?.[0] ?? "";
}

/** The whole character (code point) at `at`, so that an emoji is never reported by half. */
export function characterAt(value: string, at: number): string {
  const code = value.codePointAt(at);
  return code === undefined ? "" : String.fromCodePoint(code);
}
