/** Every text of a flow that stands for a value known only later, and what its references mean. */
import { type JsonNode, type ObjectNode, property, type StringNode } from "../json/node.js";
import { operandType, resolvePath } from "./data-model.js";
import { type Action, type Component, type FlowDocument, type Screen, textOf } from "./document.js";
import { type Classification, classify, mayBeDynamic } from "./expression/classify.js";
import type { Reference } from "./expression/reference.js";
import type { OperandType } from "./expression/types.js";
import { perFlow } from "./per-flow.js";
import type { PropertySpec } from "./spec.js";
import { nestedExpressionsSince } from "./versions.js";

/** Where a dynamic text stands. */
export type Site =
  | { readonly kind: "title" }
  /** A property of a component, or of an option or list item in it; `whole`: the text is the whole property. */
  | { readonly kind: "property"; readonly component: Component; readonly spec: PropertySpec; readonly whole: boolean }
  /** A value of a payload, at any depth; `top`: directly under one of its keys. */
  | { readonly kind: "payload"; readonly action: Action; readonly top: boolean }
  | { readonly kind: "url" | "next"; readonly action: Action };

export interface DynamicText {
  readonly node: StringNode;
  readonly screen: Screen;
  readonly site: Site;
  /** Never `literal`. */
  readonly form: Classification;
}

/** All dynamic texts of a flow, screen by screen. A text that is plainly a literal costs two comparisons and a search. */
export const dynamicTexts: (flow: FlowDocument) => readonly DynamicText[] = perFlow(collect);

function collect(flow: FlowDocument): DynamicText[] {
  const collector = new Collector(flow.version >= nestedExpressionsSince);
  for (const screen of flow.screens) {
    const title = property(screen.node, "title");
    if (title?.kind === "string") collector.note(title, screen, titleSite);
    for (const component of screen.components) {
      if (component.spec !== undefined) collector.component(component, component.spec.properties);
    }
    for (const action of screen.actions) collector.action(action);
  }
  return collector.texts;
}

const titleSite: Site = { kind: "title" };

/** Nothing is allocated for a text that is plainly a literal: most are, and this sees every text of a flow. */
class Collector {
  readonly texts: DynamicText[] = [];
  private readonly nested: boolean;

  constructor(nested: boolean) {
    this.nested = nested;
  }

  note(node: StringNode, screen: Screen, site: Site): void {
    const form = classify(node.value, this.nested);
    if (form.kind !== "literal") this.texts.push({ node, screen, site, form });
  }

  component(component: Component, properties: readonly PropertySpec[]): void {
    const specs = specsByName(properties);
    for (const member of component.node.members) {
      if (isPlain(member.value)) continue;
      const spec = specs.get(member.key);
      if (spec === undefined || spec.shape?.kind === "components" || spec.shape?.kind === "cases") continue;
      this.property(member.value, spec, true, component);
    }
  }

  action(action: Action): void {
    const { screen } = action.component;
    if (action.payload?.kind === "object") {
      for (const member of action.payload.members) this.payload(member.value, action, true);
    }
    const url = property(action.node, "url");
    if (url?.kind === "string") this.note(url, screen, { kind: "url", action });
    if (action.next !== undefined) this.note(action.next, screen, { kind: "next", action });
  }

  private property(node: JsonNode, spec: PropertySpec, whole: boolean, component: Component): void {
    if (isPlain(node)) return;
    if (node.kind === "string") {
      this.note(node, component.screen, { kind: "property", component, spec, whole });
    } else if (node.kind === "array") {
      const of = spec.shape?.kind === "items" ? spec.shape.of : undefined;
      for (const item of node.items) {
        if (of !== undefined && item.kind === "object") this.object(item, of.properties, component);
        else this.property(item, spec, false, component);
      }
    } else if (node.kind === "object" && spec.shape?.kind === "object") {
      this.object(node, spec.shape.of.properties, component);
    } else if (node.kind === "object" && spec.shape?.kind === "free") {
      for (const member of node.members) this.property(member.value, spec, false, component);
    }
  }

  private object(node: ObjectNode, properties: readonly PropertySpec[], component: Component): void {
    const specs = specsByName(properties);
    for (const member of node.members) {
      if (isPlain(member.value)) continue;
      const spec = specs.get(member.key);
      if (spec !== undefined) this.property(member.value, spec, true, component);
    }
  }

  private payload(node: JsonNode, action: Action, top: boolean): void {
    if (isPlain(node)) return;
    if (node.kind === "string") {
      this.note(node, action.component.screen, { kind: "payload", action, top });
    } else if (node.kind === "array") for (const item of node.items) this.payload(item, action, false);
    else if (node.kind === "object") for (const member of node.members) this.payload(member.value, action, false);
  }
}

/** Whether a value neither is nor holds a dynamic text: most, and seen without looking at the tables. */
function isPlain(node: JsonNode): boolean {
  switch (node.kind) {
    case "string":
      return !mayBeDynamic(node.value);
    case "object":
    case "array":
      return false;
    default:
      return true;
  }
}

const specCache = new WeakMap<readonly PropertySpec[], ReadonlyMap<string, PropertySpec>>();

function specsByName(properties: readonly PropertySpec[]): ReadonlyMap<string, PropertySpec> {
  let byName = specCache.get(properties);
  if (byName === undefined) {
    byName = new Map(properties.map((spec) => [spec.name, spec]));
    specCache.set(properties, byName);
  }
  return byName;
}

/** What a reference means on the screen where it stands. */
export type Resolution =
  | { readonly kind: "field"; readonly screen: Screen; readonly schema: ObjectNode; readonly type: OperandType }
  | { readonly kind: "input"; readonly screen: Screen; readonly component: Component; readonly type: OperandType }
  | {
      readonly kind: "missing-field";
      readonly screen: Screen;
      /** Index of the path's segment that is not there. */
      readonly at: number;
      readonly known: readonly string[];
    }
  | { readonly kind: "through-array" | "no-schema"; readonly screen: Screen; readonly at: number }
  | { readonly kind: "missing-input"; readonly screen: Screen; readonly known: readonly string[] }
  /** The name of a Form, which has no value. */
  | { readonly kind: "form"; readonly screen: Screen; readonly component: Component }
  | { readonly kind: "unknown-screen"; readonly screenId: string }
  /** What it names is refused where it is declared; nothing more is to be said here. */
  | { readonly kind: "refused" };

/** Looks a reference up, from the screen on which it stands. */
export function resolve(flow: FlowDocument, screen: Screen, reference: Reference): Resolution {
  let on: Screen | undefined = screen;
  if (reference.scope.kind === "screen") {
    on = flow.screensById.get(reference.scope.screenId);
    if (on === undefined) return { kind: "unknown-screen", screenId: reference.scope.screenId };
  }
  return reference.storage === "data" ? resolveField(on, reference) : resolveInput(on, reference);
}

function resolveField(screen: Screen, reference: Reference): Resolution {
  const found = resolvePath(screen.data, reference.path);
  switch (found.kind) {
    case "found":
      return { kind: "field", screen, schema: found.schema, type: operandType(found.schema) };
    case "missing":
      return { kind: "missing-field", screen, at: found.at, known: found.known };
    case "refused":
      return found;
    default:
      return { kind: found.kind, screen, at: found.at };
  }
}

function resolveInput(screen: Screen, reference: Reference): Resolution {
  const name = reference.path[0] ?? "";
  const component = screen.inputs.get(name);
  if (component !== undefined) {
    const type = reference.path.length > 1 ? innerType(component, reference.path) : valueType(component);
    return { kind: "input", screen, component, type };
  }
  const form = screen.components.find((other) => other.type === "Form" && textOf(other.node, "name") === name);
  if (form !== undefined) return { kind: "form", screen, component: form };
  if (screen.doubtful.has(name)) return { kind: "refused" };
  return { kind: "missing-input", screen, known: [...screen.inputs.keys()] };
}

/** Of the values of inputs only a range of days has parts. */
function innerType(component: Component, path: readonly string[]): OperandType {
  const part = path[1];
  const range = component.type === "CalendarPicker" && (part === "start-date" || part === "end-date");
  return range && path.length === 2 ? "string" : "unknown";
}

/**
 * The type of `${form.<name>}` of a component. That of a number input is inferred from documented examples, which
 * compare it with numbers, while public flows also declare text for it: it is a type of its own that fits both.
 */
export function valueType(component: Component): OperandType {
  switch (component.type) {
    case "TextInput": {
      const type = property(component.node, "input-type");
      if (type === undefined) return "string";
      if (type.kind !== "string" || classify(type.value, true).kind !== "literal") return "unknown";
      return type.value === "number" || type.value === "passcode" ? "number-input" : "string";
    }
    case "OptIn":
      return "boolean";
    case "CheckboxGroup":
    case "ChipsSelector":
    case "PhotoPicker":
    case "DocumentPicker":
      return "array";
    case "CalendarPicker": {
      const mode = property(component.node, "mode");
      if (mode === undefined) return "string";
      if (mode.kind !== "string" || classify(mode.value, true).kind !== "literal") return "unknown";
      return mode.value === "range" ? "object" : "string";
    }
    default:
      return "string";
  }
}
