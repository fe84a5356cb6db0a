/** Which declaration each name of the code means. Names that the code declares nowhere are the runtime's. */
import type { AnyNode, Expression, Identifier, Pattern, Program } from "acorn";
import { childrenOf, type FunctionNode, isFunction } from "./nodes.js";

/** Where the value of a name comes from. */
export type Origin =
  /** The whole value of an expression. */
  | { readonly kind: "value"; readonly init: Expression }
  /** Part of a value, by a pattern such as `const { a } = …`. */
  | { readonly kind: "pattern"; readonly pattern: Pattern; readonly init: Expression }
  | { readonly kind: "function"; readonly node: FunctionNode }
  /** A parameter, or part of one. */
  | { readonly kind: "parameter"; readonly node: FunctionNode; readonly index: number }
  | { readonly kind: "other" };

export interface Binding {
  readonly name: string;
  /** Where it is declared first. */
  readonly node: Identifier;
  readonly origin: Origin;
  /** The function it belongs to; undefined at the top. */
  readonly owner: FunctionNode | undefined;
  /** Where the name is used, declarations left out. */
  readonly uses: Identifier[];
  /** Whether anything assigns to it after its declaration. */
  written: boolean;
}

interface Scope {
  readonly parent: Scope | undefined;
  /** Where `var` goes. */
  readonly outer: Scope;
  readonly owner: FunctionNode | undefined;
  readonly names: Map<string, Binding>;
}

export interface Names {
  readonly parents: ReadonlyMap<AnyNode, AnyNode>;
  /** What a name in an expression means; undefined for one that the code does not declare. */
  readonly bindingOf: (node: Identifier) => Binding | undefined;
  /** Names that are declared at the top. */
  readonly top: ReadonlyMap<string, Binding>;
  /** Uses of names that the code declares nowhere. */
  readonly undeclared: readonly Identifier[];
}

export function readNames(program: Program): Names {
  const reader = new Reader();
  const top = reader.scope(undefined, undefined);
  reader.declareIn(program.body, top);
  for (const statement of program.body) reader.visit(statement, program, top);
  return {
    parents: reader.parents,
    bindingOf: (node) => reader.bindings.get(node),
    top: top.names,
    undeclared: reader.undeclared,
  };
}

class Reader {
  readonly parents = new Map<AnyNode, AnyNode>();
  readonly bindings = new Map<Identifier, Binding>();
  readonly undeclared: Identifier[] = [];

  scope(parent: Scope | undefined, owner: FunctionNode | undefined): Scope {
    const scope: Scope & { outer: Scope } = {
      parent,
      owner: owner ?? parent?.owner,
      names: new Map(),
      get outer(): Scope {
        return owner !== undefined || parent === undefined ? scope : parent.outer;
      },
    };
    return scope;
  }

  /** Declares what a list of statements holds, before any of them is read: functions may be used before they stand there. */
  declareIn(statements: readonly AnyNode[], scope: Scope): void {
    for (const statement of statements) this.declareOne(statement, scope);
  }

  private declareOne(node: AnyNode, scope: Scope): void {
    switch (node.type) {
      case "VariableDeclaration":
        for (const { id, init } of node.declarations) {
          const at = node.kind === "var" ? scope.outer : scope;
          const whole: Origin =
            init == null
              ? { kind: "other" }
              : id.type === "Identifier"
                ? { kind: "value", init }
                : { kind: "pattern", pattern: id, init };
          this.addPattern(id, whole, at);
        }
        return;
      case "FunctionDeclaration":
        if (node.id !== null) this.add(node.id, { kind: "function", node }, scope);
        return;
      case "ClassDeclaration":
        if (node.id !== null) this.add(node.id, { kind: "other" }, scope);
        return;
      case "ImportDeclaration":
        for (const { local } of node.specifiers) this.add(local, { kind: "other" }, scope);
        return;
      case "ExportNamedDeclaration":
      case "ExportDefaultDeclaration":
        if (node.declaration?.type.endsWith("Declaration") === true) {
          this.declareOne(node.declaration, scope);
        }
        return;
      default:
        this.hoist(node, scope);
    }
  }

  /** `var` in nested statements belongs to the function. */
  private hoist(node: AnyNode, scope: Scope): void {
    if (isFunction(node) || node.type.endsWith("Expression")) return;
    for (const child of childrenOf(node)) {
      if (child.type === "VariableDeclaration" && child.kind === "var") this.declareOne(child, scope);
      else this.hoist(child, scope);
    }
  }

  private addPattern(pattern: AnyNode, origin: Origin, scope: Scope): void {
    switch (pattern.type) {
      case "Identifier":
        this.add(pattern, origin, scope);
        return;
      case "ObjectPattern":
        for (const part of pattern.properties) {
          this.addPattern(part.type === "RestElement" ? part.argument : part.value, origin, scope);
        }
        return;
      case "ArrayPattern":
        for (const part of pattern.elements) if (part !== null) this.addPattern(part, origin, scope);
        return;
      case "AssignmentPattern":
        this.addPattern(pattern.left, origin, scope);
        return;
      case "RestElement":
        this.addPattern(pattern.argument, origin, scope);
        return;
      default:
    }
  }

  private add(id: Identifier, origin: Origin, scope: Scope): void {
    const known = scope.names.get(id.name);
    if (known !== undefined) {
      // `var` twice, or met again while hoisting: which value counts is not known, unless it is the same one.
      const isSame =
        known.origin.kind === origin.kind &&
        "init" in known.origin &&
        "init" in origin &&
        known.origin.init === origin.init;
      if (!isSame) known.written = true;
      this.bindings.set(id, known);
      return;
    }
    const binding: Binding = { name: id.name, node: id, origin, owner: scope.owner, uses: [], written: false };
    scope.names.set(id.name, binding);
    this.bindings.set(id, binding);
  }

  visit(node: AnyNode, parent: AnyNode, scope: Scope): void {
    this.parents.set(node, parent);
    switch (node.type) {
      case "Identifier":
        this.use(node, scope);
        return;
      case "FunctionDeclaration":
      case "FunctionExpression":
      case "ArrowFunctionExpression":
        this.visitFunction(node, scope);
        return;
      case "BlockStatement":
      case "StaticBlock": {
        const inner = this.scope(scope, undefined);
        this.declareIn(node.body, inner);
        for (const statement of node.body) this.visit(statement, node, inner);
        return;
      }
      case "SwitchStatement": {
        this.visit(node.discriminant, node, scope);
        const inner = this.scope(scope, undefined);
        for (const each of node.cases) this.declareIn(each.consequent, inner);
        for (const each of node.cases) this.visit(each, node, inner);
        return;
      }
      case "ForStatement":
      case "ForInStatement":
      case "ForOfStatement": {
        const inner = this.scope(scope, undefined);
        const head = node.type === "ForStatement" ? node.init : node.left;
        if (head?.type === "VariableDeclaration") this.declareOne(head, inner);
        for (const child of childrenOf(node)) this.visit(child, node, inner);
        if (node.type !== "ForStatement" && head != null && head.type !== "VariableDeclaration") this.assign(head);
        return;
      }
      case "CatchClause": {
        const inner = this.scope(scope, undefined);
        if (node.param != null) {
          this.addPattern(node.param, { kind: "other" }, inner);
          this.visit(node.param, node, inner);
        }
        this.visit(node.body, node, inner);
        return;
      }
      case "ClassExpression":
      case "ClassDeclaration": {
        const inner = this.scope(scope, undefined);
        if (node.type === "ClassExpression" && node.id != null) this.add(node.id, { kind: "other" }, inner);
        if (node.superClass != null) this.visit(node.superClass, node, inner);
        this.visit(node.body, node, inner);
        return;
      }
      case "MemberExpression":
        this.visit(node.object, node, scope);
        this.visitKey(node.property, node.computed, node, scope);
        return;
      case "Property":
      case "MethodDefinition":
      case "PropertyDefinition":
        this.visitKey(node.key, node.computed, node, scope);
        if (node.value != null) this.visit(node.value, node, scope);
        return;
      case "LabeledStatement":
        this.visit(node.body, node, scope);
        return;
      case "BreakStatement":
      case "ContinueStatement":
      case "MetaProperty":
      case "ImportDeclaration":
        return;
      case "ExportSpecifier":
        if (node.local.type === "Identifier") this.visit(node.local, node, scope);
        return;
      case "AssignmentExpression":
        this.visit(node.left, node, scope);
        this.visit(node.right, node, scope);
        this.assign(node.left);
        return;
      case "UpdateExpression":
        this.visit(node.argument, node, scope);
        this.assign(node.argument);
        return;
      default:
        for (const child of childrenOf(node)) this.visit(child, node, scope);
    }
  }

  private visitKey(key: AnyNode, computed: boolean, parent: AnyNode, scope: Scope): void {
    if (computed) this.visit(key, parent, scope);
    else this.parents.set(key, parent);
  }

  private visitFunction(node: FunctionNode, outside: Scope): void {
    const scope = this.scope(outside, node);
    if (node.type === "FunctionExpression" && node.id != null) this.add(node.id, { kind: "function", node }, scope);
    for (const [index, parameter] of node.params.entries()) {
      this.addPattern(parameter, { kind: "parameter", node, index }, scope);
    }
    for (const parameter of node.params) this.visit(parameter, node, scope);
    if (node.body.type === "BlockStatement") {
      this.parents.set(node.body, node);
      this.declareIn(node.body.body, scope);
      for (const statement of node.body.body) this.visit(statement, node.body, scope);
    } else this.visit(node.body, node, scope);
  }

  private use(node: Identifier, scope: Scope): void {
    // The declaration itself.
    if (this.bindings.has(node)) return;
    for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
      const binding = at.names.get(node.name);
      if (binding === undefined) continue;
      this.bindings.set(node, binding);
      binding.uses.push(node);
      return;
    }
    this.undeclared.push(node);
  }

  /** Notes that a pattern is assigned to. */
  private assign(target: AnyNode): void {
    switch (target.type) {
      case "Identifier": {
        const binding = this.bindings.get(target);
        if (binding !== undefined) binding.written = true;
        return;
      }
      case "MemberExpression":
        return;
      case "Property":
        this.assign(target.value);
        return;
      case "AssignmentPattern":
        this.assign(target.left);
        return;
      default:
        for (const child of childrenOf(target)) this.assign(child);
    }
  }
}
