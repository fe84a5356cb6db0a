// The expression language of Flow JSON: references, conditions of If, and nested expressions in backticks.
// Everything here is about the value of one JSON string; the caller maps offsets to the file.

export type {
  BinaryNode,
  BinaryOperator,
  ConcatenationNode,
  ExpressionNode,
  GroupNode,
  LiteralNode,
  ReferenceNode,
  UnaryNode,
  UnaryOperator,
} from "./ast.js";
export { checkNestedTypes, type NestedTypeProblem, type NestedTypes } from "./check-types.js";
export { type Classification, classify } from "./classify.js";
export type { ConditionAdvice, ConditionProblem } from "./condition-problem.js";
export { evaluate, type LookUp, textOf } from "./evaluate.js";
export { evaluateCondition, evaluateProperty } from "./evaluate-property.js";
export { joinPartial } from "./join-partial.js";
export type { NestedProblem, NestedSyntaxProblem, UndocumentedUse } from "./nested-problem.js";
export { type ConditionResult, parseCondition } from "./parse-condition.js";
export { type NestedResult, parseNested } from "./parse-nested.js";
export { printNested, quoteText } from "./print.js";
export {
  explainReference,
  findReferences,
  hasHyphen,
  type MalformedReference,
  parseReference,
  type Reference,
  type ReferenceProblem,
  type ReferenceResult,
  type ReferenceScope,
  type ReferenceStorage,
} from "./reference.js";
export type { Span } from "./span.js";
export { type ExpressionType, type OperandType, type TypeOf, typeInWords } from "./types.js";
