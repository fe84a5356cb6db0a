import { describe, expect, it } from "vitest";
import { code, createFlow, dynamicFlow, member, prepareEndpoint, start, staticFlow, textAt } from "./harness.js";

describe("a dynamic flow", () => {
  it("goes from encryption over set, deploy, register and a second upload to published", async () => {
    const api = await start();
    const flow = await createFlow(api, "Booking", dynamicFlow);
    const path = `/whatsapp/flows/${flow.id}`;
    await prepareEndpoint(api, flow);
    expect((await api.platform("POST", `${path}/versions`, { flow_json: dynamicFlow })).status).toBe(201);
    const ready = await api.platform("GET", path);
    expect(ready.body).toMatchObject({
      data: {
        status: "draft",
        data_api_version: "3.0",
        has_data_endpoint: true,
        flows_encryption_configured: true,
      },
    });
    const address = textAt(ready, "data.data_endpoint_url");
    const meta = await api.meta("GET", `/${flow.metaId}?${api.scope}&fields=endpoint_uri`);
    expect(textAt(meta, "endpoint_uri")).toBe(address);
    expect((await api.platform("POST", `${path}/publish`)).body).toMatchObject({ data: { status: "published" } });
  });

  it.each([
    ["no endpoint is registered", ["/setup_encryption", "/data_endpoint", "/data_endpoint/deploy"], "endpoint URI"],
    ["nothing is set up at all", [], "endpoint URI"],
  ])("is not published while %s", async (_what, calls, sentence) => {
    const api = await start();
    const flow = await createFlow(api, "Booking", dynamicFlow);
    const path = `/whatsapp/flows/${flow.id}`;
    for (const call of calls) await api.platform("POST", path + call, call === "/data_endpoint" ? { code } : undefined);
    const answer = await api.platform("POST", `${path}/publish`);
    expect(answer.status).toBe(422);
    expect(textAt(answer, "error")).toContain(sentence);
    const onProxy = await api.meta("POST", `/${flow.metaId}/publish?${api.scope}`);
    expect(onProxy).toMatchObject({ status: 400, body: { error: { code: 139002 } } });
  });

  it("is not published without encryption, even with an endpoint somebody set by hand", async () => {
    const api = await start();
    const flow = await createFlow(api, "Booking", dynamicFlow);
    await api.meta("POST", `/${flow.metaId}?${api.scope}`, { endpoint_uri: "https://endpoint.example/flow" });
    const answer = await api.platform("POST", `/whatsapp/flows/${flow.id}/publish`);
    expect(textAt(answer, "error")).toContain("public key");
    await api.platform("POST", `/whatsapp/flows/${flow.id}/setup_encryption`);
    expect((await api.platform("POST", `/whatsapp/flows/${flow.id}/publish`)).status).toBe(200);
  });

  it("can be published in the order of the seed, without a second upload", async () => {
    const api = await start();
    const flow = await createFlow(api, "Booking", dynamicFlow);
    await prepareEndpoint(api, flow);
    expect((await api.platform("POST", `/whatsapp/flows/${flow.id}/publish`)).status).toBe(200);
  });
});

describe("a data endpoint", () => {
  it("needs encryption before code is set", async () => {
    const api = await start();
    const flow = await createFlow(api);
    const answer = await api.platform("POST", `/whatsapp/flows/${flow.id}/data_endpoint`, { code });
    expect(answer.status).toBe(422);
    expect(textAt(answer, "error")).toContain("encryption");
  });

  it("is not found before code is set", async () => {
    const api = await start();
    const flow = await createFlow(api);
    await api.platform("POST", `/whatsapp/flows/${flow.id}/setup_encryption`);
    const path = `/whatsapp/flows/${flow.id}`;
    expect((await api.platform("GET", `${path}/data_endpoint`)).status).toBe(404);
    expect((await api.platform("POST", `${path}/data_endpoint/deploy`)).status).toBe(404);
    expect((await api.platform("POST", `${path}/data_endpoint/register`)).status).toBe(404);
    expect((await api.platform("GET", `${path}/function_logs`)).status).toBe(404);
    expect((await api.platform("GET", `${path}/function_invocations`)).status).toBe(404);
  });

  it("is a draft until it is deployed", async () => {
    const api = await start();
    const flow = await createFlow(api, "Book a Visit");
    const path = `/whatsapp/flows/${flow.id}/data_endpoint`;
    await api.platform("POST", `/whatsapp/flows/${flow.id}/setup_encryption`);
    const set = await api.platform("POST", path, { code });
    expect(set.body).toMatchObject({
      data: { function_name: "flow-book-a-visit", status: "draft", endpoint_url: null, last_deployed_at: null, code },
    });
    const deployed = await api.platform("POST", `${path}/deploy`);
    const id = textAt(deployed, "data.function_id");
    expect(deployed.body).toMatchObject({
      data: {
        status: "deployed",
        endpoint_url: `${api.emulator.url}/platform/v1/functions/${id}/invoke`,
        last_deployed_at: "2026-11-22T10:00:00Z",
      },
    });
  });

  it("falls back to draft with new code, and keeps its function", async () => {
    const api = await start();
    const flow = await createFlow(api);
    await prepareEndpoint(api, flow);
    const path = `/whatsapp/flows/${flow.id}/data_endpoint`;
    const before = textAt(await api.platform("GET", path), "data.function_id");
    const set = await api.platform("POST", path, { code: `${code}// new` });
    expect(set.body).toMatchObject({ data: { function_id: before, status: "draft" } });
  });

  it("is not registered before it is deployed", async () => {
    const api = await start();
    const flow = await createFlow(api);
    await api.platform("POST", `/whatsapp/flows/${flow.id}/setup_encryption`);
    await api.platform("POST", `/whatsapp/flows/${flow.id}/data_endpoint`, { code });
    const answer = await api.platform("POST", `/whatsapp/flows/${flow.id}/data_endpoint/register`);
    expect(answer.status).toBe(422);
    expect(textAt(answer, "error")).toContain("deployed");
  });

  it("is not registered with a number that has no encryption", async () => {
    const api = await start();
    const flow = await createFlow(api);
    await prepareEndpoint(api, flow);
    const path = `/whatsapp/flows/${flow.id}/data_endpoint/register`;
    const other = api.emulator.phoneNumberIds[1];
    expect((await api.platform("POST", path, { phone_number_id: other })).status).toBe(422);
    expect((await api.platform("POST", path, { phone_number_id: "999" })).status).toBe(404);
  });

  it("fails to deploy when the code has no handler", async () => {
    const api = await start();
    const flow = await createFlow(api);
    const path = `/whatsapp/flows/${flow.id}`;
    await api.platform("POST", `${path}/setup_encryption`);
    await api.platform("POST", `${path}/data_endpoint`, { code: "export default {};" });
    const deployed = await api.platform("POST", `${path}/data_endpoint/deploy`);
    expect(deployed.body).toMatchObject({ data: { status: "error", last_deployed_at: null } });
    const logs = await api.platform("GET", `${path}/function_logs`);
    expect(logs.body).toMatchObject({ data: { logs: [{ level: "error" }] } });
  });

  it.each(["", "   "])("takes no blank code: %j", async (blank) => {
    const api = await start();
    const flow = await createFlow(api);
    await api.platform("POST", `/whatsapp/flows/${flow.id}/setup_encryption`);
    const path = `/whatsapp/flows/${flow.id}/data_endpoint`;
    expect((await api.platform("POST", path, { code: blank }, { wrong: true })).status).toBe(422);
  });
});

describe("encryption", () => {
  it("belongs to the number, so every flow of it reports it, and no other", async () => {
    const api = await start();
    const [first, second] = [await createFlow(api, "A"), await createFlow(api, "B")];
    const elsewhere = await api.platform("POST", "/whatsapp/flows", {
      phone_number_id: api.emulator.phoneNumberIds[1],
      name: "C",
    });
    const setup = await api.platform("POST", `/whatsapp/flows/${first.id}/setup_encryption`);
    expect(setup.body).toMatchObject({ data: { status: "success", flows_encryption_configured: true } });
    const again = await api.platform("POST", `/whatsapp/flows/${second.id}/setup_encryption`);
    expect(again.body).toMatchObject({ data: { status: "already_configured", flows_encryption_configured: true } });
    const { body } = await api.platform("GET", `/whatsapp/flows/${second.id}`);
    expect(member(body, "data.flows_encryption_configured")).toBe(true);
    const other = await api.platform("GET", `/whatsapp/flows/${textAt(elsewhere, "data.id")}`);
    expect(member(other.body, "data.flows_encryption_configured")).toBe(false);
    const numbers = await api.platform("GET", "/whatsapp/phone_numbers");
    expect(numbers.body).toMatchObject({
      data: [
        { id: api.emulator.phoneNumberIds[1], flows_encryption_configured: false },
        { id: api.emulator.phoneNumberId, flows_encryption_configured: true },
      ],
    });
  });
});

describe("attaching an existing function", () => {
  async function deployedFunction(api: Awaited<ReturnType<typeof start>>): Promise<string> {
    const made = await api.platform("POST", "/functions", { function: { name: "shared", code } });
    const id = textAt(made, "data.id");
    await api.platform("POST", `/functions/${id}/deploy`);
    await api.control("POST", "clock", { advance: "PT10S" });
    return id;
  }

  it("registers it with the flow", async () => {
    const api = await start();
    const flow = await createFlow(api, "Booking", dynamicFlow);
    const functionId = await deployedFunction(api);
    await api.platform("POST", `/whatsapp/flows/${flow.id}/setup_encryption`);
    const path = `/whatsapp/flows/${flow.id}/data_endpoint`;
    const answer = await api.platform("PATCH", path, { function_id: functionId });
    expect(answer.body).toMatchObject({
      data: { function_id: functionId, flow_id: flow.id, flow_has_encryption: true, status: "deployed" },
    });
    expect(member(answer.body, "data.warning")).toBeUndefined();
    expect((await api.platform("POST", `/whatsapp/flows/${flow.id}/publish`)).status).toBe(200);
  });

  it("is refused without encryption, without deployment, and for an unknown function", async () => {
    const api = await start();
    const flow = await createFlow(api);
    const path = `/whatsapp/flows/${flow.id}/data_endpoint`;
    const functionId = await deployedFunction(api);
    expect((await api.platform("PATCH", path, { function_id: functionId })).status).toBe(422);
    await api.platform("POST", `/whatsapp/flows/${flow.id}/setup_encryption`);
    const made = await api.platform("POST", "/functions", { function: { name: "new", code } });
    expect((await api.platform("PATCH", path, { function_id: textAt(made, "data.id") })).status).toBe(422);
    const unknown = "fc000000-0000-4000-8000-999999999999";
    expect((await api.platform("PATCH", path, { function_id: unknown })).status).toBe(404);
  });

  it("warns when a published flow cannot be republished, and keeps the association", async () => {
    // The flow was fine when it was published; then time passes, and its version is frozen.
    let frozen = false;
    const api = await start({
      validate: (_text, { forPublish }) => ({
        path: "flow.json",
        kind: "flow-json",
        diagnostics:
          frozen && forPublish
            ? [
                {
                  code: "139002",
                  rule: "version-frozen-publish",
                  severity: "error",
                  message: "Version `7.3` is frozen.",
                  pointer: "/version",
                  range: { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } },
                  fix: null,
                  docs: "",
                  origin: "rule",
                  related: [],
                },
              ]
            : [],
      }),
    });
    const flow = await createFlow(api, "Static", staticFlow);
    const functionId = await deployedFunction(api);
    await api.platform("POST", `/whatsapp/flows/${flow.id}/setup_encryption`);
    await api.platform("POST", `/whatsapp/flows/${flow.id}/publish`);
    frozen = true;
    const path = `/whatsapp/flows/${flow.id}/data_endpoint`;
    const answer = await api.platform("PATCH", path, { function_id: functionId });
    expect(answer.status).toBe(200);
    expect(textAt(answer, "data.warning")).toContain("Version `7.3` is frozen.");
    expect(textAt(await api.platform("GET", path), "data.function_id")).toBe(functionId);
  });
});
