/**
 * Hides what people entered. Logs, responses and bodies of calls may hold anything a form asks for (kapso-api.md
 * section 11.5), and a terminal or the log of a build is read by more people than that was meant for.
 */
import type { FunctionInvocation, FunctionLogEntry } from "../client/wire.js";
import { maskPhoneNumber } from "../errors/redact.js";

const HIDDEN = "•••";

/** The same shape with every value hidden; keys and the number of items stay, as they help in finding a mistake. */
export function hideValues(value: unknown): unknown {
  if (value === null || value === undefined || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map(hideValues);
  if (typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, hideValues(member)]));
  }
  return HIDDEN;
}

// 7 to 15 digits (E.164) with the separators people write between them; not a date, and not part of an ID.
const PHONE_NUMBER = /(?<![\w-])(?!\d{4}-\d{2}-\d{2})\+?\d(?:[ ()./-]{0,2}\d){6,14}(?![\w-])/g;
const EMAIL = /[^\s@<>"'()]+@[^\s@<>"'()]+\.[^\s@<>"'().,;]+/g;

/** A text in which telephone numbers and mail addresses are hidden; the rest is what it is read for. */
export function hideContacts(text: string): string {
  return text.replace(EMAIL, HIDDEN).replace(PHONE_NUMBER, (number) => maskPhoneNumber(number));
}

/** A line of a log: what was logged is what it is asked for, so only contacts in it are hidden. */
export function hiddenLogEntry(entry: FunctionLogEntry): FunctionLogEntry {
  return {
    ...entry,
    ...(entry.message === undefined ? {} : { message: hideContacts(entry.message) }),
    ...(typeof entry.stack === "string" ? { stack: hideContacts(entry.stack) } : {}),
  };
}

/** A call of the data endpoint: the bodies are what the user entered and got. */
export function hiddenInvocation(invocation: FunctionInvocation): FunctionInvocation {
  const { request_body, response_body, error_message, logs } = invocation;
  return {
    ...invocation,
    ...(isRecord(request_body) ? { request_body: hiddenRecord(request_body) } : {}),
    ...(isRecord(response_body) ? { response_body: hiddenRecord(response_body) } : {}),
    ...(typeof error_message === "string" ? { error_message: hideContacts(error_message) } : {}),
    ...(logs === undefined ? {} : { logs: logs.map(hiddenLogEntry) }),
  };
}

/** Members of a body that say which exchange it was, and nothing about who. */
const harmless: readonly string[] = ["flow_id", "version", "action", "screen"];

function hiddenRecord(value: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, harmless.includes(key) ? member : hideValues(member)]),
  );
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
