/** Proxy: sending a flow message (section 13). */
import { flowMessage } from "../message-validator.js";
import { graphRefusal, refusal } from "../refusal.js";
import type { FlowRecord } from "../store.js";
import { graphBody } from "../validators.js";
import type { Call, Reply, Route, World } from "../world.js";
import { configurationOf, param } from "./find.js";

const HOUR_MS = 3_600_000;

/** Section 9.3: what a flow in this state answers to being sent. */
function sendableProblem(world: World, flow: FlowRecord, mode: string): Error | undefined {
  switch (flow.status) {
    case "draft":
      if (mode === "draft") return undefined;
      return invalidParameter("The flow is a draft; send it with mode draft, or publish it first.");
    case "published":
      return undefined;
    case "deprecated":
      return invalidParameter("The flow is deprecated and cannot be sent any more.");
    case "blocked":
      return graphRefusal(132068, "Flow is blocked", { details: "Flow is in blocked state." });
    case "throttled": {
      const since = world.clock.now() - HOUR_MS;
      const sent = world.store.state.messages.filter(
        (message) => message.metaFlowId === flow.metaFlowId && message.createdAt > since,
      );
      if (sent.length < world.limits.throttledMessagesPerHour) return undefined;
      return graphRefusal(132069, "Flow is throttled", {
        details: `Flow is in throttled state and ${world.limits.throttledMessagesPerHour} messages were sent in the last hour.`,
      });
    }
  }
}

function invalidParameter(details: string): Error {
  return graphRefusal(131009, "Parameter value is not valid", { details });
}

/** Section 10: bursts to one user are allowed, and must be paid back at one message per interval. */
function isTooManyForPair(world: World, phoneNumberId: string, to: string): boolean {
  const { pairBurst, pairIntervalMs } = world.limits;
  let paidUntil = 0;
  for (const message of world.store.state.messages) {
    if (message.phoneNumberId !== phoneNumberId || message.to !== to) continue;
    paidUntil = Math.max(paidUntil, message.createdAt) + pairIntervalMs;
  }
  return paidUntil - world.clock.now() > (pairBurst - 1) * pairIntervalMs;
}

function recipientProblem(world: World, phoneNumberId: string, to: string): Error | undefined {
  if (world.recipients.unreachable.includes(to)) {
    return graphRefusal(131026, "Message undeliverable", {
      details: "The recipient is not on WhatsApp, or its client is too old for the flow.",
    });
  }
  if (world.recipients.outsideWindow.includes(to)) {
    return graphRefusal(131047, "Re-engagement message", {
      details: "More than 24 hours have passed since the recipient last wrote to this number.",
    });
  }
  if (isTooManyForPair(world, phoneNumberId, to)) {
    return graphRefusal(131056, "Pair rate limit hit", { details: "Too many messages to the same user." });
  }
  return undefined;
}

async function send(call: Call): Promise<Reply> {
  const { world } = call;
  const number = configurationOf(call, param(call, "phone_number_id"));
  const body = graphBody(call.body);
  const message = flowMessage(world, number.businessAccountId, body);
  const conversation = `${number.id}:${message.to}`;
  if (world.inFlight.has(conversation)) {
    throw refusal(409, "Another message is in flight for this conversation");
  }
  world.inFlight.add(conversation);
  try {
    await world.sleep(world.limits.messageLatencyMs);
    const problem =
      sendableProblem(world, message.flow, message.mode) ?? recipientProblem(world, number.id, message.to);
    if (problem !== undefined) throw problem;
  } finally {
    world.inFlight.delete(conversation);
  }
  const id = world.store.nextMessageId();
  world.store.keep("messages", {
    id,
    phoneNumberId: number.id,
    to: message.to,
    metaFlowId: message.flow.metaFlowId,
    flowToken: message.flowToken,
    mode: message.mode,
    body,
    createdAt: world.clock.now(),
  });
  return {
    status: 200,
    body: {
      messaging_product: "whatsapp",
      contacts: [{ input: message.input, wa_id: message.to }],
      messages: [{ id }],
    },
  };
}

export const metaMessageRoutes: readonly Route[] = [
  {
    operation: "metaSendMessage",
    surface: "proxy",
    method: "POST",
    path: "/:phone_number_id/messages",
    body: "json",
    handle: send,
  },
];
