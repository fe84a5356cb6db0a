/** Flows and their versions on the Platform. All flow IDs are Kapso's. */
import { ProtocolError, RemoteError, UsageError } from "../errors/errors.js";
import { isObject } from "../json/object.js";
import { allPages, MAX_PER_PAGE, type PageQuery, pageQuery } from "./paging.js";
import type { CallOptions, Send } from "./request.js";
import { type Scope, scopeQuery } from "./scope.js";
import { data, type Page, page, type Reader, record } from "./shapes.js";
import type {
  BusinessAccountId,
  CreateFlowRequest,
  CreateFlowVersionRequest,
  Flow,
  FlowId,
  FlowJson,
  FlowStatus,
  FlowVersion,
  FlowVersionId,
  FlowVersionSummary,
  PhoneNumberId,
  PhoneNumberOverride,
} from "./wire.js";

/** Which flows; members left out do not narrow. */
export interface FlowFilter {
  readonly status?: FlowStatus | undefined;
  readonly businessAccountId?: BusinessAccountId | undefined;
  readonly phoneNumberId?: PhoneNumberId | undefined;
  readonly nameContains?: string | undefined;
  /** ISO 8601. */
  readonly createdAfter?: string | undefined;
  readonly createdBefore?: string | undefined;
}

export interface NewFlow {
  readonly phoneNumberId: PhoneNumberId;
  /** The service makes one up when it is left out. */
  readonly name?: string | undefined;
  readonly flowJson?: FlowJson | undefined;
  readonly publish?: boolean | undefined;
}

export interface NewFlowVersion {
  readonly flowJson: FlowJson;
  readonly phoneNumberId?: PhoneNumberId | undefined;
}

/** Uses another number than the one stored with the flow. */
export interface NumberOverride {
  readonly phoneNumberId?: PhoneNumberId | undefined;
}

const checkedFlow = record<Flow>({
  id: "string",
  status: "string",
  meta_flow_id: "string?",
  name: "string?",
  business_account_id: "string?",
  phone_number_id: "string?",
  preview_url: "string?",
  data_endpoint_function_id: "string?",
  data_endpoint_url: "string?",
  has_data_endpoint: "boolean?",
  flows_encryption_configured: "boolean?",
});

/** A flow without a name, of which fixtures exist, gets an empty one. */
const flow: Reader<Flow> = (body) => checkedFlow(isObject(body) ? { ...body, name: body.name ?? "" } : body);
const version = record<FlowVersion>({ id: "string", flow_json: "object" });
const versionSummary = record<FlowVersionSummary>({ id: "string" });

export function flowsApi(send: Send) {
  /** One page, newest first. */
  const list = async (query: FlowFilter & PageQuery = {}, options?: CallOptions): Promise<Page<Flow>> =>
    send({
      operation: "listFlows",
      query: {
        status: query.status,
        business_account_id: query.businessAccountId,
        phone_number_id: query.phoneNumberId,
        name_contains: query.nameContains,
        created_after: query.createdAfter,
        created_before: query.createdBefore,
        ...pageQuery(query),
      },
      read: page(flow),
      options,
    });

  /** All flows that fit, newest first, page after page. */
  const listAll = (query: FlowFilter = {}, options?: CallOptions): AsyncIterable<Flow> =>
    allPages((number) => list({ ...query, page: number, perPage: MAX_PER_PAGE }, options));

  const get = async (flowId: FlowId, options?: CallOptions): Promise<Flow> =>
    send({ operation: "getFlow", params: { flow_id: flowId }, read: data(flow), options });

  /**
   * The one flow of exactly this name. A flow that still lives goes before deprecated ones. Throws UsageError when
   * several live: a guess could change the wrong one.
   */
  const findByName = async (name: string, scope: Scope, options?: CallOptions): Promise<Flow | undefined> => {
    scopeQuery(scope);
    const found: Flow[] = [];
    for await (const candidate of listAll({ nameContains: name, ...scope }, options)) {
      if (candidate.name === name) found.push(candidate);
    }
    const live = found.filter((candidate) => candidate.status !== "deprecated");
    if (live.length <= 1) return live[0] ?? found[0];
    const ids = live.map((candidate) => `\`${candidate.id}\``).join(", ");
    throw new UsageError("USAGE_AMBIGUOUS_NAME", `${live.length} flows have the name \`${name}\`: ${ids}.`, {
      hint: "Name the one that is meant by its `flow-id`.",
    });
  };

  /** Creates a draft, or a published flow. Look into `validation_errors` of the answer: 2xx does not mean valid. */
  const create = async (body: NewFlow, options?: CallOptions): Promise<Flow> => {
    const json: CreateFlowRequest = {
      phone_number_id: body.phoneNumberId,
      ...(body.name !== undefined && { name: body.name }),
      ...(body.flowJson !== undefined && { flow_json: body.flowJson }),
      ...(body.publish === true && { publish: true }),
    };
    return send({ operation: "createFlow", names: { name: body.name }, json, read: data(flow), options });
  };

  /** Cannot be undone. Reads the flow when the answer has no body, which fixtures of Kapso show. */
  const publish = async (flowId: FlowId, override: NumberOverride = {}, options?: CallOptions): Promise<Flow> => {
    const answer = await send<Flow | undefined>({
      operation: "publishFlow",
      params: { flow_id: flowId },
      ...overrideBody(override),
      read: (body) => (body === undefined ? undefined : data(flow)(body)),
      options,
    });
    return answer ?? getPublished(flowId, options);
  };

  /** A failure to read says nothing of the publication, so it must not look like a request that never left. */
  const getPublished = async (flowId: FlowId, options?: CallOptions): Promise<Flow> => {
    try {
      return await get(flowId, options);
    } catch (error) {
      if (!(error instanceof RemoteError)) throw error;
      const message = `The service took the request to publish flow \`${flowId}\` and said no more. ${error.message}`;
      throw new ProtocolError("PROTOCOL_EMPTY", message, { operation: "publishFlow", cause: error });
    }
  };

  /** One page of versions without their Flow JSON, newest first. */
  const versions = async (
    flowId: FlowId,
    query: PageQuery = {},
    options?: CallOptions,
  ): Promise<Page<FlowVersionSummary>> =>
    send({
      operation: "listFlowVersions",
      params: { flow_id: flowId },
      query: pageQuery(query),
      read: page(versionSummary),
      options,
    });

  const getVersion = async (flowId: FlowId, versionId: FlowVersionId, options?: CallOptions): Promise<FlowVersion> =>
    send({
      operation: "getFlowVersion",
      params: { flow_id: flowId, version_id: versionId },
      read: data(version),
      options,
    });

  /** The newest version with its Flow JSON; undefined when there is none yet. */
  const latestVersion = async (flowId: FlowId, options?: CallOptions): Promise<FlowVersion | undefined> => {
    const newest = (await versions(flowId, { page: 1, perPage: 1 }, options)).items[0];
    return newest === undefined ? undefined : getVersion(flowId, newest.id, options);
  };

  /**
   * Replaces the Flow JSON. Findings come in `validation_errors` of the answer, or in those of a RefusedError; the
   * service does either (kapso-api.md 11.2).
   */
  const createVersion = async (flowId: FlowId, body: NewFlowVersion, options?: CallOptions): Promise<FlowVersion> => {
    const json: CreateFlowVersionRequest = { flow_json: body.flowJson, ...overrideOf(body) };
    const answer = await send<FlowVersionSummary & Partial<FlowVersion>>({
      operation: "createFlowVersion",
      params: { flow_id: flowId },
      json,
      read: data(versionSummary),
      options,
    });
    return { ...answer, flow_json: answer.flow_json ?? body.flowJson };
  };

  return {
    list,
    listAll,
    findByName,
    get,
    create,
    publish,
    versions,
    version: getVersion,
    latestVersion,
    createVersion,
  };
}

export type FlowsResource = ReturnType<typeof flowsApi>;

/** Nothing at all when no number is given: the scripts send no body then (kapso-api.md section 6). */
export function overrideBody(override: NumberOverride): { readonly json?: PhoneNumberOverride } {
  return override.phoneNumberId === undefined ? {} : { json: overrideOf(override) };
}

function overrideOf({ phoneNumberId }: NumberOverride): PhoneNumberOverride {
  return phoneNumberId === undefined ? {} : { phone_number_id: phoneNumberId };
}
