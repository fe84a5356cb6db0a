/**
 * What runs in the process of the sandbox `node`. The text of this function is handed to Node, so it refers to nothing
 * outside of itself. The process has no environment, files, children, workers, addons or network; the context inside is
 * there for the globals that Workers code expects. The context is no boundary, so code that breaks out of it must still
 * find nothing: no way to compile text, no `process`, no modules, and frozen built-ins.
 */
import type { Fetched, LineFromRunner, LineToRunner, RunnerStart } from "./protocol.js";
import type { MakeRealm, Session, SessionHost } from "./session.js";

/** What a script that stands on Node's command line has. */
export interface ScriptGlobals {
  readonly load: NodeJS.Require;
  readonly process: NodeJS.Process;
  /** Text of the function that makes the code's surroundings; it is compiled in the context. */
  readonly realm: string;
  readonly makeSession: (makeRealm: MakeRealm, host: SessionHost, start: RunnerStart) => Session;
}

export function nodeRunner({ load, process, realm, makeSession }: ScriptGlobals): void {
  const vm: typeof import("node:vm") = load("node:vm");
  const { stdin, stdout, stderr } = process;
  const { parse, stringify } = JSON;
  const { Response, Request, TextDecoder } = globalThis;
  const write = stdout.write.bind(stdout);
  const exit = process.exit.bind(process);

  const globals: Record<string, unknown> = {
    ...{ Headers, FormData, Blob, URL, URLSearchParams, TextEncoder, TextDecoder, AbortController, AbortSignal },
    ...{ ReadableStream, WritableStream, TransformStream, Event, EventTarget, DOMException, crypto },
    ...{ atob, btoa, structuredClone, queueMicrotask },
    navigator: { userAgent: "Cloudflare-Workers" },
    ...{ WebAssembly: undefined, SharedArrayBuffer: undefined, Atomics: undefined },
  };

  let nonce = "";
  const say = (line: LineFromRunner): void => void write(`${nonce}${stringify(line)}\n`);

  // A mistake of ours; the parent reports it.
  const fail = (error: unknown): void => {
    stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    exit(1);
  };

  let session: Session | undefined;
  let fetches = 0;
  const waiting = new Map<number, (answer: string) => void>();
  const fetch = (request: string): Promise<string> =>
    new Promise((resolve) => {
      fetches += 1;
      waiting.set(fetches, resolve);
      say({ fetch: fetches, request: `${request}` });
    });

  const begin = async (start: RunnerStart): Promise<void> => {
    nonce = start.nonce;
    const context = vm.createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } });
    const makeRealm: unknown = vm.runInContext(`(${realm})`, context, { filename: "realm.js" });
    if (typeof makeRealm !== "function") throw new Error("The realm is no function.");
    const host: SessionHost = { globals, Request, Response, foreign: true, fetch };
    session = makeSession((given, secrets) => makeRealm(given, secrets), host, start);
    say("ready");
    await session.begin(() => {
      // Modules of Workers are strict; the offset keeps the columns of the first line.
      const prefix = '"use strict";';
      const source = `${prefix}${start.code}\n;handler`;
      return vm.runInContext(source, context, { filename: "endpoint.js", columnOffset: -prefix.length });
    });
  };

  const isFetched = (line: LineToRunner): line is Fetched => "fetched" in line;
  let queue: Promise<void> | undefined;
  const hear = (text: string): void => {
    if (queue === undefined) {
      queue = begin(parse(text)).catch(fail);
      return;
    }
    const line: LineToRunner = parse(text);
    if (isFetched(line)) {
      waiting.get(line.fetched)?.(line.answer);
      waiting.delete(line.fetched);
      return;
    }
    queue = queue
      .then(async () => {
        if (session !== undefined) say(await session.run(line));
      })
      .catch(fail);
  };

  const stray = (thrown: unknown): void => session?.stray(thrown);
  process.on("unhandledRejection", stray);
  process.on("uncaughtException", stray);

  let pending = "";
  const decoder = new TextDecoder();
  stdin.on("data", (chunk: Uint8Array) => {
    pending += decoder.decode(chunk, { stream: true });
    for (let end = pending.indexOf("\n"); end !== -1; end = pending.indexOf("\n")) {
      const line = pending.slice(0, end);
      pending = pending.slice(end + 1);
      hear(line);
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

  // `--frozen-intrinsics` leaves out the classes of the web. The code has them, and so do we.
  const frozen = new Set<unknown>();
  const freeze = (thing: unknown): void => {
    if ((typeof thing !== "object" && typeof thing !== "function") || thing === null || frozen.has(thing)) return;
    frozen.add(thing);
    Object.freeze(thing);
    freeze(Object.getPrototypeOf(thing));
    for (const own of Object.values(Object.getOwnPropertyDescriptors(thing))) {
      for (const value of [own.value, own.get, own.set]) freeze(value);
    }
  };
  for (const thing of [...Object.values(globals), Request, Response, ReadableStreamDefaultReader]) freeze(thing);
}
