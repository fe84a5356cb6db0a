/**
 * A small description of JSON documents, from which both the check and the JSON Schema of a document are made. It is for
 * documents that programs write, which fit or do not. Files that people write have `yaml/shape.ts`: there every mistake has a
 * place and a word.
 */
import { isObject } from "./object.js";

export type Shape =
  | { readonly kind: "text" | "count" | "boolean"; readonly description?: string }
  | { readonly kind: "const"; readonly value: string | number }
  | { readonly kind: "choice"; readonly values: readonly string[]; readonly description?: string }
  | { readonly kind: "nullable"; readonly of: Shape; readonly description?: string }
  | { readonly kind: "list"; readonly of: Shape; readonly description?: string }
  | { readonly kind: "object"; readonly members: Readonly<Record<string, Member>>; readonly description?: string }
  /** Members of any name. */
  | { readonly kind: "map"; readonly of: Shape; readonly description?: string }
  | { readonly kind: "either"; readonly of: readonly Shape[] };

/** Of an object; one that is optional may be missing. */
type Member = Shape | { readonly kind: "optional"; readonly of: Shape };

/** Shapes are written with these; a description is for readers of the schema. */
export const text: Shape = { kind: "text" };
export const textAs = (description: string): Shape => ({ kind: "text", description });
/** A whole number from 0. */
export const count: Shape = { kind: "count" };
export const yesOrNo: Shape = { kind: "boolean" };
export const constant = (value: string | number): Shape => ({ kind: "const", value });
export const choice = (...values: readonly string[]): Shape => ({ kind: "choice", values });
export const orNull = (of: Shape, description?: string): Shape => ({ kind: "nullable", of, ...described(description) });
export const list = (of: Shape, description?: string): Shape => ({ kind: "list", of, ...described(description) });
export const object = (members: Readonly<Record<string, Member>>, description?: string): Shape => ({
  kind: "object",
  members,
  ...described(description),
});
/** A member that may be missing. */
export const optional = (of: Shape): Member => ({ kind: "optional", of });

function described(description: string | undefined): { readonly description?: string } {
  return description === undefined ? {} : { description };
}

/** Whether a value has the shape. Members that the shape does not have are ignored. */
export function fits(value: unknown, shape: Shape): boolean {
  switch (shape.kind) {
    case "text":
      return typeof value === "string";
    case "count":
      return typeof value === "number" && Number.isInteger(value) && value >= 0;
    case "boolean":
      return typeof value === "boolean";
    case "const":
      return value === shape.value;
    case "choice":
      return typeof value === "string" && shape.values.includes(value);
    case "nullable":
      return value === null || fits(value, shape.of);
    case "list":
      return Array.isArray(value) && value.every((item) => fits(item, shape.of));
    case "object":
    case "map": {
      if (!isObject(value)) return false;
      if (shape.kind === "map") return Object.values(value).every((member) => fits(member, shape.of));
      const members = new Map<string, unknown>(Object.entries(value));
      return Object.entries(shape.members).every(([key, member]) => memberFits(members.get(key), member));
    }
    case "either":
      return shape.of.some((one) => fits(value, one));
  }
}

function memberFits(value: unknown, member: Member): boolean {
  return member.kind === "optional" ? value === undefined || fits(value, member.of) : fits(value, member);
}

/** The shape as JSON Schema (draft-07), which allows no other members. */
export function schemaOf(shape: Shape): Readonly<Record<string, unknown>> {
  const about = "description" in shape ? { description: shape.description } : {};
  switch (shape.kind) {
    case "text":
      return { ...about, type: "string" };
    case "count":
      return { ...about, type: "integer", minimum: 0 };
    case "boolean":
      return { ...about, type: "boolean" };
    case "const":
      return { const: shape.value };
    case "choice":
      return { ...about, enum: shape.values };
    case "nullable": {
      const { type, ...rest } = schemaOf(shape.of);
      if (typeof type !== "string") return { ...about, anyOf: [{ type: "null" }, schemaOf(shape.of)] };
      return { ...rest, ...about, type: [type, "null"] };
    }
    case "list":
      return { ...about, type: "array", items: schemaOf(shape.of) };
    case "object": {
      const members = Object.entries(shape.members);
      return {
        ...about,
        type: "object",
        additionalProperties: false,
        required: members.filter(([, { kind }]) => kind !== "optional").map(([key]) => key),
        properties: Object.fromEntries(
          members.map(([key, one]) => [key, schemaOf(one.kind === "optional" ? one.of : one)]),
        ),
      };
    }
    case "map":
      return { ...about, type: "object", additionalProperties: schemaOf(shape.of) };
    case "either":
      return { anyOf: shape.of.map(schemaOf) };
  }
}
