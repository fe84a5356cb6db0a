import type { StringNode } from "../json/node.js";
import { property } from "../json/node.js";
import type { Action, Component, FlowDocument, Screen } from "./document.js";
import { classify } from "./expression/classify.js";
import { perFlow } from "./per-flow.js";
import { nestedExpressionsSince } from "./versions.js";

/** Where a navigate action goes. */
export type Destination =
  | { readonly kind: "screen"; readonly screen: Screen }
  /** The screen that holds the action. */
  | { readonly kind: "same" }
  /** A plain name that no screen has. */
  | { readonly kind: "unknown" }
  /** Only known at run time. */
  | { readonly kind: "dynamic" }
  /** It does not say so, or not in a way that the structure check lets pass. */
  | { readonly kind: "unclear" };

/** A navigate action where one is allowed. */
export interface Navigation {
  readonly action: Action;
  readonly from: Screen;
  /** The text of `next.name`, when there is one. */
  readonly next: StringNode | undefined;
  readonly to: Destination;
}

const same: Destination = { kind: "same" };
const unknown: Destination = { kind: "unknown" };
const dynamic: Destination = { kind: "dynamic" };
const unclear: Destination = { kind: "unclear" };

/** Every navigate action that a tap runs, in the order of the text. */
export const navigations: (flow: FlowDocument) => readonly Navigation[] = perFlow(collect);

function collect(flow: FlowDocument): Navigation[] {
  const all: Navigation[] = [];
  for (const from of flow.screens) {
    for (const action of from.actions) {
      if (action.name !== "navigate" || action.slot !== "on-click-action" || !isAllowed(action)) continue;
      all.push({ action, from, next: action.next, to: destination(flow, from, action) });
    }
  }
  return all;
}

/** Whether the action may stand where it stands; where not, the structure check says so, and nothing more is said. */
function isAllowed({ component, item }: Action): boolean {
  return item === null ? takesOnClick(component, "navigate") : component.type === "NavigationList";
}

/** Whether an action of that name can be the `on-click-action` of a component. */
export function takesOnClick({ spec }: Component, name: string): boolean {
  const shape = spec?.properties.find((property) => property.name === "on-click-action")?.shape;
  return shape?.kind === "action" && shape.names.some((choice) => choice.name === name);
}

function destination(flow: FlowDocument, from: Screen, { node, next }: Action): Destination {
  if (next === undefined) return unclear;
  const type = property(property(node, "next"), "type");
  if (type !== undefined && !(type.kind === "string" && type.value === "screen")) return unclear;
  if (next.value === from.id) return same;
  const screen = flow.screensById.get(next.value);
  if (screen !== undefined) return { kind: "screen", screen };
  const literal = classify(next.value, flow.version >= nestedExpressionsSince).kind === "literal";
  return literal ? unknown : dynamic;
}
