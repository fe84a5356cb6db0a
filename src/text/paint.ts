/** Colours for terminals. */

/** SGR parameters of ECMA-48; several are joined by `;`. */
export const style = { bold: "1", dim: "2", red: "31", green: "32", yellow: "33", cyan: "36", error: "31;1" } as const;

/** Of a line that says what was added, removed or changed. */
export const markStyles = { "+": style.green, "-": style.red, "~": style.yellow } as const;

/** Wraps a text in a style, or leaves it. */
export type Paint = (style: string, text: string) => string;

/** How texts are painted where escape sequences are welcome, and where not. */
export function painter(color: boolean): Paint {
  return color ? (sgr, text) => `\u001b[${sgr}m${text}\u001b[0m` : (_, text) => text;
}
