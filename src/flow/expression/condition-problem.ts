import type { MalformedReference } from "./reference.js";
import type { Span } from "./span.js";
import type { OperandType } from "./types.js";

/** The first mistake of a condition: the rule that reports it, where it is, and the facts its message needs. */
export type ConditionProblem = Span &
  (
    | { readonly rule: "if-condition-empty" }
    | { readonly rule: "if-empty-parentheses" }
    | { readonly rule: "if-missing-opening-parenthesis" }
    | { readonly rule: "if-missing-closing-parenthesis" }
    | { readonly rule: "if-missing-closing-quote"; readonly literal: string }
    | { readonly rule: "if-negative-sign" }
    | {
        readonly rule: "if-literals-both-sides";
        readonly operator: string;
        readonly first: string;
        readonly second: string;
      }
    | { readonly rule: "if-missing-operator"; readonly first: string; readonly second: string }
    | { readonly rule: "if-invalid-operator"; readonly operator: string }
    /** `malformed` is null for a `$` without a brace. */
    | { readonly rule: "if-invalid-operand"; readonly operand: string; readonly malformed: MalformedReference | null }
    /** `tooDeep` is set for the parenthesis or negation that exceeds the deepest nesting we read. */
    | { readonly rule: "if-unexpected-character"; readonly character: string; readonly tooDeep: boolean }
    | { readonly rule: "if-operator-concatenation"; readonly operator: string; readonly first: string }
    /** `firstType` is null when the operator stands where an operand is due; `first` is empty at the very start. */
    | {
        readonly rule: "if-operator-position";
        readonly operator: string;
        readonly first: string;
        readonly firstType: OperandType | null;
      }
    | {
        readonly rule: "if-operand-position";
        readonly operator: string;
        readonly operand: string;
        readonly operandType: OperandType;
        readonly expected: "boolean" | "number";
      }
    | {
        readonly rule: "if-equality-type-mismatch";
        readonly operator: string;
        readonly first: string;
        readonly second: string;
        readonly firstType: OperandType;
        readonly secondType: OperandType;
      }
    | {
        readonly rule: "if-operand-type-unsupported";
        readonly operand: string;
        readonly operandType: "array" | "object";
      }
    | { readonly rule: "if-invalid-literal"; readonly literal: string }
    | { readonly rule: "if-missing-operand"; readonly operator: string }
    | { readonly rule: "if-single-operand-not-boolean"; readonly operand: string; readonly operandType: OperandType }
    | { readonly rule: "if-single-literal"; readonly literal: string }
  );

/** A comparison with == or != directly beside && or ||. Putting it in parentheses (`replacement`) keeps its meaning. */
export interface ConditionAdvice extends Span {
  readonly rule: "if-mixed-without-parentheses";
  readonly comparison: string;
  readonly operator: string;
  readonly replacement: string;
}
