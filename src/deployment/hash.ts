import { canonicalJson } from "../json/canonical.js";
import { sha256 } from "../text/hash.js";

/** The fingerprint of Flow JSON, whatever its layout and the order of its keys. */
export function flowJsonHash(value: unknown): Promise<string> {
  return sha256(canonicalJson(value));
}
