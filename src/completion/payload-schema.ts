/** What the payload of an action holds once it is run: every value followed to where it comes from. */
import { itemSchema, propertySchemas, schemaType } from "../flow/data-model.js";
import type { Action, Component, FlowDocument, Screen } from "../flow/document.js";
import {
  checkNestedTypes,
  classify,
  type ExpressionNode,
  parseNested,
  type Reference,
} from "../flow/expression/index.js";
import { navigations } from "../flow/navigations.js";
import { resolve } from "../flow/references.js";
import { routingGraph } from "../flow/routing-graph.js";
import { nestedExpressionsSince } from "../flow/versions.js";
import { shorten } from "../flow/words.js";
import { type JsonNode, property, toValue } from "../json/node.js";
import type { JsonSchema } from "../schema/json-schema.js";
import { isAlwaysVisited, isFilledBefore } from "./certainty.js";
import { inputSchema, partSchema } from "./input-schema.js";
import { anyOf } from "./union.js";

/** What a value is, and whether it may be left out. */
interface Typed {
  readonly schema: JsonSchema;
  readonly optional: boolean;
}

/** Where a value is asked for: the component that is tapped, and the fields that are being followed already. */
interface At {
  readonly tapped: Component;
  readonly following: readonly string[];
}

const unknown: Typed = { schema: {}, optional: false };

/** The object that an action hands over. */
export function payloadSchema(flow: FlowDocument, { payload, component }: Action): JsonSchema {
  if (payload?.kind !== "object") return { type: "object" };
  return new Resolver(flow).value(payload, { tapped: component, following: [] }).schema;
}

class Resolver {
  private readonly flow: FlowDocument;
  private readonly nested: boolean;

  constructor(flow: FlowDocument) {
    this.flow = flow;
    this.nested = flow.version >= nestedExpressionsSince;
  }

  value(node: JsonNode, at: At): Typed {
    switch (node.kind) {
      case "string":
        return this.text(node.value, at);
      case "object":
        return { schema: this.object(node, at), optional: false };
      case "array": {
        const items = node.items.map((item) => this.value(item, at));
        // A list has no gaps: what is left out of it is null.
        const gaps: readonly JsonSchema[] = items.some(({ optional }) => optional) ? [{ type: "null" }] : [];
        const all = anyOf([...items.map(({ schema }) => schema), ...gaps]);
        return { schema: { type: "array", ...(all === undefined ? {} : { items: all }) }, optional: false };
      }
      default:
        return { schema: node.kind === "null" ? { type: "null" } : { const: node.value }, optional: false };
    }
  }

  private object(node: Extract<JsonNode, { kind: "object" }>, at: At): JsonSchema {
    const members = new Map(node.members.map(({ key, value }) => [key, this.value(value, at)]));
    return {
      type: "object",
      properties: Object.fromEntries([...members].map(([key, { schema }]) => [key, schema])),
      required: [...members].filter(([, { optional }]) => !optional).map(([key]) => key),
    };
  }

  private text(value: string, at: At): Typed {
    const form = classify(value, this.nested);
    if (form.kind === "reference") return this.reference(form.reference, at);
    if (form.kind !== "nested") return { schema: { const: value }, optional: false };
    const parsed = parseNested(value);
    return parsed.ok ? this.expression(value, parsed.expression, at) : { schema: { type: "string" }, optional: false };
  }

  private expression(value: string, expression: ExpressionNode, at: At): Typed {
    if (expression.kind === "group") return this.expression(value, expression.content, at);
    // A lone reference in backticks keeps its type.
    if (expression.kind === "reference") return this.reference(expression.reference, at);
    const { type } = checkNestedTypes(value, expression, (reference) => {
      const found = resolve(this.flow, at.tapped.screen, reference);
      return "type" in found ? found.type : "unknown";
    });
    return type === "string" || type === "number" || type === "boolean"
      ? { schema: { type }, optional: false }
      : unknown;
  }

  private reference(reference: Reference, at: At): Typed {
    const found = resolve(this.flow, at.tapped.screen, reference);
    if (found.kind === "field") {
      const visited = isAlwaysVisited(this.flow, found.screen, at.tapped.screen);
      const { schema, optional } = this.field(found.screen, reference, found.schema, at);
      return { schema, optional: optional || !visited };
    }
    if (found.kind !== "input") return { schema: {}, optional: true };
    const [, ...path] = reference.path;
    const filled = isFilledBefore(this.flow, found.component, at.tapped);
    if (path.length > 0) return { schema: partSchema(this.flow, found.component, path), optional: true };
    return { schema: inputSchema(this.flow, found.component, filled), optional: !filled };
  }

  /** A field is what its data model says, or, where only `navigate` actions fill it, what these hand over. */
  private field(screen: Screen, reference: Reference, model: JsonNode, at: At): Typed {
    const [name = "", ...inner] = reference.path;
    const declared: Typed = { schema: withSource(modelSchema(model), reference, screen), optional: false };
    const id = `${screen.index} ${name}`;
    if (inner.length > 0 || at.following.includes(id)) return declared;
    const givers = this.giversOf(screen, name);
    if (givers === undefined) return declared;
    const given = givers.map(({ payload, component }) => {
      const node = property(payload, name);
      return node === undefined
        ? { schema: {}, optional: true }
        : this.value(node, { tapped: component, following: [...at.following, id] });
    });
    const schema = anyOf(given.map((one) => one.schema));
    return { schema: schema ?? declared.schema, optional: given.some(({ optional }) => optional) };
  }

  /** The actions that give a field its value; undefined when something else can. */
  private giversOf(screen: Screen, field: string): readonly Action[] | undefined {
    const { flow } = this;
    const { routes, complete } = routingGraph(flow);
    if (flow.dataApiVersion !== undefined || !complete() || !routes.some(({ to }) => to === screen)) return undefined;
    const changed = screen.actions.some(
      ({ name, payload }) => name === "update_data" && property(payload, field) !== undefined,
    );
    if (changed) return undefined;
    const ways = navigations(flow).filter(({ to }) => to.kind === "screen" && to.screen === screen);
    return ways.length === 0 ? undefined : ways.map(({ action }) => action);
  }
}

/** A field of a data model without what JSON Schema does not know, such as `__example__`. */
function modelSchema(model: JsonNode): JsonSchema {
  const choices = property(model, "enum");
  if (choices?.kind === "array" && choices.items.length > 0) return { enum: choices.items.map(toValue) };
  const type = schemaType(model);
  switch (type) {
    case undefined:
      return {};
    case "array": {
      const items = itemSchema(model);
      return items === undefined ? { type } : { type, items: modelSchema(items) };
    }
    case "object": {
      const properties = propertySchemas(model);
      if (properties === undefined) return { type };
      const named = new Map(properties.members.map(({ key, value }) => [key, modelSchema(value)]));
      const required = property(model, "required");
      const names = required?.kind === "array" ? required.items.map(toValue) : [];
      return {
        type,
        properties: Object.fromEntries(named),
        required: [...named.keys()].filter((name) => names.includes(name)),
      };
    }
    default:
      return { type };
  }
}

function withSource(schema: JsonSchema, { path }: Reference, { id }: Screen): JsonSchema {
  return { description: `Field \`${shorten(path.join("."))}\` of screen \`${shorten(id ?? "")}\`.`, ...schema };
}
