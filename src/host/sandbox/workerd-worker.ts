/**
 * The module that stands beside the code in the Workers runtime. The text of this function is handed to it, so it refers
 * to nothing outside of itself. Code and module share one realm: what the module needs it takes before the code is
 * loaded, and its answers are read as the code's own.
 */
import type { RunnerCall, RunnerStart } from "./protocol.js";
import type { MakeRealm, sandboxSession } from "./session.js";

export interface WorkerGlobals {
  readonly makeSession: typeof sandboxSession;
  readonly makeRealm: MakeRealm;
  readonly start: Pick<RunnerStart, "secrets" | "limits">;
  /** The module with the code. */
  readonly load: () => Promise<{ readonly handler: unknown }>;
  /** Calls back with what nobody handles. */
  readonly onStray: (note: (thrown: unknown) => void) => void;
  /** An address at which the parent answers, and no server. */
  readonly parent: string;
}

export function workerdWorker(given: WorkerGlobals): {
  readonly fetch: (request: Request) => Promise<Response>;
} {
  const { makeSession, makeRealm, start, load, onStray, parent } = given;
  const { Request, Response, crypto, fetch } = globalThis;
  const { parse, stringify } = JSON;
  const { apply } = Reflect;
  const { text } = Response.prototype;
  const ask = async (body: string): Promise<string> => apply(text, await fetch(parent, { method: "POST", body }), []);
  const host = { globals: {}, Request, Response, crypto, foreign: false, fetch: ask };
  const session = makeSession(makeRealm, host, start);
  onStray(session.stray);
  let loading: Promise<void> | undefined;
  return {
    async fetch(request) {
      const call: RunnerCall = parse(await request.text());
      loading ??= session.begin(async () => (await load()).handler);
      await loading;
      return new Response(stringify(await session.run(call)));
    },
  };
}

/**
 * The module that every request of the code goes to, in a realm of its own. It hands on what asks for another server, as
 * text, and refuses everything else; so no request that the code has made comes near this machine.
 */
export function workerdGate(parent: string): {
  readonly fetch: (request: Request, env: { readonly parent: { readonly fetch: typeof fetch } }) => Promise<Response>;
} {
  return {
    async fetch(request, env) {
      if (request.url === parent) return env.parent.fetch(parent, { method: "POST", body: await request.text() });
      await env.parent.fetch(`${parent}refused`, { method: "POST", body: request.url });
      return new Response("There is no network.", { status: 403 });
    },
  };
}
