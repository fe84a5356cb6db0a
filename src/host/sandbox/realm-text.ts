import { sandboxKv } from "./kv.js";
import { sandboxRealm } from "./realm.js";

/** The text of a function that makes the code's surroundings: a `MakeRealm`. */
export function realmText(): string {
  return `(host, secrets) => (${sandboxRealm})(${sandboxKv}, host, secrets)`;
}
