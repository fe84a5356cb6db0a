/** Sending a flow to a person. Limits are checked before anything is sent, since a refusal by Meta says little. */
import { UsageError } from "../errors/errors.js";
import type { CallOptions, Send } from "./request.js";
import { Mismatch, record } from "./shapes.js";
import type {
  FlowActionPayload,
  FlowMessageParameters,
  MessageFlowAction,
  MessageMode,
  MetaFlowId,
  PhoneNumberId,
  SendFlowMessageRequest,
  SendMessageResponse,
} from "./wire.js";

export interface FlowMessage {
  /** Telephone number with country code; a leading plus sign, blanks and dashes are fine. */
  readonly to: string;
  /** Meta's ID of the flow. Exactly one of this and `flowName`. */
  readonly flowId?: MetaFlowId | undefined;
  readonly flowName?: string | undefined;
  readonly bodyText: string;
  readonly headerText?: string | undefined;
  readonly footerText?: string | undefined;
  /** The button's label. */
  readonly flowCta: string;
  /** Comes back with the answers; nobody must be able to guess it. */
  readonly flowToken: string;
  /** A draft must be sent with `draft`. Default `published`. */
  readonly mode?: MessageMode | undefined;
  /** Default `navigate`; `data_exchange` makes the phone ask the data endpoint for the first screen. */
  readonly flowAction?: MessageFlowAction | undefined;
  /** With `navigate` only. */
  readonly flowActionPayload?: FlowActionPayload | undefined;
  /** ID of a message this one answers. */
  readonly replyTo?: string | undefined;
}

export interface SentMessage {
  readonly messageId: string;
  /** The recipient's WhatsApp ID, a telephone number: never to be shown whole. */
  readonly waId?: string;
}

/** Characters. Source: Kapso docs, sending-flows page; the published SDK's checks (kapso-api.md section 13). */
const limits = { body: 1024, header: 60, footer: 60, cta: 20 } as const;

const answer = record<SendMessageResponse>({ messages: "array", contacts: "array?" });

function sentMessage(body: unknown): SentMessage {
  const { messages, contacts } = answer(body);
  const messageId = messages[0]?.id;
  if (typeof messageId !== "string") throw new Mismatch("has no message ID");
  const waId = contacts?.[0]?.wa_id;
  return { messageId, ...(typeof waId === "string" && { waId }) };
}

export function messagesApi(send: Send) {
  /**
   * Sends a flow message. Accepted does not mean delivered. Never repeated after anything but a certain refusal: a
   * TransportError with `notSent` false, or an UnavailableError, leaves open whether the person got it. Throws UsageError
   * for a message that cannot be right.
   */
  const sendFlow = async (
    phoneNumberId: PhoneNumberId,
    message: FlowMessage,
    options?: CallOptions,
  ): Promise<SentMessage> => {
    const json = flowMessage(message);
    return send({
      operation: "metaSendMessage",
      params: { phone_number_id: phoneNumberId },
      names: { flow: message.flowId ?? message.flowName },
      json,
      read: sentMessage,
      secrets: [message.flowToken, json.to, json.to.replace(/^\+/, "")],
      options,
    });
  };
  return { sendFlow };
}

export type MessagesResource = ReturnType<typeof messagesApi>;

/** The message as sent. Throws UsageError with the first thing that is wrong. Exported for its table test. */
export function flowMessage(message: FlowMessage): SendFlowMessageRequest {
  const { header, footer } = { header: message.headerText, footer: message.footerText };
  checkLength("body-text", message.bodyText, limits.body);
  if (header !== undefined) checkLength("header-text", header, limits.header);
  if (footer !== undefined) checkLength("footer-text", footer, limits.footer);
  return {
    messaging_product: "whatsapp",
    recipient_type: "individual",
    to: recipient(message.to),
    type: "interactive",
    ...(message.replyTo !== undefined && { context: { message_id: message.replyTo } }),
    interactive: {
      type: "flow",
      ...(header !== undefined && { header: { type: "text", text: header } }),
      body: { text: message.bodyText },
      ...(footer !== undefined && { footer: { text: footer } }),
      action: { name: "flow", parameters: parameters(message) },
    },
  };
}

function parameters(message: FlowMessage): FlowMessageParameters {
  if ((message.flowId === undefined) === (message.flowName === undefined)) {
    throw wrong("A flow message names its flow by exactly one of Meta's flow ID and the flow's name.");
  }
  checkLength("flow-cta", message.flowCta, limits.cta);
  // Kapso and Meta both refuse emoji on the button (kapso-api.md section 13). Digits count as emoji for Unicode.
  if (/\p{Extended_Pictographic}/u.test(message.flowCta)) throw wrong("`flow-cta` must have no emoji.");
  if (message.flowToken.trim() === "") throw wrong("`flow-token` is empty.");
  const payload = message.flowActionPayload;
  if (payload !== undefined && message.flowAction === "data_exchange") {
    throw wrong(
      "`flow-action-payload` goes with `flow-action` `navigate` only; with `data_exchange` the data endpoint chooses the first screen.",
    );
  }
  if (payload?.data !== undefined && Object.keys(payload.data).length === 0) {
    throw wrong("`data` of `flow-action-payload` is empty; leave it out instead.");
  }
  return {
    flow_message_version: "3",
    ...(message.flowId !== undefined && { flow_id: message.flowId }),
    ...(message.flowName !== undefined && { flow_name: message.flowName }),
    flow_cta: message.flowCta,
    flow_token: message.flowToken,
    ...(message.mode !== undefined && { mode: message.mode }),
    ...(message.flowAction !== undefined && { flow_action: message.flowAction }),
    ...(payload !== undefined && { flow_action_payload: payload }),
  };
}

/** Digits with an optional plus sign. E.164 has at most 15 digits; the shortest real numbers have 7. */
function recipient(to: string): string {
  const number = to.replace(/[\s().-]/g, "");
  if (/^\+?\d{7,15}$/.test(number)) return number;
  throw wrong("`to` is not a telephone number with country code, such as `+15550100123`.");
}

function checkLength(name: string, text: string, max: number): void {
  const length = [...text].length;
  if (text.trim() === "") throw wrong(`\`${name}\` is empty.`);
  if (length > max) throw wrong(`\`${name}\` has ${length} characters; at most ${max} are allowed.`);
}

function wrong(message: string): UsageError {
  return new UsageError("USAGE_MESSAGE", message);
}
