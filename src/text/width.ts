/** How many columns text takes on a terminal, so that an underline stands under what it means. */

// Wide and fullwidth characters of Unicode's East Asian Width table (UAX #11), in blocks; emoji come by their property.
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{17000}-\u{18cff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|^\p{Emoji_Presentation}|^\p{Regional_Indicator}/u;
const EMOJI_STYLE = "\ufe0f";
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}]/u;

/** What a reader takes for one character, with its offset in UTF-16 units. */
export interface Grapheme {
  readonly text: string;
  readonly offset: number;
}

/** Splits a text into what a reader takes for characters: an emoji of several code points is one. */
export function graphemes(text: string): Grapheme[] {
  if (/^[\u0020-\u007e\t]*$/.test(text)) return [...text].map((char, offset) => ({ text: char, offset }));
  const segments = new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text);
  return Array.from(segments, ({ segment, index }) => ({ text: segment, offset: index }));
}

/** The columns one grapheme takes: 0, 1 or 2. */
export function graphemeWidth(grapheme: string): number {
  if (grapheme.length === 1 && grapheme < "\u0300") return 1;
  if (WIDE.test(grapheme) || grapheme.includes(EMOJI_STYLE)) return 2;
  return NO_WIDTH.test(grapheme) ? 0 : 1;
}
