/** A part of a string value: UTF-16 offsets inside that value, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const longestShown = 60;

/** Shortens a piece of an expression for a message, without cutting a surrogate pair in two. */
export function shorten(text: string): string {
  if (text.length <= longestShown) return text;
  const last = text.charCodeAt(longestShown - 1);
  const end = last >= 0xd800 && last <= 0xdbff ? longestShown - 1 : longestShown;
  return `${text.slice(0, end)}…`;
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
