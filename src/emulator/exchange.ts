/** A data exchange as Kapso handles it between Meta and the function (section 16.1). */

import { isObject, type JsonObject } from "../json/object.js";
import { kapsoCall } from "../simulation/exchange.js";
import { addLog, isRunnable } from "./functions.js";
import { type FunctionRun, runFunction } from "./invocations.js";
import { attachedFunction } from "./lifecycle.js";
import type { FlowRecord, FunctionRecord } from "./store.js";
import { parsedJson } from "./validators.js";
import type { World } from "./world.js";

/** What Meta gets back, before it is encrypted; an error is sent as it is. */
export type ExchangeAnswer =
  | { readonly kind: "answer"; readonly body: JsonObject }
  | { readonly kind: "error"; readonly status: number; readonly body: unknown };

/** Answers what the phone sent, by the code as it was deployed last. */
export async function dataExchange(
  world: World,
  flow: FlowRecord,
  payload: JsonObject,
  signatureValid: boolean,
): Promise<ExchangeAnswer> {
  const record = attachedFunction(world, flow);
  if (record === undefined || !isRunnable(world, record)) return failed(503, "The data endpoint is not deployed");
  // Health checks and error notices stay at Kapso (section 16.2, inferred).
  if (payload.action === "ping") return { kind: "answer", body: { data: { status: "active" } } };
  const notice = errorNotice(payload);
  if (notice !== undefined) {
    addLog(world, record, { level: "error", message: `Meta reports: ${notice}`, outcome: null, id: null });
    return { kind: "answer", body: { data: { acknowledged: true } } };
  }
  if (!world.exchangeLimit.passes(flow.metaFlowId)) return failed(429, "Rate limit of the flow exceeded");
  const called = { id: flow.kapso?.id ?? null, meta_flow_id: flow.metaFlowId };
  const request = kapsoCall(payload, world.clock.now(), { flow: called, signatureValid });
  const run = await runFunction(world, record, request);
  const answer = answerOf(run);
  if (answer.kind === "answer") keepTraces(world, { flow, record, payload, answer: answer.body, id: run.id });
  return answer;
}

function failed(status: number, sentence: string): ExchangeAnswer {
  return { kind: "error", status, body: { error: sentence } };
}

/** Meta tells of a bad earlier answer with the same action and these members in `data`. */
function errorNotice({ data }: JsonObject): string | undefined {
  if (!isObject(data)) return undefined;
  const error = data.error ?? data.error_key;
  if (typeof error !== "string" || typeof data.error_message !== "string") return undefined;
  return `${error}: ${data.error_message}`;
}

/** What Kapso answers when a function fails is not documented; any status but 200 is an error screen on the phone. */
function answerOf(run: FunctionRun): ExchangeAnswer {
  if (run.kind === "failed") return failed(run.tookTooLong ? 504 : 502, run.sentence);
  const body = parsedJson(run.body);
  if (run.status !== 200) return { kind: "error", status: run.status, body: body ?? { error: run.body } };
  return isObject(body) ? { kind: "answer", body } : failed(502, "The function did not answer with a JSON object");
}

interface Answered {
  readonly flow: FlowRecord;
  readonly record: FunctionRecord;
  readonly payload: JsonObject;
  readonly answer: JsonObject;
  readonly id: string;
}

/** What a good answer leaves behind: a word on what phones do not take, and the response of a flow that has ended. */
function keepTraces(world: World, { flow, record, payload, answer, id }: Answered): void {
  // Section 18 row 35.
  if (answer.version === undefined) {
    const message = "The answer has no `version`; phones may then show empty data without an error.";
    addLog(world, record, { level: "warn", message, outcome: "ok", id });
  }
  if (answer.screen !== "SUCCESS" || flow.kapso === null) return;
  const { store, clock } = world;
  const params = paramsOf(answer);
  const flowToken = [params.flow_token, payload.flow_token].find((token) => typeof token === "string") ?? null;
  const message = store.state.messages.findLast((sent) => sent.flowToken !== null && sent.flowToken === flowToken);
  store.keep("responses", {
    id: store.nextUuid("response"),
    flowId: flow.kapso.id,
    flowToken,
    flowResponse: params,
    phoneNumber: message?.to ?? null,
    messageId: message?.id ?? null,
    createdAt: clock.now(),
  });
}

/** `data.extension_message_response.params`: what the business receives. */
function paramsOf({ data }: JsonObject): JsonObject {
  const response = isObject(data) ? data.extension_message_response : undefined;
  const params = isObject(response) ? response.params : undefined;
  return isObject(params) ? params : {};
}
