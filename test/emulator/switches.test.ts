import { describe, expect, it } from "vitest";
import { code, createFlow, dynamicFlow, faultyFlow, prepareEndpoint, start, staticFlow, textAt } from "./harness.js";

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
});
