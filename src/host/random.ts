import { randomBytes } from "node:crypto";

/** A flow token that nobody can guess: 128 random bits, in letters and digits that are safe in an address. */
export function randomToken(): string {
  return randomBytes(16).toString("base64url");
}
