/** Whether an input surely has a value by the time that the flow ends. Where that is in doubt the answer is no. */
import type { Branch, Component, FlowDocument, Screen } from "../flow/document.js";
import { routingGraph } from "../flow/routing-graph.js";
import { property } from "../json/node.js";
import { isDemanded } from "./input-schema.js";

/**
 * Whether the user must have filled an input before a component, in most cases the footer that ends the flow, was
 * tapped.
 */
export function isFilledBefore(flow: FlowDocument, input: Component, tapped: Component): boolean {
  if (!isDemanded(input) || !canBeFilled(input)) return false;
  const shownWithIt = new Set(input.screen === tapped.screen ? branchesAround(tapped) : []);
  if (!branchesAround(input).every((branch) => isConstant(branch) || shownWithIt.has(branch))) return false;
  if (input.screen === tapped.screen) return tapped.type === "Footer";
  return isAlwaysVisited(flow, input.screen, tapped.screen) && onlyFooterLeaves(input.screen);
}

/** Nothing in the flow hides it or takes it out of use, for a time or for good. */
function canBeFilled({ node }: Component): boolean {
  return ["visible", "enabled"].every((name) => {
    const value = property(node, name);
    return value === undefined || (value.kind === "boolean" && value.value);
  });
}

/** The lists of components that a component stands in, innermost first. */
function branchesAround(component: Component): readonly Branch[] {
  const around: Branch[] = [];
  for (let inner = component; inner.parent !== null; inner = inner.parent) {
    const branch = inner.parent.branches.find(({ components }) => components.includes(inner));
    if (branch !== undefined) around.push(branch);
  }
  return around;
}

/** The children of a Form are always shown; a branch of an If or a case of a Switch is not. */
function isConstant({ node }: Branch): boolean {
  return node.key === "children";
}

/** Only the button of a screen makes sure that what is required was filled in; a link leaves it all the same. */
function onlyFooterLeaves({ actions }: Screen): boolean {
  return actions.every(
    ({ name, component }) => (name !== "navigate" && name !== "data_exchange") || component.type === "Footer",
  );
}

/** Whether every way from an opening of the flow to a screen leads over another one. */
export function isAlwaysVisited(flow: FlowDocument, passed: Screen, reached: Screen): boolean {
  if (passed === reached) return true;
  const { routes, screens, complete } = routingGraph(flow);
  if (!complete()) return false;
  const inbound = new Set(routes.map(({ to }) => to));
  const entries = screens.filter((screen) => !inbound.has(screen));
  const next = (from: Screen): readonly Screen[] =>
    routes.flatMap((route) => {
      if (route.from === from) return [route.to];
      // The phone takes an answer that leads one step back, even to a screen that it has not shown.
      return flow.dataApiVersion !== undefined && route.to === from ? [route.from] : [];
    });
  const seen = new Set<Screen>([passed]);
  const queue = (entries.length === 0 ? screens : entries).filter((screen) => screen !== passed);
  for (let screen = queue.pop(); screen !== undefined; screen = queue.pop()) {
    if (screen === reached) return false;
    if (seen.has(screen)) continue;
    seen.add(screen);
    queue.push(...next(screen));
  }
  return true;
}
