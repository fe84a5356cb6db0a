import { capital } from "../text/capital.js";
import type { Shape } from "./shape.js";

/** A shape as JSON Schema draft-07, which editors know best. `names` are those that mappings of a kind may have. */
export function schemaOf(shape: Shape, names: Readonly<Record<string, readonly string[]>> = {}): object {
  const inner = (of: Shape): object => schemaOf(of, names);
  const description = `${capital(shape.what)}.`;
  switch (shape.kind) {
    case "text":
      return { description, type: "string", minLength: 1, ...(shape.pattern && { pattern: shape.pattern.source }) };
    case "choice":
      return { description, enum: shape.values };
    case "boolean":
      return { description, type: "boolean" };
    case "number":
      return { description, type: "integer", minimum: shape.min, maximum: shape.max };
    case "any":
      return { description, ...shape.schema };
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
      const known = shape.names === undefined ? undefined : names[shape.names];
      const propertyNames = known === undefined ? {} : { propertyNames: { enum: known } };
      return { description, type: "object", ...propertyNames, additionalProperties: of };
    }
    case "either": {
      const kinds = [shape.scalar, shape.map, shape.list].filter((kind) => kind !== undefined);
      return { description, anyOf: kinds.map(inner) };
    }
  }
}
