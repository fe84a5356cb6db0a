import type { OperandType } from "../flow/expression/types.js";
import type { LiteralType } from "../flow/spec.js";

/**
 * Whether a value of the type is one of the literal types. An unknown type always is; the value of a number input passes
 * as text and as number, because nothing published says which it is.
 */
export function fitsTypes(type: OperandType, types: readonly LiteralType[]): boolean {
  switch (type) {
    case "unknown":
      return true;
    case "number":
      return types.includes("number") || types.includes("integer");
    case "number-input":
      return types.includes("number") || types.includes("integer") || types.includes("string");
    default:
      return types.includes(type);
  }
}
