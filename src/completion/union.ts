import type { JsonSchema } from "../schema/json-schema.js";

/** One schema for several; undefined for none. Literals become one list, and what anything else covers is left out. */
export function anyOf(schemas: readonly JsonSchema[]): JsonSchema | undefined {
  const parts = unique(schemas.flatMap((schema) => schema.anyOf ?? [schema]));
  if (parts.some((schema) => Object.keys(bare(schema)).length === 0)) return {};
  const listing = parts.filter((schema) => literalsOf(schema) !== undefined);
  const others = parts.filter((schema) => literalsOf(schema) === undefined);
  const whole = others.map(bare).flatMap((schema) => (Object.keys(schema).length === 1 ? (schema.type ?? []) : []));
  const values = unique(listing.flatMap((schema) => literalsOf(schema) ?? [])).filter(
    (value) => !whole.some((type) => type === typeof value),
  );
  const [only, ...more] = listing;
  const literals = more.length === 0 && values.length > 0 ? only : { ...described(listing), enum: values };
  const all = values.length === 0 || literals === undefined ? others : [...others, literals];
  return all.length < 2 ? all[0] : { anyOf: all };
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
