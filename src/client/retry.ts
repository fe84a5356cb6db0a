import {
  DeadlineError,
  ProtocolError,
  RefusedError,
  type RemoteError,
  TransportError,
  UnavailableError,
} from "../errors/errors.js";
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

/** Codes of refusals that came as a 2xx: the request was taken, and its result is not what it should be. */
const saidWithSuccess: readonly string[] = ["API_NOT_DONE", "API_NOT_DEPLOYED", "API_NO_ENCRYPTION"];

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
  if (error instanceof RefusedError) return error.status === 409 && effect === "message";
  if (error instanceof TransportError || error instanceof UnavailableError) {
    return error.code !== "TRANSPORT_ABORTED" && (effect === "read" || !mayHaveHappened(error));
  }
  return false;
}

/**
 * Whether a write or message that failed so may have taken effect all the same: no answer came, or a broken one, or a
 * failure on the way, or a 2xx whose content says no.
 */
export function mayHaveHappened(error: unknown): boolean {
  if (error instanceof TransportError) return !error.notSent;
  // 429 and Meta's throttling refuse before anything is done.
  if (error instanceof UnavailableError) return error.status !== 429 && !isThrottling(error.metaCode);
  if (error instanceof RefusedError) return saidWithSuccess.includes(error.code);
  return error instanceof ProtocolError || error instanceof DeadlineError;
}

/** What follows a write that the client has given up, where its effect can be read back. */
export type AfterFailedWrite =
  /** Nothing has happened. */
  | "give-up"
  /** It may have happened: read the state, and leave it at that. */
  | "look"
  /** The same, and do it once more if it certainly did not happen. */
  | "look-then-repeat";

/** The whole of that decision. `attempt` is 1 the first time; there is no third. */
export function afterFailedWrite(error: unknown, attempt: number): AfterFailedWrite {
  // Whatever the second try met, the first one may have arrived late.
  if (attempt > 1) return "look";
  if (!mayHaveHappened(error)) return "give-up";
  // The service has understood the request and says no: it would say so again.
  return error instanceof RefusedError ? "look" : "look-then-repeat";
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
