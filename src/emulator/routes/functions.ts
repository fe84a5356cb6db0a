/** Platform: functions, as far as data endpoints need them. */

import { isObject, type JsonObject } from "../../json/object.js";
import {
  createFunction,
  functionStatus,
  functionTypes,
  isRunnable,
  responseModes,
  setCode,
  startDeployment,
} from "../functions.js";
import { runFunction } from "../invocations.js";
import { platformFunction } from "../platform-shapes.js";
import { notFound, refusal } from "../refusal.js";
import { oneOf, optionalBoolean, optionalText, parsedJson, platformBody, requiredText } from "../validators.js";
import type { Call, Reply, Route } from "../world.js";
import { functionOf } from "./find.js";

/** Attributes travel inside one member (section 11.6). */
function wrapped(body: unknown, name: string): JsonObject {
  const inner = platformBody(body)[name];
  if (!isObject(inner)) throw refusal(422, `${name} must be an object that holds the attributes`);
  return inner;
}

function attributesOf(attributes: JsonObject) {
  const runtimeConfig = attributes.runtime_config;
  if (runtimeConfig !== undefined && !isObject(runtimeConfig)) throw refusal(422, "runtime_config must be an object");
  return {
    slug: optionalText(attributes, "slug"),
    description: optionalText(attributes, "description"),
    functionType: oneOf(attributes, "function_type", functionTypes),
    invokeResponseMode: oneOf(attributes, "invoke_response_mode", responseModes),
    publicEndpoint:
      attributes.public_endpoint === undefined ? undefined : optionalBoolean(attributes, "public_endpoint"),
    runtimeConfig,
  };
}

function create(call: Call): Reply {
  const attributes = wrapped(call.body, "function");
  const record = createFunction(call.world, {
    name: requiredText(attributes, "name"),
    code: requiredText(attributes, "code"),
    ...attributesOf(attributes),
  });
  return {
    status: call.world.switches.createdStatus,
    body: { data: platformFunction(call.world, record, call.origin) },
  };
}

function update(call: Call): Reply {
  const { world } = call;
  const record = functionOf(call);
  const attributes = wrapped(call.body, "function");
  const changes = attributesOf(attributes);
  const name = attributes.name === undefined ? record.name : requiredText(attributes, "name");
  const code = attributes.code === undefined ? record.code : requiredText(attributes, "code");
  setCode(world, record, code);
  record.name = name;
  record.slug = changes.slug ?? record.slug;
  record.description = changes.description ?? record.description;
  record.functionType = changes.functionType ?? record.functionType;
  record.invokeResponseMode = changes.invokeResponseMode ?? record.invokeResponseMode;
  record.publicEndpoint = changes.publicEndpoint ?? record.publicEndpoint;
  record.runtimeConfig = changes.runtimeConfig ?? record.runtimeConfig;
  return { status: 200, body: { data: platformFunction(world, record, call.origin) } };
}

async function invoke(call: Call): Promise<Reply> {
  const { world } = call;
  const record = functionOf(call);
  // A private function without a key is as unknown as one that does not exist (section 11.6).
  if (!call.authenticated && !record.publicEndpoint) throw notFound();
  if (!isRunnable(world, record)) throw refusal(422, "Function is not deployed");
  const run = await runFunction(world, record, call.body);
  if (run.kind === "failed") throw refusal(422, run.sentence, { invocation_id: run.id });
  // Only a 2xx comes back as it is; what becomes of others is not documented.
  if (run.status < 200 || run.status > 299) {
    throw refusal(422, `The function answered with status ${run.status}`, { invocation_id: run.id });
  }
  const answer = parsedJson(run.body);
  if (record.invokeResponseMode === "wrapped") return { status: run.status, body: { data: answer ?? run.body } };
  return answer === undefined ? { status: run.status, text: run.body } : { status: run.status, body: answer };
}

function createSecret(call: Call): Reply {
  const { world } = call;
  const record = functionOf(call);
  const secret = wrapped(call.body, "secret");
  const name = requiredText(secret, "name");
  if (!/^[A-Z_][A-Z0-9_]*$/.test(name)) {
    throw refusal(422, "Secret name may only have upper-case letters, digits and underscores");
  }
  const value = secret.value;
  if (typeof value !== "string" && !isObject(value) && !Array.isArray(value)) {
    throw refusal(422, "Secret value must be a string, an object or an array");
  }
  if (functionStatus(world, record) !== "deployed") throw refusal(422, "Function is not deployed");
  const { createdStatus, existingSecret, secretAnswers } = world.switches;
  if (existingSecret === "refused" && record.secrets.some((existing) => existing.name === name)) {
    throw refusal(422, "Secret name has already been taken");
  }
  const others = record.secrets.filter((existing) => existing.name !== name);
  record.secrets = [...others, { name, type: typeof value === "string" ? "secret_text" : "json", value }];
  const message = { message: "Secret created successfully" };
  return { status: createdStatus, body: secretAnswers === "wrapped" ? { data: message } : message };
}

const PATH = "/functions/:function_id";

export const functionRoutes: readonly Route[] = [
  {
    operation: "listFunctions",
    surface: "platform",
    method: "GET",
    path: "/functions",
    body: "none",
    handle: ({ world, origin }) => ({
      status: 200,
      body: { data: world.store.state.functions.toReversed().map((record) => platformFunction(world, record, origin)) },
    }),
  },
  {
    operation: "createFunction",
    surface: "platform",
    method: "POST",
    path: "/functions",
    body: "json",
    handle: create,
  },
  {
    operation: "getFunction",
    surface: "platform",
    method: "GET",
    path: PATH,
    body: "none",
    handle: (call) => ({
      status: 200,
      body: { data: platformFunction(call.world, functionOf(call), call.origin) },
    }),
  },
  { operation: "updateFunction", surface: "platform", method: "PATCH", path: PATH, body: "json", handle: update },
  {
    operation: "deployFunction",
    surface: "platform",
    method: "POST",
    path: `${PATH}/deploy`,
    body: "json",
    handle(call) {
      const record = functionOf(call);
      startDeployment(call.world, record);
      return {
        status: 202,
        body: { message: "Function deployment initiated", function_id: record.id, status: "deploying" },
      };
    },
  },
  {
    operation: "invokeFunction",
    surface: "platform",
    method: "POST",
    path: `${PATH}/invoke`,
    body: "json",
    keyOptional: true,
    handle: invoke,
  },
  {
    operation: "listFunctionSecrets",
    surface: "platform",
    method: "GET",
    path: `${PATH}/secrets`,
    body: "none",
    handle(call) {
      const list = { secrets: functionOf(call).secrets.map(({ name, type }) => ({ name, type })) };
      return { status: 200, body: call.world.switches.secretAnswers === "wrapped" ? { data: list } : list };
    },
  },
  {
    operation: "createFunctionSecret",
    surface: "platform",
    method: "POST",
    path: `${PATH}/secrets`,
    body: "json",
    handle: createSecret,
  },
];
