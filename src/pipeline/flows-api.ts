/** The part of the client that steps use. `KapsoClient` has this shape; tests write it by hand. */
import type {
  DataEndpoint,
  EncryptionSetup,
  Flow,
  FlowActionPayload,
  FlowJson,
  FlowVersion,
  FunctionLogs,
  FunctionRecord,
  MessageFlowAction,
  MessageMode,
  MetaFlow,
  MetaFlowPreview,
  PhoneNumber,
  RegisteredDataEndpoint,
} from "../client/wire.js";
import type { AccountScope } from "./facts.js";

/** A flow message to one person. */
export interface FlowMessageInput {
  readonly to: string;
  /** Meta's identifier. */
  readonly flowId: string;
  readonly bodyText: string;
  readonly headerText?: string;
  readonly footerText?: string;
  readonly flowCta: string;
  readonly flowToken: string;
  readonly flowAction?: MessageFlowAction;
  readonly flowActionPayload?: FlowActionPayload;
  readonly mode?: MessageMode;
}

export interface FlowsApi {
  readonly flows: {
    get(flowId: string): Promise<Flow>;
    /** The one flow of exactly that name, over all pages; undefined when there is none. */
    findByName(name: string, scope: AccountScope): Promise<Flow | undefined>;
    create(body: {
      readonly phoneNumberId: string;
      readonly name: string;
      readonly flowJson?: FlowJson;
    }): Promise<Flow>;
    publish(flowId: string, options?: { readonly phoneNumberId?: string }): Promise<unknown>;
    createVersion(
      flowId: string,
      body: { readonly flowJson: FlowJson; readonly phoneNumberId?: string },
    ): Promise<FlowVersion>;
    /** With its Flow JSON; undefined when there is none yet. */
    latestVersion(flowId: string): Promise<FlowVersion | undefined>;
  };
  readonly dataEndpoint: {
    get(flowId: string): Promise<DataEndpoint>;
    set(flowId: string, code: string): Promise<DataEndpoint>;
    deploy(flowId: string): Promise<DataEndpoint>;
    register(flowId: string, options?: { readonly phoneNumberId?: string }): Promise<RegisteredDataEndpoint>;
  };
  readonly encryption: {
    setup(flowId: string, options?: { readonly phoneNumberId?: string }): Promise<EncryptionSetup>;
  };
  readonly messages: {
    sendFlow(phoneNumberId: string, message: FlowMessageInput): Promise<{ readonly messageId: string }>;
  };
  readonly logs: {
    functionLogs(flowId: string, options?: { readonly limit?: number }): Promise<FunctionLogs>;
  };
  readonly phoneNumbers: {
    get(phoneNumberId: string): Promise<PhoneNumber>;
  };
  readonly functions: {
    get(functionId: string): Promise<FunctionRecord>;
  };
  readonly meta: {
    getFlow(metaFlowId: string, fields: readonly string[], scope: AccountScope): Promise<MetaFlow>;
    preview(metaFlowId: string, scope: AccountScope): Promise<MetaFlowPreview>;
    updateFlow(
      metaFlowId: string,
      scope: AccountScope,
      changes: { readonly categories: readonly string[] },
    ): Promise<unknown>;
    deleteFlow(metaFlowId: string, scope: AccountScope): Promise<unknown>;
    deprecate(metaFlowId: string, scope: AccountScope): Promise<unknown>;
  };
}
