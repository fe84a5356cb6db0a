import { describe, expect, it } from "vitest";
import { CredentialsError } from "../../../src/errors/errors.js";
import type { FlowTarget } from "../../../src/pipeline/facts.js";
import type { SendOptions } from "../../../src/pipeline/options.js";
import type { Report } from "../../../src/pipeline/report.js";
import { pipeline } from "../../../src/pipelines/index.js";
import { steps } from "../../../src/steps/index.js";
import { FakeService, lost, overloaded, ports, refused } from "./fake-service.js";
import { runSteps } from "./run.js";
import { staticFile, staticJson } from "./samples.js";

const target: FlowTarget = { name: "signup", flowId: "f-1", phoneNumberId: "111" };
const [anna, bert, cleo] = ["+15550100", "+15550123", "+15550145"] as const;

function serviceWith(status: string): FakeService {
  const service = new FakeService();
  service.add({ id: "f-1", status }, staticJson);
  return service;
}

function sendTo(service: FakeService, recipients: readonly string[], send: SendOptions = {}): Promise<Report> {
  return runSteps(service, [steps.sendTest], target, { send: { bodyText: "Hello", recipients, ...send } });
}

function problems(send: SendOptions, more: Partial<FlowTarget> = {}): string {
  const options = { send: { bodyText: "Hello", recipients: [anna], ...send } };
  const input = { targets: [{ ...target, ...more }], options, api: new FakeService().api, ...ports() };
  return pipeline([steps.sendTest]).problems(input).join("\n");
}

describe("send-test", () => {
  it("sends to each recipient in the given order", async () => {
    const service = serviceWith("published");
    const report = await sendTo(service, [bert, anna, cleo]);
    expect(service.messages.map((message) => message.to)).toEqual([bert, anna, cleo]);
    expect(report.outputs["message-ids"]).toBe('["wamid.1","wamid.2","wamid.3"]');
  });

  it("waits for one message before it sends the next", async () => {
    const service = serviceWith("published");
    let open = 0;
    let most = 0;
    const { sendFlow } = service.api.messages;
    const messages = {
      sendFlow: async (...given: Parameters<typeof sendFlow>) => {
        most = Math.max(most, ++open);
        await Promise.resolve();
        const sent = await sendFlow(...given);
        open -= 1;
        return sent;
      },
    };
    const watched = Object.assign(new FakeService(), { api: { ...service.api, messages } });
    await sendTo(watched, [anna, bert, cleo]);
    expect(most).toBe(1);
  });

  it("gives each its own token, which is in no report", async () => {
    const service = serviceWith("published");
    const report = await sendTo(service, [anna, bert]);
    expect(service.messages.map((message) => message.flowToken)).toEqual(["random-token-1", "random-token-2"]);
    expect(JSON.stringify(report)).not.toContain("random-token");
  });

  it("sends the token that is given", async () => {
    const service = serviceWith("published");
    await sendTo(service, [anna], { flowToken: "mine" });
    expect(service.messages[0]?.flowToken).toBe("mine");
  });

  it.each([
    ["draft", "draft"],
    ["published", "published"],
    ["throttled", "published"],
  ])("sends a %s flow in mode %s", async (status, mode) => {
    const service = serviceWith(status);
    await sendTo(service, [anna]);
    expect(service.messages[0]?.mode).toBe(mode);
  });

  it("sends a number once that is given twice", async () => {
    const service = serviceWith("published");
    await sendTo(service, [anna, "+1 555-0100"]);
    expect(service.messages).toHaveLength(1);
  });

  it("knows a flow by Meta's ID alone", async () => {
    const service = serviceWith("draft");
    const byMetaId = { name: "signup", metaFlowId: "1000", phoneNumberId: "111" };
    const report = await runSteps(service, [steps.sendTest], byMetaId, {
      send: { bodyText: "Hello", recipients: [anna] },
    });
    expect(report.conclusion).toBe("success");
    expect(service.messages[0]?.mode).toBe("draft");
  });

  it("goes on after a refusal, and fails at the end with a list", async () => {
    const service = serviceWith("published");
    service.fail("messages.sendFlow", refused(400, "More than 24 hours have passed."));
    const report = await sendTo(service, [anna, bert]);
    expect(service.messages.map((message) => message.to)).toEqual([bert]);
    expect(report.flows[0]?.messages).toEqual([
      { recipient: "+15••••00", status: "refused", error: "More than 24 hours have passed." },
      { recipient: "+15••••23", status: "accepted", messageId: "wamid.1" },
    ]);
    expect(report.steps[0]?.reason).toBe(
      "1 of 2 messages are not known to be accepted. +15••••00: refused. More than 24 hours have passed.",
    );
    expect(report.outputs["message-ids"]).toBe('[null,"wamid.1"]');
  });

  it.each([
    ["no answer came", lost()],
    ["the service failed on the way", overloaded()],
  ])("calls a message unknown and never repeats it when %s", async (_what, error) => {
    const service = serviceWith("published");
    service.fail("messages.sendFlow", error, "after");
    const report = await sendTo(service, [anna, bert]);
    expect(service.messages.map((message) => message.to)).toEqual([anna, bert]);
    expect(report.flows[0]?.messages[0]).toMatchObject({ status: "unknown" });
    expect(report.writes[0]).toMatchObject({ certainty: "unknown" });
    expect(report.errors[0]).toMatchObject({ code: error.code, hint: expect.stringContaining("may have arrived") });
  });

  it("stops at a key that is not accepted", async () => {
    const service = serviceWith("published");
    const rejection = new CredentialsError("AUTH_REFUSED", "The key is wrong.", { operation: "fake", status: 401 });
    service.fail("messages.sendFlow", rejection);
    const report = await sendTo(service, [anna, bert]);
    expect(service.messages).toEqual([]);
    expect(report.flows[0]?.messages.map((message) => message.status)).toEqual(["refused", "not-sent"]);
  });

  it("finishes the message under way when it is cancelled, and sends no other", async () => {
    const service = serviceWith("published");
    const abort = new AbortController();
    const { sendFlow } = service.api.messages;
    const messages = {
      sendFlow: (...given: Parameters<typeof sendFlow>) => {
        abort.abort();
        return sendFlow(...given);
      },
    };
    const report = await pipeline([steps.sendTest]).run({
      targets: [target],
      options: { send: { bodyText: "Hello", recipients: [anna, bert] } },
      api: { ...service.api, messages },
      signal: abort.signal,
      ...ports(),
    });
    expect(report.flows[0]?.messages.map((message) => message.status)).toEqual(["accepted", "not-sent"]);
    expect(report.errors[0]?.code).toBe("CANCELLED");
  });

  it.each(["deprecated", "blocked"])("refuses a %s flow before the first message", async (status) => {
    const service = serviceWith(status);
    const report = await sendTo(service, [anna]);
    expect(report.errors[0]?.code).toBe("STATE_NOT_SENDABLE");
    expect(service.messages).toEqual([]);
  });

  it("refuses to send a draft as published", async () => {
    const service = serviceWith("draft");
    const report = await sendTo(service, [anna], { mode: "published" });
    expect(report.errors[0]?.code).toBe("STATE_NOT_PUBLISHED");
    expect(service.messages).toEqual([]);
  });

  it("shows no full number anywhere, even when the service repeats it", async () => {
    const service = serviceWith("published");
    service.fail("messages.sendFlow", refused(400, "Recipient 15550100 is not valid."));
    const report = await sendTo(service, [anna]);
    expect(JSON.stringify(report)).not.toContain("5550100");
  });

  it("goes on with a command that leaves out the numbers, the token and who has a message", async () => {
    const service = serviceWith("published");
    service.fail("messages.sendFlow", refused(400, "No."));
    const report = await sendTo(service, [anna, bert], { bodyText: "It's here" });
    expect(report.continueWith).toBe(
      "wa-flows pipeline send-test --flow-id f-1 --phone-number-id 111 --to RECIPIENTS_WITHOUT_A_MESSAGE --body-text 'It'\\''s here'",
    );
  });
});

describe("before anything is sent", () => {
  it.each([
    ["a missing recipient", { recipients: [] }, "`send-test` needs a test recipient: give `to`, or `test-recipients`"],
    ["a long button", { flowCta: "123456789012345678901" }, "`flow-cta` has 21 characters; at most 20 are allowed."],
    ["an empty button", { flowCta: "" }, "`flow-cta` is empty."],
    ["an emoji on the button", { flowCta: "Open 🎉" }, "`flow-cta` must have no emoji."],
    ["a long text", { bodyText: "x".repeat(1025) }, "`body-text` has 1025 characters; at most 1024 are allowed."],
    ["a long header", { headerText: "x".repeat(61) }, "`header-text` has 61 characters"],
    ["a long footer", { footerText: "x".repeat(61) }, "`footer-text` has 61 characters"],
    ["a wrong number", { recipients: ["12"] }, "Found `••••`."],
    ["one token for several", { recipients: [anna, bert], flowToken: "mine" }, "`flow-token` is given, and there are"],
    [
      "a payload that the endpoint would choose",
      { flowAction: "data_exchange", flowActionPayload: { screen: "WELCOME" } },
      "`flow-action-payload` goes with `flow-action` `navigate` only",
    ],
    ["empty data", { flowActionPayload: { screen: "WELCOME", data: {} } }, "`data` of `flow-action-payload` is empty"],
  ] as const)("refuses %s", (_what, send, expected) => {
    expect(problems(send)).toContain(expected);
  });

  it("refuses a screen that the file does not have, with the nearest name", () => {
    const found = problems({ flowActionPayload: { screen: "WELCOM" } }, { flowJson: staticFile });
    expect(found).toBe(
      "`flows/signup/flow.json` has no screen `WELCOM` for `flow-action-payload`. Did you mean `WELCOME`? Entry screens are `WELCOME`.",
    );
  });

  it("refuses a screen that other screens lead to", () => {
    const json = { version: "7.3", routing_model: { A: ["B"], B: [] }, screens: [{ id: "A" }, { id: "B" }] };
    const flowJson = { path: "flow.json", text: JSON.stringify(json) };
    expect(problems({ flowActionPayload: { screen: "B" } }, { flowJson })).toContain("Screen `B`");
    expect(problems({ flowActionPayload: { screen: "A" } }, { flowJson })).toBe("");
  });

  const greeting = {
    ...staticJson,
    screens: [{ ...staticJson.screens[0], data: { name: { type: "string", __example__: "Ada" } } }],
  };

  it.each([
    ["its screen", { screen: "WELCOME" }],
    ["the only entry screen", {}],
  ])("refuses data that %s does not declare", (_which, screen) => {
    const flowJson = { path: "flow.json", text: JSON.stringify(greeting) };
    expect(problems({ flowActionPayload: { ...screen, data: { nmae: "Ada" } } }, { flowJson })).toBe(
      "Screen `WELCOME` has no `nmae` in its `data`, and `flow-action-payload` gives one. Did you mean `name`? It has `name`.",
    );
    expect(problems({ flowActionPayload: { ...screen, data: { name: "Ada" } } }, { flowJson })).toBe("");
    expect(problems({ flowActionPayload: { ...screen, data: { name: "Ada" } } }, { flowJson: staticFile })).toContain(
      "It declares none.",
    );
  });

  it("judges the data by the Flow JSON on the service when there is no file", async () => {
    const service = new FakeService();
    service.add({ id: "f-1" }, greeting);
    const send = {
      recipients: [anna],
      bodyText: "Hello",
      flowActionPayload: { screen: "WELCOME", data: { nmae: "Ada" } },
    };
    const withoutFile = { name: "signup", flowId: "f-1", phoneNumberId: "111" };
    const report = await runSteps(service, [steps.sendTest], withoutFile, { send });
    expect(report.errors).toMatchObject([{ code: "USAGE_PAYLOAD", message: expect.stringContaining("`nmae`") }]);
    expect(service.messages).toEqual([]);
  });

  it("finds nothing wrong with a plain message", () => {
    expect(problems({})).toBe("");
  });
});
