import { describe, expect, test } from "vitest";
import { type FlowMessage, flowMessage } from "../../../src/client/messages.js";
import { UsageError } from "../../../src/errors/errors.js";
import { type Answer, ambiguous, errorOf, fakeClient, notSent } from "./fake-transport.js";

const message: FlowMessage = {
  to: "+15550100123",
  flowId: "1187304519926603",
  bodyText: "Pick a date",
  flowCta: "Open",
  flowToken: "booking-7f3a9c",
};
const accepted: Answer = {
  json: { messaging_product: "whatsapp", contacts: [{ wa_id: "15550100123" }], messages: [{ id: "wamid.1" }] },
};

describe("the message as sent", () => {
  test("with the least", () => {
    expect(flowMessage(message)).toEqual({
      messaging_product: "whatsapp",
      recipient_type: "individual",
      to: "+15550100123",
      type: "interactive",
      interactive: {
        type: "flow",
        body: { text: "Pick a date" },
        action: {
          name: "flow",
          parameters: {
            flow_message_version: "3",
            flow_id: "1187304519926603",
            flow_cta: "Open",
            flow_token: "booking-7f3a9c",
          },
        },
      },
    });
  });

  test("with everything", () => {
    const { flowId: _, ...rest } = message;
    const full = flowMessage({
      ...rest,
      flowName: "booking",
      headerText: "Clinic",
      footerText: "Bye",
      mode: "draft",
      flowAction: "navigate",
      flowActionPayload: { screen: "DATE", data: { name: "Ada" } },
      replyTo: "wamid.0",
    });
    expect(full).toMatchObject({
      context: { message_id: "wamid.0" },
      interactive: {
        header: { type: "text", text: "Clinic" },
        footer: { text: "Bye" },
        action: {
          parameters: {
            flow_name: "booking",
            mode: "draft",
            flow_action: "navigate",
            flow_action_payload: { screen: "DATE", data: { name: "Ada" } },
          },
        },
      },
    });
  });

  test.each([
    ["+1 (555) 010-0123", "+15550100123"],
    ["15550100123", "15550100123"],
    ["+49.30.1234567", "+49301234567"],
  ])("the number %s as %s", (to, expected) => {
    expect(flowMessage({ ...message, to }).to).toBe(expected);
  });

  test.each([
    ["a button of 20 characters", { flowCta: "x".repeat(20) }],
    ["a button with digits and signs", { flowCta: "24/7 #1 * é 日本" }],
    ["a body of 1024 characters", { bodyText: "😀".repeat(1024) }],
    ["data_exchange without payload", { flowAction: "data_exchange" as const }],
  ])("%s is fine", (_, more) => {
    expect(() => flowMessage({ ...message, ...more })).not.toThrow();
  });

  test.each([
    ["no number", { to: "" }, "`to` is not a telephone number"],
    ["letters for a number", { to: "call me" }, "`to` is not a telephone number"],
    ["a number that is too short", { to: "12345" }, "`to` is not a telephone number"],
    ["a number that is too long", { to: "1234567890123456" }, "`to` is not a telephone number"],
    ["no flow", { flowId: undefined }, "exactly one"],
    ["two names of the flow", { flowName: "booking" }, "exactly one"],
    ["no text", { bodyText: " " }, "`body-text` is empty"],
    ["too much text", { bodyText: "x".repeat(1025) }, "`body-text` has 1025 characters; at most 1024"],
    ["a long header", { headerText: "x".repeat(61) }, "`header-text` has 61 characters; at most 60"],
    ["a long footer", { footerText: "x".repeat(61) }, "`footer-text` has 61 characters; at most 60"],
    ["no button text", { flowCta: "" }, "`flow-cta` is empty"],
    ["a long button", { flowCta: "x".repeat(21) }, "`flow-cta` has 21 characters; at most 20"],
    ["emoji on the button", { flowCta: "Open 🎉" }, "`flow-cta` must have no emoji"],
    ["an empty flow token", { flowToken: "" }, "`flow-token` is empty"],
    [
      "a payload with data_exchange",
      { flowAction: "data_exchange" as const, flowActionPayload: { screen: "A" } },
      "goes with `flow-action` `navigate` only",
    ],
    ["empty data", { flowActionPayload: { screen: "A", data: {} } }, "is empty; leave it out"],
  ])("%s is refused before anything is sent", async (_, more, text) => {
    const { client, calls } = fakeClient([accepted]);
    const error = await errorOf(client.messages.sendFlow("111", { ...message, ...more }));
    expect(error).toBeInstanceOf(UsageError);
    expect(error.message).toContain(text);
    expect(calls).toEqual([]);
  });
});

describe("sending", () => {
  test("gives the ID of the message", async () => {
    const { client } = fakeClient([accepted]);
    expect(await client.messages.sendFlow("111", message)).toEqual({ messageId: "wamid.1", waId: "15550100123" });
  });

  test("needs no contacts in the answer", async () => {
    const { client } = fakeClient([{ json: { messages: [{ id: "wamid.1" }] } }]);
    expect(await client.messages.sendFlow("111", message)).toEqual({ messageId: "wamid.1" });
  });

  test.each([
    ["messages", { json: { contacts: [] } }],
    ["any message", { json: { messages: [] } }],
    ["a body", { status: 200 }],
  ])("an answer without %s is not understood, and nothing is sent again", async (_, answer) => {
    const { client, calls } = fakeClient([answer]);
    expect((await errorOf(client.messages.sendFlow("111", message))).name).toBe("ProtocolError");
    expect(calls).toHaveLength(1);
  });

  test.each([
    ["a broken connection", ambiguous()],
    ["500", { status: 500 }],
    ["503 with a stated wait", { status: 503, headers: { "retry-after": "1" } }],
    ["504", { status: 504 }],
  ])("is never repeated after %s, which a person may have received", async (_, answer) => {
    const { client, calls } = fakeClient([answer, accepted]);
    await errorOf(client.messages.sendFlow("111", message));
    expect(calls).toHaveLength(1);
  });

  test.each([
    ["a connection that was refused", notSent()],
    ["another message in flight", { status: 409, json: { error: "Another message is in flight" } }],
    ["429", { status: 429, headers: { "retry-after": "1" } }],
    ["Meta's pair limit", { status: 400, json: { error: { message: "x", type: "x", code: 131056 } } }],
  ])("is repeated after %s", async (_, answer) => {
    const { client, calls } = fakeClient([answer, accepted]);
    await client.messages.sendFlow("111", message);
    expect(calls).toHaveLength(2);
  });

  test("an error tells neither number nor flow token, even if the service does", async () => {
    const json = { error: { message: "15550100123 or +15550100123 with booking-7f3a9c", type: "x", code: 131026 } };
    const { client } = fakeClient([{ status: 400, json }]);
    const error = await errorOf(client.messages.sendFlow("111", message));
    expect(error.message).toBe(
      "Could not send flow `1187304519926603` from phone number ID `111`: the service refused the request (HTTP 400): ••• or ••• with •••.",
    );
  });
});
