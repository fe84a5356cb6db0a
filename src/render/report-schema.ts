/**
 * The JSON Schema (draft-07, which editors know best) of what `validate --format json` prints. `json.ts` makes the
 * document; a test holds the two together.
 */
const text = { type: "string" } as const;
const position = {
  type: "object",
  description: "Line and column, both from 1; columns count UTF-16 units.",
  additionalProperties: false,
  required: ["line", "column"],
  properties: { line: { type: "integer", minimum: 1 }, column: { type: "integer", minimum: 1 } },
} as const;
const range = {
  type: "object",
  description: "`end` is exclusive.",
  additionalProperties: false,
  required: ["start", "end"],
  properties: { start: { $ref: "#/definitions/position" }, end: { $ref: "#/definitions/position" } },
} as const;
const pointer = {
  type: ["string", "null"],
  description: "JSON Pointer (RFC 6901); null when the text does not parse, or is not JSON.",
  pattern: "^(/([^~/]|~[01])*)*$",
} as const;
const fix = {
  type: "object",
  description: "A repair that is certain; its edits do not overlap.",
  additionalProperties: false,
  required: ["title", "edits"],
  properties: {
    title: text,
    edits: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["range", "text"],
        properties: { range: { $ref: "#/definitions/range" }, text },
      },
    },
  },
} as const;
const related = {
  type: "object",
  description: "Another place that belongs to the finding.",
  additionalProperties: false,
  required: ["message", "path", "pointer", "range"],
  properties: { message: text, path: text, pointer, range: { $ref: "#/definitions/range" } },
} as const;
const diagnostic = {
  type: "object",
  additionalProperties: false,
  required: ["code", "rule", "severity", "message", "pointer", "range", "fix", "docs", "origin", "related"],
  properties: {
    code: { type: "string", description: "Meta's own code where Meta has one; one of ours starts with `WF_`." },
    rule: { type: "string", description: "The rule's id, as a config names it." },
    severity: { enum: ["error", "warning", "info"] },
    message: text,
    pointer,
    range: { $ref: "#/definitions/range" },
    fix: { anyOf: [{ type: "null" }, { $ref: "#/definitions/fix" }] },
    docs: { type: "string", description: "Address of the rule's page." },
    origin: { enum: ["syntax", "schema", "rule", "remote", "simulation"] },
    related: { type: "array", items: { $ref: "#/definitions/related" } },
  },
} as const;
const file = {
  type: "object",
  additionalProperties: false,
  required: ["path", "kind", "flowVersion", "dynamic", "screens", "diagnostics"],
  properties: {
    path: text,
    kind: { enum: ["flow-json", "data-endpoint", "config", "scenario"] },
    flowVersion: { type: ["string", "null"], description: "The Flow JSON version that the file declares." },
    dynamic: { type: ["boolean", "null"], description: "Whether the flow has a data endpoint." },
    screens: { type: ["integer", "null"], minimum: 0, description: "How many screens the flow has." },
    diagnostics: {
      type: "array",
      description: "Sorted by position, then rule, then message.",
      items: { $ref: "#/definitions/diagnostic" },
    },
  },
} as const;
const count = { type: "integer", minimum: 0 } as const;
const summary = {
  type: "object",
  additionalProperties: false,
  required: ["files", "errors", "warnings", "infos"],
  properties: { files: count, errors: count, warnings: count, infos: count },
} as const;

/** What other schemas of documents with findings refer to as well. */
export const reportParts = { summary, definitions: { file, diagnostic, fix, related, range, position } } as const;

const schema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "Report of wa-flows validate",
  type: "object",
  additionalProperties: false,
  required: ["schemaVersion", "summary", "files"],
  properties: {
    schemaVersion: { const: 1 },
    summary,
    files: { type: "array", items: { $ref: "#/definitions/file" } },
  },
  definitions: reportParts.definitions,
} as const;

/** What `schemas/report.schema.json` holds. */
export function reportSchema(): object {
  return schema;
}
