import type { FlowDocument } from "../../flow/document.js";
import type { ConditionProblem } from "../../flow/expression/condition-problem.js";
import { parseCondition } from "../../flow/expression/parse-condition.js";
import { explainReference } from "../../flow/expression/reference.js";
import { typeInWords } from "../../flow/expression/types.js";
import type { DynamicText } from "../../flow/references.js";
import { type Check, inside, type Report, type RuleInfo, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { nestedExpressionsSince } from "../../flow/versions.js";
import { shorten } from "../../flow/words.js";
import { property, type StringNode } from "../../json/node.js";
import { offsetInText } from "../../json/string-offsets.js";
import { lookUp } from "../data-model/property-references.js";
import { typeOf } from "../expression-check.js";

const why = "Meta parses and types conditions when the flow is uploaded, and refuses one that cannot be decided.";

function rule(id: ConditionProblem["rule"], what: string): RuleInfo {
  return { id, code: "INVALID_PROPERTY_VALUE", severity: "error", since: "4.0", what, why, source: sources.errorCodes };
}

const rules: readonly RuleInfo[] = [
  rule("if-condition-empty", "A condition is blank."),
  rule("if-empty-parentheses", "A pair of parentheses holds nothing."),
  rule("if-literals-both-sides", "Both sides of a comparison are literals."),
  rule("if-missing-opening-parenthesis", "A parenthesis is closed that was never opened."),
  rule("if-missing-closing-parenthesis", "A parenthesis is opened and never closed."),
  rule("if-missing-closing-quote", "A text in a condition has no closing apostrophe."),
  rule("if-missing-operator", "Two values stand side by side with no operator between them."),
  rule("if-invalid-operator", "An operator is none that conditions know, such as `=` or `===`."),
  rule("if-invalid-operand", "Something begins like a reference and is none."),
  rule("if-unexpected-character", "A character has no meaning in a condition."),
  rule("if-operator-concatenation", "A comparison follows another without parentheses, as in `1 < ${data.n} < 5`."),
  rule("if-operator-position", "An operator stands behind a value that it does not take, or where a value is due."),
  rule("if-operand-position", "A value stands behind an operator that does not take its type."),
  rule("if-equality-type-mismatch", "`==` or `!=` compares values of different types."),
  rule("if-invalid-literal", "A word is neither true, false, a number nor in apostrophes."),
  rule("if-missing-operand", "Nothing follows an operator."),
  rule("if-negative-sign", "A minus is not followed by a number."),
  rule("if-single-operand-not-boolean", "The condition is one value that is neither true nor false."),
  rule("if-single-literal", "The condition is one literal, so it never changes."),
  rule("if-operand-type-unsupported", "A condition refers to a list or an object."),
  {
    id: "if-mixed-without-parentheses",
    code: "WF_AMBIGUOUS_CONDITION",
    severity: "warning",
    since: "4.0",
    what: "A comparison stands beside `&&` or `||` without parentheses.",
    why: "The documentation says that `&&` comes before the other operators, which turns `a == true && b` into `a == (true && b)`.",
    source: sources.components,
  },
];

/** The one sentence of each mistake. */
function describe(problem: ConditionProblem): string {
  const quote = (text: string): string => `\`${shorten(text)}\``;
  switch (problem.rule) {
    case "if-condition-empty":
      return "The condition is blank; write one such as `${form.age} > 17`.";
    case "if-empty-parentheses":
      return "These parentheses hold nothing.";
    case "if-missing-opening-parenthesis":
      return "This `)` closes a parenthesis that was never opened.";
    case "if-missing-closing-parenthesis":
      return "This `(` is never closed.";
    case "if-missing-closing-quote":
      return `The text ${quote(problem.literal)} has no closing apostrophe.`;
    case "if-negative-sign":
      return "A number must follow the minus.";
    case "if-literals-both-sides":
      return `Both sides of \`${problem.operator}\` are literals; one must be a reference.`;
    case "if-missing-operator":
      return `An operator is missing between ${quote(problem.first)} and ${quote(problem.second)}.`;
    case "if-invalid-operator":
      return `${quote(problem.operator)} is no operator; conditions know \`==\`, \`!=\`, \`<\`, \`<=\`, \`>\`, \`>=\`, \`&&\`, \`||\` and \`!\`.`;
    case "if-invalid-operand": {
      const reason =
        problem.malformed === null ? "write `${data.name}` or `${form.name}`" : explainReference(problem.malformed);
      return `${quote(problem.operand)} is no reference: ${reason}.`;
    }
    case "if-unexpected-character":
      if (problem.tooDeep) return "The condition is nested deeper than 100 levels.";
      return problem.character === '"'
        ? "Texts in a condition stand in apostrophes, not in double quotes."
        : `${quote(problem.character)} has no meaning in a condition.`;
    case "if-operator-concatenation":
      return `\`${problem.operator}\` cannot follow the comparison ${quote(problem.first)}; combine two comparisons with \`&&\`.`;
    case "if-operator-position":
      return problem.firstType === null
        ? `A value is due where \`${problem.operator}\` stands.`
        : `\`${problem.operator}\` cannot stand behind ${quote(problem.first)}, which is ${typeInWords(problem.firstType)}.`;
    case "if-operand-position":
      return `\`${problem.operator}\` takes a ${problem.expected}; ${quote(problem.operand)} is ${typeInWords(problem.operandType)}.`;
    case "if-equality-type-mismatch":
      return `\`${problem.operator}\` compares ${quote(problem.first)}, ${typeInWords(problem.firstType)}, with ${quote(problem.second)}, ${typeInWords(problem.secondType)}.`;
    case "if-operand-type-unsupported":
      return `${quote(problem.operand)} is ${typeInWords(problem.operandType)}; conditions take texts, numbers and truth values.`;
    case "if-invalid-literal":
      return `${quote(problem.literal)} is neither true, false nor a number; a text stands in apostrophes.`;
    case "if-missing-operand":
      return `A value is missing behind \`${problem.operator}\`.`;
    case "if-single-operand-not-boolean":
      return `The condition must be true or false; ${quote(problem.operand)} is ${typeInWords(problem.operandType)}.`;
    case "if-single-literal":
      return `${quote(problem.literal)} is a literal, so the condition never changes; refer to a value.`;
  }
}

function checkCondition(flow: FlowDocument, text: DynamicText, report: Report): void {
  const node: StringNode = text.node;
  const result = parseCondition(node.value, (reference) => typeOf(flow, text, reference));
  if (!result.ok) {
    const { problem } = result;
    const whole = problem.rule === "if-condition-empty";
    report(problem.rule, whole ? value(node) : inside(node, problem.start, problem.end), describe(problem));
    return;
  }
  for (const reference of result.references) lookUp(flow, text, reference, report);
  for (const advice of result.advice) {
    const message = `Put ${`\`${shorten(advice.comparison)}\``} in parentheses: beside \`${advice.operator}\` it can be read in two ways.`;
    const start = offsetInText(flow.text, node, advice.start);
    const end = offsetInText(flow.text, node, advice.end);
    report(advice.rule, inside(node, advice.start, advice.end), message, {
      fix: {
        title: "Put the comparison in parentheses",
        edits: [
          { start, end: start, text: "(" },
          { start: end, end, text: ")" },
        ],
      },
    });
  }
}

/** Conditions that are not in backticks. */
export const conditions: Check = {
  rules,
  run: (flow, report) => {
    for (const screen of flow.screens) {
      for (const component of screen.components) {
        if (component.spec?.type !== "If") continue;
        const node = property(component.node, "condition");
        const spec = component.spec.properties.find((known) => known.name === "condition");
        if (node?.kind !== "string" || spec === undefined) continue;
        const { value: condition } = node;
        const nested = condition.length > 1 && condition.startsWith("`") && condition.endsWith("`");
        if (nested && flow.version >= nestedExpressionsSince) continue;
        const site = { kind: "property", component, spec, whole: true } as const;
        checkCondition(flow, { node, screen, site, form: { kind: "literal" } }, report);
      }
    }
  },
};
