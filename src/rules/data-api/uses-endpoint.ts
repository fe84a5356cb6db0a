import type { Action, FlowDocument } from "../../flow/document.js";
import { type BooleanNode, property } from "../../json/node.js";

/** The first action that asks the data endpoint. */
export function firstExchange(flow: FlowDocument): Action | undefined {
  for (const screen of flow.screens) {
    const action = screen.actions.find(({ name }) => name === "data_exchange");
    if (action !== undefined) return action;
  }
  return undefined;
}

/** Every `refresh_on_back` that is true. */
export function refreshes(flow: FlowDocument): readonly BooleanNode[] {
  const found: BooleanNode[] = [];
  for (const { node } of flow.screens) {
    const refresh = property(node, "refresh_on_back");
    if (refresh?.kind === "boolean" && refresh.value) found.push(refresh);
  }
  return found;
}

/** Whether some screen asks a data endpoint by itself. */
export function usesEndpoint(flow: FlowDocument): boolean {
  return firstExchange(flow) !== undefined || refreshes(flow).length > 0;
}
