import { classify } from "./classify.js";
import { evaluate, isTrue, type LookUp } from "./evaluate.js";
import { parseCondition } from "./parse-condition.js";
import { parseNested } from "./parse-nested.js";

/**
 * What a string property or payload value becomes on the phone: a whole reference keeps the type of its value,
 * an expression in backticks is evaluated, everything else (text mixed with references too) stays as it is.
 */
export function evaluateProperty(value: string, lookUp: LookUp, hasNested: boolean): unknown {
  const classification = classify(value, hasNested);
  switch (classification.kind) {
    case "reference":
      return lookUp(classification.reference);
    case "nested": {
      const result = parseNested(value);
      return result.ok ? evaluate(result.expression, lookUp) : value;
    }
    default:
      return value;
  }
}

/** Whether an If shows its `then`; false for a condition that cannot be resolved (expressions.md, section 4). */
export function evaluateCondition(condition: string, lookUp: LookUp, hasNested: boolean): boolean {
  const nested = classify(condition, hasNested).kind === "nested";
  const result = nested ? parseNested(condition) : parseCondition(condition, () => "unknown");
  return result.ok && isTrue(evaluate(result.expression, lookUp));
}
