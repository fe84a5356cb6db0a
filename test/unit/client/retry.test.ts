import { describe, expect, test } from "vitest";
import type { Effect } from "../../../src/client/operations.js";
import {
  afterFailedWrite,
  defaultRetryPolicy,
  mayHaveHappened,
  retryAfterSeconds,
  retryDelay,
} from "../../../src/client/retry.js";
import {
  CredentialsError,
  ProtocolError,
  RefusedError,
  type RemoteDetails,
  type RemoteError,
  TransportError,
  UnavailableError,
} from "../../../src/errors/errors.js";

const operation = "getFlow";
const unavailable = (details: Omit<RemoteDetails, "operation">): RemoteError =>
  new UnavailableError("REMOTE_ERROR", "x", { operation, ...details });
const refused = (status: number): RemoteError => new RefusedError("API_REFUSED", "x", { operation, status });
const transport = (code: string, notSent: boolean): RemoteError =>
  new TransportError(code, "x", { operation, notSent });

function delay(
  error: RemoteError,
  effect: Effect = "read",
  more: { attempt?: number; elapsedMs?: number; random?: number } = {},
) {
  return retryDelay({ effect, error, attempt: 1, elapsedMs: 0, random: 0, policy: defaultRetryPolicy, ...more });
}

describe("which failures are tried again", () => {
  const yes = true;
  const no = false;
  test.each([
    // failure, its error, read, write, message
    ["a request that never left", transport("TRANSPORT_REFUSED", true), yes, yes, yes],
    ["a connection that broke", transport("TRANSPORT_RESET", false), yes, no, no],
    ["a timeout", transport("TRANSPORT_TIMEOUT", false), yes, no, no],
    ["a cut answer", transport("TRANSPORT_TRUNCATED", false), yes, no, no],
    ["a cancelled call", transport("TRANSPORT_ABORTED", false), no, no, no],
    ["a call cancelled before it was sent", transport("TRANSPORT_ABORTED", true), no, no, no],
    ["status 429", unavailable({ status: 429 }), yes, yes, yes],
    ["Meta's throttling 4", unavailable({ status: 400, metaCode: 4 }), yes, yes, yes],
    ["Meta's throttling 80007", unavailable({ status: 400, metaCode: 80007 }), yes, yes, yes],
    ["Meta's throttling 130429", unavailable({ status: 400, metaCode: 130429 }), yes, yes, yes],
    ["Meta's throttling 131056", unavailable({ status: 400, metaCode: 131056 }), yes, yes, yes],
    ["status 408", unavailable({ status: 408 }), yes, no, no],
    ["status 500", unavailable({ status: 500 }), yes, no, no],
    ["status 503", unavailable({ status: 503 }), yes, no, no],
    ["status 504", unavailable({ status: 504 }), yes, no, no],
    ["Meta's 131000", unavailable({ status: 500, metaCode: 131000 }), yes, no, no],
    ["status 409", refused(409), no, no, yes],
    ["status 400", refused(400), no, no, no],
    ["status 404", refused(404), no, no, no],
    ["status 422", refused(422), no, no, no],
    ["status 401", new CredentialsError("AUTH_REFUSED", "x", { operation, status: 401 }), no, no, no],
    ["an answer not understood", new ProtocolError("PROTOCOL_SHAPE", "x", { operation, status: 200 }), no, no, no],
  ])("%s", (_, error, read, write, message) => {
    const effects: readonly Effect[] = ["read", "write", "message"];
    expect(effects.map((effect) => delay(error, effect) !== undefined)).toEqual([read, write, message]);
  });
});

describe("what follows a failed write whose effect can be read back", () => {
  test.each([
    // failure, its error, may it have happened, after the first try
    ["a request that never left", transport("TRANSPORT_REFUSED", true), false, "give-up"],
    ["a connection that broke", transport("TRANSPORT_RESET", false), true, "look-then-repeat"],
    ["a timeout", transport("TRANSPORT_TIMEOUT", false), true, "look-then-repeat"],
    ["a call cancelled before it was sent", transport("TRANSPORT_ABORTED", true), false, "give-up"],
    ["status 429", unavailable({ status: 429 }), false, "give-up"],
    ["Meta's throttling", unavailable({ status: 400, metaCode: 80007 }), false, "give-up"],
    ["status 408", unavailable({ status: 408 }), true, "look-then-repeat"],
    ["status 500", unavailable({ status: 500 }), true, "look-then-repeat"],
    ["status 409", refused(409), false, "give-up"],
    ["status 422", refused(422), false, "give-up"],
    ["a 2xx that says no", new RefusedError("API_NOT_DONE", "x", { operation }), true, "look"],
    ["status 401", new CredentialsError("AUTH_REFUSED", "x", { operation, status: 401 }), false, "give-up"],
    ["an answer not understood", new ProtocolError("PROTOCOL_SHAPE", "x", { operation }), true, "look-then-repeat"],
    ["a bug", new TypeError("x"), false, "give-up"],
  ])("%s", (_, error, happened, next) => {
    expect([mayHaveHappened(error), afterFailedWrite(error, 1)]).toEqual([happened, next]);
    expect(afterFailedWrite(error, 2)).toBe("look");
  });
});

describe("how long is waited", () => {
  const broken = unavailable({ status: 503 });
  const limited = unavailable({ status: 429, retryAfter: 60 });

  test.each([
    [1, 0, 250],
    [1, 1, 500],
    [2, 0, 500],
    [3, 0, 1000],
    [3, 1, 2000],
  ])("after try %i with chance %d: %i ms", (attempt, random, expected) => {
    expect(delay(broken, "read", { attempt, random })).toBe(expected);
  });

  test("never more than eight seconds without a stated wait", () => {
    const policy = { attempts: 99, deadlineMs: 1e9 };
    const last = { effect: "read", error: broken, attempt: 20, elapsedMs: 0, random: 1, policy } as const;
    expect(retryDelay(last)).toBe(8000);
  });

  test("a stated wait is kept to, and spread over one more second", () => {
    expect(delay(limited)).toBe(60_000);
    expect(delay(limited, "read", { random: 0.5 })).toBe(60_500);
  });

  test.each([
    [1, 4000],
    [2, 16_000],
    [3, 64_000],
  ])("Meta's throttling, after try %i: %i ms", (attempt, expected) => {
    expect(delay(unavailable({ status: 400, metaCode: 131056 }), "message", { attempt })).toBe(expected);
  });

  test("ends after the allowed tries", () => {
    expect(delay(broken, "read", { attempt: 4 })).toBeUndefined();
  });

  test("ends when the wait would pass the deadline", () => {
    expect(delay(limited, "read", { elapsedMs: 90_000 })).toBe(60_000);
    expect(delay(limited, "read", { elapsedMs: 90_001 })).toBeUndefined();
  });

  test("a stated wait beyond the deadline is not begun", () => {
    expect(delay(unavailable({ status: 429, retryAfter: 3600 }))).toBeUndefined();
  });
});

describe("retryAfterSeconds", () => {
  const now = Date.UTC(2026, 10, 22, 12, 0, 0);
  test.each([
    [null, undefined],
    ["60", 60],
    [" 1 ", 1],
    ["0.5", 0.5],
    ["Sun, 22 Nov 2026 12:00:30 GMT", 30],
    ["Sun, 22 Nov 2026 11:00:00 GMT", 0],
    ["-1", undefined],
    ["soon", undefined],
    ["", undefined],
  ])("reads %s as %s", (header, expected) => {
    expect(retryAfterSeconds(header, now)).toBe(expected);
  });
});
