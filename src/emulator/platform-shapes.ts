/** Records as the Platform API shows them: snake case, lower-case statuses, `2026-10-02T09:12:44Z`. */
import type {
  DataEndpoint,
  Flow,
  FlowResponse,
  FlowVersion,
  FlowVersionSummary,
  FunctionInvocation,
  FunctionLogEntry,
  PhoneNumber,
  RegisteredDataEndpoint,
  FunctionRecord as WireFunction,
} from "../client/wire.js";
import { platformTime } from "./clock.js";
import { parseFlowJson } from "./flow-json.js";
import { functionStatus } from "./functions.js";
import { startIds } from "./ids.js";
import { attachedFunction, currentPreview } from "./lifecycle.js";
import { shownFindings } from "./remote-findings.js";
import type {
  FlowRecord,
  FunctionRecord,
  InvocationRecord,
  LogRecord,
  NumberRecord,
  RecordedFlow,
  ResponseRecord,
  VersionRecord,
} from "./store.js";
import type { World } from "./world.js";

function timeOrNull(milliseconds: number | null): string | null {
  return milliseconds === null ? null : platformTime(milliseconds);
}

/** Meta's preview page; on a name that leads nowhere, because the emulator has no such page. */
export function previewUrl(flow: FlowRecord, token: string): string {
  return `https://business.facebook.example/wa/manage/flows/${flow.metaFlowId}/preview/?token=${token}`;
}

/** Path of the addresses that Meta calls; the real one is not documented (section 18 row 27). */
export const FLOW_DATA = "/whatsapp/flow-data";

/** Kapso's address that Meta calls for this flow. */
function kapsoEndpointUri(flow: FlowRecord, origin: string): string {
  return `${origin}${FLOW_DATA}/${flow.kapso?.id ?? flow.metaFlowId}`;
}

/** What Meta has as `endpoint_uri`. */
export function endpointUri(flow: FlowRecord, origin: string): string | null {
  switch (flow.endpoint.kind) {
    case "none":
      return null;
    case "kapso":
      return kapsoEndpointUri(flow, origin);
    case "custom":
      return flow.endpoint.uri;
  }
}

export function platformFlow(world: World, flow: RecordedFlow, origin: string): Flow {
  const { kapso } = flow;
  const hasEndpoint = kapso.functionId !== null;
  return {
    id: kapso.id,
    meta_flow_id: flow.metaFlowId,
    name: kapso.name,
    status: flow.status,
    created_at: platformTime(flow.createdAt),
    updated_at: platformTime(flow.updatedAt),
    json_version: kapso.jsonVersion,
    data_api_version: kapso.dataApiVersion,
    business_account_id: flow.businessAccountId,
    preview_url: previewUrl(flow, currentPreview(world, flow).token),
    published_at: timeOrNull(flow.publishedAt),
    last_synced_at: platformTime(kapso.lastSyncedAt),
    data_endpoint_function_id: kapso.functionId,
    phone_number_id: flow.phoneNumberId,
    data_endpoint_url: hasEndpoint ? kapsoEndpointUri(flow, origin) : null,
    has_data_endpoint: world.switches.hasDataEndpoint === "attached" ? hasEndpoint : flow.endpoint.kind === "kapso",
    flows_encryption_configured: world.store.isEncrypted(flow),
    validation_errors: flow.findings.length === 0 ? null : shownFindings(world, "platform", flow.findings),
  };
}

export function platformVersion(world: World, version: VersionRecord): FlowVersionSummary {
  const none = world.switches.noValidationErrors === "null" ? null : [];
  return {
    id: version.id,
    version_label: version.label,
    status: version.status,
    created_at: platformTime(version.createdAt),
    updated_at: platformTime(version.updatedAt),
    flow_json_sha: version.sha,
    published_at: timeOrNull(version.publishedAt),
    validation_errors: version.findings.length === 0 ? none : shownFindings(world, "platform", version.findings),
  };
}

/** With the Flow JSON, as get and create show it. */
export function platformFullVersion(world: World, version: VersionRecord): FlowVersion {
  return { ...platformVersion(world, version), flow_json: parseFlowJson(version.flowJsonText) ?? {} };
}

function invokeUrl(record: FunctionRecord, origin: string): string | null {
  return record.deployedCode === null ? null : `${origin}/platform/v1/functions/${record.id}/invoke`;
}

export function dataEndpoint(world: World, record: FunctionRecord, origin: string): DataEndpoint {
  return {
    function_id: record.id,
    function_name: record.name,
    status: functionStatus(world, record),
    endpoint_url: invokeUrl(record, origin),
    last_deployed_at: timeOrNull(record.lastDeployedAt),
    code: record.code,
  };
}

export function registeredDataEndpoint(
  world: World,
  flow: RecordedFlow,
  record: FunctionRecord,
  origin: string,
): RegisteredDataEndpoint {
  return {
    ...dataEndpoint(world, record, origin),
    flow_id: flow.kapso.id,
    flow_data_endpoint_function_id: attachedFunction(world, flow)?.id ?? null,
    flow_has_encryption: world.store.isEncrypted(flow),
  };
}

export function platformFunction(world: World, record: FunctionRecord, origin: string): WireFunction {
  return {
    id: record.id,
    name: record.name,
    slug: record.slug,
    description: record.description,
    code: record.code,
    version: record.version,
    status: functionStatus(world, record),
    last_deployed_at: timeOrNull(record.lastDeployedAt),
    function_type: record.functionType,
    runtime_config: record.runtimeConfig,
    endpoint_url: invokeUrl(record, origin),
    cf_worker_url: null,
    invoke_response_mode: record.invokeResponseMode,
    public_endpoint: record.publicEndpoint,
    project_id: startIds.projectId,
    created_by_id: null,
    created_at: platformTime(record.createdAt),
    updated_at: platformTime(record.updatedAt),
  };
}

export function platformInvocation(invocation: InvocationRecord): FunctionInvocation {
  return {
    id: invocation.id,
    status_code: invocation.statusCode,
    duration_ms: invocation.durationMs,
    request_body: invocation.requestBody,
    response_body: invocation.responseBody,
    error_message: invocation.errorMessage,
    cf_ray: null,
    created_at: platformTime(invocation.createdAt),
  };
}

export function platformLog(log: LogRecord): FunctionLogEntry {
  return {
    level: log.level,
    message: log.message,
    logged_at: platformTime(log.loggedAt),
    stack: null,
    cf_ray: null,
    outcome: log.outcome,
  };
}

export function platformResponse(response: ResponseRecord): FlowResponse {
  return {
    id: response.id,
    flow_id: response.flowId,
    flow_token: response.flowToken,
    flow_response: response.flowResponse,
    phone_number: response.phoneNumber,
    message_id: response.messageId,
    created_at: platformTime(response.createdAt),
  };
}

export function platformNumber({ switches }: World, number: NumberRecord): PhoneNumber {
  return {
    id: number.id,
    internal_id: number.internalId,
    phone_number_id: number.id,
    name: number.name,
    business_account_id: number.businessAccountId,
    is_coexistence: false,
    inbound_processing_enabled: true,
    calls_enabled: false,
    webhook_verified_at: platformTime(number.createdAt),
    created_at: platformTime(number.createdAt),
    updated_at: platformTime(number.createdAt),
    customer_id: null,
    display_name: number.name,
    display_phone_number: number.displayPhoneNumber,
    display_phone_number_normalized: number.displayPhoneNumber.replaceAll(/\D/g, ""),
    verified_name: number.name,
    quality_rating: "GREEN",
    code_verification_status: "VERIFIED",
    name_status: "APPROVED",
    status: "CONNECTED",
    throughput_tier: "STANDARD",
    whatsapp_business_manager_messaging_limit: switches.messagingLimit === "string" ? "TIER_1K" : 1000,
    is_official_business_account: false,
    is_pin_enabled: false,
    // Section 18 row 7: not in the documented field list, yet a script of Kapso looks for it here.
    ...(switches.encryptionOnNumber ? { flows_encryption_configured: number.encrypted } : {}),
  };
}
