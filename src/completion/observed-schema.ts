/** The shape that values have in common: what was seen, and no more is claimed. */
import { isObject } from "../json/object.js";
import type { JsonSchema } from "../schema/json-schema.js";
import { anyOf } from "./union.js";

/** Deeper values are not looked into: an endpoint may answer with anything. */
const deepest = 6;
/** Objects with more members are taken for dictionaries, whose keys are data. */
const mostMembers = 200;

/** A schema that all the values conform to. */
export function observedSchema(values: readonly unknown[], depth = 0): JsonSchema {
  if (depth > deepest) return {};
  const lists = values.filter((value) => Array.isArray(value));
  const objects = values.filter(isObject);
  const schemas: JsonSchema[] = [];
  if (values.includes(null)) schemas.push({ type: "null" });
  for (const type of ["string", "number", "boolean"] as const) {
    if (values.some((value) => typeof value === type)) schemas.push({ type });
  }
  if (lists.length > 0) {
    const items = lists.flat();
    schemas.push({ type: "array", ...(items.length === 0 ? {} : { items: observedSchema(items, depth + 1) }) });
  }
  if (objects.length > 0) schemas.push(objectSchema(objects, depth));
  return anyOf(schemas) ?? {};
}

function objectSchema(objects: readonly Readonly<Record<string, unknown>>[], depth: number): JsonSchema {
  const names = [...new Set(objects.flatMap((object) => Object.keys(object)))].sort();
  if (names.length > mostMembers) return { type: "object" };
  const members = names.map((name) => {
    const having = objects.filter((object) => Object.hasOwn(object, name));
    const values = having.map((object) => Object.entries(object).find(([key]) => key === name)?.[1]);
    return { name, always: having.length === objects.length, schema: observedSchema(values, depth + 1) };
  });
  return {
    type: "object",
    properties: Object.fromEntries(members.map(({ name, schema }) => [name, schema])),
    required: members.filter(({ always }) => always).map(({ name }) => name),
  };
}
