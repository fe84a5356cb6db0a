/** One call of the API: builds the request, waits, sends, repeats where that is safe, and reads the answer. */
import { CredentialsError, ProtocolError, RemoteError, TransportError, UsageError } from "../errors/errors.js";
import { redact } from "../errors/redact.js";
import { tool } from "../tool.js";
import { failureOf } from "./failures.js";
import { type Operation, type OperationId, operationOf } from "./operations.js";
import { type RetryPolicy, retryAfterSeconds, retryDelay } from "./retry.js";
import { Mismatch, type Reader } from "./shapes.js";
import type { Clock, Transport, TransportInit, TransportResponse } from "./transport.js";

/** What every method takes last. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Call<T> {
  readonly operation: OperationId;
  /** Values of the path's names. */
  readonly params?: Readonly<Record<string, string>>;
  /** Further names for messages only. */
  readonly names?: Readonly<Record<string, string | undefined>>;
  /** Members that are undefined or null are left out. */
  readonly query?: Query;
  /** Sent as JSON. */
  readonly json?: object;
  /** A body that is ready, with its type. */
  readonly raw?: { readonly type: string; readonly body: string };
  readonly read: Reader<T>;
  /** Values sent that must never show up in an error. */
  readonly secrets?: readonly string[];
  readonly options?: CallOptions | undefined;
}

/** Makes one call; what the resource files are built on. */
export type Send = <T>(call: Call<T>) => Promise<T>;

/** A wait before a call is made, or made again. */
export interface Wait {
  readonly operation: OperationId;
  readonly ms: number;
  /** The error that is waited out; undefined for a rate limit known from an earlier answer. */
  readonly error?: RemoteError;
}

export interface ConnectionOptions {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly graphVersion: string;
  readonly transport: Transport;
  readonly timeoutMs: number;
  readonly retry: RetryPolicy;
  readonly clock: Clock;
  readonly random: () => number;
  readonly signal: AbortSignal | undefined;
  readonly stop: AbortSignal | undefined;
  readonly onWait: ((wait: Wait) => void) | undefined;
}

/** How much longer than other calls the slow ones may take. */
const SLOW_FACTOR = 4;

/** The limit is per minute (kapso-api.md 10), so it is fresh after this, whenever the minute began. */
const LIMIT_WINDOW_SECONDS = 60;

/** Holds the key, which nothing outside of this class gets to see, and what is known of the rate limit. */
export class Connection {
  readonly #apiKey: string;
  readonly #options: Omit<ConnectionOptions, "apiKey">;
  /** No request before this moment: the service said that the limit is used up until then. */
  #notBefore = 0;

  constructor({ apiKey, ...options }: ConnectionOptions) {
    this.#apiKey = apiKey.trim();
    this.#options = options;
  }

  /** Throws one of the RemoteErrors, or UsageError when an ID is empty. */
  async send<T>(call: Call<T>): Promise<T> {
    const { clock, retry, random, onWait } = this.#options;
    const prepared = this.#prepare(call);
    const { effect } = operationOf(call.operation);
    const started = clock.now();
    if (effect !== "read" && this.#options.stop?.aborted === true) throw cancelled(prepared.init, true);
    await this.#waitForLimit(call.operation, prepared);
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#once(call, prepared);
      } catch (error) {
        if (!(error instanceof RemoteError)) throw error;
        const elapsedMs = clock.now() - started;
        const ms = retryDelay({ effect, error, attempt, elapsedMs, random: random(), policy: retry });
        if (ms === undefined) throw error;
        onWait?.({ operation: call.operation, ms, error });
        await this.#sleep(ms, prepared);
      }
    }
  }

  #prepare<T>(call: Call<T>): Prepared {
    const operation = operationOf(call.operation);
    const action = describeAction(operation, { ...call.params, ...call.names });
    const { baseUrl, graphVersion, timeoutMs } = this.#options;
    const surface = operation.surface === "platform" ? "/platform/v1" : `/meta/whatsapp/${graphVersion}`;
    const url = `${baseUrl}${surface}${fillPath(operation.path, call.params ?? {})}${queryString(call.query ?? {})}`;
    const body = call.raw?.body ?? (call.json === undefined ? undefined : JSON.stringify(call.json));
    const type = call.raw?.type ?? "application/json";
    const signals = [this.#options.signal, call.options?.signal].filter((signal) => signal !== undefined);
    const signal = signals.length > 1 ? AbortSignal.any(signals) : signals[0];
    const init: TransportInit = {
      method: operation.method,
      headers: {
        accept: "application/json",
        "user-agent": `${tool.name}/${tool.version}`,
        "x-api-key": this.#keyFor(call.operation, action),
        ...(body !== undefined && { "content-type": type }),
      },
      timeoutMs: operation.slow === true ? timeoutMs * SLOW_FACTOR : timeoutMs,
      operation: call.operation,
      action,
      ...(body !== undefined && { body }),
      ...(signal !== undefined && { signal }),
    };
    return { url, init, secrets: [this.#apiKey, ...(call.secrets ?? [])] };
  }

  #keyFor(operation: OperationId, action: string): string {
    if (this.#apiKey === "") {
      throw new CredentialsError("AUTH_KEY_MISSING", `No API key is given, and one is needed to ${action}.`, {
        operation,
        hint: "Set `KAPSO_API_KEY`, or the input `api-key`.",
      });
    }
    // Anything else cannot stand in a header; mostly a line break that was copied along.
    if (!/^[\x21-\x7e]+$/.test(this.#apiKey)) {
      throw new CredentialsError("AUTH_KEY_MALFORMED", "The API key has blanks, line breaks or letters no key has.", {
        operation,
        hint: "Copy the API key again from the Kapso dashboard.",
      });
    }
    return this.#apiKey;
  }

  async #once<T>(call: Call<T>, { url, init, secrets }: Prepared): Promise<T> {
    const { response, text } = await this.#exchange(url, init, secrets);
    const retryAfter = retryAfterSeconds(response.headers.get("retry-after"), this.#options.clock.now());
    this.#heedLimit(response, retryAfter);
    const requestId = response.headers.get("x-request-id") ?? undefined;
    const about = { operation: call.operation, status: response.status, ...(requestId !== undefined && { requestId }) };
    const body = parseBody(text, response.headers.get("content-type"));
    if (response.status < 200 || response.status > 299) {
      const content = body.ok ? body.value : text;
      const answer = { ...about, action: init.action, params: call.params ?? {}, body: content, secrets };
      throw failureOf(retryAfter === undefined ? answer : { ...answer, retryAfter });
    }
    if (!body.ok) {
      const message = `Asked to ${init.action}, the service answered with text that is not JSON although it says so.`;
      throw new ProtocolError("PROTOCOL_NOT_JSON", message, about);
    }
    try {
      return call.read(body.value);
    } catch (error) {
      if (!(error instanceof Mismatch)) throw error;
      const message = `Asked to ${init.action}, the service gave an answer that ${error.message}.`;
      const hint =
        "Check that the base URL is that of the Kapso API; otherwise the API has changed, and this program must follow.";
      throw new ProtocolError(body.value === undefined ? "PROTOCOL_EMPTY" : "PROTOCOL_SHAPE", message, {
        ...about,
        hint,
      });
    }
  }

  /** Keeps in mind until when the limit is used up. A success may say so as well (kapso-api.md 10). */
  #heedLimit({ status, headers }: TransportResponse, retryAfter: number | undefined): void {
    const usedUp = headers.get("x-ratelimit-remaining") === "0";
    if (!usedUp && (status !== 429 || retryAfter === undefined)) return;
    const until = this.#options.clock.now() + (retryAfter ?? LIMIT_WINDOW_SECONDS) * 1000;
    this.#notBefore = Math.max(this.#notBefore, until);
  }

  async #exchange(url: string, init: TransportInit, secrets: readonly string[]): Promise<Exchange> {
    try {
      const response = await this.#options.transport(url, init);
      return { response, text: await response.text() };
    } catch (error) {
      if (error instanceof TransportError) throw error;
      if (init.signal?.aborted === true) throw cancelled(init, false);
      // A transport of somebody else: nothing is known of what it did, and its error may hold the request.
      const reason = redact(error instanceof Error ? error.message : String(error), secrets);
      const message = `Could not ${init.action}: ${reason}`;
      throw new TransportError("TRANSPORT_FAILED", message, { operation: init.operation, notSent: false });
    }
  }

  /** Waits while the limit is known to be used up, but never longer than retries may take. */
  async #waitForLimit(operation: OperationId, prepared: Prepared): Promise<void> {
    const { clock, retry, onWait } = this.#options;
    const ms = Math.min(this.#notBefore - clock.now(), retry.deadlineMs);
    if (ms <= 0) return;
    onWait?.({ operation, ms });
    await this.#sleep(ms, prepared);
  }

  /** Rejects when the call is cancelled or the client stopped: nothing has happened, or it would not be tried again. */
  async #sleep(ms: number, { init }: Prepared): Promise<void> {
    const signals = [init.signal, this.#options.stop].filter((signal) => signal !== undefined);
    const isCancelled = (): boolean => signals.some((signal) => signal.aborted);
    if (isCancelled()) throw cancelled(init, true);
    try {
      await this.#options.clock.sleep(ms, signals.length > 1 ? AbortSignal.any(signals) : signals[0]);
    } catch (error) {
      if (!isCancelled()) throw error;
      throw cancelled(init, true);
    }
  }
}

interface Prepared {
  readonly url: string;
  readonly init: TransportInit;
  readonly secrets: readonly string[];
}

interface Exchange {
  readonly response: TransportResponse;
  readonly text: string;
}

function cancelled(init: TransportInit, notSent: boolean): TransportError {
  const message = `Could not ${init.action}: cancelled.`;
  return new TransportError("TRANSPORT_ABORTED", message, { operation: init.operation, notSent });
}

/** "publish flow `x`"; a name that is not known is left out. */
function describeAction(operation: Operation, names: Readonly<Record<string, string | undefined>>): string {
  return operation.action
    .replace(/ ?\{(\w+)\}/g, (_, key: string) => (names[key] === undefined ? "" : ` \`${names[key]}\``))
    .trim();
}

function fillPath(template: string, params: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = params[key]?.trim() ?? "";
    // Empty, `.` and `..` would lead to another operation, and encoding leaves them as they are.
    if (value === "" || value === "." || value === "..") {
      throw new UsageError("USAGE_ID", `\`${value}\` cannot be a \`${key.replaceAll("_", "-")}\`.`, {
        hint: "Give the ID of an existing record.",
      });
    }
    return encodeURIComponent(value);
  });
}

function queryString(query: Query): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) search.append(key, String(value));
  }
  return search.size === 0 ? "" : `?${search}`;
}

type Body = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

/** JSON where the answer says so, or says nothing of its type; else the text itself. Undefined when there is none. */
function parseBody(text: string, contentType: string | null): Body {
  if (text.trim() === "") return { ok: true, value: undefined };
  const json = contentType !== null && /json/i.test(contentType);
  if (!json && contentType !== null) return { ok: true, value: text };
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch {
    return json ? { ok: false } : { ok: true, value: text };
  }
}
