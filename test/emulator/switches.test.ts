import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { KapsoClient } from "../../src/client/client.js";
import { defaultSwitches, otherReadings } from "../../src/emulator/switches.js";
import {
  code,
  createFlow,
  dynamicFlow,
  faultyFlow,
  member,
  prepareEndpoint,
  start,
  staticFlow,
  textAt,
} from "./harness.js";

describe("switch", () => {
  it("validationErrors: refusal answers 422 with the list, and stores nothing", async () => {
    const api = await start({ switches: { validationErrors: "refusal" } });
    const flow = await createFlow(api);
    const answer = await api.platform("POST", `/whatsapp/flows/${flow.id}/versions`, { flow_json: faultyFlow });
    expect(answer).toMatchObject({ status: 422, body: { validation_errors: [{ error_type: "FLOW_JSON_ERROR" }] } });
    const versions = await api.platform("GET", `/whatsapp/flows/${flow.id}/versions`);
    expect(versions.body).toMatchObject({ meta: { total_count: 1 } });
  });

  it("noValidationErrors: list answers [] in place of null", async () => {
    const api = await start({ switches: { noValidationErrors: "list" } });
    const flow = await createFlow(api);
    const versions = await api.platform("GET", `/whatsapp/flows/${flow.id}/versions`);
    expect(versions.body).toMatchObject({ data: [{ validation_errors: [] }] });
  });

  it("createdStatus: 200 answers creations with it", async () => {
    const api = await start({ switches: { createdStatus: 200 } });
    const { url, apiKey, phoneNumberId } = api.emulator;
    const body = JSON.stringify({ phone_number_id: phoneNumberId });
    const init = { method: "POST", headers: { "x-api-key": apiKey }, body };
    expect((await fetch(`${url}/platform/v1/whatsapp/flows`, init)).status).toBe(200);
  });

  it("endpointNeedsEncryption: false lets code be set first", async () => {
    const api = await start({ switches: { endpointNeedsEncryption: false } });
    const flow = await createFlow(api);
    const path = `/whatsapp/flows/${flow.id}/data_endpoint`;
    expect((await api.platform("POST", path, { code })).status).toBe(200);
    await api.platform("POST", `${path}/deploy`);
    expect((await api.platform("POST", `${path}/register`)).status).toBe(422);
  });

  it("publishedFlowsEditable: true brings an edited flow back to draft", async () => {
    const api = await start({ switches: { publishedFlowsEditable: true } });
    const flow = await createFlow(api);
    await api.platform("POST", `/whatsapp/flows/${flow.id}/publish`);
    const upload = await api.platform("POST", `/whatsapp/flows/${flow.id}/versions`, { flow_json: staticFlow });
    expect(upload.status).toBe(201);
    expect((await api.platform("GET", `/whatsapp/flows/${flow.id}`)).body).toMatchObject({ data: { status: "draft" } });
    expect((await api.platform("POST", `/whatsapp/flows/${flow.id}/publish`)).status).toBe(200);
  });

  it("publishAnswer: no-content answers 204", async () => {
    const api = await start({ switches: { publishAnswer: "no-content" } });
    const flow = await createFlow(api);
    const answer = await api.platform("POST", `/whatsapp/flows/${flow.id}/publish`);
    expect(answer).toMatchObject({ status: 204, body: undefined });
  });

  it("proxyWritesReachPlatform: true records what the proxy creates, renames and uploads", async () => {
    const api = await start({ switches: { proxyWritesReachPlatform: true } });
    const body = { name: "A", categories: ["OTHER"], flow_json: JSON.stringify(staticFlow) };
    const made = await api.meta("POST", `/${api.emulator.phoneNumberId}/flows`, body);
    await api.meta("POST", `/${textAt(made, "id")}?${api.scope}`, { name: "B" });
    const list = await api.platform("GET", "/whatsapp/flows");
    expect(list.body).toMatchObject({ data: [{ name: "B", meta_flow_id: textAt(made, "id"), json_version: "7.3" }] });
    const versions = await api.platform("GET", `/whatsapp/flows/${textAt(list, "data.0.id")}/versions`);
    expect(versions.body).toMatchObject({ meta: { total_count: 1 } });
  });

  it("uploadAfterRegister: true refuses to publish Flow JSON that is older than its endpoint", async () => {
    const api = await start({ switches: { uploadAfterRegister: true } });
    const flow = await createFlow(api, "Booking", dynamicFlow);
    await prepareEndpoint(api, flow);
    const refused = await api.platform("POST", `/whatsapp/flows/${flow.id}/publish`);
    expect(refused.status).toBe(422);
    expect(textAt(refused, "error")).toContain("upload it again");
    await api.platform("POST", `/whatsapp/flows/${flow.id}/versions`, { flow_json: dynamicFlow });
    expect((await api.platform("POST", `/whatsapp/flows/${flow.id}/publish`)).status).toBe(200);
  });

  it("integrityBlocked: true refuses creating and publishing with 139000", async () => {
    const api = await start({ switches: { integrityBlocked: true } });
    const { phoneNumberId, businessAccountId } = api.emulator;
    const platform = await api.platform("POST", "/whatsapp/flows", { phone_number_id: phoneNumberId });
    expect(platform).toMatchObject({ status: 422, body: { error: "Integrity requirements not met." } });
    const proxy = await api.meta("POST", `/${businessAccountId}/flows`, { name: "A", categories: ["OTHER"] });
    expect(proxy).toMatchObject({ status: 400, body: { error: { code: 139000 } } });
  });

  it("validationErrorEntries: strings shows the messages of findings alone, on the Platform", async () => {
    const api = await start({ switches: { validationErrorEntries: "strings" } });
    const flow = await createFlow(api);
    const made = await api.platform("POST", `/whatsapp/flows/${flow.id}/versions`, { flow_json: faultyFlow });
    expect(made.body).toMatchObject({ data: { validation_errors: [expect.any(String)] } });
    const onProxy = await api.meta("GET", `/${flow.metaId}?${api.scope}`);
    expect(onProxy.body).toMatchObject({ validation_errors: [{ error_type: "FLOW_JSON_ERROR" }] });
  });

  it("pointers: strings shows paths without positions", async () => {
    const api = await start({ switches: { pointers: "strings" } });
    const flow = await createFlow(api);
    const made = await api.platform("POST", `/whatsapp/flows/${flow.id}/versions`, { flow_json: faultyFlow });
    const pointers = ["screens[0].layout.children[0].type"];
    expect(made.body).toMatchObject({ data: { validation_errors: [{ pointers }] } });
  });

  it("encryptionOnNumber: false leaves encryption out of the number", async () => {
    const api = await start({ switches: { encryptionOnNumber: false } });
    const { body } = await api.platform("GET", `/whatsapp/phone_numbers/${api.emulator.phoneNumberId}`);
    expect(member(body, "data")).not.toHaveProperty("flows_encryption_configured");
  });

  it("encryptionScope: waba sets all numbers of the WABA up", async () => {
    const api = await start({ switches: { encryptionScope: "waba" } });
    const flow = await createFlow(api);
    await api.platform("POST", `/whatsapp/flows/${flow.id}/setup_encryption`);
    const numbers = await api.platform("GET", "/whatsapp/phone_numbers");
    expect(numbers.body).toMatchObject({
      data: [{ flows_encryption_configured: true }, { flows_encryption_configured: true }],
    });
  });

  it("hasDataEndpoint: registered is false until the endpoint is registered", async () => {
    const api = await start({ switches: { hasDataEndpoint: "registered" } });
    const flow = await createFlow(api);
    const path = `/whatsapp/flows/${flow.id}`;
    const has = async () => member((await api.platform("GET", path)).body, "data.has_data_endpoint");
    for (const [call, body] of [
      ["/setup_encryption"],
      ["/data_endpoint", { code }],
      ["/data_endpoint/deploy"],
    ] as const) {
      await api.platform("POST", path + call, body);
    }
    expect(await has()).toBe(false);
    await api.platform("POST", `${path}/data_endpoint/register`);
    expect(await has()).toBe(true);
  });

  it("failedDeployment: failed is the word for a deployment that failed", async () => {
    const api = await start({ switches: { failedDeployment: "failed" } });
    const flow = await createFlow(api);
    const path = `/whatsapp/flows/${flow.id}`;
    await api.platform("POST", `${path}/setup_encryption`);
    await api.platform("POST", `${path}/data_endpoint`, { code: "export default {};" });
    const deployed = await api.platform("POST", `${path}/data_endpoint/deploy`);
    expect(deployed.body).toMatchObject({ data: { status: "failed" } });
  });

  it("publishTwice: accepted answers with the published flow, on the Platform", async () => {
    const api = await start({ switches: { publishTwice: "accepted" } });
    const flow = await createFlow(api);
    await api.platform("POST", `/whatsapp/flows/${flow.id}/publish`);
    const again = await api.platform("POST", `/whatsapp/flows/${flow.id}/publish`);
    expect(again).toMatchObject({ status: 200, body: { data: { status: "published" } } });
    const onProxy = await api.meta("POST", `/${flow.metaId}/publish?${api.scope}`);
    expect(onProxy.body).toMatchObject({ error: { code: 139002 } });
  });

  it("functionInvocations: object puts the list into an object", async () => {
    const api = await start({ switches: { functionInvocations: "object" } });
    const made = await api.platform("POST", "/functions", { function: { name: "A", code } });
    const answer = await api.platform("GET", `/functions/${textAt(made, "data.id")}/invocations`);
    expect(answer.body).toEqual({ data: { invocations: [] } });
  });

  it("pageMember: current_page renames the page in meta", async () => {
    const api = await start({ switches: { pageMember: "current_page" } });
    const { url, apiKey } = api.emulator;
    const response = await fetch(`${url}/platform/v1/whatsapp/flows?page=2`, { headers: { "x-api-key": apiKey } });
    expect(await response.json()).toMatchObject({ meta: { current_page: 2 } });
  });

  it("metaIdsOnPlatform: true takes the Meta id of a flow", async () => {
    const api = await start({ switches: { metaIdsOnPlatform: true } });
    const flow = await createFlow(api);
    const { url, apiKey } = api.emulator;
    const path = `${url}/platform/v1/whatsapp/flows/${flow.metaId}`;
    const response = await fetch(path, { headers: { "x-api-key": apiKey } });
    expect(await response.json()).toMatchObject({ data: { id: flow.id } });
  });

  it("existingSecret: refused is 422 for a name that is there already", async () => {
    const api = await start({ switches: { existingSecret: "refused" } });
    const flow = await createFlow(api);
    await prepareEndpoint(api, flow);
    const endpoint = await api.platform("GET", `/whatsapp/flows/${flow.id}/data_endpoint`);
    const path = `/functions/${textAt(endpoint, "data.function_id")}/secrets`;
    const secret = { name: "TOKEN", value: "x" };
    expect((await api.platform("POST", path, { secret })).status).toBe(201);
    expect((await api.platform("POST", path, { secret })).status).toBe(422);
  });

  it("messagingLimit: integer is a number", async () => {
    const api = await start({ switches: { messagingLimit: "integer" } });
    const { body } = await api.platform("GET", `/whatsapp/phone_numbers/${api.emulator.phoneNumberId}`);
    expect(member(body, "data.whatsapp_business_manager_messaging_limit")).toBe(1000);
  });

  it("proxyRateLimitHeaders: false leaves them out where the limit is not reached", async () => {
    const api = await start({ switches: { proxyRateLimitHeaders: false }, limits: { requestsPerMinute: 1 } });
    const list = () => api.meta("GET", `/${api.emulator.businessAccountId}/flows`);
    expect((await list()).headers.get("x-ratelimit-limit")).toBeNull();
    expect((await list()).headers.get("x-ratelimit-remaining")).toBe("0");
  });

  it("secretAnswers: bare answers without data", async () => {
    const api = await start({ switches: { secretAnswers: "bare" } });
    const made = await api.platform("POST", "/functions", { function: { name: "A", code } });
    const { url, apiKey } = api.emulator;
    const path = `${url}/platform/v1/functions/${textAt(made, "data.id")}/secrets`;
    const answer = await fetch(path, { headers: { "x-api-key": apiKey } });
    expect(await answer.json()).toEqual({ secrets: [] });
  });
});

describe("switches at run time", () => {
  it("are turned by a control route, and turned back by reset", async () => {
    const api = await start({ switches: { createdStatus: 200 } });
    const turned = await api.control("POST", "switches", { publishAnswer: "no-content" });
    expect(turned.body).toMatchObject({ publishAnswer: "no-content", createdStatus: 200 });
    await api.control("POST", "reset");
    expect((await api.control("POST", "switches", {})).body).toMatchObject({
      publishAnswer: "flow",
      createdStatus: 200,
    });
  });

  it.each([{ publishAnswer: "nothing" }, { unknown: true }, "createdStatus", 1])("do not take %j", async (body) => {
    const api = await start();
    expect((await api.control("POST", "switches", body)).status).toBe(400);
  });

  it("all have another reading than the default", () => {
    for (const [name, value] of Object.entries(defaultSwitches)) {
      expect(Object.entries(otherReadings)).toContainEqual([name, expect.not.toSatisfy((other) => other === value)]);
    }
  });

  it("are listed with their default in docs/emulator.md", () => {
    const page = readFileSync(new URL("../../docs/emulator.md", import.meta.url), "utf8");
    for (const [name, value] of Object.entries(defaultSwitches)) expect(page).toContain(`| \`${name}\` | \`${value}\``);
  });
});

describe("the client gets along", () => {
  const readings = Object.keys(otherReadings).filter((name) => name !== "integrityBlocked");

  it.each(readings)("with %s the other way", async (name) => {
    const api = await start();
    await api.control("POST", "switches", { [name]: Object.entries(otherReadings).find(([key]) => key === name)?.[1] });
    const client = new KapsoClient({ apiKey: api.emulator.apiKey, baseUrl: api.emulator.url });
    const { phoneNumberId } = api.emulator;
    const flow = await client.flows.create({ phoneNumberId, name: "Booking", flowJson: dynamicFlow });
    await client.encryption.setup(flow.id);
    await client.dataEndpoint.set(flow.id, code);
    const { function_id: functionId } = await client.dataEndpoint.deploy(flow.id);
    await client.functions.createSecret(functionId, { name: "TOKEN", value: "x" });
    expect(await client.functions.secrets(functionId)).toMatchObject([{ name: "TOKEN" }]);
    expect((await client.dataEndpoint.register(flow.id)).flow_has_encryption).toBe(true);
    const version = await client.flows.createVersion(flow.id, { flowJson: dynamicFlow });
    expect(version.validation_errors ?? []).toEqual([]);
    expect((await client.flows.publish(flow.id)).status).toBe("published");
    expect((await client.logs.functionInvocations(functionId)).invocations).toEqual([]);
    expect((await client.phoneNumbers.list()).items).toHaveLength(2);
    expect((await client.flows.findByName("Booking", { phoneNumberId }))?.has_data_endpoint).toBe(true);
  });
});
