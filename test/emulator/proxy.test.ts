import { describe, expect, it } from "vitest";
import { createFlow, faultyFlow, flowMessage, member, start, staticFlow, textAt } from "./harness.js";

function asset(text: string, changes: Readonly<Record<string, string>> = {}): FormData {
  const form = new FormData();
  form.set("file", new Blob([text], { type: "application/json" }), "flow.json");
  form.set("name", changes.name ?? "flow.json");
  form.set("asset_type", changes.asset_type ?? "FLOW_JSON");
  return form;
}

describe("flows on the proxy", () => {
  it("are created, read, renamed, filled, published and deprecated", async () => {
    const api = await start();
    const { businessAccountId } = api.emulator;
    const made = await api.meta("POST", `/${businessAccountId}/flows`, { name: "Survey", categories: ["SURVEY"] });
    expect(made.body).toMatchObject({ success: true, validation_errors: [] });
    const id = textAt(made, "id");
    const scope = `business_account_id=${businessAccountId}`;
    expect((await api.meta("GET", `/${id}?${scope}`)).body).toEqual({
      id,
      name: "Survey",
      status: "DRAFT",
      categories: ["SURVEY"],
      validation_errors: [],
    });
    await api.meta("POST", `/${id}?${scope}`, { name: "Survey 2", categories: ["OTHER"] });
    const upload = await api.meta("POST", `/${id}/assets?${scope}`, asset(JSON.stringify(staticFlow)));
    expect(upload.body).toEqual({ success: true, validation_errors: [] });
    expect((await api.meta("POST", `/${id}/publish?${scope}`)).body).toEqual({ success: true });
    expect((await api.meta("POST", `/${id}/deprecate?${scope}`)).body).toEqual({ success: true });
    const { body } = await api.meta("GET", `/${id}?${scope}&fields=name,status,json_version`);
    expect(body).toEqual({ id, name: "Survey 2", status: "DEPRECATED", json_version: "7.3" });
  });

  it("take Flow JSON as a string, and may be published with it", async () => {
    const api = await start();
    const body = { name: "A", categories: ["OTHER"], flow_json: JSON.stringify(staticFlow), publish: true };
    const made = await api.meta("POST", `/${api.emulator.phoneNumberId}/flows`, body);
    const node = await api.meta("GET", `/${textAt(made, "id")}?${api.scope}`);
    expect(node.body).toMatchObject({ status: "PUBLISHED" });
  });

  it("are cloned with the Flow JSON of the original", async () => {
    const api = await start();
    const flow = await createFlow(api);
    const body = { name: "Copy", categories: ["OTHER"], clone_flow_id: flow.metaId };
    const made = await api.meta("POST", `/${api.emulator.businessAccountId}/flows`, body);
    const node = await api.meta("GET", `/${textAt(made, "id")}?${api.scope}&fields=json_version`);
    expect(node.body).toMatchObject({ json_version: "7.3" });
  });

  it("have no record on the Platform", async () => {
    const api = await start();
    await api.meta("POST", `/${api.emulator.businessAccountId}/flows`, { name: "A", categories: ["OTHER"] });
    expect((await api.platform("GET", "/whatsapp/flows")).body).toMatchObject({ meta: { total_count: 0 } });
  });

  it.each([
    ["no name", { categories: ["OTHER"] }],
    ["no categories", { name: "A" }],
    ["an empty list of categories", { name: "A", categories: [] }],
    ["an unknown category", { name: "A", categories: ["SHOPPING"] }],
    ["Flow JSON as an object", { name: "A", categories: ["OTHER"], flow_json: staticFlow }],
    ["publish without Flow JSON", { name: "A", categories: ["OTHER"], publish: true }],
    ["an endpoint that is no https address", { name: "A", categories: ["OTHER"], endpoint_uri: "http://x.example" }],
    ["an unknown clone source", { name: "A", categories: ["OTHER"], clone_flow_id: "1" }],
    ["a name that is taken", { name: "Signup", categories: ["OTHER"] }],
  ])("are not created with %s", async (_what, body) => {
    const api = await start();
    await createFlow(api, "Signup");
    const answer = await api.meta("POST", `/${api.emulator.businessAccountId}/flows`, body, { wrong: true });
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 100, type: "OAuthException" } } });
  });

  it("take no endpoint with Flow JSON older than 3.0", async () => {
    const api = await start();
    const flow = await createFlow(api, "Old", { ...staticFlow, version: "2.1" });
    const body = { endpoint_uri: "https://endpoint.example/flow" };
    expect((await api.meta("POST", `/${flow.metaId}?${api.scope}`, body)).body).toMatchObject({ error: { code: 100 } });
  });

  it("report positions in the very bytes that were uploaded", async () => {
    const api = await start();
    const flow = await createFlow(api);
    const text = JSON.stringify(faultyFlow);
    const answer = await api.meta("POST", `/${flow.metaId}/assets?${api.scope}`, asset(text));
    const column = text.indexOf('"Paragraph"') + 1;
    expect(answer.body).toMatchObject({
      success: true,
      validation_errors: [{ line_start: 1, column_start: column, column_end: column + 10 }],
    });
  });

  it("store text that is no JSON, with a finding", async () => {
    const api = await start();
    const flow = await createFlow(api);
    const answer = await api.meta("POST", `/${flow.metaId}/assets?${api.scope}`, asset("{"));
    expect(answer.body).toMatchObject({ success: true, validation_errors: [{ error: "INVALID_FLOW_JSON" }] });
  });

  it.each([{ name: "other.json" }, { asset_type: "IMAGE" }])("take no asset with %j", async (changes) => {
    const api = await start();
    const flow = await createFlow(api);
    const path = `/${flow.metaId}/assets?${api.scope}`;
    const answer = await api.meta("POST", path, asset("{}", changes), { wrong: true });
    expect(answer.body).toMatchObject({ error: { code: 100 } });
  });

  it("list their asset with an address that gives the stored text", async () => {
    const api = await start();
    const flow = await createFlow(api);
    const text = JSON.stringify(staticFlow, null, 1);
    await api.meta("POST", `/${flow.metaId}/assets?${api.scope}`, asset(text));
    const list = await api.meta("GET", `/${flow.metaId}/assets?${api.scope}`);
    expect(list.body).toMatchObject({ data: [{ name: "flow.json", asset_type: "FLOW_JSON" }] });
    expect(await (await fetch(textAt(list, "data.0.download_url"))).text()).toBe(text);
  });

  it("are deleted as drafts, together with the Platform's record", async () => {
    const api = await start();
    const flow = await createFlow(api);
    expect((await api.meta("DELETE", `/flows/${flow.metaId}?${api.scope}`)).body).toEqual({ success: true });
    expect((await api.platform("GET", `/whatsapp/flows/${flow.id}`)).status).toBe(404);
    expect((await api.control("GET", "state")).body).toMatchObject({ flows: [], versions: [] });
  });

  it("are not deleted once published, and not deprecated before or twice", async () => {
    const api = await start();
    const flow = await createFlow(api);
    const deprecate = () => api.meta("POST", `/${flow.metaId}/deprecate?${api.scope}`);
    expect((await deprecate()).body).toMatchObject({ error: { code: 139003 } });
    await api.meta("POST", `/${flow.metaId}/publish?${api.scope}`);
    const removed = await api.meta("DELETE", `/flows/${flow.metaId}?${api.scope}`);
    expect(removed).toMatchObject({ status: 400, body: { error: { code: 139004 } } });
    expect((await deprecate()).status).toBe(200);
    expect((await deprecate()).body).toMatchObject({ error: { code: 139003 } });
  });

  it("show status changes on the Platform at once, but not a new name", async () => {
    const api = await start();
    const flow = await createFlow(api, "Signup");
    await api.meta("POST", `/${flow.metaId}?${api.scope}`, { name: "Renamed" });
    await api.meta("POST", `/${flow.metaId}/publish?${api.scope}`);
    const record = await api.platform("GET", `/whatsapp/flows/${flow.id}`);
    expect(record.body).toMatchObject({ data: { status: "published", name: "Signup" } });
  });

  it("are listed with Graph cursors, newest first", async () => {
    const api = await start();
    for (const name of ["A", "B", "C"]) await createFlow(api, name);
    const path = `/${api.emulator.businessAccountId}/flows`;
    const names = (body: unknown) => Object.values(Object(member(body, "data"))).map((item) => member(item, "name"));
    const first = await api.meta("GET", `${path}?limit=2`);
    expect(names(first.body)).toEqual(["C", "B"]);
    const next = new URL(textAt(first, "paging.next"));
    const second = await api.meta("GET", `${path}${next.search}`);
    expect(names(second.body)).toEqual(["A"]);
    expect(member(second.body, "paging.next")).toBeUndefined();
    const back = new URL(textAt(second, "paging.previous"));
    expect(names((await api.meta("GET", `${path}${back.search}`)).body)).toEqual(["C", "B"]);
  });

  it("know the fields that were asked for, and refuse others", async () => {
    const api = await start();
    const flow = await createFlow(api);
    const fields = "preview,health_status,whatsapp_business_account,application";
    const answer = await api.meta("GET", `/${flow.metaId}?${api.scope}&fields=${fields}`);
    expect(answer.body).toMatchObject({
      id: flow.metaId,
      preview: { expires_at: "2026-12-22T10:00:00+0000" },
      health_status: { can_send_message: "AVAILABLE" },
      whatsapp_business_account: { id: api.emulator.businessAccountId },
    });
    const unknown = await api.meta("GET", `/${flow.metaId}?${api.scope}&fields=id,colour`);
    expect(unknown).toMatchObject({ status: 400, body: { error: { code: 100 } } });
    const metric = "metric.name(ENDPOINT_REQUEST_COUNT).granularity(DAY).since(2026-11-01).until(2026-11-20)";
    const metrics = await api.meta("GET", `/${flow.metaId}?${api.scope}&fields=${metric}`);
    expect(metrics.body).toMatchObject({ error: { code: 139006 } });
  });

  it("keep their preview until it expires or is made invalid", async () => {
    const api = await start();
    const flow = await createFlow(api);
    const preview = async (field = "preview") =>
      textAt(await api.meta("GET", `/${flow.metaId}?${api.scope}&fields=${field}`), "preview.preview_url");
    const first = await preview();
    await api.control("POST", "clock", { advance: "P29D" });
    expect(await preview()).toBe(first);
    expect(await preview("preview.invalidate(false)")).toBe(first);
    const second = await preview("preview.invalidate(true)");
    expect(second).not.toBe(first);
    await api.control("POST", "clock", { advance: "P30D" });
    expect(await preview()).not.toBe(second);
  });
});

describe("phone numbers on the proxy", () => {
  it("are listed by WABA, and read under the template of flows", async () => {
    const api = await start();
    const { businessAccountId, phoneNumberIds } = api.emulator;
    const list = await api.meta("GET", `/${businessAccountId}/phone_numbers`);
    expect(list.body).toMatchObject({ data: phoneNumberIds.map((id) => ({ id })) });
    expect((await api.meta("GET", `/${phoneNumberIds[1]}`)).body).toMatchObject({ id: phoneNumberIds[1] });
  });
});

describe("the literal prefix flows", () => {
  it("comes before ids", async () => {
    const api = await start();
    const flow = await createFlow(api);
    // Without the prefix there is no such operation (section 18 row 29).
    const unprefixed = await fetch(`${api.emulator.url}/meta/whatsapp/v24.0/${flow.metaId}?${api.scope}`, {
      method: "DELETE",
      headers: { "x-api-key": api.emulator.apiKey },
    });
    expect(unprefixed.status).toBe(404);
    expect((await api.meta("DELETE", `/flows/${flow.metaId}?${api.scope}`)).status).toBe(200);
  });

  it("works under any Graph version", async () => {
    const api = await start();
    const flow = await createFlow(api);
    const url = `${api.emulator.url}/meta/whatsapp/v23.0/${flow.metaId}?${api.scope}`;
    expect((await fetch(url, { headers: { "x-api-key": api.emulator.apiKey } })).status).toBe(200);
  });
});

describe("what the message names", () => {
  it("may be the name of the flow", async () => {
    const api = await start();
    const flow = await createFlow(api, "Signup");
    const body = flowMessage(flow, { flow_id: undefined, flow_name: "Signup", mode: "draft" });
    expect((await api.meta("POST", `/${api.emulator.phoneNumberId}/messages`, body)).status).toBe(200);
  });
});
