/** What of a screen can be read: its texts, and the names of its components. */
import type { FlowDocument } from "../../flow/document.js";
import { property } from "../../json/node.js";
import { evaluateNode } from "../phone-state.js";
import { nameOf, type ScreenView, type Shown } from "../screen-view.js";

/** Properties of a component that a user reads. */
const readable = [
  "text",
  "label",
  "title",
  "description",
  "helper-text",
  "left-caption",
  "center-caption",
  "right-caption",
] as const;

/** The same in an entry of a list of options or items. */
const readableInEntries: ReadonlySet<string> = new Set([...readable, "metadata", "badge", "tags"]);

/** Lists whose entries a user reads. */
const lists = ["data-source", "list-items"] as const;

export interface Legible {
  readonly texts: readonly string[];
  readonly names: ReadonlySet<string>;
}

/** Everything that can be read on a screen. */
export function legible(flow: FlowDocument, view: ScreenView): Legible {
  const head = flat(evaluateNode(flow, property(view.state.screen.node, "title"), view.lookUp));
  const names = view.shown.flatMap(({ component }) => nameOf(component) ?? []);
  return { texts: [...head, ...view.shown.flatMap(textsOf)], names: new Set(names) };
}

/** Whether a text, or a part of one, or a component of that name is shown. */
export function shows({ texts, names }: Legible, wanted: string): boolean {
  return names.has(wanted) || texts.some((text) => text.includes(wanted));
}

function textsOf({ value }: Shown): readonly string[] {
  const own = readable.flatMap((name) => flat(value(name)));
  return [...own, ...lists.flatMap((name) => inEntries(value(name)))];
}

/** RichText has a list of lines. */
function flat(value: unknown): readonly string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  return Array.isArray(value) ? value.flatMap(flat) : [];
}

function inEntries(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(inEntries);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    readableInEntries.has(key) ? flat(each) : key === "on-click-action" ? [] : inEntries(each),
  );
}
