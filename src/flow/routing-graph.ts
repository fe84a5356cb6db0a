/**
 * Which screen leads to which: as `routing_model` says, or, without one, as the navigate actions do.
 * Source: Meta's Flow JSON reference, "Routing rules"; the error table, "Routing Model Errors".
 */
import { type ArrayNode, type Member, property, type StringNode } from "../json/node.js";
import { nearest } from "../text/nearest.js";
import { exampleOf } from "./data-model.js";
import { type Component, type FlowDocument, type Screen, textOf } from "./document.js";
import { classify } from "./expression/classify.js";
import { navigations, takesOnClick } from "./navigations.js";
import { perFlow } from "./per-flow.js";
import { resolve } from "./references.js";
import { nestedExpressionsSince } from "./versions.js";

/**
 * What a data endpoint answers to end a flow. Public flows list it as a target though it is no screen; such a target
 * is no route.
 */
export const endOfFlow = "SUCCESS";

/** A way from one screen to another; never to itself, and only one for two screens. */
export interface Route {
  readonly from: Screen;
  readonly to: Screen;
  /** The text that says so: a target in `routing_model`, or the `next.name` of an action. */
  readonly node: StringNode;
}

/** An entry of `routing_model` whose value is a list. */
export interface RoutingRow {
  readonly member: Member;
  readonly list: ArrayNode;
  /** Undefined when no screen has the key as its id. */
  readonly screen: Screen | undefined;
  readonly targets: readonly { readonly node: StringNode; readonly screen: Screen | undefined }[];
}

export interface RoutingGraph {
  /** Where the routes are from. */
  readonly source: "routing_model" | "navigate";
  /** Screens that can be named: those with an id, the first of equal ids. */
  readonly screens: readonly Screen[];
  readonly routes: readonly Route[];
  /** By the screen they leave, then by the one they reach. */
  readonly routesFrom: ReadonlyMap<Screen, ReadonlyMap<Screen, Route>>;
  /** The entries of `routing_model`; of equal keys the last, as readers of JSON have it. */
  readonly rows: readonly RoutingRow[];
  /** Routes that are meant by a misspelt name, for whom a second finding would be about the same slip. */
  readonly presumed: readonly Pick<Route, "from" | "to">[];
  /** Screens that a misspelt key means. */
  readonly presumedRows: ReadonlySet<Screen>;
  /** False when there may be more routes than can be read, so that nothing can be said to be missing. */
  readonly complete: () => boolean;
}

/** The graph by which Meta checks the flow: the declared one, else the one made of the navigate actions. */
export const routingGraph: (flow: FlowDocument) => RoutingGraph = perFlow((flow) =>
  property(flow.root, "routing_model") === undefined ? navigateGraph(flow) : declaredGraph(flow),
);

class Builder {
  readonly screens: readonly Screen[];
  readonly routes: Route[] = [];
  readonly routesFrom = new Map<Screen, Map<Screen, Route>>();
  readonly presumed: Pick<Route, "from" | "to">[] = [];
  readonly presumedRows = new Set<Screen>();
  complete = true;
  private readonly flow: FlowDocument;

  constructor(flow: FlowDocument) {
    this.flow = flow;
    this.screens = [...flow.screensById.values()];
  }

  add(from: Screen, to: Screen, node: StringNode): void {
    if (from === to) return;
    let routes = this.routesFrom.get(from);
    if (routes === undefined) {
      routes = new Map();
      this.routesFrom.set(from, routes);
    }
    if (routes.has(to)) return;
    const route = { from, to, node };
    routes.set(to, route);
    this.routes.push(route);
  }

  /** The screen that a wrong name means; without one it may mean any. */
  guess(name: string): Screen | undefined {
    if (name.toUpperCase() === endOfFlow) return undefined;
    const id = nearest(name, this.flow.screensById.keys());
    const screen = id === undefined ? undefined : this.flow.screensById.get(id);
    if (screen === undefined) this.complete = false;
    return screen;
  }

  graph(source: RoutingGraph["source"], rows: readonly RoutingRow[]): RoutingGraph {
    const { flow, screens, routes, routesFrom, presumed, presumedRows } = this;
    let known: boolean | undefined;
    // Asked only when something seems to be missing.
    const complete = (): boolean => {
      known ??= this.complete && (source === "navigate" ? flow.screens.every(isRead) : flow.screens.every(hasId));
      return known;
    };
    return { source, screens, routes, routesFrom, rows, presumed, presumedRows, complete };
  }
}

/** The graph of `routing_model`; without routes when it is no object. */
function declaredGraph(flow: FlowDocument): RoutingGraph {
  const builder = new Builder(flow);
  const members = new Map<string, Member>();
  if (flow.routingModel === undefined) builder.complete = false;
  else for (const member of flow.routingModel.members) members.set(member.key, member);
  const rows: RoutingRow[] = [];
  for (const member of members.values()) {
    const row = readRow(flow, member);
    if (row === undefined || row.targets.length < row.list.items.length) builder.complete = false;
    if (row === undefined) continue;
    rows.push(row);
    addRow(row, builder);
  }
  return builder.graph("routing_model", rows);
}

function readRow(flow: FlowDocument, member: Member): RoutingRow | undefined {
  const list = member.value;
  if (list.kind !== "array") return undefined;
  const targets: { node: StringNode; screen: Screen | undefined }[] = [];
  for (const node of list.items) {
    if (node.kind === "string") targets.push({ node, screen: flow.screensById.get(node.value) });
  }
  return { member, list, screen: flow.screensById.get(member.key), targets };
}

function addRow({ member, screen, targets }: RoutingRow, builder: Builder): void {
  const meant = screen ?? builder.guess(member.key);
  if (screen === undefined && meant !== undefined) builder.presumedRows.add(meant);
  for (const { node, screen: to } of targets) {
    if (screen !== undefined && to !== undefined) builder.add(screen, to, node);
    else if (meant !== undefined) {
      const target = to ?? builder.guess(node.value);
      if (target !== undefined) builder.presumed.push({ from: meant, to: target });
    }
  }
}

/** The graph of the navigate actions. */
export function navigateGraph(flow: FlowDocument): RoutingGraph {
  const builder = new Builder(flow);
  for (const { from, next, to } of navigations(flow)) {
    const source = from.id === undefined ? undefined : flow.screensById.get(from.id);
    if (source === undefined) continue;
    if (next !== undefined && to.kind === "screen") builder.add(source, to.screen, next);
    else if (next !== undefined && to.kind === "unknown") {
      const meant = builder.guess(next.value);
      if (meant !== undefined) builder.presumed.push({ from: source, to: meant });
    } else if (to.kind !== "same") builder.complete = false;
  }
  for (const { components } of flow.screens) {
    for (const component of components) {
      if (component.type === "NavigationList") addList(flow, component, builder);
    }
  }
  return builder.graph("navigate", []);
}

/** A screen without an id may be the one that a name or a gap is about. */
function hasId({ id }: Screen): boolean {
  return id !== undefined;
}

/** Whether everything that a screen leads to can be read. */
function isRead(screen: Screen): boolean {
  return screen.id !== undefined && screen.children !== undefined && screen.components.every(isComponentRead);
}

function isComponentRead(component: Component): boolean {
  const { type, node, spec } = component;
  if (spec === undefined) return false;
  const action = property(node, "on-click-action");
  const taps = action !== undefined || type === "EmbeddedLink" || type === "Footer";
  // A name that cannot stand there may be a misspelt `navigate`.
  return !taps || takesOnClick(component, textOf(action, "name") ?? "");
}

function addList(flow: FlowDocument, component: Component, builder: Builder): void {
  const items = property(component.node, "list-items");
  if (items?.kind !== "string" || property(component.node, "on-click-action") !== undefined) return;
  addExample(flow, component, items, builder);
}

/** The entries of a list that is only known at run time; its example shows where they lead. */
function addExample(flow: FlowDocument, component: Component, items: StringNode, builder: Builder): void {
  const { screen } = component;
  const form = classify(items.value, flow.version >= nestedExpressionsSince);
  const resolved = form.kind === "reference" ? resolve(flow, screen, form.reference) : undefined;
  const example = resolved?.kind === "field" ? exampleOf(resolved.schema) : undefined;
  if (example?.kind !== "array" || example.items.length === 0) {
    builder.complete = false;
    return;
  }
  for (const item of example.items) {
    const action = property(item, "on-click-action");
    if (textOf(action, "name") === "data_exchange") continue;
    const name = property(property(action, "next"), "name");
    const to = name?.kind === "string" ? flow.screensById.get(name.value) : undefined;
    if (name?.kind === "string" && to !== undefined) builder.add(screen, to, name);
    else builder.complete = false;
  }
}
