/** Fingerprints of what is sent, to tell whether two are the same without keeping either. */
import { compareText } from "../diagnostic/order.js";

/** SHA-256 of a text in UTF-8, in lower-case hexadecimal digits. */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The fingerprint of Flow JSON, whatever its layout and the order of its keys. */
export function flowJsonHash(value: unknown): Promise<string> {
  return sha256(canonicalJson(value));
}

/** Whether two JSON values mean the same: the order of keys does not count, that of lists does. */
export function sameJson(a: unknown, b: unknown): boolean {
  return a === b || canonicalJson(a) === canonicalJson(b);
}

/** JSON text that is the same for all values that mean the same: keys sorted by code unit, no blanks. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item: unknown) => canonicalJson(item)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([a], [b]) => compareText(a, b));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(",")}}`;
}
