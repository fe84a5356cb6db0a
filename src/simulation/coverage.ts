/** How much of a flow a simulation has seen. */
import type { Action, Branch, FlowDocument, Screen } from "../flow/document.js";
import type { Route, RoutingGraph } from "../flow/routing-graph.js";

/** What was seen of one kind, and the names of what was not. */
export interface Share {
  readonly seen: number;
  readonly total: number;
  readonly missing: readonly string[];
}

export interface Coverage {
  /** Of everything below together, in percent, rounded down. */
  readonly percent: number;
  readonly screens: Share;
  readonly transitions: Share;
  readonly actions: Share;
  readonly branches: Share;
}

/** The kinds, in the order in which they are shown. */
export const coverageKinds = ["screens", "transitions", "actions", "branches"] as const;

/** Notes what is seen while a flow is walked. */
export class CoverageRecord {
  private readonly flow: FlowDocument;
  private readonly graph: RoutingGraph;
  private readonly screens = new Set<Screen>();
  private readonly routes = new Set<Route>();
  private readonly actions = new Set<Action>();
  private readonly branches = new Set<Branch>();

  constructor(flow: FlowDocument, graph: RoutingGraph) {
    this.flow = flow;
    this.graph = graph;
  }

  screen(screen: Screen): void {
    this.screens.add(screen);
  }

  move(from: Screen, to: Screen): void {
    const route = this.graph.routesFrom.get(from)?.get(to);
    if (route !== undefined) this.routes.add(route);
  }

  action(action: Action): void {
    this.actions.add(action);
  }

  branch(branch: Branch): void {
    this.branches.add(branch);
  }

  result(): Coverage {
    const screens = share(this.flow.screens, this.screens, ({ id, index }) => id ?? `screen ${index}`);
    const transitions = share(this.graph.routes, this.routes, ({ from, to }) => `${from.id ?? ""} → ${to.id ?? ""}`);
    const allActions = this.flow.screens.flatMap((screen) => screen.actions.filter(({ name }) => name !== undefined));
    const actions = share(allActions, this.actions, actionName);
    const allBranches = this.flow.screens.flatMap(branchesOf);
    const of = new Map(
      this.flow.screens.flatMap((screen) => branchesOf(screen).map((branch) => [branch, screen] as const)),
    );
    const branches = share(allBranches, this.branches, (branch) => `${of.get(branch)?.id ?? ""}: ${branch.name}`);
    const parts = [screens, transitions, actions, branches];
    const total = parts.reduce((sum, part) => sum + part.total, 0);
    const seen = parts.reduce((sum, part) => sum + part.seen, 0);
    const percent = total === 0 ? 100 : Math.floor((seen * 100) / total);
    return { percent, screens, transitions, actions, branches };
  }
}

function branchesOf(screen: Screen): readonly Branch[] {
  return screen.components
    .filter(({ type }) => type === "If" || type === "Switch")
    .flatMap((component) => component.branches);
}

function actionName({ component, name, slot }: Action): string {
  return `${component.screen.id ?? ""}: ${component.type ?? ""} ${slot} ${name ?? ""}`;
}

function share<T>(all: readonly T[], seen: ReadonlySet<T>, name: (item: T) => string): Share {
  const missing = all.filter((item) => !seen.has(item));
  return { seen: all.length - missing.length, total: all.length, missing: missing.map(name) };
}
