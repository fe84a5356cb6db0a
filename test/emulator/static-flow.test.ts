import { describe, expect, it } from "vitest";
import { createFlow, faultyFlow, flowMessage, member, start, staticFlow, textAt } from "./harness.js";

describe("a static flow", () => {
  it("is created as a draft with a welcome screen and a name when only the number is given", async () => {
    const api = await start();
    const answer = await api.platform("POST", "/whatsapp/flows", { phone_number_id: api.emulator.phoneNumberId });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      data: { status: "draft", json_version: "7.3", data_api_version: null, has_data_endpoint: false },
    });
    expect(textAt(answer, "data.name")).not.toBe("");
    const versions = await api.platform("GET", `/whatsapp/flows/${textAt(answer, "data.id")}/versions`);
    expect(versions.body).toMatchObject({ data: [{ version_label: "v1", validation_errors: null }] });
  });

  it("goes from create over update, test send and publish to a send without mode", async () => {
    const api = await start();
    const flow = await createFlow(api);
    const path = `/whatsapp/flows/${flow.id}`;
    const version = await api.platform("POST", `${path}/versions`, { flow_json: staticFlow });
    expect(version.status).toBe(201);
    expect(version.body).toMatchObject({ data: { version_label: "v2", flow_json: staticFlow, status: "draft" } });
    const messages = `/${api.emulator.phoneNumberId}/messages`;
    expect((await api.meta("POST", messages, flowMessage(flow, { mode: "draft" }))).status).toBe(200);
    const published = await api.platform("POST", `${path}/publish`);
    expect(published.status).toBe(200);
    expect(published.body).toMatchObject({ data: { status: "published", published_at: "2026-11-22T10:00:00Z" } });
    const latest = await api.platform("GET", `${path}/versions?page=1&per_page=1`);
    expect(latest.body).toMatchObject({
      data: [{ version_label: "v2", status: "published" }],
      meta: { total_count: 2 },
    });
    expect((await api.meta("POST", messages, flowMessage(flow))).status).toBe(200);
  });

  it("can be published while it is created", async () => {
    const api = await start();
    const answer = await api.platform("POST", "/whatsapp/flows", {
      phone_number_id: api.emulator.phoneNumberId,
      flow_json: staticFlow,
      publish: true,
    });
    expect(answer.body).toMatchObject({ data: { status: "published" } });
  });

  it("is not left behind when publishing at creation is refused", async () => {
    const api = await start();
    const answer = await api.platform("POST", "/whatsapp/flows", {
      phone_number_id: api.emulator.phoneNumberId,
      flow_json: faultyFlow,
      publish: true,
    });
    expect(answer.status).toBe(422);
    expect((await api.platform("GET", "/whatsapp/flows")).body).toMatchObject({ data: [], meta: { total_count: 0 } });
  });

  it("keeps faulty Flow JSON as a draft, with positions in the serialised object", async () => {
    const api = await start();
    const flow = await createFlow(api);
    const answer = await api.platform("POST", `/whatsapp/flows/${flow.id}/versions`, { flow_json: faultyFlow });
    expect(answer.status).toBe(201);
    const [finding] = Object.values(Object(member(answer.body, "data.validation_errors")));
    const lines = JSON.stringify(faultyFlow, null, 2).split("\n");
    const line = lines.findIndex((text) => text.includes('"Paragraph"'));
    const column = (lines[line] ?? "").indexOf('"Paragraph"') + 1;
    const place = { line_start: line + 1, line_end: line + 1, column_start: column, column_end: column + 10 };
    expect(finding).toMatchObject({
      error_type: "FLOW_JSON_ERROR",
      ...place,
      pointers: [{ ...place, path: "screens[0].layout.children[0].type" }],
    });
  });

  it("is not published while its Flow JSON has validation errors", async () => {
    const api = await start();
    const flow = await createFlow(api, "Faulty", faultyFlow);
    const answer = await api.platform("POST", `/whatsapp/flows/${flow.id}/publish`);
    expect(answer.status).toBe(422);
    expect(textAt(answer, "error")).toContain("validation errors");
    const onProxy = await api.meta("POST", `/${flow.metaId}/publish?${api.scope}`);
    expect(onProxy.status).toBe(400);
    expect(onProxy.body).toMatchObject({ error: { code: 139002, error_user_msg: textAt(answer, "error") } });
  });

  it("is not published with a version of Flow JSON that is frozen", async () => {
    const api = await start();
    const flow = await createFlow(api, "Old", { ...staticFlow, version: "4.0" });
    const answer = await api.platform("POST", `/whatsapp/flows/${flow.id}/publish`);
    expect(answer.status).toBe(422);
    expect(textAt(answer, "error")).toContain("4.0");
  });

  it("is published once", async () => {
    const api = await start();
    const flow = await createFlow(api);
    await api.platform("POST", `/whatsapp/flows/${flow.id}/publish`);
    expect((await api.platform("POST", `/whatsapp/flows/${flow.id}/publish`)).status).toBe(422);
    const onProxy = await api.meta("POST", `/${flow.metaId}/publish?${api.scope}`);
    expect(onProxy.body).toMatchObject({ error: { code: 139002 } });
  });

  it("cannot be edited once published", async () => {
    const api = await start();
    const flow = await createFlow(api);
    await api.platform("POST", `/whatsapp/flows/${flow.id}/publish`);
    const upload = await api.platform("POST", `/whatsapp/flows/${flow.id}/versions`, { flow_json: staticFlow });
    expect(upload.status).toBe(422);
    const rename = await api.meta("POST", `/${flow.metaId}?${api.scope}`, { name: "Other" });
    expect(rename).toMatchObject({ status: 400, body: { error: { code: 139001 } } });
    const versions = await api.platform("GET", `/whatsapp/flows/${flow.id}/versions`);
    expect(versions.body).toMatchObject({ meta: { total_count: 1 } });
  });

  it.each([
    ["a string", JSON.stringify(staticFlow)],
    ["a list", [staticFlow]],
    ["missing", undefined],
  ])("takes no flow_json that is %s", async (_what, flowJson) => {
    const api = await start();
    const flow = await createFlow(api);
    const body = { flow_json: flowJson };
    const answer = await api.platform("POST", `/whatsapp/flows/${flow.id}/versions`, body, { wrong: true });
    expect(answer.status).toBe(422);
  });

  it("needs a phone number of the project", async () => {
    const api = await start();
    expect((await api.platform("POST", "/whatsapp/flows", {}, { wrong: true })).status).toBe(422);
    expect((await api.platform("POST", "/whatsapp/flows", { phone_number_id: "1" })).status).toBe(404);
  });

  it("needs a name of its own within the WABA", async () => {
    const api = await start();
    await createFlow(api, "Signup");
    const other = api.emulator.phoneNumberIds[1];
    const answer = await api.platform("POST", "/whatsapp/flows", { phone_number_id: other, name: "Signup" });
    expect(answer.status).toBe(422);
  });

  it("gets a new preview address with each version", async () => {
    const api = await start();
    const flow = await createFlow(api);
    const before = textAt(await api.platform("GET", `/whatsapp/flows/${flow.id}`), "data.preview_url");
    await api.platform("POST", `/whatsapp/flows/${flow.id}/versions`, { flow_json: staticFlow });
    expect(textAt(await api.platform("GET", `/whatsapp/flows/${flow.id}`), "data.preview_url")).not.toBe(before);
  });
});

describe("lists of flows", () => {
  it("are paged, newest first", async () => {
    const api = await start();
    for (const name of ["A", "B", "C"]) await createFlow(api, name);
    const page = await api.platform("GET", "/whatsapp/flows?page=2&per_page=2");
    expect(page.body).toMatchObject({
      data: [{ name: "A" }],
      meta: { page: 2, per_page: 2, total_pages: 2, total_count: 3 },
    });
    expect((await api.platform("GET", "/whatsapp/flows?page=9")).body).toMatchObject({ data: [] });
  });

  it("show at most 100 on a page", async () => {
    const api = await start();
    expect((await api.platform("GET", "/whatsapp/flows?per_page=500")).body).toMatchObject({ meta: { per_page: 100 } });
  });

  it.each([
    ["status=published", ["B"]],
    ["status=deprecated", []],
    ["name_contains=A", ["A"]],
    ["phone_number_id=100000000000002", []],
    ["business_account_id=100200300400500", ["B", "A"]],
    ["created_after=2026-11-22T09:59:59Z", ["B", "A"]],
    ["created_before=2026-11-22T10:00:00Z", []],
  ])("are filtered by %s", async (query, names) => {
    const api = await start();
    await createFlow(api, "A");
    const flow = await createFlow(api, "B");
    await api.platform("POST", `/whatsapp/flows/${flow.id}/publish`);
    const { body } = await api.platform("GET", `/whatsapp/flows?${query}`);
    expect(Object.values(Object(member(body, "data"))).map((item) => member(item, "name"))).toEqual(names);
  });

  it.each(["page=0", "per_page=x", "status=DRAFT", "created_after=yesterday"])("refuse %s", async (query) => {
    const api = await start();
    const answer = await api.platform("GET", `/whatsapp/flows?${query}`, undefined, { wrong: true });
    expect(answer.status).toBe(400);
  });
});
