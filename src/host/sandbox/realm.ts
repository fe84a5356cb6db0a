/**
 * What endpoint code finds around itself: time, chance, `env`, `console` and `fetch` of a simulation, and what its runtime
 * lacks of Workers. The text of this function is compiled beside the code, so it refers to nothing outside of itself.
 */
import type { sandboxKv } from "./kv.js";
import type { FetchAnswer, FetchRequest } from "./protocol.js";

/** What the code may have of its surroundings, and a way to note what happens. */
export interface RealmHost {
  /** What the realm itself does not have, or should not have. */
  readonly globals: Readonly<Record<string, unknown>>;
  readonly Request: typeof Request;
  readonly Response: typeof Response;
  readonly crypto: typeof crypto;
  /** The classes come from another realm, so that objects they make are not instances of the code's `Object`. */
  readonly foreign: boolean;
  /** Asks another server; both are JSON: a `FetchRequest` and a `FetchAnswer`. */
  readonly fetch: (request: string) => Promise<string>;
  readonly setTimeout: (run: () => void, ms: number) => number;
  readonly clearTimeout: (id: number) => void;
  readonly print: (level: string, text: string) => void;
  readonly refuse: (what: string) => void;
}

/** One call, as the context sees it. */
export interface RealmCall {
  readonly url: string;
  readonly body: string;
  readonly kv: string;
  readonly now: number;
  readonly seed: number;
}

/** What the runner keeps of the context. */
export interface Realm {
  /** Begins a call; the result is whatever the handler returns. */
  readonly call: (handler: unknown, call: RealmCall) => unknown;
  /** The KV store as JSON. */
  readonly kv: () => string;
  /** Where a response was made, as `line:column`; empty when unknown. */
  readonly madeAt: (response: unknown) => string;
  /** Message and place of something thrown, as `line:column message`. */
  readonly describe: (thrown: unknown) => string;
}

export function sandboxRealm(makeKv: typeof sandboxKv, host: RealmHost, secrets: string): Realm {
  const { parse, stringify } = JSON;
  const { fromCharCode } = String;
  const NativeDate = Date;
  const { apply, construct, ownKeys } = Reflect;
  let now = 0;
  let random = 1;
  let isLoaded = false;
  const kv = makeKv(() => now);
  const places = new WeakMap<object, string>();

  /** Frames of the endpoint's own code, innermost first, as `line:column`. */
  const framesOf = (error: unknown): string[] => {
    const stack: unknown = typeof error === "object" && error !== null && "stack" in error ? error.stack : "";
    const frames: string[] = [];
    if (typeof stack !== "string") return frames;
    const frame = /endpoint\.js:(\d+:\d+)/g;
    for (let match = frame.exec(stack); match !== null; match = frame.exec(stack)) frames.push(match[1] ?? "");
    return frames;
  };

  /** Notes the outermost frame: the line of the handler, not of a helper that every answer goes through. */
  const placed = <T extends Response>(response: T): T => {
    places.set(response, framesOf(new Error()).at(-1) ?? "");
    return response;
  };

  class EndpointRequest extends host.Request {}
  class EndpointResponse extends host.Response {
    constructor(body?: ConstructorParameters<typeof Response>[0], init?: ResponseInit) {
      super(body, init);
      placed(this);
    }
    static override json(data: unknown, init: ResponseInit = {}): Response {
      if (!host.foreign) return placed(host.Response.json(data, init));
      const text = stringify(data);
      if (text === undefined) throw new TypeError("Response.json takes something that JSON can write.");
      const response = new EndpointResponse(text, init);
      if (!response.headers.has("content-type")) response.headers.set("content-type", "application/json");
      return response;
    }
  }
  // Parsed here, so that what the code gets is made of its own objects and lists.
  for (const prototype of host.foreign ? [EndpointRequest.prototype, EndpointResponse.prototype] : []) {
    Object.defineProperty(prototype, "json", {
      value: async function json(this: Request | Response): Promise<unknown> {
        return parse(await this.text());
      },
    });
  }

  function EndpointDate(this: unknown, ...given: unknown[]): unknown {
    if (new.target === undefined) return new NativeDate(now).toString();
    return construct(NativeDate, given.length === 0 ? [now] : given, new.target);
  }
  for (const name of ownKeys(NativeDate)) {
    const own = Object.getOwnPropertyDescriptor(NativeDate, name);
    if (own !== undefined && name !== "length" && name !== "name") Object.defineProperty(EndpointDate, name, own);
  }
  Object.defineProperty(NativeDate.prototype, "constructor", { value: EndpointDate });
  Object.defineProperty(EndpointDate, "now", { value: () => now });

  /** mulberry32, so that a run can be repeated. */
  const seededRandom = (): number => {
    random = (random + 0x6d2b79f5) | 0;
    let mixed = Math.imul(random ^ (random >>> 15), 1 | random);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };

  /** As Workers do, while the code is loaded. */
  const insideHandlers = (): void => {
    if (isLoaded) return;
    throw new Error(
      "Disallowed operation called within global scope. Call fetch, set timers and make random values in the handler.",
    );
  };

  const timers = (repeat: boolean) => {
    return (run: unknown, delay: unknown, ...given: unknown[]): number => {
      insideHandlers();
      const ms = Math.max(0, Number(delay) || 0);
      const due = now + ms;
      const id = host.setTimeout(() => {
        // As in Workers, the clock stands still while code runs, and goes on where it waits.
        if (due > now) now = due;
        if (typeof run === "function") apply(run, undefined, given);
        if (repeat) intervals.set(id, again(run, ms, ...given));
      }, ms);
      return id;
    };
  };
  const again = timers(true);
  const intervals = new Map<number, number>();
  const clear = (id: unknown): void => {
    host.clearTimeout(Number(id));
    for (let next = intervals.get(Number(id)); next !== undefined; next = intervals.get(next)) host.clearTimeout(next);
  };

  const textOf = (value: unknown): string => {
    if (typeof value === "string") return value;
    try {
      // An error may come from outside of this context, where `instanceof` does not see it.
      if (typeof value === "object" && value !== null && "message" in value && "stack" in value) {
        return `${"name" in value ? value.name : "Error"}: ${value.message}`;
      }
      return stringify(value) ?? String(value);
    } catch {
      return Object.prototype.toString.call(value);
    }
  };
  const print =
    (level: string) =>
    (...values: unknown[]): void =>
      host.print(level, values.map(textOf).join(" "));
  const consoleOf = { trace: print("debug"), assert() {}, time() {}, timeEnd() {}, group() {}, groupEnd() {} };
  for (const level of ["debug", "error", "info", "log", "warn"]) Object.assign(consoleOf, { [level]: print(level) });

  const toBase64 = (bytes: Uint8Array): string => {
    let text = "";
    for (let i = 0; i < bytes.length; i += 8192) text += fromCharCode(...bytes.subarray(i, i + 8192));
    return btoa(text);
  };
  const fetch = async (input: ConstructorParameters<typeof Request>[0], init?: RequestInit): Promise<Response> => {
    insideHandlers();
    const request = new EndpointRequest(input, init);
    const { url, method, headers, redirect, signal } = request;
    signal.throwIfAborted();
    const aborted = new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    // The code may have what it asked for by then.
    aborted.catch(() => {});
    const body = request.body === null ? null : toBase64(new Uint8Array(await request.arrayBuffer()));
    const wish: FetchRequest = { url, method, headers: [...headers], body, redirect };
    const answer: FetchAnswer = parse(await Promise.race([host.fetch(stringify(wish)), aborted]));
    if (answer.kind === "refused") {
      host.refuse(answer.url);
      throw new TypeError("fetch is refused: the simulation does not allow this host.");
    }
    if (answer.kind === "failed") throw new TypeError(`fetch failed: ${answer.message}`);
    const { status } = answer;
    const bytes = Uint8Array.from(atob(answer.body), (character) => character.charCodeAt(0));
    const bare = status === 204 || status === 205 || status === 304;
    const given = new EndpointResponse(bare ? null : bytes, {
      status,
      headers: answer.headers.map(([k, v]) => [k, v]),
    });
    Object.defineProperty(given, "url", { value: answer.url });
    Object.defineProperty(given, "redirected", { value: answer.redirected });
    return given;
  };

  const guarded = ({ subtle }: typeof crypto): unknown => ({
    subtle,
    getRandomValues(into: Parameters<typeof crypto.getRandomValues>[0]): unknown {
      insideHandlers();
      return host.crypto.getRandomValues(into);
    },
    randomUUID(): string {
      insideHandlers();
      return host.crypto.randomUUID();
    },
  });

  const globals: Record<string, unknown> = {
    ...host.globals,
    ...(host.foreign ? { crypto: guarded(host.crypto) } : {}),
    Request: EndpointRequest,
    Response: EndpointResponse,
    Date: EndpointDate,
    console: consoleOf,
    fetch,
    setTimeout: timers(false),
    setInterval: again,
    clearTimeout: clear,
    clearInterval: clear,
    performance: { now: () => now, timeOrigin: 0 },
    self: globalThis,
  };
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
  }
  Math.random = seededRandom;
  const env = Object.assign(Object.create(null), parse(secrets), { KV: kv.namespace });

  return {
    call(handler, call) {
      isLoaded = true;
      now = call.now;
      random = call.seed | 0;
      kv.fill(call.kv);
      const headers = { "content-type": "application/json" };
      const request = new EndpointRequest(call.url, { method: "POST", headers, body: call.body });
      return typeof handler === "function" ? handler(request, env) : undefined;
    },
    kv: kv.json,
    madeAt: (response) => (typeof response === "object" && response !== null ? (places.get(response) ?? "") : ""),
    describe(thrown) {
      // A mistake of syntax has its line in front of the text of its stack.
      const stack = typeof thrown === "object" && thrown !== null && "stack" in thrown ? String(thrown.stack) : "";
      const line = /^endpoint\.js:(\d+)/.exec(stack)?.[1];
      return `${framesOf(thrown)[0] ?? (line === undefined ? "" : `${line}:1`)} ${textOf(thrown)}`;
    },
  };
}
