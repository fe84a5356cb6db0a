/** Data endpoint code as the rules see it: its syntax tree, what its names mean, and what its handler answers. */
import type { AnyNode, CallExpression, ImportExpression, NewExpression, Program } from "acorn";
import type { FlowDocument } from "../flow/document.js";
import { type RoutingGraph, routingGraph } from "../flow/routing-graph.js";
import { type Answer, readAnswers } from "./answer.js";
import { givenTo, type NoAnswer, returnedBy } from "./answers.js";
import { Evaluator } from "./evaluate.js";
import { FactFinder } from "./facts.js";
import { childrenOf, type FunctionNode, isFunction } from "./nodes.js";
import { type Names, readNames } from "./scopes.js";

export class EndpointCode {
  readonly text: string;
  readonly program: Program;
  readonly names: Names;
  /** The flow that the code answers for, when it is known. */
  readonly flow: FlowDocument | undefined;
  /** Undefined where the routes are not declared, or may be more than can be read. */
  readonly routes: RoutingGraph | undefined;
  /** The function that is called. */
  readonly handler: FunctionNode | undefined;
  readonly answers: readonly Answer[];
  /** What the handler returns instead of an answer. */
  readonly others: readonly NoAnswer[];
  /** Every call, in the order of the text. */
  readonly calls: readonly (CallExpression | NewExpression | ImportExpression)[];
  /** Every text that is written down. */
  readonly texts: readonly { readonly node: AnyNode; readonly text: string }[];

  private readonly evaluator: Evaluator;

  constructor(text: string, program: Program, flow: FlowDocument | undefined) {
    this.text = text;
    this.program = program;
    this.names = readNames(program);
    this.flow = flow;
    const graph = flow === undefined ? undefined : routingGraph(flow);
    this.routes = graph?.source === "routing_model" && graph.complete() ? graph : undefined;
    this.handler = handlerOf(program);
    const evaluator = new Evaluator(this.names);
    this.evaluator = evaluator;
    const finder = new FactFinder(program, this.names, evaluator);
    const returned =
      this.handler === undefined || this.names.top.get("handler")?.written === true
        ? { answers: [], others: [] }
        : returnedBy(this.handler, this.names, evaluator, finder);
    this.answers = readAnswers(returned.answers, flow);
    this.others = returned.others;
    const calls: (CallExpression | NewExpression | ImportExpression)[] = [];
    const texts: { readonly node: AnyNode; readonly text: string }[] = [];
    const visit = (node: AnyNode): void => {
      if (node.type === "CallExpression" || node.type === "NewExpression" || node.type === "ImportExpression")
        calls.push(node);
      if (node.type === "Literal" && typeof node.value === "string") texts.push({ node, text: node.value });
      if (node.type === "TemplateLiteral") {
        const text = node.quasis.map(({ value }) => value.cooked ?? "").join("${}");
        texts.push({ node, text });
      }
      for (const child of childrenOf(node)) visit(child);
    };
    visit(program);
    this.calls = calls;
    this.texts = texts;
  }

  /** The way to what an expression of the handler is in the request, from `json` on; undefined for anything else. */
  wayInRequest(node: AnyNode): readonly string[] | undefined {
    if (this.handler === undefined) return undefined;
    const value = this.evaluator.value(node, givenTo(this.handler));
    return value.kind === "request" ? value.path : undefined;
  }

  /** The nodes around one, from the inside out. */
  *around(node: AnyNode): Generator<AnyNode> {
    for (let at = this.names.parents.get(node); at !== undefined; at = this.names.parents.get(at)) yield at;
  }

  /** Whether a node is run while the code is loaded, before any request. */
  isAtStart(node: AnyNode): boolean {
    for (const at of this.around(node)) if (isFunction(at) || at.type === "ClassBody") return false;
    return true;
  }

  /** Whether what goes wrong at a node is caught there. */
  isCaught(node: AnyNode): boolean {
    let below = node;
    for (const at of this.around(node)) {
      if (at.type === "TryStatement" && at.handler != null && below === at.block) return true;
      below = at;
    }
    return false;
  }

  /** Whether the code asks anywhere if the runtime has a global of that name. */
  asksFor(name: string): boolean {
    if (new RegExp(`\\b(?:globalThis|self)(?:\\?\\.|\\.)${name}\\b|["']${name}["'] in `).test(this.text)) return true;
    return this.names.undeclared.some((use) => {
      const parent = use.name === name ? this.names.parents.get(use) : undefined;
      return parent?.type === "UnaryExpression" && parent.operator === "typeof";
    });
  }
}

function handlerOf(program: Program): FunctionNode | undefined {
  for (const statement of program.body) {
    const declared =
      statement.type === "ExportNamedDeclaration" || statement.type === "ExportDefaultDeclaration"
        ? statement.declaration
        : statement;
    if (declared?.type === "FunctionDeclaration" && declared.id?.name === "handler") return declared;
  }
  return undefined;
}
