/**
 * What conditions prove about the request where a statement stands: which exchange action it has, and which screen it
 * came from. `if (action === "INIT")`, `switch (screen)`, and what an early `return` leaves.
 */
import type { AnyNode, Expression, SwitchCase, SwitchStatement } from "acorn";
import type { Arguments, Evaluator } from "./evaluate.js";
import { childrenOf, isFunction, mayComplete } from "./nodes.js";
import type { Names } from "./scopes.js";
import { isSame, isTruthy } from "./values.js";

/** The values that something can have; or all but some. */
export interface Possible {
  readonly kind: "only" | "not";
  readonly values: ReadonlySet<string>;
}

export interface Facts {
  readonly action: Possible;
  readonly screen: Possible;
}

const anything: Possible = { kind: "not", values: new Set() };
export const noFacts: Facts = { action: anything, screen: anything };
const nothing: Possible = { kind: "only", values: new Set() };
/** What holds where nothing ever comes. */
const never: Facts = { action: nothing, screen: nothing };

/** Both hold. */
function meet(a: Possible, b: Possible): Possible {
  if (a.kind === "not" && b.kind === "not") return { kind: "not", values: new Set([...a.values, ...b.values]) };
  const [only, other] = a.kind === "only" ? [a, b] : [b, a];
  const values = [...only.values].filter((value) => other.values.has(value) === (other.kind === "only"));
  return { kind: "only", values: new Set(values) };
}

/** One of them holds. */
function join(a: Possible, b: Possible): Possible {
  if (a.kind === "only" && b.kind === "only") return { kind: "only", values: new Set([...a.values, ...b.values]) };
  if (a.kind === "not" && b.kind === "not") {
    return { kind: "not", values: new Set([...a.values].filter((value) => b.values.has(value))) };
  }
  const [only, not] = a.kind === "only" ? [a, b] : [b, a];
  return { kind: "not", values: new Set([...not.values].filter((value) => !only.values.has(value))) };
}

/** What holds where two sets of facts hold at once. */
export function both(a: Facts, b: Facts): Facts {
  return { action: meet(a.action, b.action), screen: meet(a.screen, b.screen) };
}

function oneOf(a: Facts, b: Facts): Facts {
  return { action: join(a.action, b.action), screen: join(a.screen, b.screen) };
}

/** Conditions that exclude each other: the statement is never reached. */
export function isImpossible({ action, screen }: Facts): boolean {
  return [action, screen].some(({ kind, values }) => kind === "only" && values.size === 0);
}

export class FactFinder {
  private readonly names: Names;
  private readonly evaluator: Evaluator;
  /** False when the code assigns to a member of that name: then the request may be another one than was sent. */
  private readonly trusted: boolean;

  constructor(root: AnyNode, names: Names, evaluator: Evaluator) {
    this.names = names;
    this.evaluator = evaluator;
    this.trusted = !changesRequests(root);
  }

  /** What holds at a node, by the conditions between it and the function that it belongs to. */
  at(node: AnyNode, given: Arguments): Facts {
    let facts = noFacts;
    if (!this.trusted) return facts;
    let below = node;
    for (
      let at = this.names.parents.get(node);
      at !== undefined && !isFunction(below);
      at = this.names.parents.get(at)
    ) {
      facts = both(facts, this.from(at, below, given));
      below = at;
    }
    return facts;
  }

  /** What a node proves for one directly below it. */
  private from(at: AnyNode, below: AnyNode, given: Arguments): Facts {
    switch (at.type) {
      case "IfStatement":
      case "ConditionalExpression":
        if (below === at.consequent) return this.condition(at.test, true, given);
        return below === at.alternate ? this.condition(at.test, false, given) : noFacts;
      case "LogicalExpression":
        return below === at.right && at.operator !== "??"
          ? this.condition(at.left, at.operator === "&&", given)
          : noFacts;
      case "SwitchCase": {
        const parent = this.names.parents.get(at);
        const earlier = this.afterEarlier(at.consequent, below, given);
        return parent?.type === "SwitchStatement" ? both(earlier, this.inCase(parent, at, given)) : earlier;
      }
      case "BlockStatement":
      case "Program":
        return this.afterEarlier(at.body, below, given);
      default:
        return noFacts;
    }
  }

  /** What is left after statements that leave under a condition. */
  private afterEarlier(statements: readonly AnyNode[], below: AnyNode, given: Arguments): Facts {
    let facts = noFacts;
    for (const statement of statements) {
      if (statement === below) return facts;
      if (statement.type !== "IfStatement") continue;
      const { test, consequent, alternate } = statement;
      if (!mayComplete(consequent)) facts = both(facts, this.condition(test, false, given));
      else if (alternate != null && !mayComplete(alternate)) facts = both(facts, this.condition(test, true, given));
    }
    return facts;
  }

  private inCase(statement: SwitchStatement, at: SwitchCase, given: Arguments): Facts {
    const index = statement.cases.indexOf(at);
    let first = index;
    while (first > 0 && statement.cases[first - 1]?.consequent.every(mayComplete) === true) first -= 1;
    const labels = (cases: readonly SwitchCase[]): Facts[] =>
      cases.map(({ test }) => (test == null ? noFacts : this.equals(statement.discriminant, test, true, given)));
    const group = statement.cases.slice(first, index + 1);
    const isDefault = group.some(({ test }) => test == null);
    if (!isDefault) return labels(group).reduce(oneOf);
    // The default is for what no label names, beside those that fall into it.
    const named = statement.cases.filter((each) => each.test != null && !group.includes(each));
    return named.reduce(
      (facts, { test }) =>
        test == null ? facts : both(facts, this.equals(statement.discriminant, test, false, given)),
      noFacts,
    );
  }

  /** What is known when a condition is true, or false. */
  private condition(test: AnyNode, holds: boolean, given: Arguments): Facts {
    const known = isTruthy(this.evaluator.value(test, given));
    if (known !== undefined) return known === holds ? noFacts : never;
    switch (test.type) {
      case "UnaryExpression":
        return test.operator === "!" ? this.condition(test.argument, !holds, given) : noFacts;
      case "ChainExpression":
      case "ParenthesizedExpression":
        return this.condition(test.expression, holds, given);
      case "LogicalExpression": {
        if (test.operator === "??") return noFacts;
        const [left, right] = [this.condition(test.left, holds, given), this.condition(test.right, holds, given)];
        return (test.operator === "&&") === holds ? both(left, right) : oneOf(left, right);
      }
      case "BinaryExpression": {
        const equal = test.operator === "===" || test.operator === "==";
        if (!equal && test.operator !== "!==" && test.operator !== "!=") return noFacts;
        if (test.left.type === "PrivateIdentifier") return noFacts;
        return this.equals(test.left, test.right, equal === holds, given);
      }
      case "CallExpression":
        return this.includes(test.callee, test.arguments[0], holds, given);
      case "Identifier": {
        const binding = this.names.bindingOf(test);
        const isFixed = binding?.origin.kind === "value" && !binding.written;
        return isFixed && binding.origin.kind === "value" ? this.condition(binding.origin.init, holds, given) : noFacts;
      }
      default:
        return noFacts;
    }
  }

  private equals(left: Expression, right: Expression, holds: boolean, given: Arguments): Facts {
    const [a, b] = [this.evaluator.value(left, given), this.evaluator.value(right, given)];
    const same = isSame(a, b);
    if (same !== undefined) return same === holds ? noFacts : never;
    const [asked, text] = a.kind === "request" ? [a, b] : [b, a];
    if (asked.kind !== "request" || text.kind !== "primitive" || typeof text.value !== "string") return noFacts;
    return factAbout(asked.path, { kind: holds ? "only" : "not", values: new Set([text.value]) });
  }

  /** `["A", "B"].includes(screen)`. */
  private includes(callee: AnyNode, argument: AnyNode | undefined, holds: boolean, given: Arguments): Facts {
    if (callee.type !== "MemberExpression" || argument === undefined) return noFacts;
    if (callee.property.type !== "Identifier" || callee.property.name !== "includes") return noFacts;
    const [list, asked] = [this.evaluator.value(callee.object, given), this.evaluator.value(argument, given)];
    if (list.kind !== "array" || list.open || asked.kind !== "request") return noFacts;
    const texts = list.items.flatMap((item) =>
      item.kind === "primitive" && typeof item.value === "string" ? [item.value] : [],
    );
    if (texts.length < list.items.length) return noFacts;
    return factAbout(asked.path, { kind: holds ? "only" : "not", values: new Set(texts) });
  }
}

function factAbout(path: readonly string[], possible: Possible): Facts {
  switch (path.join("/")) {
    case "json/data_exchange/action":
      return { ...noFacts, action: possible };
    case "json/data_exchange/screen":
      return { ...noFacts, screen: possible };
    default:
      return noFacts;
  }
}

/** Whether anything is assigned to a member `action`, `screen` or `data_exchange`, or copied into an existing object. */
function changesRequests(node: AnyNode): boolean {
  if (node.type === "AssignmentExpression" && node.left.type === "MemberExpression") {
    const { property, computed } = node.left;
    if (computed && property.type !== "Literal") return isRequestLike(node.left.object);
    const name = property.type === "Identifier" ? property.name : "";
    if (["action", "screen", "data_exchange"].includes(name)) return true;
  }
  if (node.type === "CallExpression" && node.callee.type === "MemberExpression") {
    const { object, property } = node.callee;
    const isAssign =
      object.type === "Identifier" &&
      object.name === "Object" &&
      property.type === "Identifier" &&
      property.name === "assign";
    if (isAssign && node.arguments[0]?.type !== "ObjectExpression") return true;
  }
  return childrenOf(node).some(changesRequests);
}

function isRequestLike(node: AnyNode): boolean {
  return node.type === "Identifier" && /body|request|exchange|payload/i.test(node.name);
}
