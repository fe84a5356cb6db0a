/** A telephone number with all but its last two digits hidden, as in `+15•••••••00`; for people, never for requests. */
export function maskPhoneNumber(number: string): string {
  const digits = number.replace(/\D/g, "");
  if (digits.length <= 4) return "••••";
  return `${number.trim().startsWith("+") ? "+" : ""}${digits.slice(0, 2)}${"•".repeat(digits.length - 4)}${digits.slice(-2)}`;
}

/**
 * Replaces every occurrence of the given secrets in a text. Used where text from elsewhere (an error of a library, an
 * answer of a service) is shown.
 */
export function redact(text: string, secrets: readonly string[]): string {
  let result = text;
  // Longest first, so that a secret that contains another one leaves no rest.
  for (const secret of [...secrets].sort((a, b) => b.length - a.length)) {
    if (secret.length >= 4) result = result.replaceAll(secret, "•••");
  }
  return result;
}
