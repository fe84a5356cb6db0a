/** The components of a screen as a tree of lists, whatever their types: also of a flow that is not valid. */
import { canonicalJson } from "../json/canonical.js";
import { isObject } from "../json/object.js";
import type { Translate } from "./screen-names.js";
import { leavesOf } from "./similarity.js";
import { member, pointerInto, textAt, without } from "./values.js";

/** A list of components: of the layout, or a branch of a Form, an If or a Switch. */
export interface ComponentList {
  readonly holder: ComponentNode | null;
  /** `children`, `then`, `else`, or `cases.NAME`. */
  readonly branch: string;
  readonly pointer: string;
  readonly nodes: readonly ComponentNode[];
}

export interface ComponentNode {
  readonly value: unknown;
  readonly pointer: string;
  readonly type: string | undefined;
  readonly name: string | undefined;
  readonly list: ComponentList;
  readonly index: number;
  /** The component without those it holds. */
  readonly own: unknown;
  /** The same for components that say the same, apart from what they hold. */
  readonly key: string;
  /** What it says, without its name and type. */
  readonly leaves: ReadonlySet<string>;
  readonly branches: readonly ComponentList[];
}

/** The components of a screen; `translate` makes names of screens those of the other document. */
export function componentsOf(screen: unknown, pointer: string, translate: Translate): ComponentList {
  const children = member(member(screen, "layout"), "children");
  const items = Array.isArray(children) ? children : [];
  return listOf(items, null, "children", pointerInto(pointer, "layout", "children"), translate);
}

/** Every component below a list, each before what it holds. */
export function* allNodes(list: ComponentList): Generator<ComponentNode> {
  for (const node of list.nodes) {
    yield node;
    for (const branch of node.branches) yield* allNodes(branch);
  }
}

function listOf(
  items: readonly unknown[],
  holder: ComponentNode | null,
  branch: string,
  pointer: string,
  translate: Translate,
): ComponentList {
  const nodes: ComponentNode[] = [];
  const list: ComponentList = { holder, branch, pointer, nodes };
  items.forEach((value, index) => {
    nodes.push(nodeOf(value, list, index, translate));
  });
  return list;
}

function nodeOf(value: unknown, list: ComponentList, index: number, translate: Translate): ComponentNode {
  const pointer = pointerInto(list.pointer, index);
  const own = ownOf(value);
  const said = translate(own);
  const branches: ComponentList[] = [];
  const node: ComponentNode = {
    value,
    pointer,
    type: textAt(value, "type"),
    name: textAt(value, "name"),
    list,
    index,
    own,
    key: canonicalJson(said),
    leaves: leavesOf(isObject(said) ? without(said, identity) : said),
    branches,
  };
  for (const [branch, items, at] of branchesOf(value, pointer)) {
    branches.push(listOf(items, node, branch, at, translate));
  }
  return node;
}

const identity: ReadonlySet<string> = new Set(["type", "name"]);
const branchKeys = ["children", "then", "else"] as const;

function* branchesOf(value: unknown, pointer: string): Generator<[string, readonly unknown[], string]> {
  for (const key of branchKeys) {
    const items = member(value, key);
    if (Array.isArray(items)) yield [key, items, pointerInto(pointer, key)];
  }
  const cases = member(value, "cases");
  if (!isObject(cases)) return;
  for (const [name, items] of Object.entries(cases)) {
    if (Array.isArray(items)) yield [`cases.${name}`, items, pointerInto(pointer, "cases", name)];
  }
}

/** What is left without the lists; that there is such a list, if an empty one, stays. */
function ownOf(value: unknown): unknown {
  if (!isObject(value)) return value;
  const cases = member(value, "cases");
  const lists = new Set(branchKeys.filter((key) => hasEntries(member(value, key))));
  const rest = without(value, lists);
  if (!isObject(cases)) return rest;
  const filled = Object.keys(cases).filter((key) => hasEntries(cases[key]));
  return { ...rest, cases: without(cases, new Set(filled)) };
}

function hasEntries(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}
