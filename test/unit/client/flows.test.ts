import { describe, expect, test } from "vitest";
import { type Answer, errorOf, fakeClient } from "./fake-transport.js";

const flow = (id: string, name = "Sign up", status = "draft") => ({ id, name, status });
const pageOf = (items: readonly unknown[], meta?: object): Answer => ({ json: { data: items, ...(meta && { meta }) } });

async function ids(items: AsyncIterable<{ readonly id: string }>): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const item of items) found.push(item.id);
  return found;
}

describe("a page of flows", () => {
  test.each([
    ["as documented", { page: 2, per_page: 20, total_pages: 3, total_count: 41 }],
    ["as some endpoints send it", { current_page: 2, per_page: 20, total_pages: 3, total_count: 41 }],
  ])("says where it stands, %s", async (_, meta) => {
    const { client } = fakeClient([pageOf([flow("a")], meta)]);
    const { items, meta: info } = await client.flows.list({ page: 2 });
    expect(items).toEqual([flow("a")]);
    expect(info).toEqual({ page: 2, per_page: 20, total_pages: 3, total_count: 41 });
  });

  test.each([
    ["without meta", pageOf([flow("a")])],
    ["with meta null", { json: { data: [flow("a")], meta: null } }],
    ["with meta that says nothing", pageOf([flow("a")], { total: 1 })],
    ["as a bare list", { json: [flow("a")] }],
  ])("is accepted %s", async (_, answer) => {
    const { client } = fakeClient([answer]);
    expect(await client.flows.list()).toEqual({ items: [flow("a")], meta: null });
  });

  test.each([{ page: 0 }, { page: 1.5 }, { perPage: -1 }, { perPage: Number.NaN }])(
    "is not asked for with %j",
    async (query) => {
      const { client, calls } = fakeClient([pageOf([])]);
      await expect(client.flows.list(query)).rejects.toThrow(/a whole number from 1 on is expected/);
      expect(calls).toEqual([]);
    },
  );
});

describe("all flows", () => {
  test("up to the last page that the service names", async () => {
    const { client, calls } = fakeClient([
      pageOf([flow("a"), flow("b")], { page: 1, total_pages: 2 }),
      pageOf([flow("c")], { page: 2, total_pages: 2 }),
    ]);
    expect(await ids(client.flows.listAll())).toEqual(["a", "b", "c"]);
    expect(calls.map((call) => new URL(call.url).search)).toEqual(["?page=1&per_page=100", "?page=2&per_page=100"]);
  });

  test("up to an empty page, when it names none", async () => {
    const { client, calls } = fakeClient([pageOf([flow("a")]), pageOf([flow("b")]), pageOf([])]);
    expect(await ids(client.flows.listAll())).toEqual(["a", "b"]);
    expect(calls).toHaveLength(3);
  });

  test("up to a page that repeats, from a service that does not know pages", async () => {
    const { client, calls } = fakeClient([pageOf([flow("a"), flow("b")])]);
    expect(await ids(client.flows.listAll())).toEqual(["a", "b"]);
    expect(calls).toHaveLength(2);
  });

  test("each once, when records move to the next page meanwhile", async () => {
    const { client } = fakeClient([pageOf([flow("a"), flow("b")]), pageOf([flow("b"), flow("c")]), pageOf([])]);
    expect(await ids(client.flows.listAll())).toEqual(["a", "b", "c"]);
  });

  test("no page more than is read", async () => {
    const { client, calls } = fakeClient([pageOf([flow("a"), flow("b")])]);
    for await (const _ of client.flows.listAll()) break;
    expect(calls).toHaveLength(1);
  });
});

describe("finding a flow by name", () => {
  const scope = { phoneNumberId: "111" };

  test("compares whole names over all pages", async () => {
    const { client, calls } = fakeClient([
      pageOf([flow("a", "Sign up now"), flow("b", "sign up")], { page: 1, total_pages: 2 }),
      pageOf([flow("c", "Sign up")], { page: 2, total_pages: 2 }),
    ]);
    expect((await client.flows.findByName("Sign up", scope))?.id).toBe("c");
    expect(calls[0]?.url).toContain("?phone_number_id=111&name_contains=Sign+up&page=1");
  });

  test("undefined when there is none", async () => {
    const { client } = fakeClient([pageOf([flow("a", "Other")]), pageOf([])]);
    expect(await client.flows.findByName("Sign up", { businessAccountId: "222" })).toBeUndefined();
  });

  test("a living flow goes before a deprecated one", async () => {
    const { client } = fakeClient([pageOf([flow("a", "Sign up", "deprecated"), flow("b")]), pageOf([])]);
    expect((await client.flows.findByName("Sign up", scope))?.id).toBe("b");
  });

  test("a deprecated one when no other has the name", async () => {
    const { client } = fakeClient([pageOf([flow("a", "Sign up", "deprecated")]), pageOf([])]);
    expect((await client.flows.findByName("Sign up", scope))?.id).toBe("a");
  });

  test("no guess between several", async () => {
    const { client } = fakeClient([pageOf([flow("a"), flow("b", "Sign up", "published")]), pageOf([])]);
    const error = await errorOf(client.flows.findByName("Sign up", scope));
    expect(error).toMatchObject({ name: "UsageError", code: "USAGE_AMBIGUOUS_NAME" });
    expect(error.message).toBe("2 flows have the name `Sign up`: `a`, `b`.");
  });

  test("needs an account", async () => {
    const { client, calls } = fakeClient([pageOf([])]);
    expect(await errorOf(client.flows.findByName("Sign up", { phoneNumberId: "" }))).toMatchObject({
      code: "USAGE_SCOPE",
    });
    expect(calls).toEqual([]);
  });
});

describe("creating a flow", () => {
  test("hands on the findings of a 2xx", async () => {
    const created = { ...flow("a"), validation_errors: [{ error: "INVALID_X", message: "No." }] };
    const { client } = fakeClient([{ status: 201, json: { data: created } }]);
    expect((await client.flows.create({ phoneNumberId: "111" })).validation_errors).toEqual(created.validation_errors);
  });

  test("names the flow in an error", async () => {
    const { client } = fakeClient([{ status: 422, json: { error: "Name is taken" } }]);
    const error = await errorOf(client.flows.create({ phoneNumberId: "111", name: "Sign up" }));
    expect(error.message).toContain("Could not create flow `Sign up`: ");
  });

  test("reads well without a name", async () => {
    const { client } = fakeClient([{ status: 422, json: { error: "No" } }]);
    expect((await errorOf(client.flows.create({ phoneNumberId: "111" }))).message).toContain("Could not create flow: ");
  });
});

describe("publishing", () => {
  test("gives the flow of the answer", async () => {
    const { client, calls } = fakeClient([{ json: { data: flow("a", "Sign up", "published") } }]);
    expect((await client.flows.publish("a")).status).toBe("published");
    expect(calls).toHaveLength(1);
  });

  test("reads the flow when the answer has no body", async () => {
    const { client, calls } = fakeClient([{ status: 204 }, { json: { data: flow("a", "Sign up", "published") } }]);
    expect((await client.flows.publish("a")).status).toBe("published");
    expect(calls.map((call) => call.method)).toEqual(["POST", "GET"]);
  });
});

describe("versions", () => {
  const flowJson = { version: "7.3", screens: [] };

  test("the latest one with its Flow JSON", async () => {
    const { client, calls } = fakeClient([
      pageOf([{ id: "v2" }, { id: "v1" }]),
      { json: { data: { id: "v2", flow_json: flowJson } } },
    ]);
    expect(await client.flows.latestVersion("f")).toMatchObject({ id: "v2", flow_json: flowJson });
    expect(calls.map((call) => call.url.split("/flows/")[1])).toEqual([
      "f/versions?page=1&per_page=1",
      "f/versions/v2",
    ]);
  });

  test("none yet", async () => {
    const { client } = fakeClient([pageOf([])]);
    expect(await client.flows.latestVersion("f")).toBeUndefined();
  });

  test.each([
    ["null", { validation_errors: null }, null],
    ["an empty list", { validation_errors: [] }, []],
    ["findings", { validation_errors: ["No."] }, ["No."]],
    ["nothing", {}, undefined],
  ])("a new one hands on %s as it came", async (_, more, expected) => {
    const { client } = fakeClient([{ status: 201, json: { data: { id: "v", flow_json: flowJson, ...more } } }]);
    expect((await client.flows.createVersion("f", { flowJson })).validation_errors).toEqual(expected);
  });

  test("a new one whose answer leaves the Flow JSON out has what was sent", async () => {
    const { client } = fakeClient([{ json: { data: { id: "v" } } }]);
    expect((await client.flows.createVersion("f", { flowJson })).flow_json).toEqual(flowJson);
  });

  test("findings with 422 stand in the error", async () => {
    const json = { error: "Validation failed", validation_errors: ["No.", { error: "INVALID_X" }] };
    const { client } = fakeClient([{ status: 422, json }]);
    expect(await errorOf(client.flows.createVersion("f", { flowJson }))).toMatchObject({
      name: "RefusedError",
      validationErrors: ["No.", { error: "INVALID_X" }],
    });
  });
});
