/** Small helpers for the syntax tree of data endpoint code. */
import type {
  AnonymousFunctionDeclaration,
  AnyNode,
  ArrowFunctionExpression,
  FunctionDeclaration,
  FunctionExpression,
} from "acorn";

export type FunctionNode =
  | FunctionDeclaration
  | AnonymousFunctionDeclaration
  | FunctionExpression
  | ArrowFunctionExpression;

function isNode(value: unknown): value is AnyNode {
  return typeof value === "object" && value !== null && "type" in value && "start" in value && "end" in value;
}

/** The nodes directly below one, in the order in which they are written most often. */
export function childrenOf(node: AnyNode): readonly AnyNode[] {
  const children: AnyNode[] = [];
  for (const value of Object.values(node)) {
    if (isNode(value)) children.push(value);
    else if (Array.isArray(value)) for (const item of value) if (isNode(item)) children.push(item);
  }
  return children;
}

/** Whether the node is a function of any form. */
export function isFunction(node: AnyNode): node is FunctionNode {
  return (
    node.type === "FunctionDeclaration" || node.type === "FunctionExpression" || node.type === "ArrowFunctionExpression"
  );
}

/** Every node below one that belongs to the same function; nested functions themselves are given, what is in them not. */
export function* ownNodes(node: AnyNode): Generator<AnyNode> {
  for (const child of childrenOf(node)) {
    yield child;
    if (!isFunction(child)) yield* ownNodes(child);
  }
}

/** Whether the end of a statement may be reached; only what is certain counts as not. */
export function mayComplete(node: AnyNode): boolean {
  switch (node.type) {
    case "ReturnStatement":
    case "ThrowStatement":
    case "BreakStatement":
    case "ContinueStatement":
      return false;
    case "BlockStatement":
      return node.body.every(mayComplete);
    case "IfStatement":
      return node.alternate == null || mayComplete(node.consequent) || mayComplete(node.alternate);
    case "TryStatement":
      if (node.finalizer != null && !mayComplete(node.finalizer)) return false;
      return mayComplete(node.block) || (node.handler != null && mayComplete(node.handler.body));
    default:
      return true;
  }
}

/** The name of a key that is written down: `a` of `{ a: 1 }`, `{ "a": 1 }`, `x.a` and `x["a"]`. */
export function staticKey(key: AnyNode, computed: boolean): string | undefined {
  if (key.type === "Identifier") return computed ? undefined : key.name;
  return key.type === "Literal" && (typeof key.value === "string" || typeof key.value === "number")
    ? String(key.value)
    : undefined;
}

/** Whether the code says `null` there. */
export function isNull(node: AnyNode): boolean {
  return node.type === "Literal" && node.value === null;
}

/** The expression that a function returns, when it does nothing else than declaring names. */
export function onlyReturn(code: FunctionNode): AnyNode | undefined {
  if (code.body.type !== "BlockStatement") return code.body;
  const last = code.body.body.at(-1);
  const before = code.body.body.slice(0, -1);
  const isPlain = before.every((each) => each.type === "VariableDeclaration" || each.type === "FunctionDeclaration");
  return isPlain && last?.type === "ReturnStatement" ? (last.argument ?? undefined) : undefined;
}
