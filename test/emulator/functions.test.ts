import { describe, expect, it } from "vitest";
import { type Api, code, createFlow, prepareEndpoint, start, textAt } from "./harness.js";

async function createFunction(api: Api, more: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const made = await api.platform("POST", "/functions", { function: { name: "Shared Booking", code, ...more } });
  expect(made.status).toBe(201);
  return textAt(made, "data.id");
}

async function deploy(api: Api, id: string): Promise<void> {
  await api.platform("POST", `/functions/${id}/deploy`);
  await api.control("POST", "clock", { advance: "PT10S" });
}

describe("a function", () => {
  it("starts as a draft with its defaults", async () => {
    const api = await start();
    const id = await createFunction(api);
    expect((await api.platform("GET", `/functions/${id}`)).body).toMatchObject({
      data: {
        id,
        name: "Shared Booking",
        slug: "shared-booking",
        status: "draft",
        version: 1,
        function_type: "cloudflare_worker",
        invoke_response_mode: "passthrough",
        public_endpoint: false,
        endpoint_url: null,
      },
    });
    expect((await api.platform("GET", "/functions")).body).toMatchObject({ data: [{ id }] });
  });

  it("is deployed some time after the call that starts it", async () => {
    const api = await start();
    const id = await createFunction(api);
    const accepted = await api.platform("POST", `/functions/${id}/deploy`);
    expect(accepted).toMatchObject({ status: 202, body: { function_id: id, status: "deploying" } });
    expect((await api.platform("GET", `/functions/${id}`)).body).toMatchObject({ data: { status: "draft" } });
    await api.control("POST", "clock", { advance: "PT10S" });
    expect((await api.platform("GET", `/functions/${id}`)).body).toMatchObject({
      data: { status: "deployed", last_deployed_at: "2026-11-22T10:00:10Z" },
    });
  });

  it("changes what is sent and keeps the rest", async () => {
    const api = await start();
    const id = await createFunction(api);
    await deploy(api, id);
    const update = { function: { code: `${code}// new`, invoke_response_mode: "wrapped" } };
    expect((await api.platform("PATCH", `/functions/${id}`, update)).body).toMatchObject({
      data: { status: "draft", version: 2, name: "Shared Booking", invoke_response_mode: "wrapped" },
    });
  });

  it.each([
    ["no wrapper", { name: "x", code }],
    ["no name", { function: { code } }],
    ["no code", { function: { name: "x" } }],
    ["an unknown type", { function: { name: "x", code, function_type: "lambda" } }],
    ["an unknown mode", { function: { name: "x", code, invoke_response_mode: "raw" } }],
  ])("is not created with %s", async (_what, body) => {
    const api = await start();
    expect((await api.platform("POST", "/functions", body, { wrong: true })).status).toBe(422);
  });

  it("is not found under an unknown id", async () => {
    const api = await start();
    const path = "/functions/fc000000-0000-4000-8000-999999999999";
    for (const [method, rest] of [
      ["GET", ""],
      ["POST", "/deploy"],
      ["GET", "/secrets"],
      ["GET", "/invocations"],
    ]) {
      expect((await api.platform(method ?? "", path + rest)).status).toBe(404);
    }
  });
});

describe("invoking a function", () => {
  it("is refused before it is deployed", async () => {
    const api = await start();
    const id = await createFunction(api);
    expect((await api.platform("POST", `/functions/${id}/invoke`, {})).status).toBe(422);
  });

  it("without a sandbox says that no code runs, and leaves a failed invocation with a log", async () => {
    const api = await start();
    const flow = await createFlow(api);
    await prepareEndpoint(api, flow);
    const endpoint = await api.platform("GET", `/whatsapp/flows/${flow.id}/data_endpoint`);
    const id = textAt(endpoint, "data.function_id");
    const body = { source: "whatsapp_flow", flow: { id: flow.id, meta_flow_id: flow.metaId }, data_exchange: {} };
    const answer = await api.platform("POST", `/functions/${id}/invoke`, body);
    expect(answer.status).toBe(422);
    const ofFlow = await api.platform("GET", `/whatsapp/flows/${flow.id}/function_invocations?status=failed`);
    expect(ofFlow.body).toMatchObject({
      data: {
        function_id: id,
        invocations: [
          {
            id: textAt(answer, "invocation_id"),
            request_body: { source: "whatsapp_flow", flow_id: flow.id, data_exchange: {} },
            error_message: textAt(answer, "error"),
          },
        ],
      },
    });
    expect((await api.platform("GET", `/functions/${id}/invocations`)).body).toMatchObject({
      data: [{ logs: [{ level: "error" }] }],
    });
    const successes = await api.platform("GET", `/whatsapp/flows/${flow.id}/function_invocations?status=success`);
    expect(successes.body).toMatchObject({ data: { invocations: [] } });
  });

  it("without a key works for public functions only; private ones seem not to be there", async () => {
    const api = await start();
    const id = await createFunction(api);
    await deploy(api, id);
    const call = () => fetch(`${api.emulator.url}/platform/v1/functions/${id}/invoke`, { method: "POST", body: "{}" });
    expect((await call()).status).toBe(404);
    await api.platform("PATCH", `/functions/${id}`, { function: { public_endpoint: true } });
    expect((await call()).status).toBe(422);
  });
});

describe("secrets", () => {
  it("are listed by name and kind, never by value", async () => {
    const api = await start();
    const id = await createFunction(api);
    await deploy(api, id);
    const path = `/functions/${id}/secrets`;
    expect((await api.platform("POST", path, { secret: { name: "API_KEY", value: "first" } })).status).toBe(201);
    await api.platform("POST", path, { secret: { name: "CONFIG", value: { a: 1 } } });
    await api.platform("POST", path, { secret: { name: "API_KEY", value: "second" } });
    const { body } = await api.platform("GET", path);
    expect(body).toEqual({
      data: {
        secrets: [
          { name: "CONFIG", type: "json" },
          { name: "API_KEY", type: "secret_text" },
        ],
      },
    });
  });

  it("need a deployed function", async () => {
    const api = await start();
    const id = await createFunction(api);
    const answer = await api.platform("POST", `/functions/${id}/secrets`, { secret: { name: "A", value: "x" } });
    expect(answer.status).toBe(422);
  });

  it.each([{ name: "lower", value: "x" }, { name: "A" }, { name: "A", value: 1 }, { value: "x" }])(
    "are refused in the form %j",
    async (secret) => {
      const api = await start();
      const id = await createFunction(api);
      await deploy(api, id);
      expect((await api.platform("POST", `/functions/${id}/secrets`, { secret }, { wrong: true })).status).toBe(422);
    },
  );

  it("are lost by the next deployment", async () => {
    const api = await start();
    const flow = await createFlow(api);
    await prepareEndpoint(api, flow);
    const path = `/whatsapp/flows/${flow.id}/data_endpoint`;
    const id = textAt(await api.platform("GET", path), "data.function_id");
    await api.platform("POST", `/functions/${id}/secrets`, { secret: { name: "A", value: "x" } });
    await api.platform("POST", `${path}/deploy`);
    expect((await api.platform("GET", `/functions/${id}/secrets`)).body).toEqual({ data: { secrets: [] } });
  });
});
