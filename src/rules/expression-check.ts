import type { FlowDocument } from "../flow/document.js";
import { checkNestedTypes } from "../flow/expression/check-types.js";
import { parseNested } from "../flow/expression/parse-nested.js";
import { hasHyphen, type Reference } from "../flow/expression/reference.js";
import type { OperandType } from "../flow/expression/types.js";
import { type DynamicText, type Resolution, resolve } from "../flow/references.js";
import { inside, type Report } from "../flow/rule.js";
import { shorten } from "../flow/words.js";
import { unresolvedMessage } from "./reference-message.js";

/** The rules to report under; expressions in properties and in payloads have their own. */
export interface ExpressionRules {
  readonly invalid: string;
  readonly missing: string;
}

export interface CheckedExpression {
  /** The type of the result; unknown when something is wrong with it. */
  readonly type: OperandType;
  readonly references: readonly Reference[];
}

/** Checks an expression in backticks, and reports the first mistake of each kind. */
export function checkExpression(
  flow: FlowDocument,
  text: DynamicText,
  rules: ExpressionRules,
  report: Report,
): CheckedExpression | undefined {
  const { node } = text;
  const parsed = parseNested(node.value);
  if (!parsed.ok) {
    report(rules.invalid, inside(node, parsed.problem.start, parsed.problem.end), parsed.problem.message);
    return undefined;
  }
  let complete = true;
  for (const reference of parsed.references) {
    const resolution = resolve(flow, text.screen, reference);
    const place = inside(node, reference.start, reference.end);
    if (!isResolved(resolution)) {
      complete = false;
      if (resolution.kind !== "refused") report(rules.missing, place, unresolvedMessage(reference, resolution));
    } else if (hasHyphen(reference)) {
      const message = `In an expression the hyphen in \`${shorten(reference.text)}\` can be read as a minus; use an underscore.`;
      report("data-key-characters", place, message);
    }
  }
  for (const use of parsed.undocumented) {
    const message =
      use.use === "multiplication"
        ? "`*` is not among the documented operators; it may not work on every phone."
        : "Texts in an expression stand in apostrophes; double quotes are not documented.";
    report("data-expression-undocumented", inside(node, use.start, use.end), message);
  }
  const types = checkNestedTypes(node.value, parsed.expression, (reference) => typeOf(flow, text, reference));
  if (types.problem !== null) {
    report(rules.invalid, inside(node, types.problem.start, types.problem.end), types.problem.message);
    return undefined;
  }
  return { type: complete ? types.type : "unknown", references: parsed.references };
}

/** The type of a reference as far as it is known. */
export function typeOf(flow: FlowDocument, text: DynamicText, reference: Reference): OperandType {
  const resolution = resolve(flow, text.screen, reference);
  return isResolved(resolution) ? resolution.type : "unknown";
}

/** Whether a reference means something. */
export function isResolved(resolution: Resolution): resolution is Extract<Resolution, { kind: "field" | "input" }> {
  return resolution.kind === "field" || resolution.kind === "input";
}
