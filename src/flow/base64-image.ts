/** What a picture in base64 tells about itself without being decoded: it may have megabytes. */

export type ImageFormat = "JPEG" | "PNG" | "WEBP" | "GIF" | "SVG";

const alphabet = /^[A-Za-z0-9+/]*={0,2}$/;

/** Whether a text is base64. A missing filling is forgiven when the text is plainly a picture. */
export function isBase64(text: string): boolean {
  if (text === "" || !alphabet.test(text)) return false;
  return text.length % 4 === 0 || (!text.endsWith("=") && text.length % 4 !== 1 && imageFormat(text) !== undefined);
}

/** The format by the first bytes, in base64. */
export function imageFormat(text: string): ImageFormat | undefined {
  if (text.startsWith("/9j/")) return "JPEG";
  if (text.startsWith("iVBORw0KGgo")) return "PNG";
  // "RIFF", four bytes of length, "WEBP".
  if (text.startsWith("UklGR") && text.slice(11, 16) === "XRUJQ") return "WEBP";
  if (text.startsWith("R0lGOD")) return "GIF";
  if (text.startsWith("PHN2Zy") || text.startsWith("PD94bWwg")) return "SVG";
  return undefined;
}

/** How many bytes a base64 text stands for. */
export function decodedLength(text: string): number {
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  return Math.floor(((text.length - padding) * 3) / 4);
}
