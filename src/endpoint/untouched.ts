/**
 * Whether anything may change what an object or a list holds after it was made. Where in doubt, something may: passing
 * it to a function that is not known, keeping it under another name that is changed, assigning to a member.
 */
import type { AnyNode, CallExpression, Identifier, MemberExpression } from "acorn";
import { type FunctionNode, isFunction, staticKey } from "./nodes.js";
import type { Binding, Names } from "./scopes.js";

/** Methods of objects and lists that change nothing and give nothing away. */
const readingMethods: ReadonlySet<string> = new Set(["includes", "indexOf", "join", "lastIndexOf", "toString"]);

/** Functions of the runtime that only read what they are given. */
const readers: ReadonlyMap<string, readonly string[] | "all"> = new Map<string, readonly string[] | "all">([
  ["Response", ["json"]],
  ["JSON", ["stringify"]],
  ["console", "all"],
  ["Array", ["isArray"]],
  ["Object", ["keys"]],
]);

export class Untouched {
  private readonly names: Names;
  private readonly known = new Map<Binding, boolean>();

  constructor(names: Names) {
    this.names = names;
  }

  has(binding: Binding): boolean {
    const known = this.known.get(binding);
    if (known !== undefined) return known;
    // While it is being looked at: a circle changes nothing by itself.
    this.known.set(binding, true);
    const untouched = !binding.written && binding.uses.every((use) => this.isSafe(use, binding));
    this.known.set(binding, untouched);
    return untouched;
  }

  /** Whether what an expression gives stays as it is where the expression stands. */
  private isSafe(node: AnyNode, binding: Binding): boolean {
    const parent = this.names.parents.get(node);
    if (parent === undefined) return false;
    switch (parent.type) {
      case "MemberExpression":
        // As a key it is made a text.
        return parent.object !== node || this.isMemberSafe(parent, binding);
      case "Property":
      case "SpreadElement":
      case "ArrayExpression":
      case "ObjectExpression":
      case "ChainExpression":
      case "AwaitExpression":
      case "LogicalExpression":
        return this.isSafe(parent, binding);
      case "ConditionalExpression":
        return parent.test === node || this.isSafe(parent, binding);
      case "BinaryExpression":
      case "TemplateLiteral":
      case "IfStatement":
      case "SwitchStatement":
      case "SwitchCase":
      case "ExpressionStatement":
        return true;
      case "UnaryExpression":
        return parent.operator !== "delete";
      case "CallExpression":
        return parent.callee === node || this.isArgumentSafe(parent, node, binding);
      case "NewExpression":
        return this.isRuntimes(parent.callee, "Response");
      case "ReturnStatement":
        return binding.owner !== undefined && this.functionOf(parent) === binding.owner;
      case "ArrowFunctionExpression":
        return binding.owner === parent;
      case "VariableDeclarator":
        return this.areKept(parent.id);
      default:
        return false;
    }
  }

  private isMemberSafe(node: MemberExpression, binding: Binding): boolean {
    const parent = this.names.parents.get(node);
    switch (parent?.type) {
      case "AssignmentExpression":
      case "UpdateExpression":
        return false;
      case "CallExpression":
        if (parent.callee !== node) return this.isPlain(node, binding) || this.isSafe(node, binding);
        return readingMethods.has(staticKey(node.property, node.computed) ?? "");
      default:
        return this.isPlain(node, binding)
          ? parent?.type !== "UnaryExpression" || parent.operator !== "delete"
          : this.isSafe(node, binding);
    }
  }

  /** Whether a member is written down as a literal, so that what happens to its value is no concern of the object's. */
  private isPlain(node: MemberExpression, binding: Binding): boolean {
    const key = staticKey(node.property, node.computed);
    if (node.object.type !== "Identifier" || binding.origin.kind !== "value") return false;
    const init = unfrozen(binding.origin.init);
    if (init.type !== "ObjectExpression") return false;
    const literals = init.properties.filter((each) => each.type === "Property" && each.value.type === "Literal");
    if (key === undefined) return literals.length === init.properties.length;
    return literals.some((each) => each.type === "Property" && staticKey(each.key, each.computed) === key);
  }

  /** Names that a pattern declares keep what they are given. */
  private areKept(pattern: AnyNode): boolean {
    if (pattern.type === "Identifier") {
      const alias = this.names.bindingOf(pattern);
      return alias !== undefined && this.has(alias);
    }
    if (pattern.type !== "ObjectPattern") return false;
    return pattern.properties.every((each) => {
      const target = each.type === "RestElement" ? each.argument : each.value;
      return this.areKept(target.type === "AssignmentPattern" ? target.left : target);
    });
  }

  private isArgumentSafe(call: CallExpression, node: AnyNode, binding: Binding): boolean {
    const { callee } = call;
    if (callee.type === "MemberExpression") {
      const { object } = callee;
      const method = staticKey(callee.property, callee.computed) ?? "";
      if (object.type !== "Identifier" || this.names.bindingOf(object) !== undefined) return false;
      if (object.name === "Object" && method === "freeze") return this.isSafe(call, binding);
      const reads = readers.get(object.name);
      return reads === "all" || reads?.includes(method) === true;
    }
    if (callee.type !== "Identifier") return false;
    const code = this.functionNamed(callee);
    const given: readonly AnyNode[] = call.arguments;
    const index = given.indexOf(node);
    const parameter = index === -1 ? undefined : code?.params[index];
    if (parameter === undefined) return false;
    return this.areKept(parameter.type === "AssignmentPattern" ? parameter.left : parameter);
  }

  private functionNamed(callee: Identifier): FunctionNode | undefined {
    const binding = this.names.bindingOf(callee);
    if (binding === undefined || binding.written) return undefined;
    const { origin } = binding;
    if (origin.kind === "function") return origin.node;
    return origin.kind === "value" && isFunction(origin.init) ? origin.init : undefined;
  }

  private functionOf(node: AnyNode): FunctionNode | undefined {
    for (let at = this.names.parents.get(node); at !== undefined; at = this.names.parents.get(at)) {
      if (isFunction(at)) return at;
    }
    return undefined;
  }

  private isRuntimes(node: AnyNode, name: string): boolean {
    return node.type === "Identifier" && node.name === name && this.names.bindingOf(node) === undefined;
  }
}

/** `Object.freeze(x)` is `x`. */
function unfrozen(node: AnyNode): AnyNode {
  const [first] = node.type === "CallExpression" ? node.arguments : [];
  const isFreeze =
    node.type === "CallExpression" &&
    node.callee.type === "MemberExpression" &&
    staticKey(node.callee.property, node.callee.computed) === "freeze";
  return isFreeze && first !== undefined ? first : node;
}
