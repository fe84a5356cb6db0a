import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { KapsoClient } from "../../../src/client/client.js";
import type { Wait } from "../../../src/client/request.js";
import { UsageError } from "../../../src/errors/errors.js";
import { API_KEY, ambiguous, errorOf, fakeClient, notSent } from "./fake-transport.js";

const flow = { id: "f-1", name: "Sign up", status: "draft" };
const ok = { json: { data: flow } };

describe("what is sent", () => {
  test("the key in its own header, and nothing else that identifies", async () => {
    const { client, calls } = fakeClient([ok]);
    await client.flows.get("f-1");
    expect(calls[0]?.headers).toEqual({
      accept: "application/json",
      "user-agent": expect.stringMatching(/^whatsapp-flows-ci\//),
      "x-api-key": API_KEY,
    });
  });

  test("a JSON body with its type", async () => {
    const { client, calls } = fakeClient([ok]);
    await client.flows.create({ phoneNumberId: "111", name: "Sign up" });
    expect(calls[0]?.headers["content-type"]).toBe("application/json");
    expect(JSON.parse(calls[0]?.body ?? "")).toEqual({ phone_number_id: "111", name: "Sign up" });
  });

  test("neither body nor Content-Type where there is nothing to say", async () => {
    const { client, calls } = fakeClient([ok]);
    await client.flows.publish("f-1");
    expect(calls[0]?.headers).not.toHaveProperty("content-type");
    expect(calls[0]).not.toHaveProperty("body");
  });

  test("to the Platform below the base URL", async () => {
    const { client, calls } = fakeClient([ok], { baseUrl: "https://proxy.example/kapso/platform/v1/" });
    await client.flows.get("f-1");
    expect(calls[0]?.url).toBe("https://proxy.example/kapso/platform/v1/whatsapp/flows/f-1");
  });

  test("to the proxy with the Graph version", async () => {
    const { client, calls } = fakeClient([{ json: { id: "1" } }], { graphVersion: "25.0" });
    await client.meta.getFlow("1", [], { phoneNumberId: "111" });
    expect(calls[0]?.url).toBe("https://api.kapso.ai/meta/whatsapp/v25.0/1?phone_number_id=111");
  });

  test.each([
    ["a/b?c#d", "a%2Fb%3Fc%23d"],
    ["../functions", "..%2Ffunctions"],
    [" f-1 ", "f-1"],
  ])("the ID %s encoded", async (id, encoded) => {
    const { client, calls } = fakeClient([ok]);
    await client.flows.get(id);
    expect(calls[0]?.url).toBe(`https://api.kapso.ai/platform/v1/whatsapp/flows/${encoded}`);
  });

  test.each(["", "  ", ".", ".."])("but not the ID `%s`, which would lead elsewhere", async (id) => {
    const { client, calls } = fakeClient([ok]);
    expect(await errorOf(client.flows.get(id))).toBeInstanceOf(UsageError);
    expect(calls).toEqual([]);
  });

  test("query members only when they have a value", async () => {
    const { client, calls } = fakeClient([{ json: { data: [] } }]);
    await client.flows.list({ status: undefined, nameContains: "a & b", page: 2 });
    expect(calls[0]?.url).toMatch(/\/flows\?name_contains=a\+%26\+b&page=2$/);
  });

  test("with more time for what builds or talks to Meta", async () => {
    const { client, calls } = fakeClient([ok], { timeoutMs: 1000 });
    await client.flows.get("f-1");
    await client.flows.publish("f-1");
    expect(calls.map((call) => call.timeoutMs)).toEqual([1000, 4000]);
  });
});

describe("the API key", () => {
  test.each([
    ["", "AUTH_KEY_MISSING"],
    [" \n", "AUTH_KEY_MISSING"],
    ["two words", "AUTH_KEY_MALFORMED"],
    ["one\ntwo", "AUTH_KEY_MALFORMED"],
    ["schlüssel", "AUTH_KEY_MALFORMED"],
  ])("`%s` is refused before anything is sent", async (apiKey, code) => {
    const { client, calls } = fakeClient([ok], { apiKey });
    expect(await errorOf(client.flows.get("f-1"))).toMatchObject({ name: "CredentialsError", code });
    expect(calls).toEqual([]);
  });

  test("a line break at its end is cut", async () => {
    const { client, calls } = fakeClient([ok], { apiKey: `${API_KEY}\n` });
    await client.flows.get("f-1");
    expect(calls[0]?.headers["x-api-key"]).toBe(API_KEY);
  });

  test("shows up nowhere in the client", () => {
    const client = new KapsoClient({ apiKey: API_KEY });
    const shown = inspect(client, { depth: Infinity, showHidden: true }) + JSON.stringify(client);
    expect(shown).not.toContain(API_KEY);
  });

  test.each([
    ["an error that the service words", { status: 401, json: { error: `Key ${API_KEY} is unknown` } }],
    ["a plain text answer", { status: 500, text: `X-API-Key: ${API_KEY}` }],
    ["a failure of a foreign transport", new Error(`bad header ${API_KEY}`)],
    ["an answer that is not understood", { json: { data: { id: API_KEY } } }],
    ["an answer that is no JSON", { headers: { "content-type": "application/json" }, text: API_KEY }],
  ])("shows up nowhere in %s", async (_, answer) => {
    const { client } = fakeClient([answer]);
    const error = await errorOf(client.flows.get("f-1"));
    expect(inspect(error, { depth: Infinity, showHidden: true }) + JSON.stringify(error)).not.toContain(API_KEY);
  });
});

describe("what an answer may look like", () => {
  test.each([
    ["wrapped", { json: { data: flow } }],
    ["bare", { json: flow }],
    ["with more than is described", { json: { data: { ...flow, new_field: 1 }, meta: {} } }],
    ["without a Content-Type", { text: JSON.stringify({ data: flow }) }],
    ["with a charset", { headers: { "content-type": "application/json; charset=utf-8" }, text: JSON.stringify(flow) }],
    ["as a subtype of JSON", { headers: { "content-type": "application/vnd.api+json" }, text: JSON.stringify(flow) }],
    ["201", { status: 201, json: { data: flow } }],
  ])("%s", async (_, answer) => {
    const { client } = fakeClient([answer]);
    expect(await client.flows.get("f-1")).toMatchObject(flow);
  });

  test("a flow without a name gets an empty one", async () => {
    const { client } = fakeClient([{ json: { data: { id: "f-1", status: "draft", name: null } } }]);
    expect((await client.flows.get("f-1")).name).toBe("");
  });

  test.each([
    ["empty", {}, "PROTOCOL_EMPTY", "is empty"],
    [
      "no JSON although it says so",
      { headers: { "content-type": "application/json" }, text: "{" },
      "PROTOCOL_NOT_JSON",
      "",
    ],
    ["a page of HTML", { headers: { "content-type": "text/html" }, text: "<html>" }, "PROTOCOL_SHAPE", "is text"],
    ["a list", { json: [] }, "PROTOCOL_SHAPE", "is a list"],
    ["null", { json: null }, "PROTOCOL_SHAPE", "is null"],
    ["without ID", { json: { data: { status: "draft" } } }, "PROTOCOL_SHAPE", "no usable `id`"],
    [
      "with a member of another kind",
      { json: { data: { ...flow, meta_flow_id: 7 } } },
      "PROTOCOL_SHAPE",
      "`meta_flow_id`",
    ],
  ])("but not %s", async (_, answer, code, text) => {
    const { client, calls } = fakeClient([answer]);
    const error = await errorOf(client.flows.get("f-1"));
    expect(error).toMatchObject({ name: "ProtocolError", code, operation: "getFlow", status: 200 });
    expect(error.message).toContain(text);
    expect(calls).toHaveLength(1);
  });

  test("the request ID is kept", async () => {
    const { client } = fakeClient([{ status: 404, headers: { "x-request-id": "r-7" }, json: { error: "Not found" } }]);
    expect(await errorOf(client.flows.get("f-1"))).toMatchObject({
      requestId: "r-7",
      message: "Could not read flow `f-1`: there is no such record (HTTP 404): Not found.",
    });
  });
});

describe("trying again", () => {
  const broken = { status: 503, text: "down" };

  test("a read until it works", async () => {
    const { client, calls, sleeps } = fakeClient([broken, ambiguous(), ok]);
    expect(await client.flows.get("f-1")).toMatchObject(flow);
    expect(calls).toHaveLength(3);
    expect(sleeps).toEqual([250, 500]);
  });

  test("a read that keeps failing ends with the last error", async () => {
    const { client, calls } = fakeClient([broken]);
    expect(await errorOf(client.flows.get("f-1"))).toMatchObject({ code: "REMOTE_UNAVAILABLE", status: 503 });
    expect(calls).toHaveLength(4);
  });

  test("a write that never left", async () => {
    const { client, calls } = fakeClient([notSent(), ok]);
    await client.flows.publish("f-1");
    expect(calls).toHaveLength(2);
  });

  test.each([
    ["broken", broken],
    ["without an answer", ambiguous()],
  ])("no write that ended %s", async (_, answer) => {
    const { client, calls } = fakeClient([answer, ok]);
    await errorOf(client.flows.publish("f-1"));
    expect(calls).toHaveLength(1);
  });

  test("a write after the wait of a rate limit", async () => {
    const limited = { status: 429, headers: { "retry-after": "60" }, json: { error: "Rate limit exceeded" } };
    const { client, calls, sleeps } = fakeClient([limited, ok]);
    await client.flows.publish("f-1");
    expect(calls).toHaveLength(2);
    expect(sleeps).toEqual([60_000]);
  });

  test("fewer times when told so", async () => {
    const { client, calls } = fakeClient([broken], { retry: { attempts: 1 } });
    await errorOf(client.flows.get("f-1"));
    expect(calls).toHaveLength(1);
  });

  test("waits are told before they begin", async () => {
    const waits: Wait[] = [];
    const { client } = fakeClient([broken, ok], { onWait: (wait) => waits.push(wait) });
    await client.flows.get("f-1");
    expect(waits).toMatchObject([{ operation: "getFlow", ms: 250, error: { status: 503 } }]);
  });

  test("an unforeseen error of our own is not taken for one of the service", async () => {
    const { client } = fakeClient([ok]);
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    expect(await errorOf(client.flows.create({ phoneNumberId: "1", flowJson: circular }))).toBeInstanceOf(TypeError);
  });
});

describe("a rate limit that is used up", () => {
  const last = { headers: { "x-ratelimit-remaining": "0", "retry-after": "30" }, json: { data: flow } };

  test("is waited for before the next call", async () => {
    const { client, sleeps } = fakeClient([last, ok]);
    await client.flows.get("f-1");
    expect(sleeps).toEqual([]);
    await client.flows.publish("f-1");
    expect(sleeps).toEqual([30_000]);
  });

  test("is waited for once", async () => {
    const { client, sleeps } = fakeClient([last, ok]);
    await client.flows.get("f-1");
    await client.flows.get("f-1");
    await client.flows.get("f-1");
    expect(sleeps).toEqual([30_000]);
  });

  test("without a stated time is waited for until the minute is over for certain", async () => {
    const { client, sleeps } = fakeClient([{ headers: { "x-ratelimit-remaining": "0" }, json: { data: flow } }, ok]);
    await client.flows.get("f-1");
    await client.flows.get("f-1");
    expect(sleeps).toEqual([60_000]);
  });

  test("is never waited for longer than retries may take", async () => {
    const { client, sleeps } = fakeClient([{ ...last, headers: { ...last.headers, "retry-after": "86400" } }, ok]);
    await client.flows.get("f-1");
    await client.flows.get("f-1");
    expect(sleeps).toEqual([150_000]);
  });

  test("calls with requests to spare are not held up", async () => {
    const spare = { headers: { "x-ratelimit-remaining": "7", "retry-after": "30" }, json: { data: flow } };
    const { client, sleeps } = fakeClient([spare]);
    await client.flows.get("f-1");
    await client.flows.get("f-1");
    expect(sleeps).toEqual([]);
  });
});

describe("stopping", () => {
  test("lets a request under way come to its end", async () => {
    const stop = new AbortController();
    const { client } = fakeClient([ok], { stop: stop.signal });
    const answer = client.flows.get("f-1");
    stop.abort();
    expect((await answer).id).toBe("f-1");
  });

  test("begins no write, and still reads", async () => {
    const { client, calls } = fakeClient([ok], { stop: AbortSignal.abort() });
    await expect(client.flows.publish("f-1")).rejects.toMatchObject({ code: "TRANSPORT_ABORTED", notSent: true });
    await client.flows.get("f-1");
    expect(calls.map((call) => call.method)).toEqual(["GET"]);
  });

  test("does not wait to try again", async () => {
    const { client, calls, sleeps } = fakeClient([{ status: 503 }], { stop: AbortSignal.abort() });
    await expect(client.flows.get("f-1")).rejects.toMatchObject({ code: "TRANSPORT_ABORTED" });
    expect([calls.length, sleeps]).toEqual([1, []]);
  });
});

describe("cancelling", () => {
  test("the transport gets the signal of the call", async () => {
    const { signal } = new AbortController();
    const { client, calls } = fakeClient([ok]);
    await client.flows.get("f-1", { signal });
    expect(calls[0]?.signal).toBe(signal);
  });

  test("the client's own signal counts as well", async () => {
    const own = new AbortController();
    const { client, calls } = fakeClient([ok], { signal: own.signal });
    await client.flows.get("f-1", { signal: new AbortController().signal });
    own.abort();
    expect(calls[0]?.signal?.aborted).toBe(true);
  });

  test("ends a wait, and says that nothing was sent", async () => {
    const abort = new AbortController();
    const { client, calls } = fakeClient([notSent(), ok], { onWait: () => abort.abort() });
    expect(await errorOf(client.flows.publish("f-1", {}, { signal: abort.signal }))).toMatchObject({
      code: "TRANSPORT_ABORTED",
      notSent: true,
    });
    expect(calls).toHaveLength(1);
  });
});
