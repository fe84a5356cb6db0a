/** The faults of the matrix: what each does, and what a run may make of it. */
import type { FalseAnswer } from "../support/answer-proxy.js";

/** What can be known afterwards; it decides how a cell has to end. */
export type Kind =
  /** Certainly not done: repeating is safe. */
  | "not-done"
  /** Refused because another message is under way: repeating a message is safe. */
  | "busy"
  /** No clear answer, and it was not done. */
  | "ambiguous-not-done"
  /** The same, and 2xx without a body. */
  | "empty-not-done"
  /** No clear answer, and it was done. */
  | "ambiguous-done"
  /** No clear answer, it was done, and nothing can be read for the rest of the run. */
  | "blind"
  /** 2xx, and the answer itself says that it did not work. */
  | "says-no";

export type How =
  /** One of the emulator's. */
  | {
      readonly by: "emulator";
      readonly fault: string;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Nobody listens at the port. */
  | { readonly by: "closed-port" }
  /** The emulator does it, and something else comes back. */
  | { readonly by: "proxy"; readonly answer: FalseAnswer }
  /** What the operation says then. */
  | { readonly by: "operation" };

export interface Fault {
  /** As the table in docs/reliability.md names it. */
  readonly name: string;
  readonly kind: Kind;
  readonly how: How;
}

const page = "<!doctype html><title>502 Bad Gateway</title>";
const html = { "content-type": "text/html" };
const graphThrottling = {
  error: { message: "(#80007) Rate limit hit", type: "OAuthException", code: 80007, fbtrace_id: "A" },
};
/** Longer than any request may take. */
const TOO_LATE_MS = 400_000;

const emulator = (fault: string, body?: unknown, headers?: Readonly<Record<string, string>>): How => ({
  by: "emulator",
  fault,
  ...(body === undefined ? {} : { body }),
  ...(headers === undefined ? {} : { headers }),
});
const instead = (status: number, type: string, body: string, dripMs?: number): How => ({
  by: "proxy",
  answer: { status, type, body, ...(dripMs === undefined ? {} : { dripMs }) },
});
const json = "application/json";

export const faults: readonly Fault[] = [
  { name: "connection refused", kind: "not-done", how: { by: "closed-port" } },
  { name: "429 with `Retry-After`", kind: "not-done", how: emulator("status:429", undefined, { "retry-after": "60" }) },
  { name: "429 without `Retry-After`", kind: "not-done", how: emulator("status:429") },
  { name: "Meta's throttling, HTTP 400", kind: "not-done", how: emulator("status:400", graphThrottling) },
  {
    name: "409, busy conversation",
    kind: "busy",
    how: emulator("status:409", { error: "Another message is in flight" }),
  },
  { name: "connection closed before", kind: "ambiguous-not-done", how: emulator("refuse-before") },
  { name: "reset before", kind: "ambiguous-not-done", how: emulator("reset-before") },
  { name: "reset after", kind: "ambiguous-done", how: emulator("reset-after") },
  { name: "timeout before", kind: "ambiguous-not-done", how: emulator("timeout") },
  { name: "timeout after", kind: "ambiguous-done", how: emulator(`slow:${TOO_LATE_MS}`) },
  { name: "500 before", kind: "ambiguous-not-done", how: emulator("status:500") },
  { name: "500 after", kind: "ambiguous-done", how: instead(500, json, '{"error":"Internal error"}') },
  { name: "502 with HTML before", kind: "ambiguous-not-done", how: emulator("status:502", page, html) },
  { name: "502 with HTML after", kind: "ambiguous-done", how: instead(502, "text/html", page) },
  { name: "503 before", kind: "ambiguous-not-done", how: emulator("status:503", "Service unavailable") },
  { name: "503 after", kind: "ambiguous-done", how: instead(503, "text/plain", "Service unavailable") },
  { name: "504 before", kind: "ambiguous-not-done", how: emulator("status:504", { error: "Kapso proxy timeout" }) },
  { name: "504 after", kind: "ambiguous-done", how: instead(504, json, '{"error":"Kapso proxy timeout"}') },
  { name: "truncated JSON", kind: "ambiguous-done", how: emulator("truncated") },
  { name: "JSON that is none", kind: "ambiguous-done", how: emulator("not-json") },
  { name: "wrong content type before", kind: "ambiguous-not-done", how: emulator("status:200", page, html) },
  { name: "wrong content type after", kind: "ambiguous-done", how: instead(200, "text/html", page) },
  { name: "empty 2xx before", kind: "empty-not-done", how: emulator("status:200", "") },
  { name: "empty 2xx after", kind: "ambiguous-done", how: instead(200, json, "") },
  { name: "slow drip", kind: "ambiguous-done", how: instead(200, json, `{"data":"${"x".repeat(40)}"}`, 10_000) },
  { name: "2xx that says no", kind: "says-no", how: { by: "operation" } },
  { name: "reset after, then no read works", kind: "blind", how: emulator("reset-after") },
];
