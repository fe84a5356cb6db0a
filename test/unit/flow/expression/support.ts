import type { ExpressionNode, OperandType, Reference, Span } from "../../../../src/flow/expression/index.js";

/** Takes the marks out of `a «b» c` and says where they stood. */
export function marked(text: string): { readonly value: string; readonly span: Span } {
  const start = text.indexOf("«");
  const end = text.indexOf("»") - 1;
  if (start === -1 || end < start) throw new Error(`No marks in ${text}`);
  return { value: text.replace("«", "").replace("»", ""), span: { start, end } };
}

const types: Readonly<Record<string, OperandType>> = {
  n: "number",
  s: "string",
  b: "boolean",
  list: "array",
  item: "object",
  name: "string",
  age: "number-input",
  ok: "boolean",
};

/** The screen of the test vectors: data n, s, b, list, item; inputs name (text), age (number), ok (OptIn). */
export function typeOnScreen(reference: Reference): OperandType {
  return types[reference.path.join(".")] ?? "unknown";
}

/** Looks references up in a record by their last name. */
export function valuesFrom(values: Readonly<Record<string, unknown>>): (reference: Reference) => unknown {
  return (reference) => values[reference.path.at(-1) ?? ""];
}

/** A tree in prefix notation, `(+ 1 (* 2 3))`; members of a concatenation stand in square brackets. */
export function shape(node: ExpressionNode): string {
  switch (node.kind) {
    case "literal":
      return JSON.stringify(node.value);
    case "reference":
      return node.reference.text;
    case "group":
      return shape(node.content);
    case "unary":
      return `(${node.operator} ${shape(node.operand)})`;
    case "binary":
      return `(${node.operator} ${shape(node.left)} ${shape(node.right)})`;
    case "concatenation":
      return `[${node.members.map(shape).join(" ")}]`;
  }
}
