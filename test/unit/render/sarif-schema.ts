/**
 * The part of SARIF 2.1.0 that we use, written from the text of the OASIS standard: sections 3.13 (log), 3.14 (run),
 * 3.19 (toolComponent), 3.27 (result), 3.28 (location), 3.29 to 3.30 (place), 3.49 (rule), 3.55 to 3.57 (fix).
 */
const text = { type: "string", minLength: 1 } as const;
const message = { type: "object", additionalProperties: false, required: ["text"], properties: { text } } as const;
const line = { type: "integer", minimum: 1 } as const;
const region = {
  type: "object",
  additionalProperties: false,
  required: ["startLine"],
  properties: { startLine: line, startColumn: line, endLine: line, endColumn: line },
} as const;
const artifactLocation = {
  type: "object",
  additionalProperties: false,
  required: ["uri"],
  properties: { uri: { type: "string", format: "uri-reference" }, uriBaseId: text },
} as const;
const location = {
  type: "object",
  additionalProperties: false,
  properties: {
    id: { type: "integer", minimum: 0 },
    message,
    physicalLocation: {
      type: "object",
      additionalProperties: false,
      required: ["artifactLocation"],
      properties: { artifactLocation, region },
    },
    logicalLocations: {
      type: "array",
      items: { type: "object", additionalProperties: false, properties: { fullyQualifiedName: { type: "string" } } },
    },
  },
} as const;
const artifactChange = {
  type: "object",
  additionalProperties: false,
  required: ["artifactLocation", "replacements"],
  properties: {
    artifactLocation,
    replacements: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        additionalProperties: false,
        required: ["deletedRegion"],
        properties: {
          deletedRegion: region,
          insertedContent: { type: "object", required: ["text"], properties: { text: { type: "string" } } },
        },
      },
    },
  },
} as const;
const result = {
  type: "object",
  additionalProperties: false,
  required: ["message"],
  properties: {
    ruleId: text,
    ruleIndex: { type: "integer", minimum: 0 },
    level: { enum: ["none", "note", "warning", "error"] },
    message,
    locations: { type: "array", items: location },
    relatedLocations: { type: "array", uniqueItems: true, items: location },
    partialFingerprints: { type: "object", additionalProperties: { type: "string" } },
    fixes: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["artifactChanges"],
        properties: { description: message, artifactChanges: { type: "array", minItems: 1, items: artifactChange } },
      },
    },
    properties: { type: "object" },
  },
} as const;
const rule = {
  type: "object",
  additionalProperties: false,
  required: ["id"],
  properties: {
    id: text,
    shortDescription: message,
    fullDescription: message,
    help: message,
    helpUri: { type: "string", format: "uri" },
  },
} as const;
const driver = {
  type: "object",
  additionalProperties: false,
  required: ["name"],
  properties: {
    name: text,
    version: text,
    informationUri: { type: "string", format: "uri" },
    rules: { type: "array", uniqueItems: true, items: rule },
  },
} as const;

export const sarifSchema = {
  type: "object",
  additionalProperties: false,
  required: ["version", "runs"],
  properties: {
    $schema: { type: "string", format: "uri" },
    version: { const: "2.1.0" },
    runs: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["tool"],
        properties: {
          tool: { type: "object", additionalProperties: false, required: ["driver"], properties: { driver } },
          columnKind: { enum: ["utf16CodeUnits", "unicodeCodePoints"] },
          results: { type: "array", items: result },
        },
      },
    },
  },
} as const;
