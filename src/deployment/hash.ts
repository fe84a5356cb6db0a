/** Fingerprints of what is sent, to tell whether two are the same without keeping either. */
import { canonicalJson } from "../json/canonical.js";

export { canonicalJson, sameJson } from "../json/canonical.js";

/** SHA-256 of a text in UTF-8, in lower-case hexadecimal digits. */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The fingerprint of Flow JSON, whatever its layout and the order of its keys. */
export function flowJsonHash(value: unknown): Promise<string> {
  return sha256(canonicalJson(value));
}
