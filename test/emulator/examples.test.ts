/** The examples of the API description, replayed through the emulator, and through the client in front of it. */
import { beforeAll, describe, expect, it } from "vitest";
import { KapsoClient } from "../../src/client/client.js";
import { type RunningEmulator, startEmulator } from "../../src/emulator/serve.js";
import { RemoteError } from "../../src/errors/errors.js";
import { answerExamples, requestExamples } from "../support/openapi-examples.js";
import { cases } from "../unit/client/calls.js";
import { calls, type Stage, stage } from "./every-operation.js";
import {
  type Answer,
  code,
  createFlow,
  faultyFlow,
  flowMessage,
  member,
  openApi,
  start,
  staticFlow,
} from "./harness.js";

const successes = answerExamples.filter(({ status }) => status < 300);
const refusals = answerExamples.filter(({ status }) => status >= 300);

describe("an example of a request", () => {
  /** Ids of the examples, and what stands for them here. */
  function translated(body: unknown, { api, flow, functionId }: Stage): unknown {
    const text = JSON.stringify(body)
      .replaceAll("106540352242922", api.emulator.phoneNumberId)
      .replaceAll("1187304519926603", flow.metaId)
      .replaceAll("6f1b2c1e-7a55-4f0b-9d0e-2b9b6f6f1c10", flow.id)
      .replaceAll("0b6a3a1c-93fd-4f6d-8a61-52b54a4f41de", functionId);
    const value: unknown = JSON.parse(text);
    return value;
  }

  const paths: Readonly<
    Record<string, (stage: Stage) => readonly [surface: "platform" | "meta", method: string, path: string]>
  > = {
    createFlow: () => ["platform", "POST", "/whatsapp/flows"],
    createFlowVersion: ({ flow }) => ["platform", "POST", `/whatsapp/flows/${flow.id}/versions`],
    publishFlow: ({ flow }) => ["platform", "POST", `/whatsapp/flows/${flow.id}/publish`],
    upsertDataEndpoint: ({ flow }) => ["platform", "POST", `/whatsapp/flows/${flow.id}/data_endpoint`],
    attachDataEndpoint: ({ flow }) => ["platform", "PATCH", `/whatsapp/flows/${flow.id}/data_endpoint`],
    registerDataEndpoint: ({ flow }) => ["platform", "POST", `/whatsapp/flows/${flow.id}/data_endpoint/register`],
    setupFlowEncryption: ({ flow }) => ["platform", "POST", `/whatsapp/flows/${flow.id}/setup_encryption`],
    createFunction: () => ["platform", "POST", "/functions"],
    updateFunction: ({ functionId }) => ["platform", "PATCH", `/functions/${functionId}`],
    invokeFunction: ({ functionId }) => ["platform", "POST", `/functions/${functionId}/invoke`],
    createFunctionSecret: ({ functionId }) => ["platform", "POST", `/functions/${functionId}/secrets`],
    metaCreateFlow: ({ api }) => ["meta", "POST", `/${api.emulator.businessAccountId}/flows`],
    metaUpdateFlow: ({ api, flow }) => ["meta", "POST", `/${flow.metaId}?${api.scope}`],
    metaSendMessage: ({ api }) => ["meta", "POST", `/${api.emulator.phoneNumberId}/messages`],
  };

  it.each(requestExamples)("is taken: $operation, $name", async ({ operation, body }) => {
    const ready = await stage();
    // The message of the example opens the flow on a screen of this name.
    if (operation === "metaSendMessage") {
      const [screen] = staticFlow.screens;
      const flowJson = { ...staticFlow, screens: [{ ...screen, id: "SELECT_DATE" }] };
      await ready.api.platform("POST", `/whatsapp/flows/${ready.flow.id}/versions`, { flow_json: flowJson });
    }
    const found = paths[operation]?.(ready);
    expect(found, `no path is known for ${operation}`).toBeDefined();
    const [surface = "platform", method = "", path = ""] = found ?? [];
    const wanted = operation === "createFlow" ? { ...Object(body), name: "Another" } : body;
    const answer = await ready.api[surface](method, path, translated(wanted, ready));
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  });
});

describe("an example of an answer", () => {
  let answers: ReadonlyMap<string, Answer>;

  beforeAll(async () => {
    const ready = await stage();
    await createFlow(ready.api, "Quick signup");
    const made = new Map<string, Answer>();
    const form = new FormData();
    form.set("file", new Blob([JSON.stringify(faultyFlow)]), "flow.json");
    form.set("name", "flow.json");
    form.set("asset_type", "FLOW_JSON");
    const { api, flow } = ready;
    const path = `/whatsapp/flows/${flow.id}/versions`;
    const scoped = `/${flow.metaId}/assets?${api.scope}`;
    made.set("createFlowVersion withErrors", await api.platform("POST", path, { flow_json: faultyFlow }));
    made.set("metaUploadFlowAsset withErrors", await api.meta("POST", scoped, form));
    made.set("metaGetFlow preview", await api.meta("GET", `/${flow.metaId}?${api.scope}&fields=preview`));
    for (const [id, call] of Object.entries(calls(ready))) made.set(id, await call());
    answers = made;
    await api.emulator.close();
  });

  it.each(successes)("has no member that the emulator leaves out: $operation $status $name", (example) => {
    const { operation, name, body } = example;
    const answer = answers.get(`${operation} ${name}`) ?? answers.get(operation);
    expect(absent(body, answer?.body, "")).toEqual([]);
  });
});

/** What people write themselves. */
const OPAQUE = ["flow_json", "flow_response", "request_body", "response_body"];

/** What an example has beyond the emulator's answer; lists are compared by their first entries. */
function absent(example: unknown, actual: unknown, path: string): readonly string[] {
  if (Array.isArray(example)) {
    if (example.length === 0 && actual === null) return []; // Section 18 row 5.
    if (!Array.isArray(actual)) return [path];
    return example.length === 0 || actual.length === 0 ? [] : absent(example[0], actual[0], `${path}[0]`);
  }
  if (typeof example !== "object" || example === null) return actual === undefined ? [path] : [];
  if (typeof actual !== "object" || actual === null) return actual === null ? [] : [path];
  return Object.entries(example).flatMap(([key, value]) =>
    absent(OPAQUE.includes(key) ? null : value, member(actual, key), `${path}.${key}`),
  );
}

describe("an example of a refusal", () => {
  it("is what the emulator answers: wrong keys, unknown ids, a blocked account, a function that was never deployed", async () => {
    const api = await start();
    const flow = await createFlow(api);
    const body = (operation: string, status: number, name: string) =>
      refusals.find((example) => example.operation === operation && example.status === status && example.name === name)
        ?.body;
    const stranger = { headers: { "x-api-key": "wrong" } };
    expect((await api.platform("GET", "/whatsapp/flows", undefined, stranger)).body).toEqual(
      body("listFlows", 401, "unauthorized"),
    );
    expect((await api.meta("GET", `/${flow.metaId}?${api.scope}`, undefined, stranger)).body).toEqual(
      body("metaGetFlow", 401, "kapso"),
    );
    const unknown = "/whatsapp/flows/6f1b2c1e-7a55-4f0b-9d0e-2b9b6f6f1c10";
    expect((await api.platform("GET", unknown)).body).toEqual(body("getFlow", 404, "notFound"));
    expect((await api.meta("GET", "/1/flows")).body).toEqual(body("metaListFlows", 404, "noConfig"));
    const made = await api.platform("POST", "/functions", { function: { name: "A", code } });
    const invoked = await api.platform("POST", `/functions/${member(made.body, "data.id")}/invoke`, {});
    expect(invoked.body).toEqual(body("invokeFunction", 422, "notDeployed"));
    await api.control("POST", "switches", { integrityBlocked: true });
    expect((await api.platform("POST", `/whatsapp/flows/${flow.id}/publish`)).body).toEqual(
      body("publishFlow", 422, "integrity"),
    );
    const onProxy = await api.meta("POST", `/${flow.metaId}/publish?${api.scope}`);
    expect(member(onProxy.body, "error")).toMatchObject({
      ...Object(member(body("metaPublishFlow", 400, "integrity"), "error")),
      fbtrace_id: expect.any(String),
    });
  });

  it("is what the emulator answers: messages in flight and outside the window, and the limit of the key", async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const api = await start({
      sleep: () => held,
      recipients: { outsideWindow: ["15550100009"] },
      limits: { requestsPerMinute: 4 },
    });
    const flow = await createFlow(api);
    const path = `/${api.emulator.phoneNumberId}/messages`;
    const first = api.meta("POST", path, flowMessage(flow, { mode: "draft" }));
    const second = api.meta("POST", path, flowMessage(flow, { mode: "draft" }));
    const refused = await Promise.race([first, second]);
    release();
    await Promise.all([first, second]);
    const example = (status: number, name: string) =>
      refusals.find(
        (candidate) =>
          candidate.operation === "metaSendMessage" && candidate.status === status && candidate.name === name,
      )?.body;
    expect(refused).toMatchObject({ status: 409, body: Object(example(409, "inFlight")) });
    const late = await api.meta("POST", path, flowMessage(flow, { mode: "draft" }, "+15550100009"));
    expect(member(late.body, "error")).toMatchObject({
      code: member(example(400, "window"), "error.code"),
      message: member(example(400, "window"), "error.message"),
    });
    const limited = await api.platform("GET", "/whatsapp/flows");
    const described = refusals.find(({ operation, status }) => operation === "listFlows" && status === 429);
    expect(limited).toMatchObject({ status: 429, body: Object(described?.body) });
  });
});

describe("through the client, over HTTP", () => {
  let emulator: RunningEmulator;

  beforeAll(async () => {
    emulator = await startEmulator();
    return () => emulator.close();
  });

  /** Has the emulator give this answer to the next request. */
  async function replay(operation: string, status: number, body: unknown): Promise<unknown> {
    await fetch(`${emulator.url}/__emulator/faults`, {
      method: "POST",
      body: JSON.stringify([{ fault: `status:${status}`, body }]),
    });
    const client = new KapsoClient({ apiKey: emulator.apiKey, baseUrl: emulator.url, retry: { attempts: 1 } });
    const found = cases.find(([id]) => id === operation);
    if (found === undefined) throw new Error(`No call is known for ${operation}.`);
    return found[1](client);
  }

  it.each(successes)("an answer is understood: $operation $status $name", async ({ operation, status, body }) => {
    await expect(replay(operation, status, body)).resolves.not.toThrow();
  });

  it.each(refusals)(
    "a refusal is an error with its status: $operation $status $name",
    async ({ operation, status, body }) => {
      const error = await replay(operation, status, body).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(RemoteError);
      expect(error).toMatchObject({ status, operation });
    },
  );
});

it("there are examples of every operation", () => {
  const described = openApi.operations.map(({ id }) => id).sort();
  expect([...new Set(successes.map(({ operation }) => operation))].sort()).toEqual(described);
});
