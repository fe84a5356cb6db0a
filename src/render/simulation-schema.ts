/** The JSON Schema (draft-07) of what `simulate --format json` prints. */
import { reportParts } from "./report-schema.js";

const text = { type: "string" } as const;
const names = { type: "array", items: text } as const;
const count = { type: "integer", minimum: 0 } as const;
const by = {
  enum: ["complete", "SUCCESS"],
  description: "By an action of the flow, or by an answer of the data endpoint.",
} as const;

const share = {
  type: "object",
  additionalProperties: false,
  required: ["seen", "total", "missing"],
  properties: { seen: count, total: count, missing: { ...names, description: "Names of what was not seen." } },
} as const;

const coverage = {
  type: "object",
  description: "How much of the flow was seen.",
  additionalProperties: false,
  required: ["percent", "screens", "transitions", "actions", "branches"],
  properties: {
    percent: { type: "integer", minimum: 0, maximum: 100 },
    screens: { $ref: "#/definitions/share" },
    transitions: { $ref: "#/definitions/share" },
    actions: { $ref: "#/definitions/share" },
    branches: { $ref: "#/definitions/share" },
  },
} as const;

const completion = {
  type: "object",
  description: "How a way through the flow ended.",
  additionalProperties: false,
  required: ["screen", "by", "payload"],
  properties: { screen: text, by, payload: { type: "object", description: "What the business receives." } },
} as const;

/** What `schemas/simulation.schema.json` holds. */
export function simulationSchema(): object {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Result of wa-flows simulate",
    type: "object",
    required: ["schemaVersion", "summary", "files", "coverage", "exchanges", "completions"],
    properties: {
      schemaVersion: { const: 1 },
      summary: reportParts.summary,
      files: { type: "array", items: { $ref: "#/definitions/file" } },
      coverage: {
        description: "Null when the simulation could not begin.",
        anyOf: [{ type: "null" }, { $ref: "#/definitions/coverage" }],
      },
      exchanges: { ...count, description: "How many exchanges took place; `--transcript` writes them." },
      completions: { type: "array", items: { $ref: "#/definitions/completion" } },
    },
    definitions: { ...reportParts.definitions, coverage, share, completion },
  };
}
