/**
 * What runs in the process of the sandbox `node`. The text of this function is handed to Node, so it refers to nothing
 * outside of itself. The process has no environment, files, children, workers, addons or network; the context inside is
 * there for the globals that Workers code expects. The context is no boundary, so code that breaks out of it must still
 * find nothing: no way to compile text, no `process`, no modules, and frozen built-ins.
 */
import type { openChannel } from "./channel.js";
import type { sandboxSession } from "./session.js";

/** What a script that stands on Node's command line has, and the functions whose text stands beside it. */
export interface NodeRunnerGlobals {
  readonly load: NodeJS.Require;
  readonly process: NodeJS.Process;
  readonly channel: typeof openChannel;
  readonly makeSession: typeof sandboxSession;
  /** Text of the function that makes the code's surroundings; it is compiled in the context. */
  readonly realm: string;
}

export function nodeRunner({ load, process, channel, makeSession, realm }: NodeRunnerGlobals): void {
  const vm: typeof import("node:vm") = load("node:vm");
  const { Request, Response, crypto } = globalThis;
  const exit = process.exit.bind(process);

  const globals: Record<string, unknown> = {
    ...{ Headers, FormData, Blob, URL, URLSearchParams, TextEncoder, TextDecoder, AbortController, AbortSignal },
    ...{ ReadableStream, WritableStream, TransformStream, Event, EventTarget, DOMException },
    ...{ atob, btoa, structuredClone, queueMicrotask },
    navigator: { userAgent: "Cloudflare-Workers" },
    ...{ WebAssembly: undefined, SharedArrayBuffer: undefined, Atomics: undefined },
  };

  let stray = (_thrown: unknown): void => {};
  channel(
    process,
    async (start, fetch) => {
      const context = vm.createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } });
      const makeRealm: unknown = vm.runInContext(`(${realm})`, context, { filename: "realm.js" });
      if (typeof makeRealm !== "function") throw new Error("The realm is no function.");
      const host = { globals, Request, Response, crypto, foreign: true, fetch };
      const session = makeSession((given, secrets) => makeRealm(given, secrets), host, start);
      stray = session.stray;
      const loadCode = (): unknown => {
        // Modules of Workers are strict; the offset keeps the columns of the first line.
        const prefix = '"use strict";';
        const source = `${prefix}${start.code}\n;handler`;
        return vm.runInContext(source, context, { filename: "endpoint.js", columnOffset: -prefix.length });
      };
      return { load: () => session.begin(loadCode), run: session.run };
    },
    () => exit(0),
  );
  process.on("unhandledRejection", (thrown) => stray(thrown));
  process.on("uncaughtException", (thrown) => stray(thrown));

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
  for (const thing of [...Object.values(globals), Request, Response, ReadableStreamDefaultReader, crypto])
    freeze(thing);
}
