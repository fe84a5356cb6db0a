/** Data exchanges, answered by the code that was deployed. */
import { describe, expect, it } from "vitest";
import { nodeSandbox } from "../../src/host/node-sandbox.js";
import {
  type Answer,
  type Api,
  createFlow,
  dynamicFlow,
  flowMessage,
  type MadeFlow,
  member,
  prepareEndpoint,
  start,
  textAt,
} from "./harness.js";

/** A handler around some statements that see `exchange` and `env`. */
function handler(statements: string): string {
  return `async function handler(request, env) {
  const call = await request.json();
  const exchange = call.data_exchange;
  ${statements}
}
`;
}

const echo = handler('return Response.json({ version: "3.0", screen: "START", data: { call } });');

interface Deployed {
  readonly api: Api;
  readonly flow: MadeFlow;
  readonly functionId: string;
}

/** A registered flow with this code deployed. */
async function deployed(code: string, options: Parameters<typeof start>[0] = {}): Promise<Deployed> {
  const api = await start({ sandbox: nodeSandbox, ...options });
  const flow = await createFlow(api, "Booking", dynamicFlow);
  await prepareEndpoint(api, flow, code);
  const endpoint = await api.platform("GET", `/whatsapp/flows/${flow.id}/data_endpoint`);
  return { api, flow, functionId: textAt(endpoint, "data.function_id") };
}

function exchange({ api, flow }: Deployed, more: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
  return api.control("POST", "exchange", { flow_id: flow.id, action: "INIT", flow_token: "t-1", ...more });
}

async function setCode({ api, flow }: Deployed, code: string): Promise<void> {
  await api.platform("POST", `/whatsapp/flows/${flow.id}/data_endpoint`, { code });
}

async function deploy({ api, flow }: Deployed): Promise<void> {
  await api.platform("POST", `/whatsapp/flows/${flow.id}/data_endpoint/deploy`);
}

describe("a data exchange", () => {
  it("reaches the function in Kapso's wrapper, and the phone gets what the code answers", async () => {
    const given = await deployed(echo);
    const { flow } = given;
    const answer = await exchange(given, { action: "data_exchange", screen: "START", data: { date: "2026-12-01" } });
    expect(answer).toMatchObject({ status: 200, body: { version: "3.0", screen: "START" } });
    expect(member(answer.body, "data.call")).toEqual({
      source: "whatsapp_flow",
      flow: { id: flow.id, meta_flow_id: flow.metaId },
      data_exchange: {
        version: "3.0",
        action: "data_exchange",
        screen: "START",
        data: { date: "2026-12-01" },
        flow_token: "t-1",
      },
      signature_valid: true,
      received_at: "2026-11-22T10:00:00Z",
    });
  });

  it("takes the Meta id of the flow, and an invalid signature on request", async () => {
    const given = await deployed(echo);
    const answer = await exchange(given, { flow_id: given.flow.metaId, signature_valid: false });
    expect(member(answer.body, "data.call.signature_valid")).toBe(false);
  });

  it("is answered by the code of the last deployment, not by code that was only set", async () => {
    const given = await deployed(handler('return Response.json({ version: "3.0", screen: "OLD", data: {} });'));
    await setCode(given, handler('return Response.json({ version: "3.0", screen: "NEW", data: {} });'));
    expect((await exchange(given)).body).toMatchObject({ screen: "OLD" });
    await deploy(given);
    expect((await exchange(given)).body).toMatchObject({ screen: "NEW" });
  });

  it("sees the secrets in env until the next deployment drops them", async () => {
    const given = await deployed(
      handler(
        'return Response.json({ version: "3.0", screen: "START", data: { token: env.TOKEN ?? null, limits: env.LIMITS ?? null } });',
      ),
    );
    const secrets = `/functions/${given.functionId}/secrets`;
    expect((await exchange(given)).body).toMatchObject({ data: { token: null } });
    await given.api.platform("POST", secrets, { secret: { name: "TOKEN", value: "first" } });
    await given.api.platform("POST", secrets, { secret: { name: "TOKEN", value: "second" } });
    await given.api.platform("POST", secrets, { secret: { name: "LIMITS", value: { seats: 4 } } });
    expect((await exchange(given)).body).toMatchObject({ data: { token: "second", limits: { seats: 4 } } });
    await deploy(given);
    expect((await exchange(given)).body).toMatchObject({ data: { token: null, limits: null } });
  });

  it("finds in env.KV what earlier exchanges have left, over deployments and until it expires", async () => {
    const given = await deployed(
      handler(`const count = Number((await env.KV.get("count")) ?? 0) + 1;
  await env.KV.put("count", String(count), { expirationTtl: 3600 });
  return Response.json({ version: "3.0", screen: "START", data: { count } });`),
    );
    const counts = await Promise.all([exchange(given), exchange(given), exchange(given)]);
    expect(counts.map(({ body }) => member(body, "data.count")).sort()).toEqual([1, 2, 3]);
    await deploy(given);
    expect((await exchange(given)).body).toMatchObject({ data: { count: 4 } });
    await given.api.control("POST", "clock", { advance: "PT61M" });
    expect((await exchange(given)).body).toMatchObject({ data: { count: 1 } });
  });

  it("leaves an invocation whose request is simplified, and what the code printed", async () => {
    const given = await deployed(
      handler(
        'console.log("asked for", exchange.action); return Response.json({ version: "3.0", screen: "START", data: {} });',
      ),
    );
    const { api, flow, functionId } = given;
    await exchange(given);
    const { body } = await api.platform("GET", `/whatsapp/flows/${flow.id}/function_invocations?status=success`);
    expect(member(body, "data.invocations")).toEqual([
      {
        id: expect.any(String),
        status_code: 200,
        duration_ms: expect.any(Number),
        request_body: {
          source: "whatsapp_flow",
          flow_id: flow.id,
          data_exchange: { version: "3.0", action: "INIT", flow_token: "t-1" },
          signature_valid: true,
          received_at: "2026-11-22T10:00:00Z",
        },
        response_body: { version: "3.0", screen: "START", data: {} },
        error_message: null,
        cf_ray: null,
        created_at: "2026-11-22T10:00:00Z",
      },
    ]);
    const logs = await api.platform("GET", `/whatsapp/flows/${flow.id}/function_logs`);
    expect(logs.body).toMatchObject({ data: { logs: [{ level: "log", message: "asked for INIT", outcome: "ok" }] } });
    const ofFunction = await api.platform("GET", `/functions/${functionId}/invocations`);
    expect(ofFunction.body).toMatchObject({ data: [{ logs: [{ message: "asked for INIT" }] }] });
    expect((await api.control("GET", "state")).body).toMatchObject({
      invocations: [{ function_id: functionId, status_code: 200 }],
      logs: [{ function_id: functionId, message: "asked for INIT" }],
    });
  });

  it("that ends the flow leaves a response, with the message that had this flow token", async () => {
    const given = await deployed(
      handler(`return Response.json({ version: "3.0", screen: "SUCCESS", data: {
    extension_message_response: { params: { flow_token: exchange.flow_token, booking: "B-1" } } } });`),
    );
    const { api, flow } = given;
    const body = flowMessage(flow, { mode: "draft", flow_token: "t-42" });
    const sent = await api.meta("POST", `/${api.emulator.phoneNumberId}/messages`, body);
    await exchange(given, { action: "data_exchange", screen: "START", data: {}, flow_token: "t-42" });
    const responses = await api.platform("GET", `/whatsapp/flows/${flow.id}/responses`);
    expect(responses.body).toMatchObject({
      data: [
        {
          flow_id: flow.id,
          flow_token: "t-42",
          flow_response: { flow_token: "t-42", booking: "B-1" },
          phone_number: "15550100001",
          message_id: textAt(sent, "messages.0.id"),
        },
      ],
      meta: { total_count: 1 },
    });
  });

  it("without version in the answer is told in the logs", async () => {
    const given = await deployed(handler('return Response.json({ screen: "START", data: {} });'));
    expect((await exchange(given)).status).toBe(200);
    const logs = await given.api.platform("GET", `/whatsapp/flows/${given.flow.id}/function_logs`);
    expect(member(logs.body, "data.logs.0.message")).toContain("no `version`");
  });

  it("that the code cannot answer is an error, told in invocation and logs at 512 characters", async () => {
    const given = await deployed(handler('console.warn("before"); throw new Error("x".repeat(600));'));
    const answer = await exchange(given);
    expect(answer.status).toBe(502);
    const { body } = await given.api.platform(
      "GET",
      `/whatsapp/flows/${given.flow.id}/function_invocations?status=failed`,
    );
    expect(body).toMatchObject({ data: { invocations: [{ status_code: 500, response_body: null }] } });
    expect(member(body, "data.invocations.0.error_message.length")).toBe(512);
    const logs = await given.api.platform("GET", `/whatsapp/flows/${given.flow.id}/function_logs`);
    expect(logs.body).toMatchObject({ data: { logs: [{ level: "error" }, { level: "warn", message: "before" }] } });
  });

  it.each([
    ["an endless loop", "while (true) {}", 504, "did not answer within 0.4 s"],
    ["no Response", "return { screen: 'START' };", 502, "instead of a Response"],
    ["a text", "return new Response('hello');", 502, "JSON object"],
    ["another status", "return Response.json({ error_msg: 'Expired' }, { status: 427 });", 427, "Expired"],
    ["a call to the network", "await fetch('https://example.com/');", 502, ""],
  ])("with %s does not get through", async (_what, statements, status, words) => {
    const given = await deployed(handler(statements), { limits: { exchangeTimeMs: 400 } });
    const answer = await exchange(given);
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).toContain(words);
  });

  it("comes through again after a call that had to be ended", async () => {
    const given = await deployed(
      handler(
        'while (exchange.action === "BACK") {} return Response.json({ version: "3.0", screen: "START", data: {} });',
      ),
      { limits: { exchangeTimeMs: 400 } },
    );
    expect((await exchange(given, { action: "BACK", screen: "START" })).status).toBe(504);
    expect((await exchange(given)).status).toBe(200);
  });

  it("is refused beyond 100 a minute and flow", async () => {
    const given = await deployed(echo, { limits: { exchangesPerMinute: 2 } });
    await exchange(given);
    await exchange(given);
    expect((await exchange(given)).status).toBe(429);
    await given.api.control("POST", "clock", { advance: "PT60S" });
    expect((await exchange(given)).status).toBe(200);
  });

  it("ping and error notices stay at Kapso, and a notice is told in the logs", async () => {
    const given = await deployed(echo);
    expect((await exchange(given, { action: "ping" })).body).toEqual({ data: { status: "active" } });
    const data = { error: "payload-schema-error", error_message: "start_date is missing" };
    const noticed = await exchange(given, { action: "data_exchange", screen: "START", data });
    expect(noticed.body).toEqual({ data: { acknowledged: true } });
    const state = await given.api.control("GET", "state");
    expect(state.body).toMatchObject({
      invocations: [],
      logs: [{ level: "error", message: "Meta reports: payload-schema-error: start_date is missing" }],
    });
  });

  it("goes to a function that several flows share, with the ids of the flow that asks", async () => {
    const given = await deployed(echo);
    const { api, functionId } = given;
    const other = await createFlow(api, "Second", dynamicFlow);
    await api.platform("PATCH", `/whatsapp/flows/${other.id}/data_endpoint`, { function_id: functionId });
    const answer = await exchange(given, { flow_id: other.id });
    expect(member(answer.body, "data.call.flow.id")).toBe(other.id);
  });

  it("stops where the emulator is reset, code and store with it", async () => {
    const given = await deployed(echo);
    await exchange(given);
    await given.api.control("POST", "reset");
    expect((await exchange(given)).status).toBe(404);
    expect((await given.api.control("GET", "state")).body).toMatchObject({ invocations: [], logs: [] });
  });

  it("waits its turn when more functions are asked than may run at once", async () => {
    const given = await deployed(echo, { limits: { sandboxesAtOnce: 1 } });
    const other = await createFlow(given.api, "Second", dynamicFlow);
    await prepareEndpoint(given.api, other, echo);
    const asked = [given.flow, other, given.flow, other].map(({ id }) => exchange(given, { flow_id: id }));
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });
});

describe("no data exchange takes place", () => {
  it.each([
    ["an unknown flow", { flow_id: "1" }, 404],
    ["no action", { action: undefined }, 400],
    ["a screen that is no text", { screen: 1 }, 400],
    ["data that is no object", { data: [] }, 400],
  ])("for %s", async (_what, change, status) => {
    const given = await deployed(echo);
    expect((await exchange(given, change)).status).toBe(status);
  });

  it("before the endpoint is registered, and where it was set by hand", async () => {
    const api = await start({ sandbox: nodeSandbox });
    const flow = await createFlow(api, "Booking", dynamicFlow);
    const call = () => api.control("POST", "exchange", { flow_id: flow.id, action: "INIT" });
    expect(textAt(await call(), "error")).toContain("registered");
    await api.meta("POST", `/${flow.metaId}?${api.scope}`, { endpoint_uri: "https://endpoint.example/flow" });
    expect(textAt(await call(), "error")).toContain("by hand");
  });

  it("with a flow that Meta has blocked", async () => {
    const given = await deployed(echo);
    given.api.emulator.setFlowStatus(given.flow.metaId, "blocked");
    expect((await exchange(given)).status).toBe(422);
  });
});

describe("invoking a function", () => {
  const twice =
    "async function handler(request) { const { n } = await request.json(); return Response.json({ n: n * 2 }, { status: 201 }); }";

  it("answers as the code does", async () => {
    const { api, functionId } = await deployed(handler("return Response.json({ asked: call });"));
    const answer = await api.platform("POST", `/functions/${functionId}/invoke`, { any: [1, 2] });
    expect(answer).toMatchObject({ status: 200, body: { asked: { any: [1, 2] } } });
  });

  it("puts the answer under data in wrapped mode", async () => {
    const { api, functionId } = await deployed(handler("return Response.json({ n: call.n * 2 });"));
    await api.platform("PATCH", `/functions/${functionId}`, { function: { invoke_response_mode: "wrapped" } });
    expect((await api.platform("POST", `/functions/${functionId}/invoke`, { n: 4 })).body).toEqual({ data: { n: 8 } });
  });

  it("keeps a 2xx status and a text as they are", async () => {
    const { api, functionId } = await deployed(twice);
    const { url, apiKey } = api.emulator;
    const invoke = (body: unknown) =>
      fetch(`${url}/platform/v1/functions/${functionId}/invoke`, {
        method: "POST",
        headers: { "x-api-key": apiKey },
        body: JSON.stringify(body),
      });
    expect((await invoke({ n: 2 })).status).toBe(201);
    await api.platform("PATCH", `/functions/${functionId}`, {
      function: { code: "async function handler() { return new Response('plain'); }" },
    });
    await api.platform("POST", `/functions/${functionId}/deploy`);
    await api.control("POST", "clock", { advance: "PT10S" });
    const answer = await invoke({});
    expect([await answer.text(), answer.headers.get("content-type")]).toEqual(["plain", "text/plain"]);
  });

  it.each(['throw new Error("Out of seats");', "return new Response('', { status: 500 });"])(
    "that fails is 422 with the id of its invocation: %s",
    async (statements) => {
      const { api, functionId, flow } = await deployed(handler(statements));
      const answer = await api.platform("POST", `/functions/${functionId}/invoke`, {});
      expect(answer.status).toBe(422);
      const list = await api.platform("GET", `/whatsapp/flows/${flow.id}/function_invocations?status=failed`);
      expect(textAt(list, "data.invocations.0.id")).toBe(textAt(answer, "invocation_id"));
    },
  );

  it("of a public function needs no key", async () => {
    const { api, functionId } = await deployed(handler("return Response.json({});"));
    await api.platform("PATCH", `/functions/${functionId}`, { function: { public_endpoint: true } });
    const url = `${api.emulator.url}/platform/v1/functions/${functionId}/invoke`;
    expect((await fetch(url, { method: "POST", body: "{}" })).status).toBe(200);
  });
});
