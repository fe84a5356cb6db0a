/** The part of JSON Schema draft-07 that the generated schemas use, and what VS Code reads beyond it. */
export interface JsonSchema {
  readonly $schema?: "http://json-schema.org/draft-07/schema#";
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly type?: JsonSchemaType | readonly JsonSchemaType[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly properties?: Readonly<Record<string, JsonSchema | false>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | false;
  readonly minProperties?: number;
  readonly if?: JsonSchema;
  readonly then?: JsonSchema;
  readonly allOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
  /** VS Code: one text per value of `enum`, shown while completing. */
  readonly enumDescriptions?: readonly string[];
  /** VS Code: shown instead of the bare pattern. */
  readonly patternErrorMessage?: string;
  /** VS Code: shown as a warning where the property is used. */
  readonly deprecationMessage?: string;
}

export type JsonSchemaType = "string" | "null" | "number" | "integer" | "boolean" | "array" | "object";

/** Keywords that draft-07 does not know and that a strict reader has to be told of. */
export const editorKeywords = ["enumDescriptions", "patternErrorMessage", "deprecationMessage"] as const;

/** The dialect that every generated schema is written in; editors know it best. */
export const draft7 = "http://json-schema.org/draft-07/schema#";
