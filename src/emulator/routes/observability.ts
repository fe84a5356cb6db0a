/** Platform: what is left of data exchanges and finished flows. */
import { platformInvocation, platformLog, platformResponse } from "../platform-shapes.js";
import type { InvocationRecord } from "../store.js";
import { platformPage, queryCount, queryWord } from "../validators.js";
import type { Call, Route } from "../world.js";
import { endpointOf, functionOf, platformFlowOf } from "./find.js";

const invocationStatuses = ["success", "failed"] as const;

function isSuccess(invocation: InvocationRecord): boolean {
  return invocation.errorMessage === null && invocation.statusCode !== null && invocation.statusCode < 400;
}

/** Newest first. */
function invocationsOf(call: Call, functionId: string, fallback: number, max: number): InvocationRecord[] {
  const status = queryWord(call.query, "status", invocationStatuses);
  const limit = queryCount(call.query, "limit", fallback, max);
  return call.world.store.state.invocations
    .filter((invocation) => invocation.functionId === functionId)
    .filter((invocation) => status === undefined || isSuccess(invocation) === (status === "success"))
    .toReversed()
    .slice(0, limit);
}

export const observabilityRoutes: readonly Route[] = [
  {
    operation: "listFlowResponses",
    surface: "platform",
    method: "GET",
    path: "/whatsapp/flows/:flow_id/responses",
    body: "none",
    handle(call) {
      const flowId = platformFlowOf(call).kapso.id;
      const responses = call.world.store.state.responses.filter((response) => response.flowId === flowId);
      const { items, meta } = platformPage(responses, call.query, call.world);
      return { status: 200, body: { data: items.map(platformResponse), meta } };
    },
  },
  {
    operation: "listFlowFunctionLogs",
    surface: "platform",
    method: "GET",
    path: "/whatsapp/flows/:flow_id/function_logs",
    body: "none",
    handle(call) {
      const { limits, store } = call.world;
      const record = endpointOf(call, platformFlowOf(call));
      const limit = queryCount(call.query, "limit", limits.logsDefault, limits.logsMax);
      const logs = store.state.logs
        .filter((log) => log.functionId === record.id)
        .toReversed()
        .slice(0, limit);
      return {
        status: 200,
        body: { data: { function_id: record.id, function_name: record.name, logs: logs.map(platformLog) } },
      };
    },
  },
  {
    operation: "listFlowFunctionInvocations",
    surface: "platform",
    method: "GET",
    path: "/whatsapp/flows/:flow_id/function_invocations",
    body: "none",
    handle(call) {
      const { flowInvocationsDefault, flowInvocationsMax } = call.world.limits;
      const record = endpointOf(call, platformFlowOf(call));
      const invocations = invocationsOf(call, record.id, flowInvocationsDefault, flowInvocationsMax);
      return {
        status: 200,
        body: {
          data: {
            function_id: record.id,
            function_name: record.name,
            invocations: invocations.map(platformInvocation),
          },
        },
      };
    },
  },
  {
    operation: "listFunctionInvocations",
    surface: "platform",
    method: "GET",
    path: "/functions/:function_id/invocations",
    body: "none",
    handle(call) {
      const { limits, store, switches } = call.world;
      const record = functionOf(call);
      const { functionInvocationsDefault, functionInvocationsMax } = limits;
      const invocations = invocationsOf(call, record.id, functionInvocationsDefault, functionInvocationsMax);
      const data = invocations.map((invocation) => ({
        ...platformInvocation(invocation),
        logs: store.state.logs.filter((log) => log.invocationId === invocation.id).map(platformLog),
      }));
      return { status: 200, body: { data: switches.functionInvocations === "list" ? data : { invocations: data } } };
    },
  },
];
