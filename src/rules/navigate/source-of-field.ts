import { operandType } from "../../flow/data-model.js";
import type { Screen } from "../../flow/document.js";
import { valueType } from "../../flow/references.js";
import { property } from "../../json/node.js";

/** The reference by which a screen can hand over a field of another one: what has the same name and type there. */
export function sourceOf(name: string, from: Screen, to: Screen): string | undefined {
  if (!/^[\p{L}\p{M}\p{N}_-]+$/u.test(name)) return undefined;
  const wanted = operandType(property(to.data, name));
  const input = from.inputs.get(name);
  const field = property(from.data, name);
  // With both there is no telling which is meant.
  if (input !== undefined && field !== undefined) return undefined;
  if (input !== undefined) return wanted !== "object" && valueType(input) === wanted ? `\${form.${name}}` : undefined;
  const simple = wanted === "string" || wanted === "number" || wanted === "boolean";
  return field !== undefined && simple && operandType(field) === wanted ? `\${data.${name}}` : undefined;
}
