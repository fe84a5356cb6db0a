/** A small description of JSON documents, from which both the check and the JSON Schema of a document are made. */

export type Shape =
  | { readonly kind: "text" | "count"; readonly description?: string }
  | { readonly kind: "const"; readonly value: string | number }
  | { readonly kind: "choice"; readonly values: readonly string[]; readonly description?: string }
  | { readonly kind: "nullable"; readonly of: Shape; readonly description?: string }
  | { readonly kind: "list"; readonly of: Shape; readonly description?: string }
  | { readonly kind: "object"; readonly members: Readonly<Record<string, Shape>>; readonly description?: string }
  | { readonly kind: "either"; readonly of: readonly Shape[] };

/** Whether a value has the shape. Members that the shape does not have are ignored. */
export function fits(value: unknown, shape: Shape): boolean {
  switch (shape.kind) {
    case "text":
      return typeof value === "string";
    case "count":
      return typeof value === "number" && Number.isInteger(value) && value >= 0;
    case "const":
      return value === shape.value;
    case "choice":
      return typeof value === "string" && shape.values.includes(value);
    case "nullable":
      return value === null || fits(value, shape.of);
    case "list":
      return Array.isArray(value) && value.every((item) => fits(item, shape.of));
    case "object": {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
      const members = new Map<string, unknown>(Object.entries(value));
      return Object.entries(shape.members).every(([key, member]) => fits(members.get(key), member));
    }
    case "either":
      return shape.of.some((one) => fits(value, one));
  }
}

/** The shape as JSON Schema (draft-07), which allows no other members. */
export function schemaOf(shape: Shape): Readonly<Record<string, unknown>> {
  const described = "description" in shape ? { description: shape.description } : {};
  switch (shape.kind) {
    case "text":
      return { ...described, type: "string" };
    case "count":
      return { ...described, type: "integer", minimum: 0 };
    case "const":
      return { const: shape.value };
    case "choice":
      return { ...described, enum: shape.values };
    case "nullable": {
      const { type, ...rest } = schemaOf(shape.of);
      if (typeof type !== "string") return { ...described, anyOf: [{ type: "null" }, schemaOf(shape.of)] };
      return { ...rest, ...described, type: [type, "null"] };
    }
    case "list":
      return { ...described, type: "array", items: schemaOf(shape.of) };
    case "object":
      return {
        ...described,
        type: "object",
        additionalProperties: false,
        required: Object.keys(shape.members),
        properties: Object.fromEntries(Object.entries(shape.members).map(([key, one]) => [key, schemaOf(one)])),
      };
    case "either":
      return { anyOf: shape.of.map(schemaOf) };
  }
}
