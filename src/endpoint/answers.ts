/** What the handler returns, as far as the code says it for certain: answers with their parts, and what is no answer. */
import type { AnyNode, CallExpression } from "acorn";
import { type Arguments, type Evaluator, noArguments } from "./evaluate.js";
import { both, type FactFinder, type Facts, isImpossible, noFacts } from "./facts.js";
import { type FunctionNode, mayComplete, ownNodes } from "./nodes.js";
import type { Names } from "./scopes.js";
import { isTruthy, kindInWords, type ResponseValue, type Value } from "./values.js";

/** A response that the handler gives. */
export interface FoundAnswer {
  readonly response: ResponseValue;
  /** Where it leaves the code. */
  readonly at: AnyNode;
  /** What is known of the request that gets it. */
  readonly facts: Facts;
  /** Nodes from the handler down to it, by calls. */
  readonly way: readonly AnyNode[];
}

/** Something else that the handler gives. */
export interface NoAnswer {
  readonly node: AnyNode;
  /** `an object`, `a text`, …; `nothing`. */
  readonly found: string;
}

export interface Returned {
  readonly answers: readonly FoundAnswer[];
  readonly others: readonly NoAnswer[];
}

/** Follows the handler's returns, through helper functions. */
export function returnedBy(handler: FunctionNode, names: Names, evaluator: Evaluator, finder: FactFinder): Returned {
  const answers: FoundAnswer[] = [];
  const others: NoAnswer[] = [];

  /** `checked`: the code may look at what the function gives before it goes on. */
  function follow(code: FunctionNode, given: Arguments, known: Facts, way: readonly AnyNode[], checked: boolean): void {
    if (code.body.type !== "BlockStatement") {
      leave(code.body, given, known, way, checked);
      return;
    }
    const returns = [...ownNodes(code.body)].flatMap((node) => {
      const facts = node.type === "ReturnStatement" ? both(known, finder.at(node, given)) : noFacts;
      return node.type === "ReturnStatement" && !isImpossible(facts) ? [{ node, facts }] : [];
    });
    // Which of several ways a call takes may depend on what it hands in.
    const isPlain = returns.length === 1 && !mayComplete(code.body);
    const inside = isPlain || code === handler ? given : evaluator.withoutArguments(given);
    for (const { node, facts } of returns) {
      if (node.argument != null) leave(node.argument, inside, facts, [...way, node], checked);
      else if (!checked) others.push({ node, found: "nothing" });
    }
  }

  /** What happens to an expression that is returned. */
  function leave(node: AnyNode, given: Arguments, facts: Facts, way: readonly AnyNode[], checked: boolean): void {
    switch (node.type) {
      case "AwaitExpression":
        leave(node.argument, given, facts, way, checked);
        return;
      case "ParenthesizedExpression":
        leave(node.expression, given, facts, way, checked);
        return;
      case "ConditionalExpression":
        for (const branch of [node.consequent, node.alternate]) {
          const inside = both(facts, finder.at(branch, given));
          if (isImpossible(inside)) continue;
          const isDecided = isTruthy(evaluator.value(node.test, given)) !== undefined;
          leave(branch, isDecided ? given : evaluator.withoutArguments(given), inside, way, checked);
        }
        return;
      case "LogicalExpression":
        if (node.operator !== "&&") leave(node.right, given, facts, way, checked);
        return;
      case "Identifier": {
        const origin = names.bindingOf(node);
        const init = origin?.origin.kind === "value" && !origin.written ? origin.origin.init : undefined;
        if (init !== undefined) leave(init, given, facts, way, true);
        return;
      }
      case "CallExpression":
        if (call(node, given, facts, way, checked)) return;
    }
    settle(evaluator.value(node, given), node, facts, way, checked);
  }

  /** Follows a call of a function of the code; false when it is none that can be followed. */
  function call(
    node: CallExpression,
    given: Arguments,
    facts: Facts,
    way: readonly AnyNode[],
    checked: boolean,
  ): boolean {
    if (node.callee.type === "Super") return false;
    const code = evaluator.value(node.callee, given);
    if (code.kind !== "function") return false;
    const inside = evaluator.argumentsFor(code.code, node, given);
    if (inside === undefined) return true;
    if (returnsNothing(code.code)) {
      if (!checked) others.push({ node, found: "nothing" });
      return true;
    }
    evaluator.following(code.code, () => follow(code.code, inside, facts, [...way, node], checked));
    return true;
  }

  function settle(value: Value, node: AnyNode, facts: Facts, way: readonly AnyNode[], checked: boolean): void {
    if (value.kind === "promise") {
      settle(value.value, node, facts, way, checked);
      return;
    }
    if (value.kind === "either") {
      for (const option of value.options) settle(option, node, facts, way, checked);
      return;
    }
    if (value.kind === "response") {
      answers.push({ response: value, at: node, facts, way });
      return;
    }
    const found = kindInWords(value);
    const mayBeChecked = checked && (found === "nothing" || value.kind === "primitive");
    if (found !== undefined && !mayBeChecked) others.push({ node: value.node, found });
  }

  if (handler.generator) others.push({ node: handler.id ?? handler, found: "a generator" });
  else if (returnsNothing(handler)) others.push({ node: handler.id ?? handler, found: "nothing" });
  else evaluator.following(handler, () => follow(handler, givenTo(handler), noFacts, [], false));
  return { answers, others };
}

/** What the handler is called with. */
export function givenTo(handler: FunctionNode): Arguments {
  const request: Value = { kind: "request", node: handler, path: [] };
  return new Map([...noArguments, [handler, [request]]]);
}

/** Whether a function comes to its end, and returns nothing on any way. */
function returnsNothing(code: FunctionNode): boolean {
  if (code.body.type !== "BlockStatement" || !mayComplete(code.body)) return false;
  for (const node of ownNodes(code.body)) {
    if (node.type === "ReturnStatement" || node.type === "ThrowStatement" || isLoop(node)) return false;
  }
  return true;
}

function isLoop(node: AnyNode): boolean {
  return node.type === "WhileStatement" || node.type === "DoWhileStatement" || node.type === "ForStatement";
}
