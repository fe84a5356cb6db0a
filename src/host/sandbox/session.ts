/**
 * Runs calls of the handler and says what came of each: the part of the sandbox that is the same in every runtime. The
 * text of this function is handed to the runtime, so it refers to nothing outside of itself; what it needs it takes
 * before the code can change it.
 */
import type { Ending, RunnerCall, RunnerReply, SessionLimits } from "./protocol.js";
import type { Realm, RealmHost } from "./realm.js";

export interface Session {
  /** Loads the code; the result is its handler. What goes wrong is the outcome of every call. */
  readonly begin: (load: () => unknown) => Promise<void>;
  readonly run: (call: RunnerCall) => Promise<RunnerReply>;
  /** Notes what the code threw where nobody waits for it. */
  readonly stray: (thrown: unknown) => void;
}

/** What a runtime hands in: the classes of its realm, and a way to ask for other servers. */
export type SessionHost = Pick<RealmHost, "globals" | "Request" | "Response" | "crypto" | "foreign" | "fetch">;

export type MakeRealm = (host: RealmHost, secrets: string) => Realm;

export function sandboxSession(
  makeRealm: MakeRealm,
  host: SessionHost,
  { limits, secrets }: { readonly limits: SessionLimits; readonly secrets: string },
): Session {
  const { apply, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
  const { Response, ReadableStream, ReadableStreamDefaultReader, TextDecoder, setTimeout, clearTimeout } = globalThis;
  const { getReader } = ReadableStream.prototype;
  const { read } = ReadableStreamDefaultReader.prototype;
  const { decode } = TextDecoder.prototype;
  /** What `response[name]` calls; in Workers `body` belongs to what Request and Response have in common. */
  const getterOf = (name: "status" | "body", of: object | null = Response.prototype): (() => unknown) | undefined =>
    of === null ? undefined : (getOwnPropertyDescriptor(of, name)?.get ?? getterOf(name, getPrototypeOf(of)));
  const statusOf = getterOf("status");
  const bodyOf = getterOf("body");

  let handler: unknown;
  let failure: Pick<Ending, "text" | "at"> | undefined;
  let log: [string, string][] = [];
  let logCut = false;
  let refused: string[] = [];
  let timerCount = 0;
  const timers = new Map<number, ReturnType<typeof setTimeout>>();

  const print = (level: string, text: string): void => {
    if (log.length >= limits.maxLogLines || text.length > limits.maxLogLength) logCut = true;
    if (log.length < limits.maxLogLines) log.push([`${level}`, `${text}`.slice(0, limits.maxLogLength)]);
  };

  const realm = makeRealm(
    {
      ...host,
      setTimeout(run, ms) {
        timerCount += 1;
        const id = timerCount;
        timers.set(
          id,
          setTimeout(() => {
            timers.delete(id);
            run();
          }, ms),
        );
        return id;
      },
      clearTimeout(id) {
        clearTimeout(timers.get(id));
        timers.delete(id);
      },
      print,
      refuse(what) {
        if (refused.length < 20) refused.push(`${what}`.slice(0, 200));
      },
    },
    secrets,
  );

  /** `line:column text`, as the realm describes what was thrown. */
  const described = (thrown: unknown): Pick<Ending, "text" | "at"> => {
    try {
      const text = `${realm.describe(thrown)}`;
      const blank = text.indexOf(" ");
      return { at: text.slice(0, blank), text: text.slice(blank + 1).slice(0, 1000) };
    } catch {
      return { at: "", text: "something that cannot be shown was thrown" };
    }
  };

  const begin = async (load: () => unknown): Promise<void> => {
    try {
      handler = await load();
    } catch (thrown) {
      failure = described(thrown);
    }
  };

  /** The body as text; undefined when it is too large. */
  const bodyText = async (response: unknown): Promise<string | undefined> => {
    const body: unknown = bodyOf === undefined ? null : apply(bodyOf, response, []);
    if (!(body instanceof ReadableStream)) return "";
    const reader: unknown = apply(getReader, body, []);
    const decoder = new TextDecoder();
    let text = "";
    let bytes = 0;
    for (;;) {
      const { done, value } = await apply(read, reader, []);
      if (done) return text + apply(decode, decoder, []);
      bytes += value.byteLength;
      // The code may have made the chunk, and so its length; that of the text is ours.
      if (!(bytes <= limits.maxAnswerBytes) || text.length > limits.maxAnswerBytes) return undefined;
      text += apply(decode, decoder, [value, { stream: true }]);
    }
  };

  const kindOf = (value: unknown): string => {
    if (value === undefined || value === null) return `${value}`;
    return typeof value === "object" ? "an object" : `a ${typeof value}`;
  };

  const answerOf = async (returned: unknown): Promise<Ending> => {
    let status: unknown;
    try {
      status = statusOf === undefined ? undefined : apply(statusOf, returned, []);
    } catch {
      return { kind: "no-response", text: kindOf(returned) };
    }
    const text = await bodyText(returned);
    if (text === undefined) return { kind: "too-large" };
    return { kind: "answered", status: Number(status), text, at: `${realm.madeAt(returned)}` };
  };

  const run = async (call: RunnerCall): Promise<RunnerReply> => {
    const { id } = call;
    if (handler === undefined) return { id, kind: "not-started", text: "There is no handler.", ...failure };
    let ending: Ending;
    try {
      ending = await answerOf(await realm.call(handler, call));
    } catch (thrown) {
      ending = { kind: "threw", ...described(thrown) };
    }
    let { kv } = call;
    try {
      kv = `${realm.kv()}`;
    } catch {
      // The code has broken its own surroundings; the store stays as it was.
    }
    const reply = { id, ...ending, kv, log, logCut, refused };
    for (const timer of timers.values()) clearTimeout(timer);
    timers.clear();
    log = [];
    refused = [];
    logCut = false;
    return reply;
  };

  // What the code leaves behind must not end the process; Workers only log it.
  const stray = (thrown: unknown): void => print("error", `not handled: ${described(thrown).text}`);
  return { begin, run, stray };
}
