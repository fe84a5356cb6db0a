import { type ExpressionNode, leftChain } from "./ast.js";
import { formatNumber } from "./format-number.js";
import { bindingStrength } from "./parse-nested.js";

/** The text as a string of a nested expression, with apostrophes, backslashes and backticks escaped. */
export function quoteText(text: string): string {
  return `'${text.replace(/[\\'`]/g, "\\$&")}'`;
}

/** Writes a nested expression, backticks included; parentheses are added where the tree needs them. */
export function printNested(expression: ExpressionNode): string {
  return `\`${print(expression)}\``;
}

const unaryStrength = 7;
const operandStrength = 8;

function print(node: ExpressionNode): string {
  switch (node.kind) {
    case "literal":
      if (typeof node.value === "string") return quoteText(node.value);
      return typeof node.value === "number" ? formatNumber(node.value) : String(node.value);
    case "reference":
      return node.reference.text;
    case "group":
      return `(${print(node.content)})`;
    case "unary":
      return `${node.operator}${atLeast(unaryStrength, node.operand)}`;
    case "binary": {
      const { first, steps } = leftChain(node);
      let text = print(first);
      let strength = strengthOf(first);
      for (const { operator, right } of steps) {
        const own = bindingStrength[operator];
        text = `${strength < own ? `(${text})` : text} ${operator} ${atLeast(own + 1, right)}`;
        strength = own;
      }
      return text;
    }
    case "concatenation":
      return node.members.map(printMember).join(" ");
  }
}

/** A member that begins with a minus would be subtracted from the one before it. */
function printMember(member: ExpressionNode, index: number): string {
  const text = atLeast(1, member);
  return index > 0 && text.startsWith("-") ? `(${text})` : text;
}

function atLeast(strength: number, node: ExpressionNode): string {
  return strengthOf(node) < strength ? `(${print(node)})` : print(node);
}

function strengthOf(node: ExpressionNode): number {
  switch (node.kind) {
    case "concatenation":
      return 0;
    case "binary":
      return bindingStrength[node.operator];
    case "unary":
      return unaryStrength;
    default:
      return operandStrength;
  }
}
