/**
 * What the service keeps of a flow in use: responses, function logs, invocations. All of it may hold personal data, so
 * callers do not print bodies unless asked.
 */
import { atMost, type PageQuery, pageQuery } from "./paging.js";
import type { CallOptions, Send } from "./request.js";
import { data, type Page, page, type Reader, record } from "./shapes.js";
import type { FlowId, FlowResponse, FunctionId, FunctionInvocations, FunctionLogs, InvocationStatus } from "./wire.js";

/** Most entries the service gives; more are not asked for (Kapso docs: get-function-logs, get-function-invocations). */
const MAX_LOGS = 50;
const MAX_FLOW_INVOCATIONS = 20;
/** No bound is documented for the list of a function. */
const MAX_FUNCTION_INVOCATIONS = 100;

export interface InvocationQuery {
  readonly status?: InvocationStatus | undefined;
  readonly limit?: number | undefined;
}

const response = record<FlowResponse>({});
const logs = record<FunctionLogs>({ logs: "array" });
const flowInvocations = record<FunctionInvocations>({ invocations: "array" });
/** Its shape was not seen: a bare list is taken as well (kapso-api.md 18 no. 21). */
const functionInvocationList: Reader<FunctionInvocations> = (body) =>
  flowInvocations(Array.isArray(body) ? { invocations: body } : body);

const limitQuery = (limit: number | undefined, max: number) =>
  limit === undefined ? {} : { limit: atMost(limit, max, "limit") };

export function logsApi(send: Send) {
  /** What people answered. The items are not documented. */
  const responses = async (flowId: FlowId, query: PageQuery = {}, options?: CallOptions): Promise<Page<FlowResponse>> =>
    send({
      operation: "listFlowResponses",
      params: { flow_id: flowId },
      query: pageQuery(query),
      read: page(response),
      options,
    });

  /** Log lines of the data endpoint, at most 50; default 20. */
  const functionLogs = async (
    flowId: FlowId,
    query: { readonly limit?: number | undefined } = {},
    options?: CallOptions,
  ): Promise<FunctionLogs> =>
    send({
      operation: "listFlowFunctionLogs",
      params: { flow_id: flowId },
      query: limitQuery(query.limit, MAX_LOGS),
      read: data(logs),
      options,
    });

  /** Runs of the data endpoint of a flow, at most 20; default 10. */
  const invocations = async (
    flowId: FlowId,
    query: InvocationQuery = {},
    options?: CallOptions,
  ): Promise<FunctionInvocations> =>
    send({
      operation: "listFlowFunctionInvocations",
      params: { flow_id: flowId },
      query: { status: query.status, ...limitQuery(query.limit, MAX_FLOW_INVOCATIONS) },
      read: data(flowInvocations),
      options,
    });

  /** Runs of a function, whatever uses it; default 20. */
  const functionInvocations = async (
    functionId: FunctionId,
    query: InvocationQuery = {},
    options?: CallOptions,
  ): Promise<FunctionInvocations> =>
    send({
      operation: "listFunctionInvocations",
      params: { function_id: functionId },
      query: { status: query.status, ...limitQuery(query.limit, MAX_FUNCTION_INVOCATIONS) },
      read: data(functionInvocationList),
      options,
    });

  return { responses, functionLogs, invocations, functionInvocations };
}

export type LogsResource = ReturnType<typeof logsApi>;
