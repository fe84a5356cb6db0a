import { silentLogger } from "../../host/logger.js";
import { randomToken } from "../../host/random.js";
import { exitCodeOf } from "../../pipeline/exit-code.js";
import type { FlowReport, Report } from "../../pipeline/report.js";
import { pipeline } from "../../pipelines/index.js";
import { steps } from "../../steps/index.js";
import { connectedToChange } from "../connect.js";
import { isMetaFlowId } from "../flow-ids.js";
import type { Options } from "../options.js";
import { failureText, messagesText } from "../report-text.js";
import { sendOptions } from "../send-options.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";

export async function sendTest(options: Options, session: Session): Promise<Result> {
  const flowId = options.need("flow-id");
  const send = await sendOptions(options, session);
  return connectedToChange(options, session, async ({ client, apiKey, stop }) => {
    const report = await pipeline([steps.sendTest]).run({
      targets: [
        {
          name: flowId,
          phoneNumberId: options.need("phone-number-id"),
          ...(isMetaFlowId(flowId) ? { metaFlowId: flowId } : { flowId }),
        },
      ],
      options: { send, secrets: [apiKey] },
      api: client,
      clock: session.clock,
      // The outcome of each message is printed at the end, with the same words.
      log: silentLogger,
      randomToken,
      // A message under way is finished, so that it is known whether it was taken.
      signal: stop,
    });
    return resultOf(report, session);
  });
}

function resultOf(report: Report, session: Session): Result {
  const data = sentData(report.flows);
  if (report.conclusion === "success") return { kind: "data", data, text: messagesText(report) };
  const [first] = report.errors;
  return {
    kind: "refused",
    error: {
      code: first?.code ?? "API_NOT_SENT",
      message: first?.message ?? "No message was sent.",
      hint: first?.hint ?? null,
      details: data,
    },
    text: `${messagesText(report)}\n${failureText({ ...report, continueWith: null }, session.colors.err)}`,
    exit: exitCodeOf(report),
  };
}

/** `messages[].id` is where the script's answer had it. */
function sentData(flows: readonly FlowReport[]): unknown {
  const [flow] = flows;
  return {
    flow_id: flow?.flowId ?? null,
    meta_flow_id: flow?.metaFlowId ?? null,
    messages: (flow?.messages ?? []).map((one) => ({
      id: one.status === "accepted" ? one.messageId : null,
      recipient: one.recipient,
      status: one.status,
      error: one.status === "accepted" ? null : one.error,
    })),
  };
}
