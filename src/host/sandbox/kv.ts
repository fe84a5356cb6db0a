/**
 * `env.KV`: Workers KV in memory, as far as endpoint code can tell. The text of this function stands beside the code, so
 * it refers to nothing outside of itself. Limits and words are those of Cloudflare's documentation and of miniflare, 2026-04;
 * test/sandbox/kv.test.ts holds the two together. Metadata does not outlive a call.
 */

export interface KvStore {
  /** What the code sees. */
  readonly namespace: object;
  /** Takes what the store holds, as JSON of `KvEntries`. */
  readonly fill: (entries: string) => void;
  /** The store as JSON of `KvEntries`. */
  readonly json: () => string;
}

export function sandboxKv(now: () => number): KvStore {
  const { parse, stringify } = JSON;
  const maxKeyBytes = 512;
  const maxValueBytes = 25 * 1024 * 1024;
  const minTtlSeconds = 60;
  const types = ["text", "arrayBuffer", "json", "stream"];
  let store = new Map<string, [string, number | null]>();
  let metadata = new Map<string, unknown>();

  const bytesOf = (text: string): number => new TextEncoder().encode(text).length;
  const memberOf = (options: unknown, name: string): unknown =>
    typeof options === "object" && options !== null ? Reflect.get(options, name) : undefined;
  const failure = (operation: string, text: string): Error => new Error(`KV ${operation} failed: ${text}`);

  const keyOf = (operation: string, given: unknown): string => {
    const key = String(given);
    if (key === "") throw new TypeError("Key name cannot be empty.");
    if (key === "." || key === "..") throw new TypeError(`"${key}" is not allowed as a key name.`);
    const bytes = bytesOf(key);
    if (bytes <= maxKeyBytes) return key;
    throw failure(operation, `414 UTF-8 encoded length of ${bytes} exceeds key length limit of ${maxKeyBytes}.`);
  };

  const live = (key: string): string | null => {
    const entry = store.get(key);
    return entry === undefined || (entry[1] !== null && entry[1] <= now()) ? null : entry[0];
  };

  const typeOf = (options: unknown): string => {
    const type = typeof options === "string" ? options : String(memberOf(options, "type") ?? "text");
    if (types.includes(type)) return type;
    throw new TypeError('Unknown response type. Possible types are "text", "arrayBuffer", "json", and "stream".');
  };

  const read = (key: string, type: string): unknown => {
    const value = live(key);
    if (value === null || type === "text") return value;
    if (type === "json") return parse(value);
    return type === "stream" ? new Response(value).body : new Uint8Array(new TextEncoder().encode(value)).buffer;
  };

  /** Also one of another realm, which digests are. */
  const isBuffer = (value: object): value is ArrayBuffer =>
    Object.prototype.toString.call(value) === "[object ArrayBuffer]";

  const isView = (value: object): value is DataView => ArrayBuffer.isView(value);

  const textOf = async (value: unknown): Promise<string> => {
    if (typeof value !== "object" || value === null) return String(value);
    if (value instanceof ReadableStream) return new Response(value).text();
    if (isBuffer(value)) return new TextDecoder().decode(new Uint8Array(value));
    if (isView(value))
      return new TextDecoder().decode(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    throw new TypeError(
      "KV put() accepts only strings, ArrayBuffers, ArrayBufferViews, and ReadableStreams as values.",
    );
  };

  /** In milliseconds; null: it stays. */
  const expiryOf = (options: unknown): number | null => {
    const [ttl, at] = [memberOf(options, "expirationTtl"), memberOf(options, "expiration")];
    if (ttl !== undefined && ttl !== null) {
      const seconds = Math.trunc(Number(ttl)) || 0;
      if (seconds <= 0) {
        throw failure("PUT", `400 Invalid expiration_ttl of ${seconds}. Please specify integer greater than 0.`);
      }
      if (seconds < minTtlSeconds) {
        const least = `Expiration TTL must be at least ${minTtlSeconds}.`;
        throw failure("PUT", `400 Invalid expiration_ttl of ${seconds}. ${least}`);
      }
      return now() + seconds * 1000;
    }
    if (at === undefined || at === null) return null;
    const seconds = Math.trunc(Number(at)) || 0;
    const current = Math.floor(now() / 1000);
    if (seconds <= current) {
      const future = "Please specify integer greater than the current number of seconds since the UNIX epoch.";
      throw failure("PUT", `400 Invalid expiration of ${seconds}. ${future}`);
    }
    if (seconds < current + minTtlSeconds) {
      const least = `Expiration times must be at least ${minTtlSeconds} seconds in the future.`;
      throw failure("PUT", `400 Invalid expiration of ${seconds}. ${least}`);
    }
    return seconds * 1000;
  };

  const namespace = {
    async get(given: unknown, options?: unknown): Promise<unknown> {
      const type = typeOf(options);
      if (!Array.isArray(given)) return read(keyOf("GET", given), type);
      return new Map(given.map((key) => [String(key), read(keyOf("GET", key), type)]));
    },
    async getWithMetadata(given: unknown, options?: unknown): Promise<unknown> {
      const key = keyOf("GET", given);
      const value = read(key, typeOf(options));
      return { value, metadata: value === null ? null : (metadata.get(key) ?? null), cacheStatus: null };
    },
    async put(...given: readonly [key: unknown, value: unknown, options?: unknown]): Promise<void> {
      const [, value, options] = given;
      const key = keyOf("PUT", given[0]);
      if (value === undefined) {
        throw new TypeError(
          "Failed to execute 'put' on 'KvNamespace': parameter 2 is not of type 'string or JsObject'.",
        );
      }
      const expires = expiryOf(options);
      const text = await textOf(value);
      const bytes = bytesOf(text);
      if (bytes > maxValueBytes) {
        throw failure("PUT", `413 Value length of ${bytes} exceeds limit of ${maxValueBytes}.`);
      }
      store.set(key, [text, expires]);
      metadata.set(key, memberOf(options, "metadata") ?? null);
    },
    async delete(given: unknown): Promise<void> {
      store.delete(keyOf("DELETE", given));
    },
    async list(options?: unknown): Promise<unknown> {
      const prefix = String(memberOf(options, "prefix") ?? "");
      const after = atob(String(memberOf(options, "cursor") ?? ""));
      const limit = Math.min(Number(memberOf(options, "limit") ?? 1000) || 1000, 1000);
      const names = [...store.keys()].filter((name) => name.startsWith(prefix) && live(name) !== null && name > after);
      const shown = names.sort().slice(0, limit);
      const keys = shown.map((name) => {
        const expires = store.get(name)?.[1] ?? null;
        const more = metadata.get(name) ?? null;
        const expiration = expires === null ? {} : { expiration: Math.floor(expires / 1000) };
        return { name, ...expiration, ...(more === null ? {} : { metadata: more }) };
      });
      if (names.length <= limit) return { keys, list_complete: true, cacheStatus: null };
      return { keys, list_complete: false, cursor: btoa(shown.at(-1) ?? ""), cacheStatus: null };
    },
  };

  return {
    namespace,
    fill(entries) {
      store = new Map(Object.entries(parse(entries)));
      metadata = new Map();
    },
    json: () => stringify(Object.fromEntries(store)),
  };
}
