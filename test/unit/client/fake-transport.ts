import { KapsoClient, type KapsoClientOptions } from "../../../src/client/client.js";
import type { Clock, Transport, TransportInit, TransportResponse } from "../../../src/client/transport.js";
import { TransportError } from "../../../src/errors/errors.js";

/** What a fake service answers: a body sent as JSON with 200, or more exactly. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is; without it and `json` the answer has no body. */
  readonly text?: string;
}

export interface Recorded extends TransportInit {
  readonly url: string;
}

/** Answers in the given order; the last answer is given again and again. An error is thrown. */
export function fakeTransport(...answers: readonly (Answer | Error)[]): Transport & { readonly calls: Recorded[] } {
  const calls: Recorded[] = [];
  const transport: Transport = async (url, init) => {
    calls.push({ ...init, url });
    const answer = answers[Math.min(calls.length, answers.length) - 1];
    if (answer === undefined) throw new Error("The fake service has no answer.");
    if (answer instanceof Error) throw answer;
    return respond(answer);
  };
  return Object.assign(transport, { calls });
}

function respond({ status = 200, headers = {}, json, text }: Answer): TransportResponse {
  const all = new Map(
    Object.entries(json === undefined ? headers : { "content-type": "application/json", ...headers }),
  );
  const body = json === undefined ? (text ?? "") : JSON.stringify(json);
  return { status, headers: { get: (name) => all.get(name.toLowerCase()) ?? null }, text: async () => body };
}

/** A clock that stands still, except for sleeps, which pass at once and are noted. */
export function fakeClock(start = 1_000_000): Clock & { readonly sleeps: number[] } {
  let now = start;
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => now,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      sleeps.push(ms);
      now += ms;
    },
  };
}

export const API_KEY = "kapso-test-key-0123456789";

/** A client in front of fake answers; jitter is zero. */
export function fakeClient(
  answers: readonly (Answer | Error)[],
  options: Partial<KapsoClientOptions> = {},
): { client: KapsoClient; calls: Recorded[]; sleeps: number[] } {
  const transport = fakeTransport(...answers);
  const clock = fakeClock();
  const client = new KapsoClient({ apiKey: API_KEY, transport, clock, random: () => 0, ...options });
  return { client, calls: transport.calls, sleeps: clock.sleeps };
}

export function notSent(): TransportError {
  return new TransportError("TRANSPORT_REFUSED", "Refused.", { operation: "getFlow", notSent: true });
}

export function ambiguous(): TransportError {
  return new TransportError("TRANSPORT_RESET", "Reset.", { operation: "getFlow", notSent: false });
}

/** The error a promise is rejected with. */
export async function errorOf(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
    throw new TypeError("Something that is no error was thrown.");
  }
  throw new TypeError("Nothing was thrown.");
}
