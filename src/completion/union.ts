import type { JsonSchema } from "../schema/json-schema.js";

/** One schema for several; undefined for none. Literals become one list, and what anything else covers is left out. */
export function anyOf(schemas: readonly JsonSchema[]): JsonSchema | undefined {
  const parts = schemas.flatMap((schema) => schema.anyOf ?? [schema]);
  const distinct = unique(parts);
  if (distinct.length < 2) return distinct[0];
  if (distinct.some((schema) => Object.keys(bare(schema)).length === 0)) return {};
  const literals = distinct.filter((schema) => literalsOf(schema) !== undefined);
  if (literals.length < 2) return { anyOf: distinct };
  const values = unique(literals.flatMap((schema) => literalsOf(schema) ?? []));
  const joined: JsonSchema = { ...described(literals), enum: values };
  const others = distinct.filter((schema) => literalsOf(schema) === undefined);
  return others.length === 0 ? joined : { anyOf: [...others, joined] };
}

/** The values that a schema lists; undefined when it does not. */
export function literalsOf({ const: value, enum: values }: JsonSchema): readonly unknown[] | undefined {
  return values ?? (value === undefined ? undefined : [value]);
}

function described(schemas: readonly JsonSchema[]): JsonSchema {
  const [description] = unique(schemas.flatMap((schema) => schema.description ?? []));
  return description === undefined ? {} : { description };
}

function bare({ description: _, ...schema }: JsonSchema): JsonSchema {
  return schema;
}

/** Without repetitions; schemas that differ only in their description are the same. */
function unique<T>(values: readonly T[]): readonly T[] {
  const seen = new Map<string, T>();
  for (const value of values) {
    const key = JSON.stringify(isSchema(value) ? bare(value) : value);
    if (!seen.has(key)) seen.set(key, value);
  }
  return [...seen.values()];
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
