/**
 * What runs in the process of the sandbox `workerd`: it starts the real Workers runtime by way of miniflare, hands it the
 * calls, and hands back what it says. The text of this function is handed to Node, so it refers to nothing outside of
 * itself. The code itself runs in workerd's process, a child of this one.
 */
import type { Readable } from "node:stream";
import type { Request } from "miniflare";
import type { openChannel } from "./channel.js";
import type { AnyReply, Ending, RunnerCall } from "./protocol.js";

export interface WorkerdRunnerGlobals {
  readonly load: NodeJS.Require;
  readonly process: NodeJS.Process;
  readonly channel: typeof openChannel;
  /** Where miniflare is installed. */
  readonly miniflare: string;
  /** The text of the module beside the code, without what a run starts with. */
  readonly worker: string;
  /** The text of the module that every request of the code goes to. */
  readonly gate: string;
  readonly parent: string;
  readonly compatibilityDate: string;
}

export function workerdRunner(given: WorkerdRunnerGlobals): void {
  const { load, process, channel, miniflare, worker, gate, parent, compatibilityDate } = given;
  const { Miniflare, Log, LogLevel, Response }: typeof import("miniflare") = load(miniflare);
  let runtime: InstanceType<typeof Miniflare> | undefined;
  let refused: string[] = [];
  let said = "";
  let isEnding = false;

  /** Of what the runtime says when it cannot start, the part about the code. */
  const mistakeIn = (text: string): Pick<Ending, "text" | "at"> | undefined => {
    const found = /Uncaught (.*)\n\s+at \S*endpoint\.js:(\d+:\d+)/.exec(text);
    return found === null ? undefined : { text: found[1] ?? "", at: found[2] ?? "" };
  };

  /** What the module answers; when the runtime has ended, this process ends too, and the parent sees that. */
  const dispatch = async (to: InstanceType<typeof Miniflare>, call: RunnerCall): Promise<string> => {
    try {
      return await (await to.dispatchFetch(call.url, { method: "POST", body: JSON.stringify(call) })).text();
    } catch {
      end();
      return new Promise(() => {});
    }
  };

  /** Nothing keeps this process alive then, once miniflare has removed its folder for temporary files. */
  const end = (): void => {
    isEnding = true;
    process.stdin.destroy();
    // It throws once more what kept the runtime from starting.
    runtime?.dispose().catch(() => {});
  };

  /** What the module says of the call; the code may have broken it, as they share a realm. */
  const replyOf = (id: number, text: string): AnyReply => {
    const asked = refused;
    refused = [];
    try {
      const reply: unknown = JSON.parse(text);
      if (typeof reply === "object" && reply !== null && "kind" in reply) {
        const noted: readonly string[] = "refused" in reply && Array.isArray(reply.refused) ? reply.refused : [];
        return { ...reply, id, refused: [...noted, ...asked] };
      }
    } catch {
      // It is the runtime that speaks.
      if (text.includes("would never generate a response")) return { id, kind: "hung" };
    }
    return { id, kind: "threw", text: "the code has broken what the runtime needs", refused: asked };
  };

  // However this process comes to its end, none of its group outlives it; it leads the group, except on Windows.
  process.once("exit", () => {
    try {
      process.kill(-process.pid, "SIGKILL");
    } catch {
      // There is no such group.
    }
  });

  channel(
    process,
    async ({ code, secrets, limits }, ask) => {
      const start = JSON.stringify({ secrets, limits });
      runtime = new Miniflare({
        workers: [
          {
            name: "code",
            modules: [
              { type: "ESModule", path: "main.js", contents: `const start = ${start};\n${worker}` },
              { type: "ESModule", path: "endpoint.js", contents: `${code}\n;export { handler };` },
            ],
            // All ways out lead there: `fetch`, WebSockets, sockets.
            outboundService: "gate",
            compatibilityDate,
          },
          {
            name: "gate",
            modules: [{ type: "ESModule", path: "gate.js", contents: gate }],
            serviceBindings: {
              parent: async (request: Request) => {
                if (request.url === parent) return new Response(await ask(await request.text()));
                if (refused.length < 20) refused.push((await request.text()).slice(0, 200));
                return new Response();
              },
            },
            compatibilityDate,
          },
        ],
        log: new Log(LogLevel.NONE),
        handleRuntimeStdio(stdout: Readable, stderr: Readable) {
          stdout.resume();
          stderr.setEncoding("utf8").on("data", (text: string) => {
            said = (said + text).slice(-20_000);
          });
        },
      });
      let failure: Pick<Ending, "text" | "at"> | undefined;
      try {
        await runtime.ready;
      } catch (error) {
        failure = mistakeIn(said);
        // What does not concern the code is for whoever installed the runtime.
        if (failure === undefined && !isEnding) throw new Error(`The Workers runtime does not start: ${said || error}`);
      }
      return {
        load: async () => {},
        run: async (call) => {
          const { id } = call;
          if (failure !== undefined || runtime === undefined) return { id, kind: "not-started", ...failure };
          return replyOf(id, await dispatch(runtime, call));
        },
      };
    },
    end,
  );
}
