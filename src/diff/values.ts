/** Looking into JSON values of any shape. */
import { isObject, type JsonObject } from "../json/object.js";
import { escapeSegment } from "../json/pointer.js";

/** The member of that name; undefined where there is none. */
export function member(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The member of that name, when it is a text. */
export function textAt(value: unknown, key: string): string | undefined {
  const found = member(value, key);
  return typeof found === "string" ? found : undefined;
}

/** The object without some members; a key such as `__proto__` is a key like any other. */
export function without(value: JsonObject, keys: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.has(key)));
}

/** The pointer to something inside what `pointer` names. */
export function pointerInto(pointer: string, ...keys: readonly (string | number)[]): string {
  return pointer + keys.map((key) => `/${escapeSegment(String(key))}`).join("");
}
