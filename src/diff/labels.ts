/** How the parts of a flow are called in sentences. */
import { shorten } from "../flow/words.js";
import type { ComponentList, ComponentNode } from "./component-tree.js";
import type { ScreenName } from "./facts.js";
import { member } from "./values.js";

/** Properties by which people know a component that has no name. */
const telling = ["text", "label", "title", "condition", "value"] as const;

/** `` `TextInput` `email` ``, `` `TextHeading` `Welcome` ``, or `` `Image` in place 3 ``. */
export function componentName(node: ComponentNode): string {
  if (node.type === undefined && node.name === undefined) return `Entry ${node.index + 1}`;
  const type = `\`${shorten(node.type ?? "component without type")}\``;
  const word = node.name ?? tellingText(node.own);
  return word === undefined ? `${type} in place ${node.index + 1}` : `${type} \`${shorten(word, 40)}\``;
}

function tellingText(own: unknown): string | undefined {
  for (const key of telling) {
    const value = member(own, key);
    const first: unknown = Array.isArray(value) ? value[0] : value;
    if (typeof first === "string" && first.trim() !== "") return first;
  }
  return undefined;
}

/** What holds a component: the screen, or a branch of another. */
export function listName({ holder, branch }: ComponentList): string {
  if (holder === null) return "the screen";
  const name = componentName(holder);
  return branch === "children" ? name : `${name}, \`${shorten(branch)}\``;
}

/** How a difference calls a screen. */
export function screenName({ id, index }: ScreenName): string {
  return id === null ? `Screen ${index + 1} (without id)` : `Screen \`${shorten(id)}\``;
}
