/**
 * How requests leave the machine, and the only file of the client that touches the outside: undici, the clock, chance.
 * It knows nothing of the API. undici is loaded on the first request.
 */
import type { Dispatcher } from "undici";
import { TransportError } from "../errors/errors.js";
import { isLocalHost } from "./base-url.js";

/** Time, as the client needs it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Rejects with the signal's reason when it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** A request, in terms that the global `fetch` and Hono's `app.request` take as well. */
export interface TransportInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly signal?: AbortSignal;
  /** For the whole exchange, from connecting to the last byte of the answer. */
  readonly timeoutMs: number;
  /** For messages of errors: the operation's name, and what it does ("publish flow `x`"). */
  readonly operation: string;
  readonly action: string;
}

/** The part of a fetch `Response` that is read. */
export interface TransportResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/**
 * Sends one request. Throws a TransportError when no whole answer came; anything else thrown counts as a failure after
 * which nothing is known.
 */
export type Transport = (url: string, init: TransportInit) => Promise<TransportResponse>;

/** Long enough for a slow link, short enough to leave time for another try. */
const CONNECT_TIMEOUT_MS = 10_000;
/** No answer of the API is near this; a broken or hostile one shall not fill the memory. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

interface FailureKind {
  readonly code: string;
  /** True only where it is proven that no request left. */
  readonly notSent: boolean;
  readonly says: string;
  readonly hint?: string;
}

const refused: FailureKind = {
  code: "TRANSPORT_REFUSED",
  notSent: true,
  says: "refused the connection",
  hint: "Check the base URL, and that the service is running.",
};
const unknownHost: FailureKind = {
  code: "TRANSPORT_DNS",
  notSent: true,
  says: "is not known to DNS",
  hint: "Check the spelling of the base URL, and this machine's network.",
};
const dnsBusy: FailureKind = { ...unknownHost, says: "could not be looked up in DNS" };
const unreachable: FailureKind = {
  code: "TRANSPORT_UNREACHABLE",
  notSent: true,
  says: "cannot be reached",
  hint: "Check this machine's network, proxy and firewall.",
};
const connectTimeout: FailureKind = {
  ...unreachable,
  code: "TRANSPORT_CONNECT_TIMEOUT",
  says: "did not accept a connection in time",
};
const tls: FailureKind = {
  code: "TRANSPORT_TLS",
  notSent: true,
  says: "did not offer a TLS connection that can be trusted",
  hint: "Check the base URL. Behind a proxy that inspects traffic, set `NODE_EXTRA_CA_CERTS` to its certificate.",
};
const reset: FailureKind = { code: "TRANSPORT_RESET", notSent: false, says: "closed the connection without an answer" };
const truncated: FailureKind = {
  code: "TRANSPORT_TRUNCATED",
  notSent: false,
  says: "closed the connection in the middle of its answer",
};
const timeout: FailureKind = { code: "TRANSPORT_TIMEOUT", notSent: false, says: "did not answer in time" };
const aborted: FailureKind = { code: "TRANSPORT_ABORTED", notSent: false, says: "was not waited for: cancelled" };
const failed: FailureKind = { code: "TRANSPORT_FAILED", notSent: false, says: "could not be talked to" };

/** Codes of Node, OpenSSL and undici. What is not here is taken for the ambiguous `failed`. */
const failureKinds: Readonly<Record<string, FailureKind>> = {
  ECONNREFUSED: refused,
  ENOTFOUND: unknownHost,
  EAI_AGAIN: dnsBusy,
  UND_ERR_CONNECT_TIMEOUT: connectTimeout,
  // Certificate checks happen in the handshake, before the first byte of a request.
  CERT_HAS_EXPIRED: tls,
  CERT_NOT_YET_VALID: tls,
  CERT_REVOKED: tls,
  CERT_UNTRUSTED: tls,
  DEPTH_ZERO_SELF_SIGNED_CERT: tls,
  SELF_SIGNED_CERT_IN_CHAIN: tls,
  UNABLE_TO_GET_ISSUER_CERT: tls,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: tls,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: tls,
  ERR_TLS_CERT_ALTNAME_INVALID: tls,
  ERR_SSL_WRONG_VERSION_NUMBER: tls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: tls,
  ERR_SSL_UNSUPPORTED_PROTOCOL: tls,
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: tls,
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: tls,
  ERR_SSL_TLSV1_UNRECOGNIZED_NAME: tls,
  UND_ERR_SOCKET: reset,
  ECONNRESET: reset,
  EPIPE: reset,
  UND_ERR_HEADERS_TIMEOUT: timeout,
  UND_ERR_BODY_TIMEOUT: timeout,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: truncated,
};

/**
 * Sends requests with undici. Honours HTTPS_PROXY and NO_PROXY, except for local hosts. Redirects are not followed.
 * `timeoutSignal` makes the signal that ends an exchange which takes longer than it may.
 */
export function undiciTransport(timeoutSignal: (ms: number) => AbortSignal = AbortSignal.timeout): Transport {
  let loading: Promise<Sender> | undefined;
  return async (url, init) => {
    loading ??= loadSender();
    const send = await loading;
    const deadline = timeoutSignal(init.timeoutMs);
    const signal = init.signal === undefined ? deadline : AbortSignal.any([init.signal, deadline]);
    let answered = false;
    try {
      signal.throwIfAborted();
      const { statusCode, headers, body } = await send(url, init, signal);
      answered = true;
      const text = await readText(body);
      return {
        status: statusCode,
        headers: { get: (name) => headerText(headers[name.toLowerCase()]) },
        text: async () => text,
      };
    } catch (error) {
      if (init.signal?.aborted === true) throw transportError(aborted, url, init, init.signal.reason);
      if (deadline.aborted) throw transportError(timeout, url, init, error);
      throw transportError(kindOf(error, answered), url, init, error);
    }
  };
}

type Sender = (url: string, init: TransportInit, signal: AbortSignal) => Promise<Dispatcher.ResponseData>;

async function loadSender(): Promise<Sender> {
  const { Agent, EnvHttpProxyAgent, request } = await import("undici");
  // The signal of a request limits all of it; these would only add second, different limits.
  const common = { headersTimeout: 0, bodyTimeout: 0, connect: { timeout: CONNECT_TIMEOUT_MS } };
  const direct = new Agent(common);
  const proxied = new EnvHttpProxyAgent(common);
  return (url, init, signal) =>
    request(url, {
      method: methodOf(init.method),
      headers: init.headers,
      body: init.body ?? null,
      signal,
      dispatcher: isLocalHost(new URL(url).hostname) ? direct : proxied,
    });
}

function methodOf(method: string): Dispatcher.HttpMethod {
  switch (method) {
    case "GET":
    case "POST":
    case "PATCH":
    case "DELETE":
      return method;
    default:
      throw new RangeError(`No operation uses the method ${method}.`);
  }
}

async function readText(body: AsyncIterable<unknown>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of body) {
    if (!(chunk instanceof Uint8Array)) continue;
    bytes += chunk.byteLength;
    if (bytes > MAX_ANSWER_BYTES) throw new RangeError("The answer is larger than 64 MB.");
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function headerText(value: string | string[] | undefined): string | null {
  if (value === undefined) return null;
  return typeof value === "string" ? value : value.join(", ");
}

/** What a failure of undici or Node means. Exported for its table test. */
export function kindOf(error: unknown, answered: boolean): FailureKind {
  if (answered) return truncated;
  const code = textMember(error, "code");
  const known = code === undefined ? undefined : failureKinds[code];
  if (known !== undefined && (known.notSent || textMember(error, "syscall") !== "connect")) return known;
  // Whatever went wrong while connecting, nothing was sent.
  if (textMember(error, "syscall") === "connect") return unreachable;
  if (error instanceof AggregateError && error.errors.length > 0) {
    // One failure for each address of the host that was tried.
    const kinds = error.errors.map((one) => kindOf(one, answered));
    return kinds.find((kind) => !kind.notSent) ?? kinds[0] ?? failed;
  }
  const cause = error instanceof Error ? error.cause : undefined;
  return cause === undefined ? failed : kindOf(cause, answered);
}

function textMember(value: unknown, key: "code" | "syscall"): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const found: unknown = Reflect.get(value, key);
  return typeof found === "string" ? found : undefined;
}

function transportError(kind: FailureKind, url: string, init: TransportInit, cause: unknown): TransportError {
  const message = `Could not ${init.action}: \`${new URL(url).host}\` ${kind.says}.`;
  const hint = kind.hint === undefined ? {} : { hint: kind.hint };
  return new TransportError(kind.code, message, { operation: init.operation, notSent: kind.notSent, cause, ...hint });
}

/** The machine's clock. A sleep that is aborted leaves no timer behind. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason);
        return;
      }
      const stop = (): void => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener("abort", stop);
        resolve();
      }, ms);
      signal?.addEventListener("abort", stop, { once: true });
    }),
};

/** A number in `[0, 1)`, for spreading retries. */
export const systemRandom = (): number => Math.random();
