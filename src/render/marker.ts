import { shortened } from "./markdown-text.js";

/**
 * The hidden first line of a comment, by which the next run finds it again. Any key is allowed: what could end the
 * HTML comment is encoded.
 */
export function commentMarker(key: string): string {
  const safe = shortened(key, 200)
    .replace(/[^\w .,:/@=+-]/gu, (char) => `%${char.codePointAt(0)?.toString(16)}`)
    .replaceAll("--", "-%2d");
  return `<!-- whatsapp-flows-ci:${safe} -->`;
}

/** Whether a comment is the one of that key. Only the first line counts, so that a quoted marker does not. */
export function hasMarker(body: string, key: string): boolean {
  return body.split(/\r?\n/, 1)[0]?.trim() === commentMarker(key);
}
