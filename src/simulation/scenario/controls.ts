/** What a user can tap or choose on a screen, by the names that scenarios use. */
import type { Action, FlowDocument } from "../../flow/document.js";
import { shorten } from "../../flow/words.js";
import { type JsonNode, property } from "../../json/node.js";
import { listed } from "../../text/counted.js";
import { didYouMean } from "../../text/nearest.js";
import { asObject, evaluateNode } from "../phone-state.js";
import { nameOf, type ScreenView, type Shown } from "../screen-view.js";
import { type Tap, tapOn, tapOnItem } from "../taps.js";

/** Something that can be tapped. */
export interface Control {
  readonly footer: boolean;
  readonly enabled: boolean;
  /** Its text first, then what else it may be called. */
  readonly labels: readonly string[];
  readonly tap: Tap;
}

/** Everything on a screen that a tap does something to, in the order of the text. */
export function controlsOn(flow: FlowDocument, view: ScreenView): readonly Control[] {
  return view.shown.flatMap((shown) => {
    const { component, value } = shown;
    const footer = component.type === "Footer";
    const enabled = value("enabled") !== false;
    const own = texts(value("label"), value("text"), nameOf(component));
    const clicks = view.state.screen.actions.filter(
      (action) => action.component === component && action.slot === "on-click-action" && action.name !== undefined,
    );
    const controls = clicks.map((action): Control => {
      const item = action.item === null ? undefined : asObject(evaluateNode(flow, action.item, view.lookUp));
      const labels = item === undefined ? [...own, ...entriesOf(shown).flatMap(itemLabels)] : itemLabels(item);
      return { footer, enabled, labels, tap: tapOn(flow, action, view) };
    });
    return [...controls, ...arrivedItems(shown, view)];
  });
}

/** Entries of a list that came with data, each with an action of its own. */
function arrivedItems(shown: Shown, { state }: ScreenView): readonly Control[] {
  const node: JsonNode | undefined = property(shown.component.node, "list-items");
  if (shown.component.type !== "NavigationList" || node?.kind !== "string") return [];
  return entriesOf(shown).flatMap((item) => {
    const tap = tapOnItem(node, item, state);
    return tap === undefined ? [] : [{ footer: false, enabled: true, labels: itemLabels(item), tap }];
  });
}

function entriesOf({ component, value }: Shown): readonly Readonly<Record<string, unknown>>[] {
  const items = component.type === "NavigationList" ? value("list-items") : undefined;
  return Array.isArray(items) ? items.map(asObject) : [];
}

function itemLabels(item: Readonly<Record<string, unknown>>): readonly string[] {
  return texts(asObject(item["main-content"]).title, item.id);
}

function texts(...values: readonly unknown[]): readonly string[] {
  return values.filter((value) => typeof value === "string" && value !== "").map(String);
}

/** The control of that name, or why there is none to tap. */
export function controlNamed(controls: readonly Control[], label: string, screen: string): Control | string {
  const found = controls.filter(({ labels }) => labels.includes(label));
  const [control, other] = found;
  if (control === undefined) {
    const known = controls.flatMap(({ labels }) => labels.slice(0, 1));
    const all = controls.flatMap(({ labels }) => labels);
    const there =
      known.length === 0 ? "nothing can be tapped" : `there is ${listed(known.map((each) => `\`${shorten(each)}\``))}`;
    return `Nothing on screen \`${screen}\` that can be tapped is called \`${shorten(label)}\`; ${there}.${didYouMean(label, all)}`;
  }
  if (other !== undefined) {
    const ids = found.map(({ labels }) => labels.at(-1) ?? "");
    const help =
      new Set(ids).size === ids.length ? ` Name it by ${listed(ids.map((id) => `\`${shorten(id)}\``))}.` : "";
    return `Several things on screen \`${screen}\` are called \`${shorten(label)}\`.${help}`;
  }
  return control.enabled ? control : `\`${shorten(label)}\` on screen \`${screen}\` is disabled.`;
}

/** The footer of a screen, or why there is none to tap. */
export function footerOf(controls: readonly Control[], screen: string): Control | string {
  const footer = controls.find((control) => control.footer);
  if (footer === undefined) return `Screen \`${screen}\` shows no footer.`;
  return footer.enabled ? footer : `The footer of screen \`${screen}\` is disabled.`;
}

/** The actions that a choice runs: what the component held before, and what it holds on the screen that is given. */
export function actionsOnChoice(
  flow: FlowDocument,
  view: ScreenView,
  { component }: Shown,
  before: unknown,
  after: unknown,
): readonly Action[] {
  const [had, has] = [idsOf(before), idsOf(after)];
  const added = has.filter((id) => !had.includes(id));
  const removed = had.filter((id) => !has.includes(id));
  const changed = { "on-select-action": added, "on-unselect-action": removed, "on-click-action": [] };
  return view.state.screen.actions.filter(({ component: own, name, slot, item }) => {
    if (own !== component || name === undefined) return false;
    const ids: readonly string[] = changed[slot];
    const id = item === null ? ids[0] : evaluateNode(flow, property(item, "id"), view.lookUp);
    return typeof id === "string" && ids.includes(id);
  });
}

/** Whether choosing in a component runs an action at once. */
export function actsOnChoice({ component }: Shown): boolean {
  return component.screen.actions.some(
    (action) => action.component === component && action.slot !== "on-click-action" && action.name !== undefined,
  );
}

/** A value as the options that are chosen; a box that is ticked counts as one. */
function idsOf(value: unknown): readonly string[] {
  if (value === undefined || value === "" || value === false) return [];
  return (Array.isArray(value) ? value : [value]).map((each) =>
    typeof each === "string" ? each : JSON.stringify(each),
  );
}
