/** One JSON Schema for Flow JSON of whatever version, so that an editor needs to be told of one file only. */
import { platform as currentPlatform, type Platform } from "../flow/platform.js";
import { draft7, type JsonSchema } from "./json-schema.js";

/** Leads to the schema of the version that the text declares; they lie in the folder `flow-json` beside this one. */
export function anyFlowJsonSchema(platform: Platform = currentPlatform): JsonSchema {
  const versions = platform.versions.map((row) => row.version).reverse();
  return {
    $schema: draft7,
    title: "Flow JSON",
    description: "A WhatsApp Flow, read by the Flow JSON version that it declares.",
    type: "object",
    required: ["version"],
    properties: {
      version: {
        description: `The Flow JSON version; \`${platform.recommended}\` is recommended.`,
        type: "string",
        default: platform.recommended,
        enum: versions,
        enumDescriptions: platform.versions.map((row) => life(row.released, row.frozen, row.expired)).reverse(),
      },
    },
    allOf: versions.map((version) => ({
      if: { required: ["version"], properties: { version: { const: version } } },
      // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema; a schema is never awaited.
      then: { $ref: `flow-json/${version}.schema.json` },
    })),
  };
}

function life(released: string, frozen: string | undefined, expired: string | undefined): string {
  if (expired !== undefined) return `Cannot be sent or opened from ${expired}.`;
  if (frozen !== undefined) return `Cannot be published from ${frozen}.`;
  return `Released ${released}.`;
}
