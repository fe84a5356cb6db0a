/** Flows at Meta, through the proxy: what the Platform cannot do. Flow IDs are Meta's (`meta_flow_id`). */
import { RefusedError } from "../errors/errors.js";
import { isObject } from "../json/object.js";
import { type OperationId, operationOf } from "./operations.js";
import { atMost, MAX_PER_PAGE } from "./paging.js";
import type { Call, CallOptions, Send } from "./request.js";
import { type Scope, scopeQuery } from "./scope.js";
import { listOf, Mismatch, type Reader, record } from "./shapes.js";
import type {
  BusinessAccountId,
  FlowCategory,
  GraphPaging,
  GraphSuccess,
  MetaCreateFlowRequest,
  MetaCreateFlowResponse,
  MetaFlow,
  MetaFlowAsset,
  MetaFlowId,
  MetaFlowPreview,
  MetaPhoneNumber,
  MetaUpdateFlowRequest,
  MetaUploadAssetResponse,
  PhoneNumberId,
} from "./wire.js";

/** One page of a Graph list; `paging.cursors.after` leads to the next. */
export interface GraphPage<T> {
  readonly items: readonly T[];
  readonly paging: GraphPaging | null;
}

export interface CursorQuery {
  readonly limit?: number | undefined;
  readonly after?: string | undefined;
  readonly before?: string | undefined;
}

export interface NewMetaFlow {
  /** Unique within the WABA. */
  readonly name: string;
  readonly categories: readonly FlowCategory[];
  /** Flow JSON as text. */
  readonly flowJson?: string | undefined;
  readonly publish?: boolean | undefined;
  readonly cloneFlowId?: MetaFlowId | undefined;
  readonly endpointUri?: string | undefined;
}

export interface MetaFlowChanges {
  readonly name?: string | undefined;
  readonly categories?: readonly FlowCategory[] | undefined;
  readonly endpointUri?: string | undefined;
  readonly applicationId?: string | undefined;
}

const metaFlow = record<MetaFlow>({
  id: "string",
  name: "string?",
  status: "string?",
  categories: "array?",
  endpoint_uri: "string?",
  preview: "object?",
});
const preview = record<MetaFlowPreview>({ preview_url: "string", expires_at: "string" });
const createdFlow = record<MetaCreateFlowResponse>({ id: "string", success: "boolean?" });
const uploaded = record<MetaUploadAssetResponse>({ success: "boolean" });
const success = record<GraphSuccess>({ success: "boolean" });
const asset = record<MetaFlowAsset>({ name: "string?", download_url: "string?" });
const phoneNumber = record<MetaPhoneNumber>({ id: "string" });
const paging = record<GraphPaging>({ cursors: "object?", next: "string?", previous: "string?" });

function graphPage<T>(read: Reader<T>): Reader<GraphPage<T>> {
  const items = listOf(read);
  return (body) => {
    if (!isObject(body)) throw new Mismatch("is not an object");
    return { items: items(body.data), paging: isObject(body.paging) ? paging(body.paging) : null };
  };
}

export function metaApi(send: Send) {
  /** Sends, and takes a 2xx whose `success` is false for the refusal it is. */
  const mustSucceed = async <T extends { readonly success?: boolean }>(call: Call<T>): Promise<T> => {
    const answer = await send(call);
    if (answer.success === false) throw notDone(call.operation, call.params?.flow_id);
    return answer;
  };

  /** Flows of a WABA, or of a phone number: the path takes either ID. */
  const listFlows = async (
    accountId: BusinessAccountId | PhoneNumberId,
    query: CursorQuery = {},
    options?: CallOptions,
  ): Promise<GraphPage<MetaFlow>> =>
    send({
      operation: "metaListFlows",
      params: { account_id: accountId },
      query: {
        limit: query.limit === undefined ? undefined : atMost(query.limit, MAX_PER_PAGE, "limit"),
        after: query.after,
        before: query.before,
      },
      read: graphPage(metaFlow),
      options,
    });

  /** The Platform may get no record of this flow; create there where that is needed (kapso-api.md 18 no. 30). */
  const createFlow = async (
    accountId: BusinessAccountId | PhoneNumberId,
    flow: NewMetaFlow,
    options?: CallOptions,
  ): Promise<MetaCreateFlowResponse> => {
    const json: MetaCreateFlowRequest = {
      name: flow.name,
      categories: flow.categories,
      ...(flow.flowJson !== undefined && { flow_json: flow.flowJson }),
      ...(flow.publish === true && { publish: true }),
      ...(flow.cloneFlowId !== undefined && { clone_flow_id: flow.cloneFlowId }),
      ...(flow.endpointUri !== undefined && { endpoint_uri: flow.endpointUri }),
    };
    return mustSucceed({
      operation: "metaCreateFlow",
      params: { account_id: accountId },
      names: { name: flow.name },
      json,
      read: createdFlow,
      options,
    });
  };

  const getFlow = async (
    metaFlowId: MetaFlowId,
    fields: readonly string[],
    scope: Scope,
    options?: CallOptions,
  ): Promise<MetaFlow> =>
    send({
      operation: "metaGetFlow",
      params: { flow_id: metaFlowId },
      query: { ...(fields.length > 0 && { fields: fields.join(",") }), ...scopeQuery(scope) },
      read: metaFlow,
      options,
    });

  /** The shareable preview and when it ends. `invalidate` makes a new link, and the old one stops working. */
  const getPreview = async (
    metaFlowId: MetaFlowId,
    scope: Scope,
    { invalidate = false, ...options }: CallOptions & { readonly invalidate?: boolean } = {},
  ): Promise<MetaFlowPreview> =>
    send({
      operation: "metaGetFlow",
      params: { flow_id: metaFlowId },
      query: { fields: invalidate ? "preview.invalidate(true)" : "preview", ...scopeQuery(scope) },
      read: (body) => {
        const found = metaFlow(body).preview;
        if (found === undefined || found === null) throw new Mismatch("has no `preview`");
        return preview(found);
      },
      options,
    });

  const updateFlow = async (
    metaFlowId: MetaFlowId,
    scope: Scope,
    changes: MetaFlowChanges,
    options?: CallOptions,
  ): Promise<void> => {
    const json: MetaUpdateFlowRequest = {
      ...(changes.name !== undefined && { name: changes.name }),
      ...(changes.categories !== undefined && { categories: changes.categories }),
      ...(changes.endpointUri !== undefined && { endpoint_uri: changes.endpointUri }),
      ...(changes.applicationId !== undefined && { application_id: changes.applicationId }),
    };
    await mustSucceed({ ...onFlow("metaUpdateFlow", metaFlowId, scope), json, read: success, options });
  };

  /** Drafts only. */
  const deleteFlow = async (metaFlowId: MetaFlowId, scope: Scope, options?: CallOptions): Promise<void> => {
    await mustSucceed({ ...onFlow("metaDeleteFlow", metaFlowId, scope), read: success, options });
  };

  const assets = async (
    metaFlowId: MetaFlowId,
    scope: Scope,
    options?: CallOptions,
  ): Promise<GraphPage<MetaFlowAsset>> =>
    send({ ...onFlow("metaListFlowAssets", metaFlowId, scope), read: graphPage(asset), options });

  /**
   * Uploads Flow JSON as text. Succeeds even with findings, which stand in `validation_errors`; their lines and columns
   * are those of this very text.
   */
  const uploadAsset = async (
    metaFlowId: MetaFlowId,
    scope: Scope,
    flowJson: string,
    options?: CallOptions,
  ): Promise<MetaUploadAssetResponse> =>
    mustSucceed({
      ...onFlow("metaUploadFlowAsset", metaFlowId, scope),
      raw: assetForm(flowJson),
      read: uploaded,
      options,
    });

  const publish = async (metaFlowId: MetaFlowId, scope: Scope, options?: CallOptions): Promise<void> => {
    await mustSucceed({ ...onFlow("metaPublishFlow", metaFlowId, scope), read: success, options });
  };

  /** Final. Published flows only. */
  const deprecate = async (metaFlowId: MetaFlowId, scope: Scope, options?: CallOptions): Promise<void> => {
    await mustSucceed({ ...onFlow("metaDeprecateFlow", metaFlowId, scope), read: success, options });
  };

  const listPhoneNumbers = async (
    businessAccountId: BusinessAccountId,
    options?: CallOptions,
  ): Promise<GraphPage<MetaPhoneNumber>> =>
    send({
      operation: "metaListPhoneNumbers",
      params: { business_account_id: businessAccountId },
      read: graphPage(phoneNumber),
      options,
    });

  return {
    listFlows,
    createFlow,
    getFlow,
    preview: getPreview,
    updateFlow,
    deleteFlow,
    assets,
    uploadAsset,
    publish,
    deprecate,
    listPhoneNumbers,
  };
}

export type MetaResource = ReturnType<typeof metaApi>;

function onFlow(operation: OperationId, metaFlowId: MetaFlowId, scope: Scope) {
  return { operation, params: { flow_id: metaFlowId }, query: scopeQuery(scope) };
}

function notDone(operation: OperationId, flowId: string | undefined): RefusedError {
  const action = operationOf(operation).action.replace(/ ?\{\w+\}/, flowId === undefined ? "" : ` \`${flowId}\``);
  return new RefusedError("API_NOT_DONE", `Could not ${action}: the service answered \`success\` \`false\`.`, {
    operation,
    hint: "Read the flow at Meta again: its status tells what happened.",
  });
}

/** The three parts Meta wants (kapso-api.md 12.3), with a boundary that does not occur in the text. */
export function assetForm(flowJson: string): { readonly type: string; readonly body: string } {
  let boundary = "wa-flows-part";
  while (flowJson.includes(boundary)) boundary += "-x";
  const part = (head: string, content: string): string =>
    `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`;
  const body =
    part('name="name"', "flow.json") +
    part('name="asset_type"', "FLOW_JSON") +
    part('name="file"; filename="flow.json"\r\nContent-Type: application/json', flowJson) +
    `--${boundary}--\r\n`;
  return { type: `multipart/form-data; boundary=${boundary}`, body };
}
