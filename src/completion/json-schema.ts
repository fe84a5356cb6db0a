import { draft7, type JsonSchema } from "../schema/json-schema.js";
import { type CompletionContract, endingInWords } from "./contract.js";

/** What no object satisfies: the flow of such a contract cannot end. */
const never: JsonSchema = { type: "object", properties: { flow_token: false }, required: ["flow_token"] };

/**
 * The contract as JSON Schema of the payload, which is `response_json` once it is parsed. Members that are not named
 * pass: the service adds some of its own.
 */
export function completionSchema({ name, endings }: CompletionContract): JsonSchema {
  const definitions = endings.map((ending) => {
    const { typeName, payload } = ending;
    return [typeName, { title: typeName, description: endingInWords(ending), ...payload }] as const;
  });
  return {
    $schema: draft7,
    title: `${name}Completion`,
    description: "What the business receives when the flow ends: `response_json` of the message, parsed.",
    ...(endings.length === 0
      ? never
      : { anyOf: endings.map(({ typeName }) => ({ $ref: `#/definitions/${typeName}` })) }),
    definitions: { ...Object.fromEntries(definitions), [`${name}Reply`]: reply(name) },
  };
}

/** `interactive.nfm_reply` of the message. Source: Meta's guide to receiving flow responses. */
function reply(name: string): JsonSchema {
  return {
    title: `${name}Reply`,
    description: "What a webhook hands over as `interactive.nfm_reply`.",
    type: "object",
    properties: {
      name: { type: "string", description: "`flow`." },
      body: { type: "string", description: "`Sent`." },
      response_json: { type: "string", description: "The completion, as JSON text." },
    },
    required: ["response_json"],
  };
}
