/** A call of a function, and what is left of it: the invocation, and what the code printed. */

import { isObject, type JsonObject } from "../json/object.js";
import type { SandboxOutcome } from "../simulation/sandbox.js";
import { addLog } from "./functions.js";
import type { FunctionRecord } from "./store.js";
import { byteLength, parsedJson } from "./validators.js";
import type { World } from "./world.js";

export type FunctionRun =
  | { readonly kind: "answered"; readonly id: string; readonly status: number; readonly body: string }
  | { readonly kind: "failed"; readonly id: string; readonly sentence: string; readonly tookTooLong: boolean };

/** Runs the deployed code of the function. The caller has asked whether there is any. */
export async function runFunction(world: World, record: FunctionRecord, request: unknown): Promise<FunctionRun> {
  const id = world.store.nextUuid("invocation");
  const createdAt = world.clock.now();
  const outcome = await world.runner?.call(record, {
    body: JSON.stringify(request ?? null),
    now: createdAt,
    seed: world.store.state.counters.invocation ?? 0,
  });
  const failure = failureOf(world, outcome);
  keepPrinted(world, record, id, outcome);
  if (failure !== undefined) addLog(world, record, { level: "error", message: failure, outcome: "exception", id });
  const { storedErrorLength, storedBodyBytes } = world.limits;
  world.store.keep("invocations", {
    id,
    functionId: record.id,
    statusCode: statusOf(outcome),
    durationMs: outcome !== undefined && "durationMs" in outcome ? Math.round(outcome.durationMs) : 0,
    requestBody: storable(storedRequest(request), storedBodyBytes),
    responseBody: outcome?.kind === "answered" ? storable(parsedJson(outcome.body), storedBodyBytes) : null,
    errorMessage: failure?.slice(0, storedErrorLength) ?? null,
    createdAt,
  });
  if (outcome?.kind === "answered") return { kind: "answered", id, status: outcome.status, body: outcome.body };
  const tookTooLong = outcome?.kind === "stopped" && outcome.reason === "time";
  return { kind: "failed", id, sentence: failure ?? "", tookTooLong };
}

/** Why there is no answer; undefined when there is one. */
function failureOf({ limits }: World, outcome: SandboxOutcome | undefined): string | undefined {
  switch (outcome?.kind) {
    case undefined:
      return "This emulator was started without a sandbox, so no code runs";
    case "answered":
      return undefined;
    case "threw":
      return outcome.message;
    case "no-response":
      return `The handler returned ${outcome.found} instead of a Response`;
    case "too-large":
      return "The answer is larger than 10 MB";
    case "not-started":
      return `The code could not be started: ${outcome.message}`;
    case "stopped":
      switch (outcome.reason) {
        case "time":
          return `The function did not answer within ${limits.exchangeTimeMs / 1000} s`;
        case "memory":
          return `The function needs more than ${limits.functionMemoryMb} MB of memory`;
        case "exit":
          return "The function ended without an answer";
      }
  }
}

/** A handler that throws is answered for with 500, as Workers do; where nothing answered there is no status. */
function statusOf(outcome: SandboxOutcome | undefined): number | null {
  switch (outcome?.kind) {
    case "answered":
      return outcome.status;
    case "threw":
    case "no-response":
    case "not-started":
      return 500;
    default:
      return null;
  }
}

function keepPrinted(world: World, record: FunctionRecord, id: string, outcome: SandboxOutcome | undefined): void {
  if (outcome === undefined || !("log" in outcome)) return;
  const end = outcome.kind === "answered" ? "ok" : "exception";
  for (const { level, text } of outcome.log) addLog(world, record, { level, message: text, outcome: end, id });
  if (outcome.logCut)
    addLog(world, record, { level: "warn", message: "More was printed than is kept.", outcome: end, id });
  for (const address of outcome.refused) {
    const message = `The code asked for \`${address}\`; code in the emulator reaches no other address.`;
    addLog(world, record, { level: "warn", message, outcome: end, id });
  }
}

/** The stored copy of a flow call has a top-level `flow_id` in place of the flow object (section 11.5). */
function storedRequest(body: unknown): unknown {
  if (!isObject(body)) return body;
  const { flow, ...rest } = body;
  return isObject(flow) ? { ...rest, flow_id: flow.id } : body;
}

/** What is kept of a body: objects that are not too large. */
function storable(value: unknown, maxBytes: number): JsonObject | null {
  return isObject(value) && byteLength(JSON.stringify(value)) <= maxBytes ? value : null;
}
