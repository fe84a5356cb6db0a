/** The emulator on a real socket. The only file here that knows Node; the server and hono are loaded when called. */
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Sandbox } from "../simulation/sandbox.js";
import { type Answer, type App, createApp } from "./app.js";
import { EmulatorClock } from "./clock.js";
import { EndpointKeys } from "./endpoint-keys.js";
import { EndpointRunner } from "./endpoint-runner.js";
import { startIds } from "./ids.js";
import { setFlowStatus } from "./lifecycle.js";
import { defaultLimits, type Limits } from "./limits.js";
import { Saver, type StatePort } from "./persistence.js";
import { RateLimits } from "./rate-limit.js";
import { type FlowStatus, Store, startState } from "./store.js";
import { defaultSwitches, type Switches } from "./switches.js";
import type { FlowValidator, Recipients, World } from "./world.js";

export interface EmulatorOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Default `127.0.0.1`: the key is public, so the emulator should not be. */
  readonly host?: string;
  /** Where the state is loaded from at the start, and saved to after each change. Nothing is kept without it. */
  readonly state?: StatePort;
  readonly switches?: Partial<Switches>;
  readonly limits?: Partial<Limits>;
  readonly recipients?: Partial<Recipients>;
  /** What stands for Meta's validation; our own validator unless given. */
  readonly validate?: FlowValidator;
  /** Where deployed endpoint code runs; without one none runs, and invoking a function is refused. */
  readonly sandbox?: Sandbox;
  /** Milliseconds since the epoch; the machine's clock unless given. A constant freezes the emulator's time. */
  readonly now?: () => number;
  /** How the emulator waits, for slow answers and messages on their way; a real timer unless given. */
  readonly sleep?: (milliseconds: number) => Promise<void>;
}

export interface RunningEmulator {
  readonly url: string;
  readonly apiKey: string;
  /** Stands for a WhatsApp token, which the proxy takes as `Authorization: Bearer`. */
  readonly accessToken: string;
  /** The first of {@link phoneNumberIds}. */
  readonly phoneNumberId: string;
  readonly businessAccountId: string;
  readonly phoneNumberIds: readonly string[];
  /** Does what only Meta does: throttles or blocks a flow, or lets it go again. False when there is no such flow. */
  setFlowStatus(flowId: string, status: FlowStatus): boolean;
  /** Ends open connections and frees the port; saves first. */
  close(): Promise<void>;
}

/** Starts the emulator and resolves once it takes requests. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<RunningEmulator> {
  const clock = new EmulatorClock(options.now ?? Date.now);
  const saver = new Saver(options.state);
  const limits: Limits = { ...defaultLimits, ...options.limits };
  const store = new Store((await saver.load()) ?? startState(clock.now()), {
    invocations: limits.invocationsKept,
    logs: limits.logsKept,
    responses: limits.responsesKept,
    messages: limits.messagesKept,
  });
  const world: World = {
    store,
    clock,
    limits,
    switches: { ...defaultSwitches, ...options.switches },
    recipients: { outsideWindow: [], unreachable: [], ...options.recipients },
    validate: options.validate ?? (await ownValidator()),
    sleep: options.sleep ?? sleep,
    inFlight: new Set(),
    runner: options.sandbox === undefined ? undefined : new EndpointRunner(options.sandbox, limits),
    exchangeLimit: new RateLimits(clock, limits.exchangesPerMinute),
    endpointKeys: new EndpointKeys(),
  };
  const { apiKey, accessToken, businessAccountId, phoneNumberIds } = startIds;
  const save = (): void => saver.save(() => store.state);
  const app = await createApp({ world, apiKey, accessToken, onChange: save });
  const server = await listen(app, options.host ?? "127.0.0.1", options.port ?? 0);
  return {
    url: addressOf(server, options.host ?? "127.0.0.1"),
    apiKey,
    accessToken,
    phoneNumberId: phoneNumberIds[0],
    businessAccountId,
    phoneNumberIds,
    setFlowStatus(flowId, status) {
      const isKnown = setFlowStatus(world, flowId, status);
      if (isKnown) save();
      return isKnown;
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // A request that is left without an answer on purpose would keep the server open for ever.
      server.closeAllConnections();
      await Promise.all([closed, world.runner?.close()]);
      await saver.finish();
    },
  };
}

async function ownValidator(): Promise<FlowValidator> {
  const { validateFlow } = await import("../validate/validate-flow.js");
  return (flowJsonText, judgedAs) => validateFlow(flowJsonText, "flow.json", judgedAs);
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    // Must not keep the process alive after the server has closed.
    setTimeout(resolve, milliseconds).unref();
  });
}

async function listen(app: App, host: string, port: number): Promise<Server> {
  const [{ createServer, ServerResponse: NodeResponse }, { getRequestListener }, { RESPONSE_ALREADY_SENT }] =
    await Promise.all([import("node:http"), import("@hono/node-server"), import("@hono/node-server/utils/response")]);
  const listener = getRequestListener(
    async (request, { incoming, outgoing }) => {
      const answer = await app.answer(request);
      if (answer.kind === "response") return answer.response;
      if (!(outgoing instanceof NodeResponse)) throw new TypeError("The emulator speaks HTTP/1.1 only.");
      await breakConnection(answer, incoming.socket, outgoing);
      return RESPONSE_ALREADY_SENT;
    },
    // The global Request and Response of the process are not ours to replace.
    { overrideGlobalObjects: false },
  );
  const server = createServer((incoming: IncomingMessage, outgoing: ServerResponse) => {
    void listener(incoming, outgoing);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return server;
}

function addressOf(server: Server, host: string): string {
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

type BrokenAnswer = Exclude<Answer, { kind: "response" }>;

async function breakConnection(
  answer: BrokenAnswer,
  socket: Pick<Socket, "destroy" | "resetAndDestroy">,
  outgoing: Pick<ServerResponse, "writeHead" | "write">,
): Promise<void> {
  switch (answer.kind) {
    case "close":
      socket.destroy();
      return;
    case "reset":
      socket.resetAndDestroy();
      return;
    case "truncated": {
      const body = Buffer.from(await answer.response.arrayBuffer());
      const headers = { ...Object.fromEntries(answer.response.headers), "content-length": body.length };
      outgoing.writeHead(answer.response.status, headers);
      // What was written has to leave the machine before the connection goes.
      await new Promise<void>((resolve) => {
        outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => resolve());
      });
      socket.destroy();
    }
  }
}
