/** What a user can do on a screen that is shown: every action that a tap or a choice runs. */
import type { Action, FlowDocument } from "../flow/document.js";
import { type JsonNode, property } from "../json/node.js";
import type { JsonObject } from "../json/object.js";
import { type FilledScreen, fill } from "./filling.js";
import { asObject, evaluateNode, type PhoneState } from "./phone-state.js";
import { nameOf, type ScreenView, type Shown } from "./screen-view.js";

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
  /** What was chosen in the input that runs the action; each choice may be answered in another way. */
  readonly choice?: string;
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
    const tap = tapOn(flow, action, atSelection(flow, filled, shown, action, now));
    const name = action.item === null ? nameOf(component) : undefined;
    if (name === undefined) taps.push(tap);
    else taps.push({ ...tap, choice: JSON.stringify([name, tap.state.forms.get(state.screen.id ?? "")?.[name]]) });
  }
  const items = property(component.node, "list-items");
  if (component.type === "NavigationList" && items?.kind === "string") {
    const now = evaluateNode(flow, items, lookUp);
    const list: readonly unknown[] = Array.isArray(now) ? now : [];
    taps.push(...list.flatMap((item) => tapOnItem(items, asObject(item), state) ?? []));
  }
  return taps;
}

/** The tap that runs an action of the flow, on a screen as it is then. */
export function tapOn(
  flow: FlowDocument,
  action: Action,
  { state, lookUp }: Pick<ScreenView, "state" | "lookUp">,
): Tap {
  return {
    action,
    node: property(action.node, "name") ?? action.node,
    name: action.name ?? "",
    payload: asObject(evaluateNode(flow, action.payload, lookUp)),
    next: textValue(evaluateNode(flow, action.next, lookUp)),
    state,
    sends: action.component.type === "Footer",
  };
}

/** The tap on an entry of a list that came with data, where it has an action. */
export function tapOnItem(node: JsonNode, item: JsonObject, state: PhoneState): Tap | undefined {
  const action = asObject(item["on-click-action"]);
  const name = textValue(action.name);
  if (name === undefined) return undefined;
  const next = textValue(asObject(action.next).name);
  return { action: null, node, name, payload: asObject(action.payload), next, state, sends: false };
}

/** The phone when an option is chosen, or taken back, that has an action of its own. */
function atSelection(
  flow: FlowDocument,
  { view }: FilledScreen,
  { component }: Shown,
  action: Action,
  now: number,
): Pick<ScreenView, "state" | "lookUp"> {
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

function textValue(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
