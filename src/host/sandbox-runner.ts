/**
 * What runs in the sandbox's process. The text of this function is handed to Node, so it refers to nothing outside of
 * itself. The process has no environment, files, children, workers, addons or network; the context inside is there for
 * the globals that Workers code expects. The context is no boundary, so code that breaks out of it must still find
 * nothing: no way to compile text, no `process`, no modules, and frozen built-ins.
 */
import type { Realm, RealmHost } from "./sandbox-realm.js";

/** The first line to the process. */
export interface RunnerStart {
  /** Stands in front of every line that the process writes; the code never sees it. */
  readonly nonce: string;
  readonly code: string;
  /** Text of the function that makes the code's surroundings. */
  readonly realm: string;
  /** JSON. */
  readonly secrets: string;
  readonly maxAnswerBytes: number;
  readonly maxLogLines: number;
  readonly maxLogLength: number;
}

/** Every further line: one call. */
export interface RunnerCall {
  readonly id: number;
  readonly url: string;
  readonly body: string;
  /** JSON. */
  readonly kv: string;
  readonly now: number;
  readonly seed: number;
}

/** The line that answers a call; the texts in it are the code's own, and so is every number but `id`. */
export interface RunnerReply {
  readonly id: number;
  readonly kind: "answered" | "threw" | "no-response" | "too-large" | "not-started";
  readonly status?: number;
  /** Body of the answer, or what was thrown or found. */
  readonly text?: string;
  /** `line:column` in the code. */
  readonly at?: string;
  readonly kv?: string;
  readonly log?: readonly (readonly [string, string])[];
  readonly logCut?: boolean;
  readonly refused?: readonly string[];
}

/** What a script that stands on Node's command line has. */
export interface ScriptGlobals {
  readonly load: NodeJS.Require;
  readonly process: NodeJS.Process;
}

export function sandboxRunner({ load, process }: ScriptGlobals): void {
  const vm: typeof import("node:vm") = load("node:vm");
  const { stdin, stdout, stderr } = process;
  const { apply, getOwnPropertyDescriptor } = Reflect;
  const { parse, stringify } = JSON;
  const { Response, Request, TextDecoder, setTimeout, clearTimeout } = globalThis;
  const statusOf = getOwnPropertyDescriptor(Response.prototype, "status")?.get;
  const bodyOf = getOwnPropertyDescriptor(Response.prototype, "body")?.get;
  const write = stdout.write.bind(stdout);
  const exit = process.exit.bind(process);

  let start: RunnerStart | undefined;
  let realm: Realm | undefined;
  let handler: unknown;
  let failure: Pick<RunnerReply, "text" | "at"> = {};
  let log: [string, string][] = [];
  let logCut = false;
  let refused: string[] = [];
  const timers = new Map<number, NodeJS.Timeout>();
  let timerCount = 0;

  const print = (level: string, text: string): void => {
    if (start === undefined) return;
    if (log.length >= start.maxLogLines || text.length > start.maxLogLength) logCut = true;
    if (log.length < start.maxLogLines) log.push([`${level}`, `${text}`.slice(0, start.maxLogLength)]);
  };
  const host: RealmHost = {
    classes: {
      ...{ Headers, FormData, Blob, URL, URLSearchParams, TextEncoder, TextDecoder, AbortController, AbortSignal },
      ...{ ReadableStream, WritableStream, TransformStream, Event, EventTarget, DOMException, crypto },
      ...{ atob, btoa, structuredClone, queueMicrotask },
    },
    Request,
    Response,
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
  };

  /** `line:column text`, as the context describes what was thrown. */
  const described = (thrown: unknown): Pick<RunnerReply, "text" | "at"> => {
    try {
      const text = `${realm?.describe(thrown)}`;
      const blank = text.indexOf(" ");
      return { at: text.slice(0, blank), text: text.slice(blank + 1).slice(0, 1000) };
    } catch {
      return { at: "", text: "something that cannot be shown was thrown" };
    }
  };

  const startCode = (given: RunnerStart): void => {
    start = given;
    const context = vm.createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } });
    const makeRealm: unknown = vm.runInContext(`(${given.realm})`, context, { filename: "realm.js" });
    if (typeof makeRealm !== "function") throw new Error("The realm is no function.");
    realm = makeRealm(host, given.secrets);
    try {
      // Modules of Workers are strict; the offset keeps the columns of the first line.
      const prefix = '"use strict";';
      const source = `${prefix}${given.code}\n;handler`;
      handler = vm.runInContext(source, context, { filename: "endpoint.js", columnOffset: -prefix.length });
    } catch (thrown) {
      failure = described(thrown);
      // A mistake of syntax has its line in front of the text of its stack.
      const stack = typeof thrown === "object" && thrown !== null && "stack" in thrown ? `${thrown.stack}` : "";
      const line = /^endpoint\.js:(\d+)/.exec(stack);
      if (failure.at === "" && line !== null) failure = { ...failure, at: `${line[1]}:1` };
    }
  };

  /** The body as text; undefined when it is too large. */
  const bodyText = async (response: unknown, limit: number): Promise<string | undefined> => {
    const body: unknown = bodyOf === undefined ? null : apply(bodyOf, response, []);
    if (!(body instanceof ReadableStream)) return "";
    const reader = body.getReader();
    const decoder = new TextDecoder();
    let text = "";
    let bytes = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      bytes += value.byteLength;
      if (!(bytes <= limit)) return undefined;
      text += decoder.decode(value, { stream: true });
    }
  };

  const kindOf = (value: unknown): string => {
    if (value === undefined || value === null) return `${value}`;
    return typeof value === "object" ? "an object" : `a ${typeof value}`;
  };

  const answerOf = async (returned: unknown): Promise<Partial<RunnerReply> & Pick<RunnerReply, "kind">> => {
    let status: unknown;
    try {
      status = statusOf === undefined ? undefined : apply(statusOf, returned, []);
    } catch {
      return { kind: "no-response", text: kindOf(returned) };
    }
    const text = await bodyText(returned, start?.maxAnswerBytes ?? 0);
    if (text === undefined) return { kind: "too-large" };
    return { kind: "answered", status: Number(status), text, at: `${realm?.madeAt(returned)}` };
  };

  const run = async (call: RunnerCall): Promise<RunnerReply> => {
    const { id } = call;
    if (realm === undefined || handler === undefined) return { id, kind: "not-started", ...failure };
    let ending: Partial<RunnerReply> & Pick<RunnerReply, "kind">;
    try {
      ending = await answerOf(await realm.call(handler, call));
    } catch (thrown) {
      ending = { kind: "threw", ...described(thrown) };
    }
    let kv = call.kv;
    try {
      kv = `${realm.kv()}`;
    } catch {
      // The code has broken its own surroundings; the store stays as it was.
    }
    return { id, ...ending, kv, log, logCut, refused };
  };

  const serve = async (line: string): Promise<void> => {
    if (start === undefined) {
      startCode(parse(line));
      return;
    }
    const reply = stringify(await run(parse(line)));
    for (const timer of timers.values()) clearTimeout(timer);
    timers.clear();
    log = [];
    refused = [];
    logCut = false;
    write(`${start.nonce}${reply}\n`);
  };

  // What the code leaves behind after its answer must not end the process; Workers only log it.
  const stray = (thrown: unknown): void => print("error", `not handled: ${described(thrown).text}`);
  process.on("unhandledRejection", stray);
  process.on("uncaughtException", stray);

  // A mistake of ours; the parent reports it.
  const fail = (error: unknown): void => {
    stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    exit(1);
  };

  let pending = "";
  let queue = Promise.resolve();
  const decoder = new TextDecoder();
  stdin.on("data", (chunk: Uint8Array) => {
    pending += decoder.decode(chunk, { stream: true });
    for (let end = pending.indexOf("\n"); end !== -1; end = pending.indexOf("\n")) {
      const line = pending.slice(0, end);
      pending = pending.slice(end + 1);
      queue = queue.then(() => serve(line)).catch((error: unknown) => fail(error));
    }
  });
  stdin.on("end", () => exit(0));

  // The permission model of Node 24 leaves the network out.
  load("node:net").Socket.prototype.connect = () => {
    throw new Error("There is no network.");
  };
  // Nothing of Node stays within reach of code that breaks out of its context.
  for (const name of ["binding", "_linkedBinding", "dlopen", "getBuiltinModule", "mainModule"]) {
    Reflect.deleteProperty(process, name);
  }
  for (const name of ["process", "require", "module", "exports", "global", "fetch", "WebSocket", "EventSource"]) {
    Reflect.deleteProperty(globalThis, name);
  }
  Object.freeze(Error);
}
