/**
 * Types of what travels between us and Kapso, with the names as sent. Shared by the client and the emulator.
 * Source: kapso-api.md and kapso-openapi.yaml of the project's reference (state of November 2026).
 *
 * Two kinds of flow ID exist and must never be mixed up, so every place says which one it takes.
 */

/** Kapso's own ID of a flow, a UUID; what the Platform API takes. */
export type FlowId = string;
/** Meta's ID of a flow, digits; what the proxy takes. `meta_flow_id` of the Platform record. */
export type MetaFlowId = string;
/** ID of a stored revision of the Flow JSON, a UUID. */
export type FlowVersionId = string;
/** Meta's ID of a sending number, digits; not the number itself. */
export type PhoneNumberId = string;
/** Meta's ID of a WABA, digits. */
export type BusinessAccountId = string;
/** Kapso's ID of a function, a UUID. */
export type FunctionId = string;

/** An open object: what is not described is kept as it came. */
export interface Open {
  readonly [key: string]: unknown;
}

/** Where a list page stands. */
export interface PageMeta {
  readonly page: number;
  readonly per_page: number;
  readonly total_pages: number;
  readonly total_count: number;
}

/** The Platform's wrapper of one resource. */
export interface Envelope<T> {
  readonly data: T;
}

/** The Platform's wrapper of a list. */
export interface ListEnvelope<T> {
  readonly data: readonly T[];
  readonly meta: PageMeta;
}

export interface GraphPaging {
  readonly cursors?: { readonly before?: string; readonly after?: string };
  readonly next?: string;
  readonly previous?: string;
}

/** The Graph API's wrapper of a list. */
export interface GraphList<T> {
  readonly data: readonly T[];
  readonly paging?: GraphPaging;
}

export interface GraphSuccess {
  readonly success: boolean;
}

// ---- errors

export interface GraphErrorBody {
  readonly message: string;
  readonly type: string;
  readonly code: number;
  readonly error_subcode?: number;
  readonly is_transient?: boolean;
  readonly error_user_title?: string;
  readonly error_user_msg?: string;
  readonly error_data?: Open & { readonly messaging_product?: string; readonly details?: string };
  readonly fbtrace_id?: string;
}

export interface PlatformErrorBody {
  readonly error: string | (Open & { readonly message?: string });
  readonly message?: string;
  readonly validation_errors?: readonly ValidationIssue[];
  readonly invocation_id?: string;
}

/** Meta's sentence object, or Kapso's own plain sentence, on the same base URL. */
export interface ProxyErrorBody {
  readonly error: GraphErrorBody | string;
}

/** One place a validation error speaks of, such as `screens[0].layout.children[0].type`. */
export interface ValidationPointer {
  readonly path?: string;
  readonly line_start?: number;
  readonly line_end?: number;
  readonly column_start?: number;
  readonly column_end?: number;
}

export interface ValidationError {
  readonly error?: string;
  readonly error_type?: string;
  readonly message?: string;
  /** Positions in the text Meta received, which is not the author's file (kapso-api.md 11.2). */
  readonly line_start?: number;
  readonly line_end?: number;
  readonly column_start?: number;
  readonly column_end?: number;
  readonly pointers?: readonly (ValidationPointer | string)[];
}

/** Meta sends objects; fixtures of Kapso have bare strings as well. */
export type ValidationIssue = ValidationError | string;

// ---- flows

/** Known words of a flow's state; an unknown one is kept and shown. */
export type FlowStatus = "draft" | "published" | "deprecated" | "throttled" | "blocked" | (string & {});
export type MetaFlowStatus = "DRAFT" | "PUBLISHED" | "DEPRECATED" | "THROTTLED" | "BLOCKED" | (string & {});

export type FlowCategory =
  | "SIGN_UP"
  | "SIGN_IN"
  | "APPOINTMENT_BOOKING"
  | "LEAD_GENERATION"
  | "CONTACT_US"
  | "CUSTOMER_SUPPORT"
  | "SURVEY"
  | "OTHER"
  | (string & {});

/** Flow JSON as a value; its keys are never re-cased. */
export type FlowJson = Open;

export interface Flow {
  readonly id: FlowId;
  readonly meta_flow_id?: MetaFlowId | null;
  readonly name: string;
  readonly status: FlowStatus;
  readonly created_at?: string;
  readonly updated_at?: string;
  readonly json_version?: string | null;
  readonly data_api_version?: string | null;
  readonly business_account_id?: BusinessAccountId | null;
  readonly phone_number_id?: PhoneNumberId | null;
  readonly preview_url?: string | null;
  readonly published_at?: string | null;
  readonly last_synced_at?: string | null;
  readonly data_endpoint_function_id?: FunctionId | null;
  /** The address Meta calls; equals Meta's `endpoint_uri` once registered. Not `endpoint_url` of the data endpoint. */
  readonly data_endpoint_url?: string | null;
  readonly has_data_endpoint?: boolean;
  readonly flows_encryption_configured?: boolean;
  readonly validation_errors?: readonly ValidationIssue[] | null;
}

export interface CreateFlowRequest {
  readonly phone_number_id: PhoneNumberId;
  readonly name?: string;
  readonly flow_json?: FlowJson;
  readonly publish?: boolean;
}

/** Body of publish, setup_encryption and register, which may also come without a body. */
export interface PhoneNumberOverride {
  readonly phone_number_id?: PhoneNumberId;
}

export interface FlowVersionSummary {
  readonly id: FlowVersionId;
  readonly version_label?: string | null;
  readonly status?: string;
  readonly created_at?: string;
  readonly updated_at?: string;
  /** Its digest is unknown: never compare it with one of our own. */
  readonly flow_json_sha?: string | null;
  readonly published_at?: string | null;
  readonly validation_errors?: readonly ValidationIssue[] | null;
}

export interface FlowVersion extends FlowVersionSummary {
  readonly flow_json: FlowJson;
}

export interface CreateFlowVersionRequest {
  readonly flow_json: FlowJson;
  readonly phone_number_id?: PhoneNumberId;
}

// ---- data endpoint, encryption

export interface DataEndpoint {
  readonly function_id: FunctionId;
  readonly function_name?: string | null;
  /** `draft` or `deployed`; anything but `deployed` is not deployed. */
  readonly status: string;
  /** Address of the function itself. */
  readonly endpoint_url?: string | null;
  readonly last_deployed_at?: string | null;
  readonly code?: string;
}

export interface RegisteredDataEndpoint extends DataEndpoint {
  readonly flow_id?: FlowId;
  readonly flow_data_endpoint_function_id?: FunctionId | null;
  readonly flow_has_encryption?: boolean;
  /** Present when an automatic republish failed after attaching. */
  readonly warning?: string;
}

export interface UpsertDataEndpointRequest {
  readonly code: string;
}

export interface AttachDataEndpointRequest {
  readonly function_id: FunctionId;
}

export interface EncryptionSetup {
  /** `success` or `already_configured`. */
  readonly status?: string;
  readonly message?: string | null;
  readonly flows_encryption_configured: boolean;
}

// ---- observability

/** Only the existence of the list is confirmed; every member is inferred. */
export interface FlowResponse extends Open {
  readonly id?: string;
  readonly flow_id?: FlowId;
  readonly flow_token?: string | null;
  readonly flow_response?: Open;
  readonly phone_number?: string | null;
  readonly message_id?: string | null;
  readonly created_at?: string;
}

export interface FunctionLogEntry {
  readonly level?: string;
  readonly message?: string;
  readonly logged_at?: string;
  readonly stack?: string | null;
  readonly cf_ray?: string | null;
  readonly outcome?: string | null;
}

export interface FunctionLogs {
  readonly function_id?: FunctionId | null;
  readonly function_name?: string | null;
  readonly logs: readonly FunctionLogEntry[];
}

export interface FunctionInvocation {
  readonly id?: string;
  readonly status_code?: number | null;
  readonly duration_ms?: number | null;
  /** A simplified copy with a top-level `flow_id`, not what the function received. */
  readonly request_body?: Open | null;
  readonly response_body?: Open | null;
  readonly error_message?: string | null;
  readonly cf_ray?: string | null;
  readonly created_at?: string;
  readonly logs?: readonly FunctionLogEntry[];
}

export interface FunctionInvocations {
  readonly function_id?: FunctionId | null;
  readonly function_name?: string | null;
  readonly invocations: readonly FunctionInvocation[];
}

export type InvocationStatus = "success" | "failed";

// ---- phone numbers

export interface PhoneNumber {
  /** Same value as `phone_number_id`. */
  readonly id: PhoneNumberId;
  readonly internal_id?: string;
  readonly phone_number_id?: PhoneNumberId;
  readonly name?: string | null;
  readonly business_account_id?: BusinessAccountId | null;
  readonly is_coexistence?: boolean;
  readonly inbound_processing_enabled?: boolean;
  readonly calls_enabled?: boolean;
  readonly webhook_verified_at?: string | null;
  readonly created_at?: string;
  readonly updated_at?: string;
  readonly customer_id?: string | null;
  readonly display_name?: string | null;
  readonly display_phone_number?: string | null;
  readonly display_phone_number_normalized?: string | null;
  readonly verified_name?: string | null;
  readonly quality_rating?: string | null;
  readonly code_verification_status?: string | null;
  readonly name_status?: string | null;
  readonly status?: string | null;
  readonly throughput_tier?: string | null;
  readonly whatsapp_business_manager_messaging_limit?: string | number | null;
  readonly is_official_business_account?: boolean;
  readonly is_pin_enabled?: boolean;
  /** Not in the documented field list; read in case Kapso adds it (kapso-api.md 11.4). */
  readonly flows_encryption_configured?: boolean;
}

export interface HealthCheck extends Open {
  readonly passed?: boolean;
  readonly overall_status?: string;
  readonly error?: string;
  readonly details?: Open;
}

/** Sent bare, without `data`. */
export interface PhoneNumberHealth {
  readonly status: "healthy" | "degraded" | "unhealthy" | "error" | (string & {});
  readonly timestamp?: string;
  readonly error?: string | null;
  readonly checks?: Readonly<Record<string, HealthCheck>> | null;
}

// ---- functions

export interface FunctionRecord {
  readonly id: FunctionId;
  readonly name?: string;
  readonly slug?: string;
  readonly description?: string | null;
  readonly code?: string;
  readonly version?: number;
  /** `draft`, `deployed`, `error`, and `deploying` in the answer of a deployment. */
  readonly status?: string;
  readonly last_deployed_at?: string | null;
  readonly function_type?: string;
  readonly runtime_config?: Open;
  readonly endpoint_url?: string | null;
  readonly cf_worker_url?: string | null;
  readonly invoke_response_mode?: string;
  readonly public_endpoint?: boolean;
  readonly project_id?: string;
  readonly created_by_id?: string | null;
  readonly created_at?: string;
  readonly updated_at?: string;
}

export interface FunctionAttributes {
  readonly name?: string;
  readonly slug?: string;
  readonly description?: string;
  readonly code?: string;
  readonly function_type?: "cloudflare_worker" | "supabase_function";
  readonly runtime_config?: Open;
  readonly invoke_response_mode?: "passthrough" | "wrapped";
  readonly public_endpoint?: boolean;
}

export interface CreateFunctionRequest {
  readonly function: FunctionAttributes & { readonly name: string; readonly code: string };
}

export interface UpdateFunctionRequest {
  readonly function: FunctionAttributes;
}

/** Sent bare with 202; the deployment goes on. */
export interface FunctionDeployAccepted {
  readonly message?: string;
  readonly function_id: FunctionId;
  readonly status: string;
}

export interface FunctionSecret {
  readonly name: string;
  readonly type?: string;
}

export interface FunctionSecrets {
  readonly secrets: readonly FunctionSecret[];
}

export interface CreateFunctionSecretRequest {
  readonly secret: { readonly name: string; readonly value: string | Open | readonly unknown[] };
}

// ---- Meta proxy

export interface MetaFlowPreview {
  readonly preview_url: string;
  /** Graph time with a `+0000` offset. */
  readonly expires_at: string;
}

export interface MetaHealthEntity {
  readonly entity_type?: string;
  readonly id?: string;
  readonly can_send_message?: string;
  readonly errors?: readonly {
    readonly error_code?: number;
    readonly error_description?: string;
    readonly possible_solution?: string;
  }[];
  readonly additional_info?: readonly string[];
}

export interface MetaHealthStatus {
  readonly can_send_message?: string;
  readonly entities?: readonly MetaHealthEntity[];
}

export interface MetaFlow {
  readonly id: MetaFlowId;
  readonly name?: string;
  readonly status?: MetaFlowStatus;
  readonly categories?: readonly FlowCategory[];
  readonly validation_errors?: readonly ValidationIssue[];
  readonly json_version?: string;
  readonly data_api_version?: string;
  readonly endpoint_uri?: string;
  readonly preview?: MetaFlowPreview;
  readonly health_status?: MetaHealthStatus;
  readonly whatsapp_business_account?: Open;
  readonly application?: Open;
  readonly metric?: Open;
}

export interface MetaCreateFlowRequest {
  readonly name: string;
  readonly categories: readonly FlowCategory[];
  /** Flow JSON encoded in a string, unlike on the Platform. */
  readonly flow_json?: string;
  readonly publish?: boolean;
  readonly clone_flow_id?: MetaFlowId;
  readonly endpoint_uri?: string;
}

export interface MetaCreateFlowResponse {
  readonly id: MetaFlowId;
  readonly success?: boolean;
  readonly validation_errors?: readonly ValidationIssue[];
}

export interface MetaUpdateFlowRequest {
  readonly name?: string;
  readonly categories?: readonly FlowCategory[];
  readonly endpoint_uri?: string;
  readonly application_id?: string;
}

export interface MetaFlowAsset {
  readonly name?: string;
  readonly asset_type?: string;
  readonly download_url?: string;
}

/** `success` is true even when there are validation errors. */
export interface MetaUploadAssetResponse {
  readonly success: boolean;
  readonly validation_errors?: readonly ValidationIssue[];
}

export interface MetaPhoneNumber {
  readonly id: PhoneNumberId;
  readonly verified_name?: string;
  readonly display_phone_number?: string;
  readonly quality_rating?: string;
  readonly code_verification_status?: string;
}

// ---- messages

export type MessageMode = "draft" | "published";
export type MessageFlowAction = "navigate" | "data_exchange";

export interface FlowActionPayload {
  readonly screen?: string;
  readonly data?: Open;
}

export interface FlowMessageParameters {
  readonly flow_message_version: "3";
  /** Exactly one of `flow_id` (Meta's) and `flow_name`. */
  readonly flow_id?: MetaFlowId;
  readonly flow_name?: string;
  readonly flow_cta: string;
  readonly flow_token?: string;
  readonly mode?: MessageMode;
  readonly flow_action?: MessageFlowAction;
  readonly flow_action_payload?: FlowActionPayload;
}

export interface SendFlowMessageRequest {
  readonly messaging_product: "whatsapp";
  readonly recipient_type?: "individual";
  readonly to: string;
  readonly type: "interactive";
  readonly context?: { readonly message_id: string };
  readonly interactive: {
    readonly type: "flow";
    readonly header?: { readonly type: "text"; readonly text: string };
    readonly body: { readonly text: string };
    readonly footer?: { readonly text: string };
    readonly action: { readonly name: "flow"; readonly parameters: FlowMessageParameters };
  };
}

export interface SendMessageResponse {
  readonly messaging_product?: string;
  readonly contacts?: readonly { readonly input?: string; readonly wa_id?: string }[];
  readonly messages: readonly { readonly id: string }[];
}
