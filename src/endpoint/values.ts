/** What is known of a value without running the code. `node` is where a finding about it is shown. */
import type { AnyNode } from "acorn";
import type { FunctionNode } from "./nodes.js";

export interface ObjectMember {
  readonly key: AnyNode;
  readonly value: Value;
}

export interface ObjectValue {
  readonly kind: "object";
  readonly node: AnyNode;
  readonly members: ReadonlyMap<string, ObjectMember>;
  /** It may have more members than those. */
  readonly open: boolean;
}

export interface ResponseValue {
  readonly kind: "response";
  readonly node: AnyNode;
  /** Undefined when it is not known. */
  readonly status: { readonly code: number; readonly node: AnyNode } | undefined;
  /** What the body says as JSON; a text that is not known to be JSON is a text. */
  readonly body: Value;
}

export type Value =
  | { readonly kind: "unknown"; readonly node: AnyNode }
  | { readonly kind: "undefined"; readonly node: AnyNode }
  | { readonly kind: "primitive"; readonly node: AnyNode; readonly value: string | number | boolean | null }
  /** A text; `json` is what it says, when it is JSON. */
  | { readonly kind: "text"; readonly node: AnyNode; readonly json: Value | undefined }
  | ObjectValue
  | { readonly kind: "array"; readonly node: AnyNode; readonly items: readonly Value[]; readonly open: boolean }
  | { readonly kind: "function"; readonly node: AnyNode; readonly code: FunctionNode }
  /** One of several, by a condition. */
  | { readonly kind: "either"; readonly node: AnyNode; readonly options: readonly Value[] }
  | { readonly kind: "promise"; readonly node: AnyNode; readonly value: Value }
  /** The request, or what a path leads to in it; the path begins with `json` or `text` once the body was read. */
  | { readonly kind: "request"; readonly node: AnyNode; readonly path: readonly string[] }
  | ResponseValue;

/** Whether JSON leaves it out, as a member of an object. */
export function vanishes(value: Value): boolean {
  return value.kind === "undefined" || value.kind === "function";
}

/** The member of an object, when it is there for certain; `absent` when it is not there for certain. */
export function memberOf(object: ObjectValue | undefined, name: string): ObjectMember | "absent" | "unknown" {
  const member = object?.members.get(name);
  if (object === undefined) return "unknown";
  if (member === undefined) return object.open ? "unknown" : "absent";
  if (vanishes(member.value)) return "absent";
  return member.value.kind === "unknown" || member.value.kind === "either" ? "unknown" : member;
}

/** What stands under a key of a value; undefined when that is not known. */
export function memberValue(value: Value, key: string, node: AnyNode): Value | undefined {
  if (value.kind === "request") return { kind: "request", node, path: [...value.path, key] };
  if (value.kind !== "object") return undefined;
  const member = value.members.get(key);
  if (member !== undefined) return member.value;
  // What objects have from birth is no concern here.
  return value.open || key in {} ? undefined : { kind: "undefined", node };
}

/** Whether a value counts as true in a condition; undefined when that is not known. */
export function isTruthy(value: Value): boolean | undefined {
  switch (value.kind) {
    case "primitive":
      return Boolean(value.value);
    case "undefined":
      return false;
    case "object":
    case "array":
    case "function":
    case "response":
    case "promise":
      return true;
    default:
      return undefined;
  }
}

/** Whether two values are the same; undefined when that is not known. */
export function isSame(a: Value, b: Value): boolean | undefined {
  if (a.kind === "primitive" && b.kind === "primitive") return a.value === b.value;
  const known = [a, b].map(isTruthy);
  if (known.includes(undefined)) return undefined;
  // Two objects may be one; an object is no text.
  const [isA, isB] = [a, b].map(({ kind }) => kind === "primitive" || kind === "undefined");
  return isA === isB ? (isA ? a.kind === b.kind : undefined) : false;
}

/** The plain value, when all of it is known; `undefined` when not. */
export function plainOf(value: Value): { readonly plain: unknown } | undefined {
  switch (value.kind) {
    case "primitive":
      return { plain: value.value };
    case "array": {
      if (value.open) return undefined;
      const items = value.items.map(plainOf);
      return items.includes(undefined) ? undefined : { plain: items.map((item) => item?.plain) };
    }
    case "object": {
      if (value.open) return undefined;
      const entries: [string, unknown][] = [];
      for (const [name, member] of value.members) {
        if (vanishes(member.value)) continue;
        const inner = plainOf(member.value);
        if (inner === undefined) return undefined;
        entries.push([name, inner.plain]);
      }
      return { plain: Object.fromEntries(entries) };
    }
    default:
      return undefined;
  }
}

/** The texts that a value can be; undefined when it may be something else. */
export function textsOf(value: Value): readonly { readonly text: string; readonly node: AnyNode }[] | undefined {
  if (value.kind === "primitive" && typeof value.value === "string") return [{ text: value.value, node: value.node }];
  if (value.kind !== "either") return undefined;
  const all = value.options.map(textsOf);
  return all.includes(undefined) ? undefined : all.flatMap((texts) => texts ?? []);
}

/** What a value is, for "found …"; undefined when that is not certain. */
export function kindInWords(value: Value): string | undefined {
  switch (value.kind) {
    case "undefined":
      return "nothing";
    case "text":
      return value.json === undefined ? "a text" : "a text (of `JSON.stringify`)";
    case "array":
      return "a list";
    case "object":
      return "an object";
    case "function":
      return "a function";
    case "primitive":
      if (value.value === null) return "`null`";
      return typeof value.value === "string"
        ? "a text"
        : typeof value.value === "number"
          ? "a number"
          : `\`${value.value}\``;
    default:
      return undefined;
  }
}
