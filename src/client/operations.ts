/**
 * The one list of API operations: names as in kapso-openapi.yaml, and what repeating each of them could do. A test
 * holds it to that description.
 */

/** The strongest thing a call can do. It decides whether the call may be repeated (see `retry.ts`). */
export type Effect = "read" | "write" | "message";

export interface Operation {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** `platform`: Kapso's own shapes and IDs; `proxy`: Meta's. */
  readonly surface: "platform" | "proxy";
  readonly path: string;
  readonly effect: Effect;
  /** Goes after "to" in a message; names in braces are filled in, or left out when unknown. */
  readonly action: string;
  /** Takes longer than other calls: the service talks to Meta, or builds something, before it answers. */
  readonly slow?: true;
}

export const operations = {
  listFlows: { method: "GET", surface: "platform", path: "/whatsapp/flows", effect: "read", action: "list flows" },
  createFlow: {
    method: "POST",
    surface: "platform",
    path: "/whatsapp/flows",
    effect: "write",
    action: "create flow {name}",
    slow: true,
  },
  getFlow: {
    method: "GET",
    surface: "platform",
    path: "/whatsapp/flows/{flow_id}",
    effect: "read",
    action: "read flow {flow_id}",
  },
  publishFlow: {
    method: "POST",
    surface: "platform",
    path: "/whatsapp/flows/{flow_id}/publish",
    effect: "write",
    action: "publish flow {flow_id}",
    slow: true,
  },
  listFlowVersions: {
    method: "GET",
    surface: "platform",
    path: "/whatsapp/flows/{flow_id}/versions",
    effect: "read",
    action: "list the versions of flow {flow_id}",
  },
  getFlowVersion: {
    method: "GET",
    surface: "platform",
    path: "/whatsapp/flows/{flow_id}/versions/{version_id}",
    effect: "read",
    action: "read version {version_id} of flow {flow_id}",
  },
  createFlowVersion: {
    method: "POST",
    surface: "platform",
    path: "/whatsapp/flows/{flow_id}/versions",
    effect: "write",
    action: "update the Flow JSON of flow {flow_id}",
    slow: true,
  },
  getDataEndpoint: {
    method: "GET",
    surface: "platform",
    path: "/whatsapp/flows/{flow_id}/data_endpoint",
    effect: "read",
    action: "read the data endpoint of flow {flow_id}",
  },
  upsertDataEndpoint: {
    method: "POST",
    surface: "platform",
    path: "/whatsapp/flows/{flow_id}/data_endpoint",
    effect: "write",
    action: "set the data endpoint code of flow {flow_id}",
  },
  attachDataEndpoint: {
    method: "PATCH",
    surface: "platform",
    path: "/whatsapp/flows/{flow_id}/data_endpoint",
    effect: "write",
    action: "attach function {function_id} to flow {flow_id}",
    slow: true,
  },
  deployDataEndpoint: {
    method: "POST",
    surface: "platform",
    path: "/whatsapp/flows/{flow_id}/data_endpoint/deploy",
    effect: "write",
    action: "deploy the data endpoint of flow {flow_id}",
    slow: true,
  },
  registerDataEndpoint: {
    method: "POST",
    surface: "platform",
    path: "/whatsapp/flows/{flow_id}/data_endpoint/register",
    effect: "write",
    action: "register the data endpoint of flow {flow_id}",
    slow: true,
  },
  setupFlowEncryption: {
    method: "POST",
    surface: "platform",
    path: "/whatsapp/flows/{flow_id}/setup_encryption",
    effect: "write",
    action: "set up encryption for flow {flow_id}",
    slow: true,
  },
  listFlowResponses: {
    method: "GET",
    surface: "platform",
    path: "/whatsapp/flows/{flow_id}/responses",
    effect: "read",
    action: "list the responses of flow {flow_id}",
  },
  listFlowFunctionLogs: {
    method: "GET",
    surface: "platform",
    path: "/whatsapp/flows/{flow_id}/function_logs",
    effect: "read",
    action: "read the logs of flow {flow_id}",
  },
  listFlowFunctionInvocations: {
    method: "GET",
    surface: "platform",
    path: "/whatsapp/flows/{flow_id}/function_invocations",
    effect: "read",
    action: "list the invocations of flow {flow_id}",
  },
  listPhoneNumbers: {
    method: "GET",
    surface: "platform",
    path: "/whatsapp/phone_numbers",
    effect: "read",
    action: "list phone numbers",
  },
  getPhoneNumber: {
    method: "GET",
    surface: "platform",
    path: "/whatsapp/phone_numbers/{phone_number_id}",
    effect: "read",
    action: "read phone number ID {phone_number_id}",
  },
  getPhoneNumberHealth: {
    method: "GET",
    surface: "platform",
    path: "/whatsapp/phone_numbers/{phone_number_id}/health",
    effect: "read",
    action: "read the health of phone number ID {phone_number_id}",
  },
  listFunctions: { method: "GET", surface: "platform", path: "/functions", effect: "read", action: "list functions" },
  createFunction: {
    method: "POST",
    surface: "platform",
    path: "/functions",
    effect: "write",
    action: "create function {name}",
  },
  getFunction: {
    method: "GET",
    surface: "platform",
    path: "/functions/{function_id}",
    effect: "read",
    action: "read function {function_id}",
  },
  updateFunction: {
    method: "PATCH",
    surface: "platform",
    path: "/functions/{function_id}",
    effect: "write",
    action: "update function {function_id}",
  },
  deployFunction: {
    method: "POST",
    surface: "platform",
    path: "/functions/{function_id}/deploy",
    effect: "write",
    action: "deploy function {function_id}",
  },
  invokeFunction: {
    method: "POST",
    surface: "platform",
    path: "/functions/{function_id}/invoke",
    effect: "write",
    action: "invoke function {function_id}",
  },
  listFunctionInvocations: {
    method: "GET",
    surface: "platform",
    path: "/functions/{function_id}/invocations",
    effect: "read",
    action: "list the invocations of function {function_id}",
  },
  listFunctionSecrets: {
    method: "GET",
    surface: "platform",
    path: "/functions/{function_id}/secrets",
    effect: "read",
    action: "list the secrets of function {function_id}",
  },
  createFunctionSecret: {
    method: "POST",
    surface: "platform",
    path: "/functions/{function_id}/secrets",
    effect: "write",
    action: "store secret {name} of function {function_id}",
  },
  metaListFlows: {
    method: "GET",
    surface: "proxy",
    path: "/{account_id}/flows",
    effect: "read",
    action: "list the flows of account {account_id} at Meta",
  },
  metaCreateFlow: {
    method: "POST",
    surface: "proxy",
    path: "/{account_id}/flows",
    effect: "write",
    action: "create flow {name} at Meta",
    slow: true,
  },
  metaGetFlow: {
    method: "GET",
    surface: "proxy",
    path: "/{flow_id}",
    effect: "read",
    action: "read flow {flow_id} at Meta",
  },
  metaUpdateFlow: {
    method: "POST",
    surface: "proxy",
    path: "/{flow_id}",
    effect: "write",
    action: "change the metadata of flow {flow_id} at Meta",
  },
  metaDeleteFlow: {
    method: "DELETE",
    surface: "proxy",
    path: "/flows/{flow_id}",
    effect: "write",
    action: "delete flow {flow_id} at Meta",
  },
  metaListFlowAssets: {
    method: "GET",
    surface: "proxy",
    path: "/{flow_id}/assets",
    effect: "read",
    action: "list the assets of flow {flow_id} at Meta",
  },
  metaUploadFlowAsset: {
    method: "POST",
    surface: "proxy",
    path: "/{flow_id}/assets",
    effect: "write",
    action: "upload the Flow JSON of flow {flow_id} to Meta",
    slow: true,
  },
  metaPublishFlow: {
    method: "POST",
    surface: "proxy",
    path: "/{flow_id}/publish",
    effect: "write",
    action: "publish flow {flow_id} at Meta",
    slow: true,
  },
  metaDeprecateFlow: {
    method: "POST",
    surface: "proxy",
    path: "/{flow_id}/deprecate",
    effect: "write",
    action: "deprecate flow {flow_id} at Meta",
    slow: true,
  },
  metaSendMessage: {
    method: "POST",
    surface: "proxy",
    path: "/{phone_number_id}/messages",
    effect: "message",
    action: "send flow {flow} from phone number ID {phone_number_id}",
  },
  metaListPhoneNumbers: {
    method: "GET",
    surface: "proxy",
    path: "/{business_account_id}/phone_numbers",
    effect: "read",
    action: "list the phone numbers of WABA {business_account_id} at Meta",
  },
} as const satisfies Readonly<Record<string, Operation>>;

export type OperationId = keyof typeof operations;

/** The operation by its name, as the plain interface. */
export function operationOf(id: OperationId): Operation {
  return operations[id];
}
