/** What a user can do on a screen that is shown: every action that a tap or a choice runs. */
import type { Action, FlowDocument } from "../flow/document.js";
import { type JsonNode, property } from "../json/node.js";
import type { JsonObject } from "./exchange.js";
import { type FilledScreen, fill } from "./filling.js";
import { asObject, evaluateNode, type PhoneState } from "./phone-state.js";
import { nameOf, type Shown } from "./screen-view.js";

export interface Tap {
  /** The action in the flow; null for one that came with data. */
  readonly action: Action | null;
  /** Where findings about it are shown. */
  readonly node: JsonNode;
  readonly name: string;
  readonly payload: JsonObject;
  /** The screen that a navigate action names. */
  readonly next: string | undefined;
  /** The phone when it is tapped. */
  readonly state: PhoneState;
  /** Whether it is the button that sends the screen, which is worth trying with every filling. */
  readonly sends: boolean;
}

/** The taps on a filled screen, in the order of the text. */
export function tapsOn(flow: FlowDocument, filled: FilledScreen, now: number): readonly Tap[] {
  return filled.view.shown.flatMap((shown) => tapsOf(flow, filled, shown, now));
}

function tapsOf(flow: FlowDocument, filled: FilledScreen, shown: Shown, now: number): readonly Tap[] {
  const { component } = shown;
  const { state, lookUp } = filled.view;
  if (shown.value("enabled") === false) return [];
  const sends = component.type === "Footer";
  // The phone does not send a screen while something that is required is empty.
  if (sends && filled.unfillable.length > 0) return [];
  const taps: Tap[] = [];
  for (const action of state.screen.actions) {
    if (action.component !== component || action.name === undefined) continue;
    const at = atSelection(flow, filled, shown, action, now);
    taps.push({
      action,
      node: property(action.node, "name") ?? action.node,
      name: action.name,
      payload: asObject(evaluateNode(flow, action.payload, at.lookUp)),
      next: textValue(evaluateNode(flow, action.next, at.lookUp)),
      state: at.state,
      sends,
    });
  }
  const items = property(component.node, "list-items");
  if (component.type === "NavigationList" && items?.kind === "string") {
    taps.push(...tapsOnItems(items, evaluateNode(flow, items, lookUp), state));
  }
  return taps;
}

/** The phone when an option is chosen, or taken back, that has an action of its own. */
function atSelection(
  flow: FlowDocument,
  { view }: FilledScreen,
  { component }: Shown,
  action: Action,
  now: number,
): { readonly state: PhoneState; readonly lookUp: FilledScreen["view"]["lookUp"] } {
  const name = nameOf(component);
  if (action.slot === "on-click-action" || name === undefined) return view;
  const id = textValue(evaluateNode(flow, property(action.item ?? undefined, "id"), view.lookUp));
  const many = component.type === "CheckboxGroup" || component.type === "ChipsSelector";
  const nothing = component.type === "OptIn" ? false : many ? [] : undefined;
  const chosen = id === undefined ? undefined : many ? [id] : id;
  if (action.slot === "on-select-action" && chosen === undefined) return view;
  const value = action.slot === "on-unselect-action" ? nothing : chosen;
  return fill(flow, view.state, new Map([[name, value]]), now).view;
}

/** The entries of a list that came with data, each with its action. */
function tapsOnItems(node: JsonNode, items: unknown, state: PhoneState): readonly Tap[] {
  if (!Array.isArray(items)) return [];
  return items.flatMap((item: unknown): readonly Tap[] => {
    const action = asObject(asObject(item)["on-click-action"]);
    const name = textValue(action.name);
    if (name === undefined) return [];
    const next = textValue(asObject(action.next).name);
    return [{ action: null, node, name, payload: asObject(action.payload), next, state, sends: false }];
  });
}

function textValue(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
