/**
 * Works out what expressions of the code are, as far as that is certain: literals, constants, objects that nothing
 * changes, the request, and calls of helper functions that only put an answer together. Everything else is unknown.
 */
import type {
  AnyNode,
  ArrayExpression,
  BinaryExpression,
  CallExpression,
  ConditionalExpression,
  Identifier,
  LogicalExpression,
  MemberExpression,
  ObjectExpression,
} from "acorn";
import { type FunctionNode, isNull, onlyReturn, staticKey } from "./nodes.js";
import { responseOf } from "./responses.js";
import type { Binding, Names } from "./scopes.js";
import { Untouched } from "./untouched.js";
import { isSame, isTruthy, memberValue, type ObjectMember, type Value } from "./values.js";

/** What parameters are in a call that is followed. */
export type Arguments = ReadonlyMap<FunctionNode, readonly Value[]>;

export const noArguments: Arguments = new Map();

/** Enough for code of thousands of lines; the rest of stranger code stays unknown. */
const mostSteps = 200_000;
const deepestCall = 6;

export class Evaluator {
  private readonly names: Names;
  private readonly untouched: Untouched;
  private steps = 0;
  /** Functions that are being followed, so that none is followed into itself. */
  private readonly calls: FunctionNode[] = [];
  /** Names whose values are being worked out, so that none is made of itself. */
  private readonly open = new Set<Binding>();

  constructor(names: Names) {
    this.names = names;
    this.untouched = new Untouched(names);
  }

  value(node: AnyNode, given: Arguments): Value {
    this.steps += 1;
    if (this.steps > mostSteps) return { kind: "unknown", node };
    switch (node.type) {
      case "Literal":
        return literal(node.value, node);
      case "TemplateLiteral":
        return this.template(
          node.quasis.map(({ value }) => value.cooked ?? ""),
          node.expressions,
          node,
          given,
        );
      case "Identifier":
        return this.name(node, given);
      case "ObjectExpression":
        return this.object(node, given);
      case "ArrayExpression":
        return this.array(node, given);
      case "FunctionExpression":
      case "ArrowFunctionExpression":
        return { kind: "function", node, code: node };
      case "MemberExpression":
        return this.member(node, given);
      case "ChainExpression":
      case "ParenthesizedExpression":
        return this.value(node.expression, given);
      case "SequenceExpression": {
        const last = node.expressions.at(-1);
        return last === undefined ? { kind: "unknown", node } : this.value(last, given);
      }
      case "AwaitExpression": {
        const value = this.value(node.argument, given);
        return value.kind === "promise" ? value.value : value;
      }
      case "ConditionalExpression":
        return this.conditional(node, given);
      case "LogicalExpression":
        return this.logical(node, given);
      case "UnaryExpression":
        return this.unary(node.operator, node.argument, node, given);
      case "BinaryExpression":
        return this.binary(node, given);
      case "CallExpression":
        return this.call(node, given);
      case "NewExpression":
        return this.isRuntimes(node.callee, "Response")
          ? responseOf(node, false, (each) => this.value(each, given))
          : { kind: "unknown", node };
      default:
        return { kind: "unknown", node };
    }
  }

  /** What a binding is wherever it is used; unknown for one that may change. */
  binding(binding: Binding, node: AnyNode, given: Arguments): Value {
    const unknown: Value = { kind: "unknown", node };
    if (binding.written || this.open.has(binding)) return unknown;
    this.open.add(binding);
    const value = this.origin(binding, unknown, given);
    this.open.delete(binding);
    const changes = value.kind === "object" || value.kind === "array" || value.kind === "either";
    return changes && !this.untouched.has(binding) ? unknown : value;
  }

  private origin(binding: Binding, unknown: Value, given: Arguments): Value {
    const { origin } = binding;
    const { node } = unknown;
    switch (origin.kind) {
      case "function":
        return { kind: "function", node, code: origin.node };
      case "value":
        return this.value(origin.init, given);
      case "pattern":
        return this.part(binding, origin.pattern, this.value(origin.init, given), given) ?? unknown;
      case "parameter": {
        const parameter = origin.node.params[origin.index];
        const values = given.get(origin.node);
        if (parameter === undefined || values === undefined || parameter.type === "RestElement") return unknown;
        const value = values[origin.index] ?? { kind: "undefined", node };
        return this.part(binding, parameter, value, given) ?? unknown;
      }
      case "other":
        return unknown;
    }
  }

  /** The part of a value that a pattern gives to a binding; undefined when the pattern has another place for it. */
  private part(binding: Binding, pattern: AnyNode, value: Value, given: Arguments): Value | undefined {
    switch (pattern.type) {
      case "Identifier":
        return this.names.bindingOf(pattern) === binding ? value : undefined;
      case "AssignmentPattern": {
        if (value.kind === "undefined")
          return this.part(binding, pattern.left, this.value(pattern.right, given), given);
        const fallback = value.kind === "request" ? this.value(pattern.right, given) : undefined;
        const isEmpty = fallback?.kind === "object" && fallback.members.size === 0 && !fallback.open;
        const certain = value.kind !== "either" && (value.kind !== "request" || isEmpty);
        return this.part(binding, pattern.left, certain ? value : { kind: "unknown", node: pattern }, given);
      }
      case "ObjectPattern": {
        for (const each of pattern.properties) {
          const isRest = each.type === "RestElement";
          const key = isRest ? undefined : staticKey(each.key, each.computed);
          const inner: Value =
            key === undefined
              ? { kind: "unknown", node: each }
              : (memberValue(value, key, each) ?? { kind: "unknown", node: each });
          const found = this.part(binding, isRest ? each.argument : each.value, inner, given);
          if (found !== undefined) return found;
        }
        return undefined;
      }
      default:
        return undefined;
    }
  }

  private name(node: Identifier, given: Arguments): Value {
    const binding = this.names.bindingOf(node);
    if (binding === undefined) {
      return node.name === "undefined" ? { kind: "undefined", node } : { kind: "unknown", node };
    }
    const value = this.binding(binding, node, given);
    // A finding about a plain constant is shown where it is used; one about an argument where that was written.
    const isConstant = value.kind === "primitive" && binding.origin.kind !== "parameter";
    return isConstant ? { ...value, node } : value;
  }

  private template(parts: readonly string[], expressions: readonly AnyNode[], node: AnyNode, given: Arguments): Value {
    let text = parts[0] ?? "";
    for (const [i, expression] of expressions.entries()) {
      const value = this.value(expression, given);
      if (value.kind !== "primitive") return { kind: "text", node, json: undefined };
      text += `${value.value}${parts[i + 1] ?? ""}`;
    }
    return { kind: "primitive", node, value: text };
  }

  private conditional(node: ConditionalExpression, given: Arguments): Value {
    const decided = isTruthy(this.value(node.test, given));
    if (decided !== undefined) return this.value(decided ? node.consequent : node.alternate, given);
    // What was handed in may be what the condition is about, so only what is written here can come.
    const options = [node.consequent, node.alternate].map((option): Value => {
      const value = this.value(option, given);
      const isHere = node.start <= value.node.start && value.node.end <= node.end;
      return isHere ? value : { kind: "unknown", node: option };
    });
    return { kind: "either", node, options };
  }

  private logical(node: LogicalExpression, given: Arguments): Value {
    const [left, right] = [this.value(node.left, given), this.value(node.right, given)];
    // `body.data ?? {}`: what is not there in the request is not there in the empty object either.
    const isEmpty = right.kind === "object" && right.members.size === 0 && !right.open;
    return left.kind === "request" && node.operator !== "&&" && isEmpty ? left : { kind: "unknown", node };
  }

  private binary(node: BinaryExpression, given: Arguments): Value {
    if (node.left.type === "PrivateIdentifier") return { kind: "unknown", node };
    const [left, right] = [this.value(node.left, given), this.value(node.right, given)];
    if (node.operator === "===" || node.operator === "!==") {
      const same = isSame(left, right);
      if (same !== undefined) return { kind: "primitive", node, value: same === (node.operator === "===") };
    }
    if (node.operator !== "+") return { kind: "unknown", node };
    if (!isText(left) && !isText(right)) return { kind: "unknown", node };
    if (left.kind !== "primitive" || right.kind !== "primitive") return { kind: "text", node, json: undefined };
    return { kind: "primitive", node, value: `${left.value}${right.value}` };
  }

  private unary(operator: string, argument: AnyNode, node: AnyNode, given: Arguments): Value {
    if (operator === "void") return { kind: "undefined", node };
    const value = this.value(argument, given);
    if (value.kind !== "primitive") return { kind: "unknown", node };
    if (operator === "!") return { kind: "primitive", node, value: !value.value };
    return operator === "-" && typeof value.value === "number"
      ? { kind: "primitive", node, value: -value.value }
      : { kind: "unknown", node };
  }

  private object(node: ObjectExpression, given: Arguments): Value {
    let members = new Map<string, ObjectMember>();
    let open = false;
    for (const each of node.properties) {
      if (each.type === "SpreadElement") {
        const value = this.value(each.argument, given);
        if (value.kind === "object") {
          for (const [name, member] of value.members) members.set(name, member);
          open ||= value.open;
        }
        if (value.kind === "object" && !value.open) continue;
        if (value.kind === "undefined") continue;
        open = true;
        // What comes may stand in for what is there already.
        const kept = value.kind === "object" ? value.members : new Map<string, ObjectMember>();
        members = new Map(
          [...members].map(([name, { key, value: old }]) => [
            name,
            kept.get(name) ?? { key, value: { kind: "unknown", node: old.node } },
          ]),
        );
        continue;
      }
      const computed = each.computed ? this.value(each.key, given) : undefined;
      const name = computed?.kind === "primitive" ? String(computed.value) : staticKey(each.key, each.computed);
      if (name === undefined) {
        open = true;
        members = new Map(
          [...members].map(([known, { key }]) => [known, { key, value: { kind: "unknown", node: key } }]),
        );
        continue;
      }
      const value: Value = each.kind === "init" ? this.value(each.value, given) : { kind: "unknown", node: each };
      members.set(name, { key: each.key, value });
    }
    return { kind: "object", node, members, open };
  }

  private array(node: ArrayExpression, given: Arguments): Value {
    const items: Value[] = [];
    let open = false;
    for (const each of node.elements) {
      if (each === null) items.push({ kind: "undefined", node });
      else if (each.type === "SpreadElement") open = true;
      else items.push(this.value(each, given));
    }
    return { kind: "array", node, items, open };
  }

  private member(node: MemberExpression, given: Arguments): Value {
    const unknown: Value = { kind: "unknown", node };
    const key = this.keyOf(node, given);
    if (key === undefined) return unknown;
    const value = memberValue(this.value(node.object, given), key, node);
    return value?.kind === "primitive" ? { ...value, node } : (value ?? unknown);
  }

  private keyOf(node: MemberExpression, given: Arguments): string | undefined {
    if (!node.computed) return node.property.type === "Identifier" ? node.property.name : undefined;
    const key = this.value(node.property, given);
    return key.kind === "primitive" ? String(key.value) : undefined;
  }

  private call(node: CallExpression, given: Arguments): Value {
    const unknown: Value = { kind: "unknown", node };
    const { callee } = node;
    if (callee.type === "Super") return unknown;
    const [first] = node.arguments;
    if (callee.type === "MemberExpression") {
      const method = staticKey(callee.property, callee.computed);
      if (this.isRuntimes(callee.object, "Response")) {
        return method === "json" ? responseOf(node, true, (each) => this.value(each, given)) : unknown;
      }
      if (this.isRuntimes(callee.object, "JSON") && first !== undefined && first.type !== "SpreadElement") {
        const value = this.value(first, given);
        if (method === "stringify") {
          const isWhole = node.arguments[1] === undefined || isNull(node.arguments[1]);
          return { kind: "text", node, json: isWhole ? value : { kind: "unknown", node } };
        }
        const isBody = value.kind === "request" && value.path.join() === "text";
        return method === "parse" && isBody ? { kind: "request", node, path: ["json"] } : unknown;
      }
      if (this.isRuntimes(callee.object, "Object") && method === "freeze" && first !== undefined) {
        return first.type === "SpreadElement" ? unknown : this.value(first, given);
      }
      const object = this.value(callee.object, given);
      if (object.kind === "request" && object.path.length === 0 && (method === "json" || method === "text")) {
        return { kind: "promise", node, value: { kind: "request", node, path: [method] } };
      }
      if (object.kind !== "object") return unknown;
    }
    if (callee.type === "Identifier" && callee.name === "String" && this.names.bindingOf(callee) === undefined) {
      return { kind: "text", node, json: undefined };
    }
    const code = this.value(callee, given);
    return code.kind === "function" ? this.result(code.code, node, given) : unknown;
  }

  /** The same without what a call hands in, but for the request: for ways that depend on it in an unknown manner. */
  withoutArguments(given: Arguments): Arguments {
    const kept = ([code, values]: readonly [FunctionNode, readonly Value[]]): readonly [
      FunctionNode,
      readonly Value[],
    ] => [code, values.map((value) => (value.kind === "request" ? value : { kind: "unknown", node: value.node }))];
    return new Map([...given].map(kept));
  }

  /** The arguments of a call, for following it into a function; undefined when it cannot be followed. */
  argumentsFor(code: FunctionNode, node: CallExpression, given: Arguments): Arguments | undefined {
    if (code.generator || node.arguments.some((each) => each.type === "SpreadElement")) return undefined;
    return new Map([...given, [code, node.arguments.map((each) => this.value(each, given))]]);
  }

  /** Follows a call; undefined when the function is already being followed, or too deep. */
  following<T>(code: FunctionNode, then: () => T): T | undefined {
    if (this.calls.includes(code) || this.calls.length >= deepestCall) return undefined;
    this.calls.push(code);
    try {
      return then();
    } finally {
      this.calls.pop();
    }
  }

  /** What a function gives that declares some constants at most and returns in one place. */
  private result(code: FunctionNode, node: CallExpression, given: Arguments): Value {
    const unknown: Value = { kind: "unknown", node };
    const inside = this.argumentsFor(code, node, given);
    const returned = onlyReturn(code);
    if (inside === undefined || returned === undefined) return unknown;
    const value = this.following(code, () => this.value(returned, inside)) ?? unknown;
    return code.async && value.kind !== "promise" ? { kind: "promise", node, value } : value;
  }

  /** Whether an expression is that global object of the runtime. */
  isRuntimes(node: AnyNode, name: string): boolean {
    return node.type === "Identifier" && node.name === name && this.names.bindingOf(node) === undefined;
  }
}

function literal(value: unknown, node: AnyNode): Value {
  const isPlain = value === null || ["string", "number", "boolean"].includes(typeof value);
  // A regular expression or a bigint.
  if (!isPlain || ("regex" in node && node.regex != null)) return { kind: "unknown", node };
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return { kind: "primitive", node, value };
  }
  return { kind: "primitive", node, value: null };
}

function isText(value: Value): boolean {
  return value.kind === "text" || (value.kind === "primitive" && typeof value.value === "string");
}
