import { mayHaveHappened } from "../client/retry.js";
import { CredentialsError, RemoteError, UsageError } from "../errors/errors.js";
import { maskPhoneNumber } from "../errors/redact.js";
import type { Context } from "../pipeline/context.js";
import { timeoutOf } from "../pipeline/deadline.js";
import type { MessageOutcome } from "../pipeline/facts.js";
import { defineStep, type Outcome } from "../pipeline/step.js";
import {
  distinctRecipients,
  type MessageBody,
  messageBody,
  messageProblems,
  payloadProblems,
} from "./shared/flow-message.js";
import { type MetaAccess, metaAccess } from "./shared/flow-record.js";
import { Refusal } from "./shared/refusal.js";

type SendContext = Context<"flowReference" | "phoneNumberId" | "recipients" | "bodyText", "flowJson" | "accountScope">;

/**
 * Sends the flow to test recipients: one after the other, because the service refuses two messages to a conversation
 * at a time (kapso-api.md 13), and never twice, because a repeated message reaches a person.
 */
export const sendTest = defineStep({
  name: "send-test",
  summary: "Sends the flow to one or many test recipients, in the given order.",
  effect: "message",
  needs: ["flowReference", "phoneNumberId", "recipients", "bodyText"],
  uses: ["flowJson", "accountScope"],
  gives: ["messages"],
  after: ["create", "update-json", "setup-encryption", "set-endpoint", "deploy", "register"],
  check: messageProblems,
  async run(context) {
    const { flowReference, phoneNumberId, bodyText, accountScope } = context.facts;
    const send = context.options.send ?? {};
    const access = await metaAccess(context, flowReference, accountScope ?? { phoneNumberId });
    const mode = modeFor(context.target, access, send.mode);
    await checkPayload(context);
    const body = messageBody(bodyText, send);
    const recipients = distinctRecipients(context.facts.recipients);
    const sent: Sent[] = [];
    for (const to of recipients) {
      const stop = context.signal.aborted || sent.some((one) => one.error instanceof CredentialsError);
      sent.push(stop ? notSent(to) : await sendOne(context, access, { ...body, to, mode }));
      const left = recipients.slice(sent.length).map(notSent);
      context.learn({ messages: [...sent, ...left].map((one) => one.outcome) });
    }
    return conclude(context, sent);
  },
});

/** Without a file the newest version on the service is judged. Meta's own ID leads to none. */
async function checkPayload({ api, facts, options: { send = {} }, target }: SendContext): Promise<void> {
  const { flowReference, flowJson } = facts;
  if (send.flowActionPayload === undefined || flowJson !== undefined || flowReference.by !== "id") return;
  const latest = await api.flows.latestVersion(flowReference.flowId);
  if (latest === undefined) return;
  const problems = payloadProblems({ path: target, text: JSON.stringify(latest.flow_json) }, send);
  if (problems.length > 0) throw new UsageError("USAGE_PAYLOAD", problems.join("\n"));
}

interface Sent {
  readonly outcome: MessageOutcome;
  readonly error?: RemoteError;
}

/** A draft can only be sent as one; everything that is not live cannot be sent at all (kapso-api.md 7, 13). */
function modeFor(target: string, { status }: MetaAccess, wanted: "draft" | "published" | undefined) {
  if (status === "deprecated" || status === "blocked") {
    throw new Refusal(
      "STATE_NOT_SENDABLE",
      `The flow \`${target}\` is ${status} and cannot be sent.`,
      "Send another flow.",
    );
  }
  if (status === "draft" && wanted === "published") {
    throw new Refusal(
      "STATE_NOT_PUBLISHED",
      `The flow \`${target}\` is a draft and cannot be sent with \`mode\` \`published\`.`,
      "Publish it first, or leave `mode` out.",
    );
  }
  return wanted ?? (status === "draft" ? "draft" : "published");
}

async function sendOne(
  context: SendContext,
  { metaFlowId }: MetaAccess,
  message: MessageBody & { readonly to: string; readonly mode: "draft" | "published" },
): Promise<Sent> {
  const recipient = maskPhoneNumber(message.to);
  const flowToken = context.options.send?.flowToken ?? context.randomToken();
  const text = `Sent flow \`${context.target}\` to ${recipient}`;
  try {
    const { phoneNumberId } = context.facts;
    const { messageId } = await context.api.messages.sendFlow(phoneNumberId, {
      ...message,
      flowId: metaFlowId,
      flowToken,
    });
    context.wrote({ text, ids: { metaFlowId, messageId }, certainty: "done" });
    context.log.info(`${recipient}: accepted as \`${messageId}\``);
    return { outcome: { recipient, status: "accepted", messageId } };
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    const status = mayHaveHappened(error) ? "unknown" : "refused";
    if (status === "unknown") context.wrote({ text, ids: { metaFlowId }, certainty: "unknown" });
    context.log.info(`${recipient}: ${status}. ${error.message}`);
    return { outcome: { recipient, status, error: error.message }, error };
  }
}

function notSent(to: string): Sent {
  return { outcome: { recipient: maskPhoneNumber(to), status: "not-sent", error: "The run ended before." } };
}

function stopCode(signal: AbortSignal): string {
  return timeoutOf(signal)?.code ?? "CANCELLED";
}

/** Lists each message that is not known to be accepted. The worst class of error decides the exit code. */
function conclude({ signal }: SendContext, sent: readonly Sent[]): Outcome<"messages"> {
  const messages = sent.map((one) => one.outcome);
  const bad = sent.filter((one) => one.outcome.status !== "accepted");
  if (bad.length === 0) return { status: "passed", facts: { messages } };
  const lines = messages.flatMap((one) =>
    one.status === "accepted" ? [] : `${one.recipient}: ${one.status}. ${one.error}`,
  );
  const error = bad.find((one) => one.outcome.status === "unknown")?.error ?? bad.find((one) => one.error)?.error;
  const hint = bad.some((one) => one.outcome.status === "unknown")
    ? "An unknown message may have arrived. It was not repeated; look at the phone before sending it again."
    : error?.hint;
  return {
    status: "failed",
    code: error?.code ?? (signal.aborted ? stopCode(signal) : "API_NOT_SENT"),
    reason: `${bad.length} of ${sent.length} messages are not known to be accepted. ${lines.join(" ")}`,
    ...(hint === undefined ? {} : { hint }),
  };
}
