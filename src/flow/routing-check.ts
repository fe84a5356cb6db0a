/** What is wrong with a routing graph, so that each mistake is found once and the rules only have to say it. */
import type { FlowDocument, Screen } from "./document.js";
import { navigations } from "./navigations.js";
import { perFlow } from "./per-flow.js";
import { type Route, type RoutingGraph, routingGraph } from "./routing-graph.js";

export interface BackRoute {
  readonly route: Route;
  /** The route in the other direction. */
  readonly forward: Route;
}

export interface MissingRoute extends Route {
  /** The route in the other direction, when that is there. */
  readonly reverse: Route | undefined;
}

export interface RoutingProblems {
  /** Of each pair of opposite routes the one that goes back. Both are left in the graph. */
  readonly backRoutes: readonly BackRoute[];
  /** Screens that can be opened first. Routes that go back are not held against them. */
  readonly entries: readonly Screen[];
  /** Routes that close a circle of three or more screens. */
  readonly circles: readonly Route[];
  /** Navigate actions between screens that the declared model does not connect; one for two screens. */
  readonly missingRoutes: readonly MissingRoute[];
  /** Screens that are not terminal and stand nowhere in the declared model. */
  readonly missingScreens: readonly Screen[];
  /** Screens that no way connects with the first one. */
  readonly unconnected: readonly Screen[];
  /** Screens from which no way leads on, though the flow cannot end there. */
  readonly deadEnds: readonly Screen[];
}

export const routingProblems: (flow: FlowDocument) => RoutingProblems = perFlow((flow) =>
  find(flow, routingGraph(flow)),
);

function find(flow: FlowDocument, graph: RoutingGraph): RoutingProblems {
  const declared = graph.source === "routing_model";
  const backRoutes = declared ? findBackRoutes(graph) : [];
  const back = new Set(backRoutes.map(({ route }) => route));
  const entered = new Set<Screen>();
  for (const route of graph.routes) if (!back.has(route)) entered.add(route.to);
  const entries = graph.screens.filter((screen) => !entered.has(screen));
  const missingRoutes = declared ? findMissingRoutes(flow, graph) : [];
  const beside = graph.presumed.length + missingRoutes.length > 0 ? [...graph.presumed, ...missingRoutes] : [];
  const ways = beside.length > 0 ? [...graph.routes, ...beside] : graph.routes;
  const missingScreens = declared ? findMissingScreens(graph, ways) : [];
  const unconnected = findUnconnected(graph.screens, new Set(missingScreens), ways);
  const aside = new Set([...missingScreens, ...unconnected]);
  const deadEnds = findDeadEnds(graph.screens, aside, ways);
  const open = unconnected.length + deadEnds.length > 0 && isOpen(flow, graph);
  return {
    backRoutes,
    entries,
    circles: declared && entries.length > 0 ? findCircles(graph, entries, back) : [],
    missingRoutes,
    missingScreens,
    unconnected: open ? [] : unconnected,
    deadEnds: open ? [] : deadEnds,
  };
}

/** Whether screens may be connected in ways that cannot be read here. */
function isOpen(flow: FlowDocument, graph: RoutingGraph): boolean {
  if (!graph.complete()) return true;
  // Without a model an endpoint may answer with any screen; that the model is missing has a rule of its own.
  if (graph.source === "routing_model") return false;
  return flow.dataApiVersion !== undefined || flow.screens.some((screen) => screen.actions.some(isExchange));
}

function isExchange({ name }: { readonly name: string | undefined }): boolean {
  return name === "data_exchange";
}

/** The screens in the order in which they are met, beginning with those that nothing leads to. */
function inOrderOfMeeting(graph: RoutingGraph): ReadonlyMap<Screen, number> {
  const entered = new Set(graph.routes.map((route) => route.to));
  const order = new Map<Screen, number>();
  const meet = (start: Screen): void => {
    if (order.has(start)) return;
    const queue = [start];
    order.set(start, order.size);
    for (const screen of queue) {
      for (const to of graph.routesFrom.get(screen)?.keys() ?? []) {
        if (order.has(to)) continue;
        order.set(to, order.size);
        queue.push(to);
      }
    }
  };
  for (const screen of graph.screens) if (!entered.has(screen)) meet(screen);
  for (const screen of graph.screens) meet(screen);
  return order;
}

function findBackRoutes(graph: RoutingGraph): BackRoute[] {
  const found: BackRoute[] = [];
  let order: ReadonlyMap<Screen, number> | undefined;
  for (const route of graph.routes) {
    const opposite = routeBetween(graph, route.to, route.from);
    if (opposite === undefined) continue;
    order ??= inOrderOfMeeting(graph);
    if ((order.get(route.from) ?? 0) > (order.get(route.to) ?? 0)) found.push({ route, forward: opposite });
  }
  return found;
}

function routeBetween(graph: RoutingGraph, from: Screen, to: Screen): Route | undefined {
  return graph.routesFrom.get(from)?.get(to);
}

const noRoutes: ReadonlyMap<Screen, Route> = new Map();

/** Goes down every way once; a route to a screen that is still being gone through closes a circle. */
function findCircles(graph: RoutingGraph, entries: readonly Screen[], back: ReadonlySet<Route>): Route[] {
  const circles: Route[] = [];
  const state = new Map<Screen, "open" | "done">();
  const visit = (start: Screen): void => {
    if (state.has(start)) return;
    const stack: { readonly screen: Screen; readonly routes: Iterator<Route, undefined> }[] = [];
    const open = (screen: Screen): void => {
      state.set(screen, "open");
      stack.push({ screen, routes: (graph.routesFrom.get(screen) ?? noRoutes).values() });
    };
    open(start);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const route = top.routes.next().value;
      if (route === undefined) {
        state.set(top.screen, "done");
        stack.pop();
      } else if (!back.has(route)) {
        const seen = state.get(route.to);
        if (seen === "open") circles.push(route);
        if (seen === undefined) open(route.to);
      }
    }
  };
  for (const screen of entries) visit(screen);
  for (const screen of graph.screens) visit(screen);
  return circles;
}

function findMissingRoutes(flow: FlowDocument, graph: RoutingGraph): MissingRoute[] {
  if (flow.routingModel === undefined) return [];
  const missing: MissingRoute[] = [];
  for (const { from, next, to } of navigations(flow)) {
    if (next === undefined || to.kind !== "screen") continue;
    const source = flow.screensById.get(from.id ?? "");
    if (source === undefined || source === to.screen || routeBetween(graph, source, to.screen) !== undefined) continue;
    const again = (other: Pick<Route, "from" | "to">): boolean => other.from === source && other.to === to.screen;
    if (graph.presumed.some(again) || missing.some(again) || mayBeMeant(flow, graph, source)) continue;
    missing.push({ from: source, to: to.screen, node: next, reverse: routeBetween(graph, to.screen, source) });
  }
  return missing;
}

/** Whether something in the model that cannot be read may be the route, so that it is not missing for certain. */
function mayBeMeant(flow: FlowDocument, graph: RoutingGraph, source: Screen): boolean {
  if (graph.complete()) return false;
  const row = graph.rows.find(({ screen }) => screen === source);
  if (row !== undefined) {
    return row.targets.length < row.list.items.length || row.targets.some(({ screen }) => screen === undefined);
  }
  return (flow.routingModel?.members ?? []).some(({ key, value }) => {
    return key === source.id ? value.kind !== "array" : !flow.screensById.has(key);
  });
}

function findMissingScreens(graph: RoutingGraph, ways: readonly Pick<Route, "from" | "to">[]): Screen[] {
  const listed = new Set<Screen>(graph.presumedRows);
  for (const { screen } of graph.rows) if (screen !== undefined) listed.add(screen);
  for (const { from, to } of ways) listed.add(from).add(to);
  const missing = graph.screens.filter((screen) => !screen.terminal && !listed.has(screen));
  return missing.length > 0 && graph.complete() ? missing : [];
}

/** Joins screens to parts; their index stands for them. */
function findUnconnected(
  screens: readonly Screen[],
  missing: ReadonlySet<Screen>,
  ways: readonly Pick<Route, "from" | "to">[],
): Screen[] {
  if (screens.length < 2) return [];
  const part: number[] = [];
  const partOf = (index: number): number => {
    let at = index;
    for (let up = part[at]; up !== undefined; up = part[at]) at = up;
    // The next one goes there at once.
    if (at !== index) part[index] = at;
    return at;
  };
  for (const { from, to } of ways) {
    const [one, other] = [partOf(from.index), partOf(to.index)];
    if (one !== other) part[Math.max(one, other)] = Math.min(one, other);
  }
  const first = screens.find((screen) => !missing.has(screen));
  if (first === undefined) return [];
  const main = partOf(first.index);
  return screens.filter((screen) => partOf(screen.index) !== main && !missing.has(screen));
}

function findDeadEnds(
  screens: readonly Screen[],
  aside: ReadonlySet<Screen>,
  ways: readonly Pick<Route, "from" | "to">[],
): Screen[] {
  const alive = new Set<Screen>();
  for (const screen of screens) if (screen.terminal && !aside.has(screen)) alive.add(screen);
  if (alive.size === 0 || alive.size === screens.length) return [];
  const before: Screen[][] = [];
  for (const { from, to } of ways) {
    const sources = before[to.index];
    if (sources === undefined) before[to.index] = [from];
    else sources.push(from);
  }
  for (const screen of alive) for (const source of before[screen.index] ?? []) alive.add(source);
  const dead = screens.filter((screen) => !alive.has(screen) && !aside.has(screen));
  if (dead.length === 0) return dead;
  // The way that leads to a dead end is not another one.
  const leads = new Set(ways.map(({ from }) => from));
  const last = dead.filter((screen) => !leads.has(screen));
  return last.length > 0 ? last : dead.slice(0, 1);
}
