import type { DataEndpointResource } from "../client/data-endpoint.js";
import type { EncryptionResource } from "../client/encryption.js";
import type { FlowsResource } from "../client/flows.js";
import type { FunctionsResource } from "../client/functions.js";
import type { LogsResource } from "../client/logs.js";
import type { MessagesResource } from "../client/messages.js";
import type { MetaResource } from "../client/meta-flows.js";
import type { PhoneNumbersResource } from "../client/phone-numbers.js";

/** The part of `KapsoClient` that steps use; tests write it by hand. */
export interface FlowsApi {
  readonly flows: Pick<
    FlowsResource,
    "get" | "listAll" | "findByName" | "create" | "publish" | "versions" | "version" | "createVersion" | "latestVersion"
  >;
  readonly dataEndpoint: Pick<DataEndpointResource, "get" | "set" | "deploy" | "register">;
  readonly encryption: Pick<EncryptionResource, "setup">;
  readonly messages: Pick<MessagesResource, "sendFlow">;
  readonly logs: Pick<LogsResource, "functionLogs">;
  readonly phoneNumbers: Pick<PhoneNumbersResource, "get" | "health">;
  readonly functions: Pick<FunctionsResource, "get" | "secrets" | "createSecret">;
  readonly meta: Pick<MetaResource, "getFlow" | "preview" | "updateFlow" | "deleteFlow" | "deprecate">;
}
