/** One emulator, the real client, and time that nobody has to wait for. */
import { KapsoClient } from "../../src/client/client.js";
import { type Transport, undiciTransport } from "../../src/client/transport.js";
import type { FileReport } from "../../src/diagnostic/diagnostic.js";
import { startEmulator } from "../../src/emulator/serve.js";
import type { FlowTarget } from "../../src/pipeline/facts.js";
import type { Report } from "../../src/pipeline/report.js";
import { pipelineNamed } from "../../src/pipelines/index.js";
import { startAnswerProxy } from "../support/answer-proxy.js";
import { VirtualClock } from "../support/virtual-clock.js";
import { memoryBackups, memoryLock, memoryLog } from "../unit/steps/fake-service.js";
import type { How } from "./faults.js";

/** `/__emulator/state`, as far as the matrix looks at it. */
export interface State {
  readonly flows: readonly {
    readonly id: string;
    readonly meta_flow_id: string;
    readonly name: string;
    readonly status: string;
    readonly categories: readonly string[];
    readonly flows_encryption_configured: boolean;
  }[];
  readonly versions: readonly { readonly flow_id: string; readonly flow_json: unknown }[];
  readonly dataEndpoints: readonly {
    readonly flow_id: string;
    readonly function_id: string;
    readonly code: string;
    readonly status: string;
    readonly registered: boolean;
    /** Their names. */
    readonly secrets: readonly string[];
  }[];
  readonly messages: readonly { readonly to: string }[];
  readonly requests: readonly { readonly method: string; readonly path: string }[];
}

/** Which requests a fault meets, and how often. */
export interface Order {
  readonly method: string;
  readonly path: string;
  readonly times: number;
}

export interface World {
  readonly clock: VirtualClock;
  readonly client: KapsoClient;
  readonly url: string;
  readonly apiKey: string;
  readonly phoneNumberId: string;
  /** Called with each request of the client, when it is sent. */
  onRequest: (method: string, path: string) => void;
  /** What the last deployments left. */
  lock: ReturnType<typeof memoryLock>;
  /** What Meta finds in every Flow JSON. */
  findings: FileReport["diagnostics"];
  run(
    steps: string,
    target: FlowTarget,
    more?: { signal?: AbortSignal; recipients?: readonly string[] },
  ): Promise<Report>;
  fault(how: Exclude<How, { by: "operation" }>, order: Order): Promise<void>;
  /** Takes all faults back. */
  heal(): Promise<void>;
  reset(): Promise<void>;
  state(): Promise<State>;
  close(): Promise<void>;
}

/** Name of the config file that has a target with categories. */
export const CONFIG = "whatsapp-flows.yml";

/** Values of secrets, as environment variables have them. */
export const secretValues: Readonly<Record<string, string>> = { TOKEN: "the value of the token" };

/** What stands in a config only, so that a command line must name one. */
function needsConfig({ categories, secretNames, onPublished }: FlowTarget): boolean {
  return [categories, secretNames, onPublished].some((choice) => choice !== undefined);
}

/** A port that nobody listens at; 1 is never handed out. */
const CLOSED = "http://127.0.0.1:1";

export async function startWorld(): Promise<World> {
  const clock = new VirtualClock();
  const emulator = await startEmulator({
    now: clock.now,
    sleep: clock.serverSleep,
    validate: (_text, judgedAs) => ({
      path: "flow.json",
      kind: "flow-json",
      diagnostics: judgedAs.forPublish === true ? [] : world.findings,
    }),
  });
  const { url, apiKey, phoneNumberId } = emulator;
  const proxy = await startAnswerProxy(url, clock.serverSleep);
  let detour: { order: Order; to: string; left: number } | undefined;
  const real = undiciTransport(clock.limit);
  const transport: Transport = async (address, init) => {
    const { pathname } = new URL(address);
    world.onRequest(init.method, pathname);
    try {
      if (detour === undefined || detour.left === 0 || !fits(detour.order, init.method, pathname)) {
        return await real(address, init);
      }
      detour.left -= 1;
      return await real(address.replace(url, detour.to), init);
    } finally {
      clock.endLimit();
    }
  };
  const clientFor = (stop?: AbortSignal): KapsoClient =>
    new KapsoClient({ apiKey, baseUrl: url, clock, transport, random: () => 0, stop });
  const control = async (path: string, body: unknown): Promise<void> => {
    const answer = await fetch(`${url}/__emulator/${path}`, { method: "POST", body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(await answer.text());
  };
  let tokens = 0;
  const world: World = {
    clock,
    client: clientFor(),
    url,
    apiKey,
    phoneNumberId,
    onRequest: () => undefined,
    lock: memoryLock(),
    findings: [],
    run: (steps, target, { signal, recipients = [] } = {}) =>
      pipelineNamed(steps).run({
        targets: [{ ...target, phoneNumberId }],
        options: {
          secrets: [apiKey],
          noCode: "The code is not run here.",
          ...(needsConfig(target) ? { invocation: ["--config", CONFIG] } : {}),
          ...(recipients.length === 0 ? {} : { send: { recipients, bodyText: "Please fill this in" } }),
        },
        api: clientFor(signal),
        clock,
        log: memoryLog(),
        randomToken: () => `token-${++tokens}`,
        secretValue: (name) => secretValues[name],
        lock: world.lock,
        backups: memoryBackups(),
        ...(signal === undefined ? {} : { signal }),
      }),
    async fault(how, order) {
      if (how.by === "emulator") {
        const { fault, body, headers } = how;
        await control("faults", [{ ...order, fault, body, headers }]);
        return;
      }
      if (how.by === "proxy") proxy.answer = how.answer;
      detour = { order, to: how.by === "proxy" ? proxy.url : CLOSED, left: order.times };
    },
    async heal() {
      detour = undefined;
      world.findings = [];
      world.onRequest = () => undefined;
      await control("faults", []);
    },
    async reset() {
      await world.heal();
      world.lock = memoryLock();
      await control("reset", {});
    },
    state: async () => readState(await (await fetch(`${url}/__emulator/state`)).text()),
    async close() {
      await proxy.close();
      await emulator.close();
    },
  };
  return world;
}

function fits({ method, path }: Order, ofRequest: string, at: string): boolean {
  return (method === "*" || method === ofRequest) && new RegExp(path, "u").test(at);
}

function readState(text: string): State {
  return JSON.parse(text);
}
