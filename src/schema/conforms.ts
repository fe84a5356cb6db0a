import { type SchemaType, schemaType } from "../flow/data-model.js";
import { found, quoted, shorten, typeList } from "../flow/words.js";
import { type JsonNode, memberOf, type ObjectNode, property, toValue } from "../json/node.js";

/** A value, or part of one, that does not conform to its schema. */
export interface Mismatch {
  /** What is wrong; something missing is shown at the object that lacks it. */
  readonly node: JsonNode;
  readonly missing: boolean;
  readonly message: string;
}

/**
 * Decides what the fast check does not: schemas with keywords beyond types, properties and entries. Made of ajv (see
 * `judge.ts`), which is loaded only when a flow has such a schema: loading it and compiling a first schema costs more
 * than validating a hundred flows.
 */
export type SchemaJudge = (schema: ObjectNode, example: JsonNode) => readonly Mismatch[];

/** Keywords of JSON Schema draft-07 that constrain a value and are not decided here. */
const judged: ReadonlySet<string> = new Set([
  ...["$ref", "allOf", "anyOf", "oneOf", "not", "if", "const", "pattern", "patternProperties", "propertyNames"],
  ...["minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
  ...["minItems", "maxItems", "uniqueItems", "contains", "additionalItems", "minProperties", "maxProperties"],
  ...["dependencies", "additionalProperties"],
]);

/** Whether a schema, at any depth, says something that only the judge decides. */
export function needsJudge(schema: JsonNode): boolean {
  if (schema.kind !== "object") return false;
  for (const member of schema.members) {
    if (judged.has(member.key)) return true;
    if (member.key === "items" && (member.value.kind === "array" || needsJudge(member.value))) return true;
    if (member.key === "properties" && member.value.kind === "object") {
      for (const inner of member.value.members) if (needsJudge(inner.value)) return true;
    }
  }
  return false;
}

/** Holds a value against `type`, `properties`, `required`, `items` and `enum`, at any depth. */
export function mismatches(schema: JsonNode, node: JsonNode): readonly Mismatch[] {
  const found: Mismatch[] = [];
  collect(schema, node, found);
  return found;
}

function collect(schema: JsonNode, node: JsonNode, into: Mismatch[]): void {
  if (schema.kind !== "object") return;
  const type = schemaType(schema);
  if (type !== undefined && !isOfType(node, type)) {
    into.push({ node, missing: false, message: `${typeList([type])} is declared here; found ${found(node)}.` });
    return;
  }
  const choices = property(schema, "enum");
  if (choices?.kind === "array" && !choices.items.some((choice) => sameValue(choice, node))) {
    const known = choices.items.map((choice) =>
      choice.kind === "string" ? choice.value : JSON.stringify(toValue(choice)),
    );
    into.push({ node, missing: false, message: `the schema allows ${quoted(known)}; found ${found(node)}.` });
    return;
  }
  if (node.kind === "object") collectObject(schema, node, into);
  if (node.kind === "array") {
    const items = property(schema, "items");
    if (items?.kind === "object") for (const item of node.items) collect(items, item, into);
  }
}

function collectObject(schema: ObjectNode, node: ObjectNode, into: Mismatch[]): void {
  const properties = property(schema, "properties");
  if (properties?.kind === "object") {
    for (const member of node.members) {
      const inner = property(properties, member.key);
      if (inner !== undefined) collect(inner, member.value, into);
    }
  }
  const required = property(schema, "required");
  if (required?.kind !== "array") return;
  for (const name of required.items) {
    if (name.kind !== "string" || memberOf(node, name.value) !== undefined) continue;
    into.push({ node, missing: true, message: `\`${shorten(name.value)}\` is required and missing.` });
  }
}

function isOfType(node: JsonNode, type: SchemaType): boolean {
  if (node.kind === "number") return type === "number" || (type === "integer" && Number.isInteger(node.value));
  return node.kind === type;
}

function sameValue(a: JsonNode, b: JsonNode): boolean {
  if (a.kind === "array" && b.kind === "array") {
    return a.items.length === b.items.length && a.items.every((item, i) => equalAt(item, b.items[i]));
  }
  if (a.kind === "object" && b.kind === "object") {
    return a.members.length === b.members.length && a.members.every((m) => equalAt(m.value, property(b, m.key)));
  }
  if (a.kind === "object" || a.kind === "array" || b.kind === "object" || b.kind === "array") return false;
  return a.value === b.value;
}

function equalAt(a: JsonNode, b: JsonNode | undefined): boolean {
  return b !== undefined && sameValue(a, b);
}
