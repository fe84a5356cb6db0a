/** The data model of a screen: a JSON Schema per field, in Meta's restricted form. */
import { type JsonNode, memberOf, type ObjectNode, property } from "../json/node.js";
import type { OperandType } from "./expression/types.js";

/** Where a path into a data model leads. `at` is the index of the segment that cannot be followed. */
export type PathResolution =
  | { readonly kind: "found"; readonly schema: ObjectNode }
  /** No such field, or no such property of an object. */
  | { readonly kind: "missing"; readonly at: number; readonly known: readonly string[] }
  /** The path goes on below a list; a reference has no way to name an entry. */
  | { readonly kind: "through-array"; readonly at: number }
  /** The path goes on below something that declares no properties. */
  | { readonly kind: "no-schema"; readonly at: number }
  /** What declares it is no schema at all, which is the mistake. */
  | { readonly kind: "refused" };

/** Follows a path through a data model, by `properties` of objects. */
export function resolvePath(data: ObjectNode | undefined, path: readonly string[]): PathResolution {
  let fields = data;
  let schema: JsonNode | undefined;
  for (const [at, name] of path.entries()) {
    if (schema !== undefined) {
      if (schema.kind !== "object") return { kind: "refused" };
      const step = propertiesOf(schema);
      if (step === "array") return { kind: "through-array", at };
      if (step === undefined) return { kind: "no-schema", at };
      fields = step;
    }
    schema = property(fields, name);
    if (schema === undefined) return { kind: "missing", at, known: fields?.members.map((member) => member.key) ?? [] };
  }
  return schema?.kind === "object" ? { kind: "found", schema } : { kind: "refused" };
}

function propertiesOf(schema: JsonNode): ObjectNode | "array" | undefined {
  if (schemaType(schema) === "array") return "array";
  const properties = property(schema, "properties");
  return properties?.kind === "object" ? properties : undefined;
}

export type SchemaType = "string" | "number" | "integer" | "boolean" | "object" | "array";
const schemaTypes: ReadonlySet<string> = new Set<SchemaType>([
  "string",
  "number",
  "integer",
  "boolean",
  "object",
  "array",
]);

function isSchemaType(text: string): text is SchemaType {
  return schemaTypes.has(text);
}

/** The `type` of a schema, when it is one that data models know. */
export function schemaType(schema: JsonNode | undefined): SchemaType | undefined {
  const type = property(schema, "type");
  return type?.kind === "string" && isSchemaType(type.value) ? type.value : undefined;
}

/** The type of a schema's values as expressions see it: a whole number is a number. */
export function operandType(schema: JsonNode | undefined): OperandType {
  const type = schemaType(schema);
  return type === undefined ? "unknown" : type === "integer" ? "number" : type;
}

/** The schema of the entries of a list, when it is declared. */
export function itemSchema(schema: JsonNode | undefined): ObjectNode | undefined {
  const items = property(schema, "items");
  return items?.kind === "object" ? items : undefined;
}

/** The schemas of an object's properties, when they are declared. */
export function propertySchemas(schema: JsonNode | undefined): ObjectNode | undefined {
  const properties = property(schema, "properties");
  return properties?.kind === "object" ? properties : undefined;
}

/** The `__example__` of a field. */
export function exampleOf(field: JsonNode | undefined): JsonNode | undefined {
  return memberOf(field, "__example__")?.value;
}
