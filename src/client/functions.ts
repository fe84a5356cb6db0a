/** Serverless functions behind data endpoints, as far as those need them. */
import type { CallOptions, Send } from "./request.js";
import { acknowledgement, data, type Page, page, record } from "./shapes.js";
import type {
  CreateFunctionRequest,
  CreateFunctionSecretRequest,
  FunctionAttributes,
  FunctionDeployAccepted,
  FunctionId,
  FunctionRecord,
  FunctionSecret,
  FunctionSecrets,
  UpdateFunctionRequest,
} from "./wire.js";

const checkedFunction = record<FunctionRecord>({ id: "string", status: "string?", last_deployed_at: "string?" });
const accepted = record<FunctionDeployAccepted>({ function_id: "string", status: "string" });
const secretList = record<FunctionSecrets>({ secrets: "array" });

export type NewFunction = CreateFunctionRequest["function"];
export type NewSecret = CreateFunctionSecretRequest["secret"];

export function functionsApi(send: Send) {
  const list = async (options?: CallOptions): Promise<Page<FunctionRecord>> =>
    send({ operation: "listFunctions", read: page(checkedFunction), options });

  const create = async (attributes: NewFunction, options?: CallOptions): Promise<FunctionRecord> => {
    const json: CreateFunctionRequest = { function: attributes };
    return send({
      operation: "createFunction",
      names: { name: attributes.name },
      json,
      read: data(checkedFunction),
      options,
    });
  };

  const get = async (functionId: FunctionId, options?: CallOptions): Promise<FunctionRecord> =>
    send({ operation: "getFunction", params: { function_id: functionId }, read: data(checkedFunction), options });

  const update = async (
    functionId: FunctionId,
    attributes: FunctionAttributes,
    options?: CallOptions,
  ): Promise<FunctionRecord> => {
    const json: UpdateFunctionRequest = { function: attributes };
    return send({
      operation: "updateFunction",
      params: { function_id: functionId },
      json,
      read: data(checkedFunction),
      options,
    });
  };

  /** Only begins the deployment; {@link get} tells when it is `deployed` or failed (10 to 60 seconds). */
  const deploy = async (functionId: FunctionId, options?: CallOptions): Promise<FunctionDeployAccepted> =>
    send({ operation: "deployFunction", params: { function_id: functionId }, read: data(accepted), options });

  /** The function's own answer, as it comes: JSON, or text of another type. Nothing is unwrapped. */
  const invoke = async (functionId: FunctionId, body: object, options?: CallOptions): Promise<unknown> =>
    send<unknown>({
      operation: "invokeFunction",
      params: { function_id: functionId },
      json: body,
      read: (answer) => answer,
      options,
    });

  /** Names and kinds; values never come back. */
  const secrets = async (functionId: FunctionId, options?: CallOptions): Promise<readonly FunctionSecret[]> => {
    const answer = await send({
      operation: "listFunctionSecrets",
      params: { function_id: functionId },
      read: data(secretList),
      options,
    });
    return answer.secrets;
  };

  /** Stores a secret of a deployed function. A later deployment loses it. */
  const createSecret = async (functionId: FunctionId, secret: NewSecret, options?: CallOptions): Promise<void> => {
    const json: CreateFunctionSecretRequest = { secret };
    return send({
      operation: "createFunctionSecret",
      params: { function_id: functionId },
      names: { name: secret.name },
      json,
      read: acknowledgement,
      secrets: typeof secret.value === "string" ? [secret.value] : [],
      options,
    });
  };

  return { list, create, get, update, deploy, invoke, secrets, createSecret };
}

export type FunctionsResource = ReturnType<typeof functionsApi>;
