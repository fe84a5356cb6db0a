/**
 * The part of the client that steps use. `KapsoClient` has this shape; tests write it by hand. Fields are as on the
 * wire, and only those are named that a step reads.
 */
import type { AccountScope } from "./facts.js";

export interface FlowRecord {
  readonly id: string;
  readonly meta_flow_id?: string | null;
  readonly name: string;
  readonly status: string;
  readonly business_account_id?: string | null;
  readonly phone_number_id?: string | null;
  readonly preview_url?: string | null;
  readonly data_endpoint_function_id?: string | null;
  readonly data_endpoint_url?: string | null;
  readonly has_data_endpoint?: boolean;
  readonly flows_encryption_configured?: boolean;
  readonly validation_errors?: readonly unknown[] | null;
}

export interface FlowVersionRecord {
  readonly id: string;
  readonly flow_json?: unknown;
  readonly validation_errors?: readonly unknown[] | null;
}

export interface DataEndpointRecord {
  readonly function_id: string;
  readonly status: string;
  readonly last_deployed_at?: string | null;
  readonly code?: string;
}

export interface FunctionRecord {
  readonly status?: string;
  readonly last_deployed_at?: string | null;
  readonly updated_at?: string | null;
}

export interface MetaFlowRecord {
  readonly status?: string;
  readonly categories?: readonly string[];
  readonly endpoint_uri?: string | null;
}

/** A flow message, as `KapsoClient.messages.sendFlow` takes it. */
export interface FlowMessageInput {
  readonly to: string;
  /** Meta's identifier. */
  readonly flowId: string;
  readonly bodyText: string;
  readonly headerText?: string;
  readonly footerText?: string;
  readonly flowCta: string;
  readonly flowToken: string;
  readonly flowAction?: "navigate" | "data_exchange";
  readonly flowActionPayload?: { readonly screen?: string; readonly data?: Readonly<Record<string, unknown>> };
  readonly mode?: "draft" | "published";
}

export interface FlowsApi {
  readonly flows: {
    get(flowId: string): Promise<FlowRecord>;
    /** The one flow of exactly that name, over all pages; undefined when there is none. */
    findByName(name: string, scope: AccountScope): Promise<FlowRecord | undefined>;
    create(body: {
      readonly phoneNumberId: string;
      readonly name: string;
      readonly flowJson?: Readonly<Record<string, unknown>>;
    }): Promise<FlowRecord>;
    publish(flowId: string, options?: { readonly phoneNumberId?: string }): Promise<unknown>;
    createVersion(
      flowId: string,
      body: { readonly flowJson: Readonly<Record<string, unknown>>; readonly phoneNumberId?: string },
    ): Promise<FlowVersionRecord>;
    /** With its Flow JSON; undefined when there is none yet. */
    latestVersion(flowId: string): Promise<FlowVersionRecord | undefined>;
  };
  readonly dataEndpoint: {
    get(flowId: string): Promise<DataEndpointRecord>;
    set(flowId: string, code: string): Promise<DataEndpointRecord>;
    deploy(flowId: string): Promise<DataEndpointRecord>;
    register(
      flowId: string,
      options?: { readonly phoneNumberId?: string },
    ): Promise<DataEndpointRecord & { readonly flow_has_encryption?: boolean }>;
  };
  readonly encryption: {
    setup(
      flowId: string,
      options?: { readonly phoneNumberId?: string },
    ): Promise<{ readonly flows_encryption_configured?: boolean }>;
  };
  readonly messages: {
    sendFlow(phoneNumberId: string, message: FlowMessageInput): Promise<{ readonly messageId: string }>;
  };
  readonly logs: {
    functionLogs(
      flowId: string,
      options?: { readonly limit?: number },
    ): Promise<{ readonly logs: readonly FunctionLogRecord[] }>;
  };
  readonly phoneNumbers: {
    get(phoneNumberId: string): Promise<{ readonly business_account_id?: string | null }>;
  };
  readonly functions: {
    get(functionId: string): Promise<FunctionRecord>;
  };
  readonly meta: {
    getFlow(metaFlowId: string, fields: readonly string[], scope: AccountScope): Promise<MetaFlowRecord>;
    preview(
      metaFlowId: string,
      scope: AccountScope,
    ): Promise<{ readonly preview_url: string; readonly expires_at?: string | null }>;
    updateFlow(
      metaFlowId: string,
      scope: AccountScope,
      changes: { readonly categories: readonly string[] },
    ): Promise<unknown>;
    deleteFlow(metaFlowId: string, scope: AccountScope): Promise<unknown>;
    deprecate(metaFlowId: string, scope: AccountScope): Promise<unknown>;
  };
}

export interface FunctionLogRecord {
  readonly level?: string;
  readonly message?: string;
  readonly logged_at?: string;
}
