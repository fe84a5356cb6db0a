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
  const walk = new Walk(handler, names, evaluator, finder);
  if (handler.generator) walk.others.push({ node: handler.id ?? handler, found: "a generator" });
  else if (returnsNothing(handler)) walk.others.push({ node: handler.id ?? handler, found: "nothing" });
  else {
    const start: Going = { given: givenTo(handler), facts: noFacts, way: [], checked: false };
    evaluator.following(handler, () => walk.follow(handler, start));
  }
  return walk;
}

/** What holds where the walk is. */
interface Going {
  readonly given: Arguments;
  readonly facts: Facts;
  readonly way: readonly AnyNode[];
  /** The code may look at what comes back before it goes on. */
  readonly checked: boolean;
}

class Walk implements Returned {
  readonly answers: FoundAnswer[] = [];
  readonly others: NoAnswer[] = [];
  private readonly handler: FunctionNode;
  private readonly names: Names;
  private readonly evaluator: Evaluator;
  private readonly finder: FactFinder;

  constructor(handler: FunctionNode, names: Names, evaluator: Evaluator, finder: FactFinder) {
    this.handler = handler;
    this.names = names;
    this.evaluator = evaluator;
    this.finder = finder;
  }

  follow(code: FunctionNode, going: Going): void {
    const { given, facts: known, way, checked } = going;
    if (code.body.type !== "BlockStatement") {
      this.leave(code.body, going);
      return;
    }
    const returns = [...ownNodes(code.body)].flatMap((node) => {
      const facts = node.type === "ReturnStatement" ? both(known, this.finder.at(node, given)) : noFacts;
      return node.type === "ReturnStatement" && !isImpossible(facts) ? [{ node, facts }] : [];
    });
    // Which of several ways a call takes may depend on what it hands in.
    const isPlain = returns.length === 1 && !mayComplete(code.body);
    const inside = isPlain || code === this.handler ? given : this.evaluator.withoutArguments(given);
    for (const { node, facts } of returns) {
      if (node.argument != null) this.leave(node.argument, { given: inside, facts, way: [...way, node], checked });
      else if (!checked) this.others.push({ node, found: "nothing" });
    }
  }

  /** What happens to an expression that is returned. */
  private leave(node: AnyNode, going: Going): void {
    const { given, facts } = going;
    switch (node.type) {
      case "AwaitExpression":
        this.leave(node.argument, going);
        return;
      case "ParenthesizedExpression":
        this.leave(node.expression, going);
        return;
      case "ConditionalExpression":
        for (const branch of [node.consequent, node.alternate]) {
          const inside = both(facts, this.finder.at(branch, given));
          if (isImpossible(inside)) continue;
          const isDecided = isTruthy(this.evaluator.value(node.test, given)) !== undefined;
          const handed = isDecided ? given : this.evaluator.withoutArguments(given);
          this.leave(branch, { ...going, given: handed, facts: inside });
        }
        return;
      case "LogicalExpression":
        if (node.operator !== "&&") this.leave(node.right, going);
        return;
      case "Identifier": {
        const origin = this.names.bindingOf(node);
        const init = origin?.origin.kind === "value" && !origin.written ? origin.origin.init : undefined;
        if (init !== undefined) this.leave(init, { ...going, checked: true });
        return;
      }
      case "CallExpression":
        if (this.call(node, going)) return;
    }
    this.settle(this.evaluator.value(node, given), node, going);
  }

  /** Follows a call of a function of the code; false when it is none that can be followed. */
  private call(node: CallExpression, { given, facts, way, checked }: Going): boolean {
    if (node.callee.type === "Super") return false;
    const code = this.evaluator.value(node.callee, given);
    if (code.kind !== "function") return false;
    const inside = this.evaluator.argumentsFor(code.code, node, given);
    if (inside === undefined) return true;
    if (returnsNothing(code.code)) {
      if (!checked) this.others.push({ node, found: "nothing" });
      return true;
    }
    const further: Going = { given: inside, facts, way: [...way, node], checked };
    this.evaluator.following(code.code, () => this.follow(code.code, further));
    return true;
  }

  private settle(value: Value, node: AnyNode, going: Going): void {
    const { facts, way, checked } = going;
    if (value.kind === "promise") {
      this.settle(value.value, node, going);
      return;
    }
    if (value.kind === "either") {
      for (const option of value.options) this.settle(option, node, going);
      return;
    }
    if (value.kind === "response") {
      this.answers.push({ response: value, at: node, facts, way });
      return;
    }
    const found = kindInWords(value);
    const mayBeChecked = checked && (found === "nothing" || value.kind === "primitive");
    if (found !== undefined && !mayBeChecked) this.others.push({ node: value.node, found });
  }
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
