/** The data endpoint of a flow: setting its code, deploying it, attaching it at Meta. Flow IDs are Kapso's. */
import { RefusedError } from "../errors/errors.js";
import { type NumberOverride, overrideBody } from "./flows.js";
import type { CallOptions, Send } from "./request.js";
import { data, record } from "./shapes.js";
import type {
  AttachDataEndpointRequest,
  DataEndpoint,
  FlowId,
  FunctionId,
  RegisteredDataEndpoint,
  UpsertDataEndpointRequest,
} from "./wire.js";

const common = { function_id: "string", status: "string", code: "string?", last_deployed_at: "string?" } as const;
const checkedEndpoint = record<DataEndpoint>(common);
const checkedRegistered = record<RegisteredDataEndpoint>({
  ...common,
  flow_has_encryption: "boolean?",
  warning: "string?",
});

export function dataEndpointApi(send: Send) {
  /** RefusedError `API_NOT_FOUND` when the flow has none. */
  const get = async (flowId: FlowId, options?: CallOptions): Promise<DataEndpoint> =>
    send({ operation: "getDataEndpoint", params: { flow_id: flowId }, read: data(checkedEndpoint), options });

  /** Stores the code, and creates the function the first time. It does not run before it is deployed. */
  const set = async (flowId: FlowId, code: string, options?: CallOptions): Promise<DataEndpoint> => {
    const json: UpsertDataEndpointRequest = { code };
    return send({
      operation: "upsertDataEndpoint",
      params: { flow_id: flowId },
      json,
      read: data(checkedEndpoint),
      options,
    });
  };

  /** Points the flow to a deployed function, and registers it. Look for `warning`: a republish may have failed. */
  const attach = async (
    flowId: FlowId,
    functionId: FunctionId,
    options?: CallOptions,
  ): Promise<RegisteredDataEndpoint> => {
    const json: AttachDataEndpointRequest = { function_id: functionId };
    const endpoint = await send({
      operation: "attachDataEndpoint",
      params: { flow_id: flowId },
      names: { function_id: functionId },
      json,
      read: data(checkedRegistered),
      options,
    });
    return withEncryption(endpoint, flowId, "attachDataEndpoint");
  };

  /** Makes the stored code run; done when it returns. Secrets of the function are lost and must be set again. */
  const deploy = async (flowId: FlowId, options?: CallOptions): Promise<DataEndpoint> => {
    const endpoint = await send({
      operation: "deployDataEndpoint",
      params: { flow_id: flowId },
      read: data(checkedEndpoint),
      options,
    });
    if (endpoint.status === "deployed") return endpoint;
    const message = `Could not deploy the data endpoint of flow \`${flowId}\`: its status is \`${endpoint.status}\` and not \`deployed\`.`;
    throw new RefusedError("API_NOT_DEPLOYED", message, {
      operation: "deployDataEndpoint",
      hint: "The code may not start. Look into its logs, correct it, and deploy again.",
    });
  };

  /** Gives Meta the address of the endpoint. Needs encryption and a deployed endpoint. */
  const register = async (
    flowId: FlowId,
    override: NumberOverride = {},
    options?: CallOptions,
  ): Promise<RegisteredDataEndpoint> => {
    const endpoint = await send({
      operation: "registerDataEndpoint",
      params: { flow_id: flowId },
      ...overrideBody(override),
      read: data(checkedRegistered),
      options,
    });
    return withEncryption(endpoint, flowId, "registerDataEndpoint");
  };

  return { get, set, attach, deploy, register };
}

export type DataEndpointResource = ReturnType<typeof dataEndpointApi>;

/** A 2xx that says the flow has no encryption is a failure all the same (flowso does the same). */
function withEncryption(endpoint: RegisteredDataEndpoint, flowId: FlowId, operation: string): RegisteredDataEndpoint {
  if (endpoint.flow_has_encryption !== false) return endpoint;
  const message = `The data endpoint of flow \`${flowId}\` is not usable: the flow has no encryption.`;
  throw new RefusedError("API_NO_ENCRYPTION", message, {
    operation,
    hint: "Run `setup-encryption` for the flow, then register the data endpoint again.",
  });
}
