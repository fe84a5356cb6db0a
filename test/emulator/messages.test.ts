import { describe, expect, it } from "vitest";
import {
  type Api,
  createFlow,
  dynamicFlow,
  flowMessage,
  type MadeFlow,
  prepareEndpoint,
  start,
  twoScreens,
} from "./harness.js";

function path(api: Api): string {
  return `/${api.emulator.phoneNumberId}/messages`;
}

async function publishedFlow(api: Api): Promise<MadeFlow> {
  const flow = await createFlow(api, "Signup", twoScreens);
  await api.platform("POST", `/whatsapp/flows/${flow.id}/publish`);
  return flow;
}

/** The code of the refusal, or the status when there is none. */
async function send(api: Api, body: unknown, wrong = false): Promise<number> {
  const answer = await api.meta("POST", path(api), body, { wrong });
  const error: unknown = Reflect.get(Object(answer.body), "error");
  const code: unknown = Reflect.get(Object(error), "code");
  return typeof code === "number" ? code : answer.status;
}

/** A promise that somebody else resolves. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

describe("a flow message", () => {
  it("is accepted, answered with an id, and kept as it was sent", async () => {
    const api = await start();
    const flow = await publishedFlow(api);
    const body = flowMessage(flow);
    const answer = await api.meta("POST", path(api), body);
    expect(answer.body).toMatchObject({
      messaging_product: "whatsapp",
      contacts: [{ input: "+15550100001", wa_id: "15550100001" }],
      messages: [{ id: expect.stringMatching(/^wamid\./) }],
    });
    const state = await api.control("GET", "state");
    expect(state.body).toMatchObject({
      messages: [{ to: "15550100001", meta_flow_id: flow.metaId, mode: "published", body }],
    });
  });

  it("about a draft needs mode draft", async () => {
    const api = await start();
    const flow = await createFlow(api);
    expect(await send(api, flowMessage(flow))).toBe(131009);
    expect(await send(api, flowMessage(flow, { mode: "published" }))).toBe(131009);
    expect(await send(api, flowMessage(flow, { mode: "draft" }))).toBe(200);
  });

  it("about a deprecated flow is refused", async () => {
    const api = await start();
    const flow = await publishedFlow(api);
    await api.meta("POST", `/${flow.metaId}/deprecate?${api.scope}`);
    expect(await send(api, flowMessage(flow))).toBe(131009);
  });

  it("about a blocked flow is refused with 132068", async () => {
    const api = await start();
    const flow = await publishedFlow(api);
    api.emulator.setFlowStatus(flow.metaId, "blocked");
    expect(await send(api, flowMessage(flow))).toBe(132068);
  });

  it("about a throttled flow is taken ten times an hour, then refused with 132069", async () => {
    const api = await start();
    const flow = await publishedFlow(api);
    api.emulator.setFlowStatus(flow.metaId, "throttled");
    for (let i = 0; i < 10; i++) expect(await send(api, flowMessage(flow))).toBe(200);
    expect(await send(api, flowMessage(flow))).toBe(132069);
    await api.control("POST", "clock", { advance: "PT61M" });
    expect(await send(api, flowMessage(flow))).toBe(200);
  });

  it.each([
    ["no flow", { flow_id: undefined }, 131008],
    ["flow_id and flow_name", { flow_name: "Signup" }, 131009],
    ["an unknown flow", { flow_id: "1" }, 131009],
    ["an unknown name", { flow_id: undefined, flow_name: "Other" }, 131009],
    ["no button text", { flow_cta: undefined }, 131008],
    ["an empty button text", { flow_cta: "" }, 131009],
    ["a button text of 21 characters", { flow_cta: "123456789012345678901" }, 131009],
    ["an emoji in the button text", { flow_cta: "Open 🎉" }, 131009],
    ["message version 2", { flow_message_version: "2" }, 131009],
    ["a message version that is a number", { flow_message_version: 3 }, 131009],
    ["an unknown mode", { mode: "test" }, 131009],
    ["an unknown flow_action", { flow_action: "open" }, 131009],
    [
      "a payload with data_exchange",
      { flow_action: "data_exchange", flow_action_payload: { screen: "FIRST" } },
      131009,
    ],
    ["a screen that is not there", { flow_action_payload: { screen: "OTHER" } }, 131009],
    ["a screen that another leads to", { flow_action_payload: { screen: "LAST" } }, 131009],
    ["empty data", { flow_action_payload: { screen: "FIRST", data: {} } }, 131009],
  ])("with %s is refused", async (_what, changes, code) => {
    const api = await start();
    const flow = await publishedFlow(api);
    expect(await send(api, flowMessage(flow, changes), true)).toBe(code);
    expect((await api.control("GET", "state")).body).toMatchObject({ messages: [] });
  });

  it.each([
    ["a button text of 20 characters", { flow_cta: "12345678901234567890" }],
    [
      "an entry screen with data",
      { flow_action: "navigate", flow_action_payload: { screen: "FIRST", data: { a: 1 } } },
    ],
    ["data_exchange", { flow_action: "data_exchange" }],
    ["no flow_token", { flow_token: undefined }],
  ])("with %s is accepted", async (_what, changes) => {
    const api = await start();
    const flow = await publishedFlow(api);
    expect(await send(api, flowMessage(flow, changes))).toBe(200);
  });

  it("takes entry screens of a dynamic flow from the routing model", async () => {
    const api = await start();
    const flow = await createFlow(api, "Booking", dynamicFlow);
    await prepareEndpoint(api, flow);
    const to = (screen: string) => flowMessage(flow, { mode: "draft", flow_action_payload: { screen } });
    expect(await send(api, to("START"))).toBe(200);
    expect(await send(api, to("END"))).toBe(131009);
  });

  it.each([
    ["no recipient", { to: undefined }, 400],
    ["a recipient that is no number", { to: "Ada" }, 131009],
    ["another product", { messaging_product: "sms" }, 131009],
    ["no product", { messaging_product: undefined }, 131008],
    ["a group", { recipient_type: "group" }, 131009],
    ["another type", { type: "text" }, 131009],
    ["a context without a message", { context: {} }, 131008],
  ])("with %s is refused", async (_what, changes, code) => {
    const api = await start();
    const flow = await publishedFlow(api);
    expect(await send(api, { ...flowMessage(flow), ...changes }, true)).toBe(code);
  });

  it.each([
    ["header", { header: { type: "text", text: "x".repeat(61) } }],
    ["body", { body: { text: "x".repeat(1025) } }],
    ["body", { body: { text: "" } }],
    ["footer", { footer: { text: "x".repeat(61) } }],
  ])("with a %s that is too long or empty is refused", async (_what, changes) => {
    const api = await start();
    const message = flowMessage(await publishedFlow(api));
    const body = { ...message, interactive: { ...message.interactive, ...changes } };
    expect(await send(api, body, true)).toBe(131009);
  });

  it("says in Kapso's own words that the recipient is missing", async () => {
    const api = await start();
    const flow = await publishedFlow(api);
    const answer = await api.meta("POST", path(api), { ...flowMessage(flow), to: "" }, { wrong: true });
    expect(answer).toMatchObject({ status: 400, body: { error: "Phone number is required" } });
  });

  it("is refused for recipients outside the window and for those that cannot be reached", async () => {
    const api = await start({ recipients: { outsideWindow: ["15550100001"], unreachable: ["15550100002"] } });
    const flow = await publishedFlow(api);
    expect(await send(api, flowMessage(flow, {}, "+1 555-010-0001"))).toBe(131047);
    expect(await send(api, flowMessage(flow, {}, "15550100002"))).toBe(131026);
    expect(await send(api, flowMessage(flow, {}, "15550100003"))).toBe(200);
  });

  it("is refused with 131056 after a burst to one recipient, until it is paid back", async () => {
    const api = await start({ limits: { pairBurst: 2 } });
    const flow = await publishedFlow(api);
    expect(await send(api, flowMessage(flow))).toBe(200);
    expect(await send(api, flowMessage(flow))).toBe(200);
    expect(await send(api, flowMessage(flow))).toBe(131056);
    expect(await send(api, flowMessage(flow, {}, "+15550100002"))).toBe(200);
    await api.control("POST", "clock", { advance: "PT6S" });
    expect(await send(api, flowMessage(flow))).toBe(200);
  });

  it("from a number of somebody else finds no configuration", async () => {
    const api = await start();
    const flow = await publishedFlow(api);
    expect((await api.meta("POST", "/999/messages", flowMessage(flow))).status).toBe(404);
  });

  it("meets 409 while another to the same conversation is in flight", async () => {
    const started = gate();
    const release = gate();
    const api = await start({
      sleep: () => {
        started.open();
        return release.opened;
      },
    });
    const flow = await publishedFlow(api);
    const first = send(api, flowMessage(flow));
    await started.opened;
    expect(await send(api, flowMessage(flow))).toBe(409);
    const toAnother = send(api, flowMessage(flow, {}, "+15550100002"));
    release.open();
    expect(await first).toBe(200);
    expect(await toAnother).toBe(200);
    expect(await send(api, flowMessage(flow))).toBe(200);
  });
});
