/**
 * The tree of a JSON text: what each value is, and where it stands. `read.ts` makes it; everything else only looks at it.
 */

/** Where a value stands: offsets in UTF-16 units of the text, `end` exclusive. */
interface Place {
  readonly start: number;
  readonly end: number;
  readonly parent: ObjectNode | ArrayNode | null;
  /** The key (in an object) or index (in an array) under which the parent holds this value. */
  readonly key: string | number | null;
}

/** One `"key": value` of an object, in the order of the text. */
export interface Member {
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly value: JsonNode;
}

export interface ObjectNode extends Place {
  readonly kind: "object";
  readonly members: readonly Member[];
}
export interface ArrayNode extends Place {
  readonly kind: "array";
  readonly items: readonly JsonNode[];
}
export interface StringNode extends Place {
  readonly kind: "string";
  readonly value: string;
  /** True when the text between the quotes differs from the value, so that offsets inside need {@link stringOffsets}. */
  readonly escaped: boolean;
}
export interface NumberNode extends Place {
  readonly kind: "number";
  readonly value: number;
}
export interface BooleanNode extends Place {
  readonly kind: "boolean";
  readonly value: boolean;
}
export interface NullNode extends Place {
  readonly kind: "null";
  readonly value: null;
}
export type JsonNode = ObjectNode | ArrayNode | StringNode | NumberNode | BooleanNode | NullNode;

/** The member of that name; the last one when the key stands twice, as `JSON.parse` has it. */
export function memberOf(node: JsonNode | undefined, key: string): Member | undefined {
  if (node?.kind !== "object") return undefined;
  const members = node.members;
  for (let i = members.length - 1; i >= 0; i--) {
    const member = members[i];
    if (member !== undefined && member.key === key) return member;
  }
  return undefined;
}

/** The value under a key of an object, or undefined. */
export function property(node: JsonNode | undefined, key: string): JsonNode | undefined {
  return memberOf(node, key)?.value;
}

/** The plain JavaScript value, equal to what `JSON.parse` makes of the same text. */
export function toValue(node: JsonNode): unknown {
  switch (node.kind) {
    case "object": {
      const value: Record<string, unknown> = {};
      for (const member of node.members) {
        if (member.key === "__proto__") {
          // A plain assignment would set the prototype; JSON.parse makes it an own property.
          const own = { value: toValue(member.value), enumerable: true, configurable: true, writable: true };
          Object.defineProperty(value, member.key, own);
        } else value[member.key] = toValue(member.value);
      }
      return value;
    }
    case "array":
      return node.items.map(toValue);
    default:
      return node.value;
  }
}
