/**
 * JSON Schemas of the data exchange: what a data endpoint is asked and what it answers, decrypted, by Data API version.
 * Source: Meta's endpoint guide and Kapso's data endpoint pages (read 2025-11-11). Which screen may follow which, and
 * what a screen's data holds, only the flow tells.
 */
import { dataApiVersions } from "../flow/versions.js";
import { draft7, type JsonSchema } from "./json-schema.js";

/** From this Data API version requests carry a signature of the flow token. */
const signatureSince = "4.0";

const text: JsonSchema = { type: "string" };
const someText: JsonSchema = { type: "string", pattern: "\\S", patternErrorMessage: "Must not be blank." };
const object: JsonSchema = { type: "object" };

/** Request and answer of one Data API version; each can be named by itself, as `#/definitions/request`, …. */
export function dataEndpointSchema(version: string): JsonSchema {
  if (!dataApiVersions.includes(version)) throw new RangeError(`\`${version}\` is no Data API version.`);
  return {
    $schema: draft7,
    title: `Data exchange ${version}`,
    description: "A request to a data endpoint or its answer, decrypted.",
    anyOf: [{ $ref: "#/definitions/request" }, { $ref: "#/definitions/response" }],
    definitions: {
      request: request(version),
      call: call(version),
      response: response(version),
      ending,
    },
  };
}

/** What Meta sends. */
function request(version: string): JsonSchema {
  return {
    description: "What the phone asks; Meta sends it encrypted.",
    type: "object",
    required: ["action"],
    properties: {
      version: { ...text, description: "The Data API version.", examples: [version] },
      action: {
        description: "Why it asks: the flow opens, an action runs, the user goes back, or Meta checks the endpoint.",
        enum: ["INIT", "data_exchange", "BACK", "ping"],
      },
      screen: {
        type: ["string", "null"],
        description: "The screen on which it happened; may be missing or empty for INIT and BACK.",
      },
      data: {
        type: ["object", "null"],
        description:
          "The payload of the action, with all references resolved; `error` or `error_key` and `error_message` when the answer before was refused.",
      },
      flow_token: { ...text, description: "The token that the sender of the flow chose." },
      ...(version < signatureSince
        ? {}
        : { flow_token_signature: { ...text, description: "A JWT (HS256, app secret) that holds the flow token." } }),
    },
    allOf: [
      unlessRefused(["data_exchange"], ["screen", "data", "flow_token"], { screen: someText, data: object }),
      unlessRefused(["INIT", "BACK"], ["flow_token"], {}),
    ],
  };
}

/** What actions demand, except where the request tells of an error in the answer before: that may lack all of it. */
function unlessRefused(
  actions: readonly string[],
  required: readonly string[],
  properties: Readonly<Record<string, JsonSchema>>,
): JsonSchema {
  const named = Object.fromEntries(required.map((name) => [name, properties[name] ?? {}]));
  return {
    if: { required: ["action"], properties: { action: { enum: actions } } },
    // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema; a schema is never awaited.
    then: { anyOf: [{ required, properties: named }, withData("error"), withData("error_key")] },
  };
}

function withData(member: string): JsonSchema {
  return {
    required: ["data"],
    properties: { data: { type: "object", required: [member], properties: { [member]: {} } } },
  };
}

/** What Kapso hands to the function: the request and where it came from. */
function call(version: string): JsonSchema {
  return {
    description: `The body of the request that Kapso makes to the function, with a request of ${version} in it.`,
    type: "object",
    required: ["source", "flow", "data_exchange"],
    properties: {
      source: { const: "whatsapp_flow" },
      flow: {
        description: "Which flow it is.",
        type: "object",
        properties: {
          id: { ...text, description: "The flow ID." },
          meta_flow_id: { ...text, description: "The Meta flow ID." },
        },
      },
      data_exchange: { $ref: "#/definitions/request" },
      signature_valid: { type: "boolean", description: "Whether the signature of Meta's request was right." },
      received_at: { ...text, description: "When Kapso received it." },
    },
  };
}

/** What the endpoint answers. */
function response(version: string): JsonSchema {
  return {
    description: "What the endpoint answers.",
    type: "object",
    required: ["data"],
    properties: {
      version: { ...text, description: "The Data API version of the request; Kapso asks for it.", examples: [version] },
      screen: {
        ...someText,
        description:
          "The screen to show: the same one, one that the routing model allows, or `SUCCESS` to end the flow.",
      },
      data: {
        description: "What the screen declares; `error_message` is shown as a notice.",
        type: "object",
        properties: {
          error_message: { ...text, description: "A notice on the screen." },
          extension_message_response: { $ref: "#/definitions/ending" },
          status: { ...text, description: "Answer to a ping: `active`." },
          acknowledged: { type: "boolean", description: "Answer to an error notice: true." },
        },
      },
      vars: { ...object, description: "Variables that Kapso keeps." },
    },
    // Only the answers to a ping and to an error notice show no screen.
    anyOf: [{ required: ["screen"], properties: { screen: {} } }, withData("status"), withData("acknowledged")],
  };
}

/** How an answer ends the flow: with the screen `SUCCESS`, and with what the business wants to know afterwards. */
const ending: JsonSchema = {
  type: "object",
  required: ["params"],
  properties: {
    params: {
      description: "What the response message holds.",
      type: "object",
      required: ["flow_token"],
      properties: { flow_token: { ...text, description: "The token of the request." } },
    },
  },
};
