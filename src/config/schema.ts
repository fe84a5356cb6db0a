import { settableRules } from "./rule-groups.js";
import type { Shape } from "./shape.js";
import { configShape } from "./shape.js";

/**
 * What `schemas/config.schema.json` holds: the shape as JSON Schema draft-07, which editors know best. With the ids of
 * the rules, so that an editor completes them.
 */
export function configSchema(ruleIds: readonly string[]): object {
  const schema = schemaOf(configShape, ruleIds);
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Configuration of whatsapp-flows-ci (whatsapp-flows.yml)",
    ...schema,
    // An empty file is a config that says nothing.
    type: ["object", "null"],
  };
}

function schemaOf(shape: Shape, ruleIds: readonly string[]): object {
  const inner = (of: Shape): object => schemaOf(of, ruleIds);
  const description = `${shape.what.charAt(0).toUpperCase()}${shape.what.slice(1)}.`;
  switch (shape.kind) {
    case "text":
      return { description, type: "string", minLength: 1, ...(shape.pattern && { pattern: shape.pattern.source }) };
    case "choice":
      return { description, enum: shape.values };
    case "boolean":
      return { description, type: "boolean" };
    case "list":
      return { description, type: "array", items: inner(shape.of), ...(shape.notEmpty === true && { minItems: 1 }) };
    case "object":
      return {
        description,
        type: "object",
        additionalProperties: false,
        ...(shape.required.length > 0 && { required: shape.required }),
        properties: Object.fromEntries(Object.entries(shape.keys).map(([key, of]) => [key, inner(of)])),
      };
    case "names": {
      const of = inner(shape.of);
      if (shape.names === undefined) return { description, type: "object", additionalProperties: of };
      return { description, type: "object", propertyNames: { enum: settableRules(ruleIds) }, additionalProperties: of };
    }
    case "either": {
      const kinds = [shape.scalar, shape.map, ...(shape.list === undefined ? [] : [shape.list])];
      return { description, anyOf: kinds.map(inner) };
    }
  }
}
