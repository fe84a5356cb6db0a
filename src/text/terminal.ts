/**
 * Text from a flow, a file name or an answer of a service, made harmless for a terminal: an escape sequence in it could
 * hide a finding, set the window title or write to the clipboard, and a right-to-left mark could show it reordered.
 */

// C0 and C1 controls, DEL, and the marks that reorder or hide text (Unicode Technical Report 36, 2.9).
const HARMFUL = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Shows every control and reordering character by its number, as `\u001b`, on a single line. */
export function terminalSafe(text: string): string {
  return text.replace(HARMFUL, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
