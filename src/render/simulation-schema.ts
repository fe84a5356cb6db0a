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

const scenario = {
  type: "object",
  description: "What became of a scenario; what failed stands among the diagnostics of its file.",
  additionalProperties: false,
  required: ["path", "name", "status", "steps"],
  properties: {
    path: text,
    name: { type: ["string", "null"], description: "Null when the file could not be read." },
    status: { enum: ["passed", "failed", "unreadable", "not-played"] },
    steps: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["number", "name", "line", "status", "screen", "exchanges", "lastExchange"],
        properties: {
          number: { ...count, description: "From 1; 0 for the opening of the flow or a replay." },
          name: { type: ["string", "null"] },
          line: { type: "integer", minimum: 1 },
          status: { enum: ["passed", "failed", "skipped"] },
          screen: { type: ["string", "null"], description: "The screen that was shown at the end of the step." },
          exchanges: { type: "array", items: count, description: "Numbers of its exchanges in the transcript." },
          lastExchange: { type: ["integer", "null"], description: "The last exchange of the scenario so far." },
        },
      },
    },
  },
} as const;

/** What `schemas/simulation.schema.json` holds. */
export function simulationSchema(): object {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Result of wa-flows simulate",
    type: "object",
    required: ["schemaVersion", "summary", "files", "coverage", "exchanges", "completions", "scenarios"],
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
      scenarios: { type: "array", items: { $ref: "#/definitions/scenario" } },
    },
    definitions: { ...reportParts.definitions, coverage, share, completion, scenario },
  };
}
