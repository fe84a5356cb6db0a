/** The emulator's own routes under `/__emulator`, for tests; no part of the imitated API. */

import { isObject } from "../json/object.js";
import { parseDuration, platformTime } from "./clock.js";
import { encryptionReply, exchangeReply } from "./exchange-control.js";
import { type FaultPlan, FaultSyntaxError } from "./faults.js";
import { attachedFunction, setFlowStatus } from "./lifecycle.js";
import {
  dataEndpoint,
  endpointUri,
  platformFlow,
  platformFullVersion,
  platformInvocation,
  platformLog,
  platformResponse,
} from "./platform-shapes.js";
import { Refusal, refusal } from "./refusal.js";
import type { RequestLog } from "./request-log.js";
import { flowStatuses, isRecorded } from "./store.js";
import { areSwitches } from "./switches.js";
import type { Reply, World } from "./world.js";

export interface Control {
  readonly world: World;
  readonly faults: FaultPlan;
  readonly requests: RequestLog;
  /** Back to the start, faults, clock and rate limit included. */
  readonly reset: () => Promise<void>;
}

interface ControlRequest {
  readonly method: string;
  /** Below `/__emulator`. */
  readonly path: string;
  readonly body: unknown;
  readonly origin: string;
}

/** Answers a request to one of the control routes. */
export async function controlReply(control: Control, request: ControlRequest): Promise<Reply> {
  switch (`${request.method} ${request.path}`) {
    case "GET /state":
      return { status: 200, body: stateOf(control, request.origin) };
    case "POST /reset":
      await control.reset();
      return { status: 200, body: { reset: true } };
    case "POST /faults":
      return orderFaults(control.faults, request.body);
    case "POST /clock":
      return advanceClock(control.world, request.body);
    case "POST /switches":
      return turnSwitches(control.world, request.body);
    case "POST /flow-status":
      return throttleOrBlock(control.world, request.body);
    case "POST /exchange":
      return exchangeReply(control.world, request.body);
    case "GET /encryption":
      return encryptionReply(control.world);
    default:
      throw refusal(
        404,
        "The emulator has GET state and encryption, and POST reset, faults, clock, switches, flow-status and exchange.",
      );
  }
}

/** Adds the faults to those that are pending; an empty list takes all back. */
function orderFaults(faults: FaultPlan, body: unknown): Reply {
  if (!Array.isArray(body)) throw refusal(400, "The body must be a list of faults.");
  if (body.length === 0) faults.clear();
  try {
    faults.order(body);
  } catch (error) {
    if (error instanceof FaultSyntaxError) throw new Refusal(400, { error: error.message });
    throw error;
  }
  return { status: 200, body: { pending: faults.pending } };
}

function advanceClock(world: World, body: unknown): Reply {
  const text = isObject(body) ? body.advance : undefined;
  const milliseconds = typeof text === "string" ? parseDuration(text) : undefined;
  if (milliseconds === undefined) {
    throw refusal(400, 'The body must be {"advance": "…"} with an ISO 8601 duration such as PT61M or P30D.');
  }
  world.clock.advance(milliseconds);
  return { status: 200, body: { now: platformTime(world.clock.now()) } };
}

/** Turns switches; those that are not named stay as they are. */
function turnSwitches(world: World, body: unknown): Reply {
  if (!isObject(body) || !areSwitches(body)) {
    throw refusal(
      400,
      "The body must be an object of switches, each with one of its two values; docs/emulator.md lists them.",
    );
  }
  world.switches = { ...world.switches, ...body };
  return { status: 200, body: world.switches };
}

function throttleOrBlock(world: World, body: unknown): Reply {
  const { flow_id: id, status } = isObject(body) ? body : {};
  const wanted = flowStatuses.find((known) => known === status);
  if (wanted === undefined) throw refusal(400, `status must be one of ${flowStatuses.join(", ")}.`);
  if (typeof id !== "string" || !setFlowStatus(world, id, wanted)) {
    throw refusal(404, "flow_id must be the Kapso or Meta id of a flow.");
  }
  return { status: 200, body: { flow_id: id, status: wanted } };
}

function stateOf({ world, requests }: Control, origin: string): Record<string, unknown> {
  const { state } = world.store;
  return {
    flows: state.flows.map((flow) => ({
      // A flow created on the proxy has no record at Kapso, and so none of its members.
      ...(isRecorded(flow) ? platformFlow(world, flow, origin) : { id: null, status: flow.status }),
      meta_flow_id: flow.metaFlowId,
      name: flow.name,
      categories: flow.categories,
      endpoint_uri: endpointUri(flow, origin),
      compiled_with_endpoint: flow.compiledWithEndpoint,
    })),
    versions: state.versions.map((version) => ({ flow_id: version.flowId, ...platformFullVersion(world, version) })),
    dataEndpoints: state.flows.flatMap((flow) => {
      const record = attachedFunction(world, flow);
      if (record === undefined) return [];
      const registered = flow.endpoint.kind === "kapso";
      const secrets = record.secrets.map(({ name }) => name);
      return [{ flow_id: flow.kapso?.id ?? null, registered, secrets, ...dataEndpoint(world, record, origin) }];
    }),
    messages: state.messages.map((message) => ({
      id: message.id,
      phone_number_id: message.phoneNumberId,
      to: message.to,
      meta_flow_id: message.metaFlowId,
      mode: message.mode,
      created_at: platformTime(message.createdAt),
      body: message.body,
    })),
    invocations: state.invocations.map((invocation) => ({
      function_id: invocation.functionId,
      ...platformInvocation(invocation),
    })),
    logs: state.logs.map((log) => ({
      function_id: log.functionId,
      invocation_id: log.invocationId,
      ...platformLog(log),
    })),
    responses: state.responses.map(platformResponse),
    requests: requests.records,
    dropped: { ...state.dropped, requests: requests.dropped },
  };
}
