import { describe, expect, it } from "vitest";
import { createFlow, start } from "./harness.js";

describe("the key", () => {
  it.each([
    ["wrong", { "x-api-key": "wrong" }],
    ["empty", { "x-api-key": "" }],
  ])("when %s gives 401 on both surfaces", async (_what, headers) => {
    const api = await start();
    const flow = await createFlow(api);
    const platform = await api.platform("GET", "/whatsapp/flows", undefined, { headers });
    expect(platform).toMatchObject({ status: 401, body: { error: "Unauthorized" } });
    expect((await api.meta("GET", `/${flow.metaId}?${api.scope}`, undefined, { headers })).status).toBe(401);
  });

  it("when missing gives 401, also for paths that do not exist", async () => {
    const api = await start();
    const { url } = api.emulator;
    for (const path of ["/platform/v1/whatsapp/flows", "/meta/whatsapp/v24.0/1", "/platform/v1/nothing"]) {
      expect((await fetch(url + path)).status).toBe(401);
    }
  });

  it("may be a WhatsApp token on the proxy only", async () => {
    const api = await start();
    const { url, accessToken, businessAccountId } = api.emulator;
    const get = (path: string, token: string) => fetch(url + path, { headers: { authorization: `Bearer ${token}` } });
    const proxy = `/meta/whatsapp/v24.0/${businessAccountId}/flows`;
    expect((await get(proxy, accessToken)).status).toBe(200);
    const expired = await get(proxy, "other");
    expect(expired.status).toBe(401);
    expect(await expired.json()).toMatchObject({ error: { code: 190 } });
    expect((await get("/platform/v1/whatsapp/flows", accessToken)).status).toBe(401);
  });

  it("is never part of the state", async () => {
    const api = await start();
    await api.platform("GET", "/whatsapp/flows", undefined, { headers: { "x-api-key": "a-key-of-somebody" } });
    await createFlow(api);
    const text = JSON.stringify((await api.control("GET", "state")).body);
    expect(text).not.toContain("a-key-of-somebody");
    expect(text).not.toContain(api.emulator.apiKey);
  });
});

describe("ids", () => {
  const unknown = "f10f0000-0000-4000-8000-999999999999";

  it.each([
    ["GET", ""],
    ["POST", "/publish"],
    ["GET", "/versions"],
    ["GET", "/versions/7e550000-0000-4000-8000-000000000001"],
    ["GET", "/data_endpoint"],
    ["POST", "/data_endpoint/deploy"],
    ["POST", "/data_endpoint/register"],
    ["POST", "/setup_encryption"],
    ["GET", "/responses"],
    ["GET", "/function_logs"],
    ["GET", "/function_invocations"],
  ])("of an unknown flow give 404 for %s %s", async (method, rest) => {
    const api = await start();
    expect((await api.platform(method, `/whatsapp/flows/${unknown}${rest}`)).status).toBe(404);
  });

  it("of a version belong to one flow", async () => {
    const api = await start();
    const [first, second] = [await createFlow(api, "A"), await createFlow(api, "B")];
    const version = "7e550000-0000-4000-8000-000000000001";
    expect((await api.platform("GET", `/whatsapp/flows/${first.id}/versions/${version}`)).status).toBe(200);
    expect((await api.platform("GET", `/whatsapp/flows/${second.id}/versions/${version}`)).status).toBe(404);
  });

  it("of Meta are unknown on the Platform, and Kapso's on the proxy", async () => {
    const api = await start();
    const flow = await createFlow(api);
    const onPlatform = await api.platform("GET", `/whatsapp/flows/${flow.metaId}`, undefined, { wrong: true });
    expect(onPlatform.status).toBe(404);
    const onProxy = await api.meta("GET", `/${flow.id}?${api.scope}`);
    expect(onProxy).toMatchObject({ status: 400, body: { error: { code: 100 } } });
  });

  it("of unknown phone numbers give 404", async () => {
    const api = await start();
    expect((await api.platform("GET", "/whatsapp/phone_numbers/999")).status).toBe(404);
    expect((await api.platform("GET", "/whatsapp/phone_numbers/999/health")).status).toBe(404);
    expect((await api.meta("GET", "/999/phone_numbers")).status).toBe(404);
    expect((await api.meta("GET", "/999/flows")).status).toBe(404);
  });
});

describe("the scope of a proxy call", () => {
  it("is needed", async () => {
    const api = await start();
    const flow = await createFlow(api);
    for (const [method, path] of [
      ["GET", `/${flow.metaId}`],
      ["POST", `/${flow.metaId}/publish`],
      ["POST", `/${flow.metaId}/deprecate`],
      ["GET", `/${flow.metaId}/assets`],
      ["DELETE", `/flows/${flow.metaId}`],
    ]) {
      const answer = await api.meta(method ?? "", path ?? "");
      expect(answer).toMatchObject({ status: 404, body: { error: expect.stringContaining("phone_number_id") } });
    }
  });

  it("must be of the project", async () => {
    const api = await start();
    const flow = await createFlow(api);
    expect((await api.meta("GET", `/${flow.metaId}?phone_number_id=999`)).status).toBe(404);
    expect((await api.meta("GET", `/${flow.metaId}?business_account_id=999`)).status).toBe(404);
  });

  it("is the phone number when both are given", async () => {
    const api = await start();
    const flow = await createFlow(api);
    const path = `/${flow.metaId}?business_account_id=999&${api.scope}`;
    expect((await api.meta("GET", path)).status).toBe(200);
  });
});

describe("a body", () => {
  it("that is no JSON gives 400 on both surfaces", async () => {
    const api = await start();
    const { url, apiKey, businessAccountId } = api.emulator;
    const post = (path: string) => fetch(url + path, { method: "POST", body: "{", headers: { "x-api-key": apiKey } });
    const platform = await post("/platform/v1/whatsapp/flows");
    expect(platform.status).toBe(400);
    expect(await platform.json()).toEqual({ error: expect.any(String) });
    const proxy = await post(`/meta/whatsapp/v24.0/${businessAccountId}/flows`);
    expect(proxy.status).toBe(400);
    expect(await proxy.json()).toMatchObject({ error: { code: 100 } });
  });

  it("that is a list gives 422", async () => {
    const api = await start();
    expect((await api.platform("POST", "/whatsapp/flows", [], { wrong: true })).status).toBe(422);
  });
});

describe("the rate limit", () => {
  it("counts down, refuses with 429 and Retry-After, and starts anew after a minute", async () => {
    const api = await start({ limits: { requestsPerMinute: 2 } });
    const get = () => api.platform("GET", "/whatsapp/flows");
    const first = await get();
    expect(first.headers.get("x-ratelimit-limit")).toBe("2");
    expect(first.headers.get("x-ratelimit-remaining")).toBe("1");
    expect((await get()).headers.get("x-ratelimit-remaining")).toBe("0");
    const refused = await get();
    expect(refused.status).toBe(429);
    expect(refused.headers.get("x-ratelimit-remaining")).toBe("0");
    expect(refused.headers.get("retry-after")).toBe("60");
    expect((await api.meta("GET", `/${api.emulator.businessAccountId}/flows`)).status).toBe(429);
    await api.control("POST", "clock", { advance: "PT60S" });
    expect((await get()).status).toBe(200);
  });

  it("is 1000 a minute unless said otherwise", async () => {
    const api = await start();
    expect((await api.platform("GET", "/whatsapp/flows")).headers.get("x-ratelimit-limit")).toBe("1000");
  });
});
