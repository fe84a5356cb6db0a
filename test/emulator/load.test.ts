/** An emulator that many use for long. Nothing here is timed: counts are, and the heap after its garbage is collected. */
import { Agent, request } from "node:http";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { type RunningEmulator, startEmulator } from "../../src/emulator/serve.js";
import type { Sandbox } from "../../src/simulation/sandbox.js";
import { code, dynamicFlow, member, START, staticFlow } from "./harness.js";

const FLOWS = 1000;
const CONNECTIONS = 50;
const MINUTES = 60;
/** What each connection does in a minute, so often. */
const ROUNDS = 3;

/** Answers at once: what is looked at here is what the emulator keeps. */
const sandbox: Sandbox = () => ({
  call: async ({ kv }) => ({
    kind: "answered",
    status: 200,
    body: '{"version":"3.0","screen":"START","data":{}}',
    at: null,
    durationMs: 1,
    log: [{ level: "log", text: "asked" }],
    logCut: false,
    refused: [],
    kv,
  }),
  close: async () => {},
});

function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  if (typeof collect === "function") collect();
}

function heapMb(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

/** Calls over connections that are kept, as many at once as there are. */
class Crowd {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  private readonly emulator: RunningEmulator;
  readonly statuses = new Map<number, number>();

  constructor(emulator: RunningEmulator) {
    this.emulator = emulator;
  }

  call(method: string, path: string, body?: unknown): Promise<unknown> {
    const { agent, emulator, statuses } = this;
    const text = body === undefined ? "" : JSON.stringify(body);
    const headers = { "x-api-key": emulator.apiKey, "content-type": "application/json" };
    return new Promise((resolve, reject) => {
      const call = request(emulator.url + path, { method, agent, headers }, (response) => {
        let answer = "";
        const status = response.statusCode ?? 0;
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        response.setEncoding("utf8").on("data", (chunk: string) => {
          answer += chunk;
        });
        response.on("end", () => resolve(JSON.parse(answer)));
      });
      call.on("error", reject);
      call.end(text);
    });
  }

  /** How many connections are open. */
  get open(): number {
    return [this.agent.sockets, this.agent.freeSockets].flatMap((sockets) => Object.values(sockets).flat()).length;
  }

  leave(): void {
    this.agent.destroy();
  }
}

it("holds 1,000 flows for 50 connections over an hour, with flat memory", { timeout: 120_000 }, async () => {
  const emulator = await startEmulator({
    now: () => START,
    sandbox,
    sleep: async () => {},
    limits: { requestsKept: 5000, messagesKept: 500, invocationsKept: 500, logsKept: 500, versionsKept: 2 },
  });
  const crowd = new Crowd(emulator);
  const platform = "/platform/v1/whatsapp/flows";
  const proxy = "/meta/whatsapp/v24.0";

  const minute = () => crowd.call("POST", "/__emulator/clock", { advance: "PT1M" });
  const made: unknown[] = [];
  for (let i = 0; i < FLOWS; i += 250) {
    const some = Array.from({ length: 250 }, (_, j) => i + j);
    const dynamic = (number: number) => (number < 10 ? dynamicFlow : staticFlow);
    const calls = some.map((number) => {
      const body = { phone_number_id: emulator.phoneNumberId, name: `Flow ${number}`, flow_json: dynamic(number) };
      return crowd.call("POST", platform, body);
    });
    made.push(...(await Promise.all(calls)));
  }
  await minute();
  const ids = made.map((answer) => String(member(answer, "data.id")));
  const metaIds = made.map((answer) => String(member(answer, "data.meta_flow_id")));
  for (const id of ids.slice(0, 10)) {
    for (const call of ["setup_encryption", "data_endpoint", "data_endpoint/deploy", "data_endpoint/register"]) {
      await crowd.call("POST", `${platform}/${id}/${call}`, call === "data_endpoint" ? { code } : {});
    }
  }

  let most = 0;
  const oneRound = async (number: number): Promise<void> => {
    const at = (offset: number) => (number * 37 + offset) % FLOWS;
    const message = (flow: number, i: number) => ({
      messaging_product: "whatsapp",
      to: `1555${String(number * 50 + i).padStart(7, "0")}`,
      type: "interactive",
      interactive: {
        type: "flow",
        body: { text: "Please fill this in" },
        action: {
          name: "flow",
          parameters: { flow_message_version: "3", flow_id: metaIds[flow], flow_cta: "Open", mode: "draft" },
        },
      },
    });
    const calls = Array.from({ length: CONNECTIONS }, (_, i) => [
      crowd.call("GET", `${platform}/${ids[at(i)]}`),
      crowd.call("GET", `${platform}?per_page=5&page=${1 + (i % 10)}`),
      crowd.call("POST", `${proxy}/${emulator.phoneNumberId}/messages`, message(at(i), i)),
      crowd.call("POST", "/__emulator/exchange", { flow_id: ids[i % 10], action: "INIT", flow_token: `t-${i}` }),
      i < 5
        ? crowd.call("POST", `${platform}/${ids[at(i)]}/versions`, { flow_json: at(i) < 10 ? dynamicFlow : staticFlow })
        : crowd.call("GET", `${proxy}/${metaIds[at(i)]}?phone_number_id=${emulator.phoneNumberId}`),
    ]).flat();
    most = Math.max(most, crowd.open);
    await Promise.all(calls);
  };
  const oneMinute = async (number: number): Promise<void> => {
    for (let round = 0; round < ROUNDS; round++) await oneRound(number * ROUNDS + round);
    await minute();
  };

  for (let number = 0; number < MINUTES / 2; number++) await oneMinute(number);
  const halfway = heapMb();
  for (let number = MINUTES / 2; number < MINUTES; number++) await oneMinute(number);
  const atTheEnd = heapMb();

  expect([...crowd.statuses.keys()].sort()).toEqual([200, 201]);
  expect(most).toBe(CONNECTIONS);
  const state = await crowd.call("GET", "/__emulator/state");
  const lengths = ["flows", "requests", "messages", "invocations", "logs"].map((name) => [
    name,
    member(state, `${name}.length`),
  ]);
  expect(Object.fromEntries(lengths)).toEqual({
    flows: FLOWS,
    requests: 5000,
    messages: 500,
    invocations: 500,
    logs: 500,
  });
  const received = FLOWS + 40 + MINUTES * ROUNDS * CONNECTIONS * 4;
  expect(member(state, "dropped")).toMatchObject({
    requests: received - 5000,
    messages: MINUTES * ROUNDS * CONNECTIONS - 500,
    invocations: MINUTES * ROUNDS * CONNECTIONS - 500,
  });
  // Measured: less than 1; where nothing is dropped, 8.
  expect(atTheEnd - halfway).toBeLessThan(3);
  crowd.leave();
  await emulator.close();
});
