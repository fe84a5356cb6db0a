import { RefusedError, type RemoteError, TransportError, UnavailableError } from "../errors/errors.js";
import { isThrottling } from "./meta-codes.js";
import type { Effect } from "./operations.js";

export interface RetryPolicy {
  /** Tries in all, the first included. */
  readonly attempts: number;
  /** No try begins later than this after the first one began. */
  readonly deadlineMs: number;
}

/** Enough to sit out one minute's rate limit twice (Kapso's limits are per minute), and a short outage. */
export const defaultRetryPolicy: RetryPolicy = { attempts: 4, deadlineMs: 150_000 };

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8_000;

export interface FailedTry {
  readonly effect: Effect;
  readonly error: RemoteError;
  /** Which try failed; the first is 1. */
  readonly attempt: number;
  /** Since the first try began. */
  readonly elapsedMs: number;
  /** In `[0, 1)`. */
  readonly random: number;
  readonly policy: RetryPolicy;
}

/**
 * How long to wait before the same call is made again, in milliseconds; undefined when it must not be made again.
 *
 * The whole of the decision is here:
 * - Too many tries, or a wait beyond the deadline: no.
 * - The request certainly never left, or the service refused it unprocessed (429, or Meta's throttling, which comes as
 *   400): yes, for every effect. Nothing has happened that a second try could double.
 * - A message answered with 409: yes. Kapso refuses it while another one to the same conversation is being sent.
 * - Anything ambiguous (reset, timeout, cut answer, 5xx): reads only. A write may have been applied, and the caller has
 *   to read the state first; a message may have reached a person.
 * - A cancelled call, any other refusal, bad credentials, an answer that is not understood: no.
 */
export function retryDelay(failure: FailedTry): number | undefined {
  if (failure.attempt >= failure.policy.attempts) return undefined;
  if (!mayRepeat(failure.effect, failure.error)) return undefined;
  const delay = waitFor(failure);
  return failure.elapsedMs + delay > failure.policy.deadlineMs ? undefined : delay;
}

function mayRepeat(effect: Effect, error: RemoteError): boolean {
  if (error instanceof TransportError) {
    if (error.code === "TRANSPORT_ABORTED") return false;
    return error.notSent || effect === "read";
  }
  if (error instanceof UnavailableError) {
    return error.status === 429 || isThrottling(error.metaCode) || effect === "read";
  }
  return error instanceof RefusedError && error.status === 409 && effect === "message";
}

function waitFor({ error, attempt, random }: FailedTry): number {
  // A stated wait is kept to; up to a second more keeps parallel jobs from returning at the same moment.
  if (error.retryAfter !== undefined) return error.retryAfter * 1000 + random * 1000;
  // Meta's advice for its pair limit: 4^n seconds (Meta docs: Cloud API, error 131056).
  if (isThrottling(error.metaCode)) return 4 ** attempt * 1000 + random * 1000;
  const longest = Math.min(FIRST_WAIT_MS * 2 ** (attempt - 1), LONGEST_WAIT_MS);
  return longest * (0.5 + random / 2);
}

/** Seconds of a `Retry-After` header, which holds seconds or a date; undefined when it holds neither. */
export function retryAfterSeconds(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  // A date has letters; Date.parse takes too much else, such as `-1`.
  const date = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - nowMs) / 1000));
}
