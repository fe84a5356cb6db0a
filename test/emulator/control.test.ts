import { describe, expect, it } from "vitest";
import { type Api, createFlow, flowMessage, member, prepareEndpoint, start, textAt } from "./harness.js";

const flows = "/platform/v1/whatsapp/flows";

/** Creates a flow past the checks of the harness, since the answer may be broken. */
function create(api: Api, name = "Signup"): Promise<Response> {
  return fetch(api.emulator.url + flows, {
    method: "POST",
    headers: { "x-api-key": api.emulator.apiKey },
    body: JSON.stringify({ phone_number_id: api.emulator.phoneNumberId, name }),
  });
}

async function flowCount(api: Api): Promise<unknown> {
  return member((await api.control("GET", "state")).body, "flows.length");
}

describe("the state", () => {
  it("starts empty", async () => {
    const api = await start();
    expect((await api.control("GET", "state")).body).toEqual({
      flows: [],
      versions: [],
      dataEndpoints: [],
      messages: [],
      invocations: [],
      logs: [],
      responses: [],
      requests: [],
      dropped: { requests: 0, messages: 0, invocations: 0, logs: 0, responses: 0 },
    });
  });

  it("lists every record and every request, control routes left out", async () => {
    const api = await start();
    const flow = await createFlow(api);
    await prepareEndpoint(api, flow);
    await api.meta("POST", `/${api.emulator.phoneNumberId}/messages`, flowMessage(flow, { mode: "draft" }));
    await api.meta("GET", `/${flow.metaId}`);
    const { body } = await api.control("GET", "state");
    expect(body).toMatchObject({
      flows: [{ id: flow.id, meta_flow_id: flow.metaId, name: "Signup", status: "draft", categories: ["OTHER"] }],
      versions: [{ flow_id: flow.id, version_label: "v1" }],
      dataEndpoints: [{ flow_id: flow.id, registered: true, status: "deployed" }],
      messages: [{ to: "15550100001" }],
    });
    expect(member(body, "requests")).toEqual([
      { method: "POST", path: flows, query: "", status: 201 },
      { method: "POST", path: `${flows}/${flow.id}/setup_encryption`, query: "", status: 200 },
      { method: "POST", path: `${flows}/${flow.id}/data_endpoint`, query: "", status: 200 },
      { method: "POST", path: `${flows}/${flow.id}/data_endpoint/deploy`, query: "", status: 200 },
      { method: "POST", path: `${flows}/${flow.id}/data_endpoint/register`, query: "", status: 200 },
      { method: "POST", path: `/meta/whatsapp/v24.0/${api.emulator.phoneNumberId}/messages`, query: "", status: 200 },
      { method: "GET", path: `/meta/whatsapp/v24.0/${flow.metaId}`, query: "", status: 404 },
    ]);
  });

  it("goes back to the start by reset, with the same ids again", async () => {
    const api = await start();
    const first = await createFlow(api);
    await api.platform("POST", `/whatsapp/flows/${first.id}/setup_encryption`);
    await api.control("POST", "faults", [{ path: ".", fault: "status:500", times: 9 }]);
    await api.control("POST", "clock", { advance: "P1D" });
    expect((await api.control("POST", "reset")).status).toBe(200);
    expect((await api.control("GET", "state")).body).toMatchObject({ flows: [], requests: [] });
    const second = await createFlow(api);
    expect(second).toEqual(first);
    expect((await api.platform("GET", `/whatsapp/flows/${second.id}`)).body).toMatchObject({
      data: { flows_encryption_configured: false, created_at: "2026-11-22T10:00:00Z" },
    });
  });
});

describe("a fault", () => {
  it.each([
    ["refuse-before", 0],
    ["reset-before", 0],
    ["reset-after", 1],
  ])("%s breaks the connection, after which there are %i flows", async (fault, count) => {
    const api = await start();
    await api.control("POST", "faults", [{ method: "POST", path: "/flows$", fault, times: 1 }]);
    await expect(create(api)).rejects.toThrow("fetch failed");
    expect(await flowCount(api)).toBe(count);
    expect((await create(api, "Second")).status).toBe(201);
  });

  it("timeout leaves the request without an answer and without effect", async () => {
    const api = await start();
    await api.control("POST", "faults", [{ fault: "timeout" }]);
    const answer = create(api).then(
      () => "answered",
      () => "broken",
    );
    // The emulator's end is what cuts the waiting client off.
    const reached = async () => member((await api.control("GET", "state")).body, "requests.length");
    while ((await reached()) === 0);
    expect(await flowCount(api)).toBe(0);
    await api.emulator.close();
    expect(await answer).toBe("broken");
  });

  it("truncated ends the answer halfway, after the request took effect", async () => {
    const api = await start();
    await api.control("POST", "faults", [{ fault: "truncated" }]);
    const response = await create(api);
    expect(response.status).toBe(201);
    await expect(response.text()).rejects.toThrow();
    expect(await flowCount(api)).toBe(1);
  });

  it("not-json answers with something that only says it is JSON", async () => {
    const api = await start();
    await api.control("POST", "faults", [{ fault: "not-json" }]);
    const response = await create(api);
    expect(response.status).toBe(201);
    expect(response.headers.get("content-type")).toContain("application/json");
    const text = await response.text();
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
    expect(await flowCount(api)).toBe(1);
  });

  it("status:NNN answers with what was ordered, without effect", async () => {
    const api = await start();
    await api.control("POST", "faults", [
      { fault: "status:429", body: { error: "Slow down" }, headers: { "Retry-After": "1" } },
      { fault: "status:503", body: "Service unavailable" },
      { fault: "status:500" },
    ]);
    const limited = await create(api);
    expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "1"]);
    expect(await limited.json()).toEqual({ error: "Slow down" });
    const unavailable = await create(api);
    expect([unavailable.status, unavailable.headers.get("content-type")]).toEqual([503, "text/plain; charset=utf-8"]);
    expect(await unavailable.text()).toBe("Service unavailable");
    expect(await (await create(api)).json()).toEqual({ error: expect.any(String) });
    expect(await flowCount(api)).toBe(0);
  });

  it("slow:MS answers after that time", async () => {
    const waits: number[] = [];
    const api = await start({
      sleep: async (milliseconds) => {
        waits.push(milliseconds);
      },
    });
    await api.control("POST", "faults", [{ fault: "slow:1500" }]);
    expect((await create(api)).status).toBe(201);
    expect(waits).toEqual([1500]);
  });

  it("meets requests by method and path, as often as it was ordered, first come first", async () => {
    const api = await start();
    await api.control("POST", "faults", [
      { method: "get", path: "/phone_numbers$", fault: "status:500", times: 2 },
      { method: "GET", path: "^/platform/", fault: "status:502", times: 1 },
    ]);
    const get = async (path: string) =>
      (await fetch(`${api.emulator.url}/platform/v1${path}`, { headers: { "x-api-key": api.emulator.apiKey } })).status;
    expect((await create(api)).status).toBe(201);
    expect(await get("/whatsapp/phone_numbers?page=1")).toBe(500);
    expect(await get("/whatsapp/flows")).toBe(502);
    expect(await get("/whatsapp/phone_numbers")).toBe(500);
    expect(await get("/whatsapp/phone_numbers")).toBe(200);
    const { body } = await api.control("GET", "state");
    expect(member(body, "requests.1")).toMatchObject({ status: 500, fault: "status" });
  });

  it("is taken back by an empty list", async () => {
    const api = await start();
    await api.control("POST", "faults", [{ fault: "status:500", times: 5 }]);
    expect((await api.control("POST", "faults", [])).body).toEqual({ pending: 0 });
    expect((await create(api)).status).toBe(201);
  });

  it.each([
    [{ fault: "explode" }],
    [{ fault: "status:9" }],
    [{ fault: "slow" }],
    [{ fault: "timeout:5" }],
    [{ path: "(", fault: "timeout" }],
    [{ fault: "timeout", times: 0 }],
    ["timeout"],
  ])("that is not known is refused: %j", async (fault) => {
    const api = await start();
    expect((await api.control("POST", "faults", [{ fault: "status:500" }, fault])).status).toBe(400);
    expect((await create(api)).status).toBe(201);
  });
});

describe("the clock", () => {
  it.each([
    ["PT61M", "2026-11-22T11:01:00Z"],
    ["P30D", "2026-12-22T10:00:00Z"],
    ["P1W", "2026-11-29T10:00:00Z"],
    ["P1DT2H3M4.5S", "2026-11-23T12:03:04Z"],
  ])("moves by %s", async (advance, now) => {
    const api = await start();
    expect((await api.control("POST", "clock", { advance })).body).toEqual({ now });
    expect(
      textAt(await api.platform("GET", `/whatsapp/phone_numbers/${api.emulator.phoneNumberId}/health`), "timestamp"),
    ).toBe(now);
  });

  it.each(["61M", "P", "PT", "P1M", "-PT1S", 5])("does not move by %j", async (advance) => {
    const api = await start();
    expect((await api.control("POST", "clock", { advance })).status).toBe(400);
  });
});

describe("other control routes", () => {
  it("do not exist", async () => {
    const api = await start();
    expect((await api.control("GET", "nothing")).status).toBe(404);
    expect((await api.control("GET", "reset")).status).toBe(404);
  });
});
