/** What differs in the components of a screen. */
import { allNodes, type ComponentList, type ComponentNode } from "./component-tree.js";
import type { Fact, ScreenName, Sides } from "./facts.js";
import { componentName, listName } from "./labels.js";
import { type ComponentMatches, matchComponents } from "./match-components.js";
import { outOfOrder } from "./sequence.js";
import { type Same, valueDifferences } from "./value-differences.js";

/** What differs between the components of a screen and of its counterpart. */
export function componentFacts(
  left: ComponentList,
  right: ComponentList,
  screen: Sides<ScreenName>,
  same: Same,
): readonly Fact[] {
  const matches = matchComponents(left, right);
  const displaced = displacedNodes(left, matches);
  const facts: Fact[] = [];
  for (const node of allNodes(left)) {
    const other = matches.rightOf.get(node);
    if (other !== undefined) facts.push(...pairFacts(node, other, screen, displaced.has(node), same));
    else if (isTopmost(node, matches.rightOf)) facts.push(oneSided(node, "left", screen, matches.rightOf));
  }
  for (const node of allNodes(right)) {
    if (matches.leftOf.has(node) || !isTopmost(node, matches.leftOf)) continue;
    facts.push(oneSided(node, "right", screen, matches.leftOf));
  }
  return facts;
}

/** What holds it is in both documents, so that nobody has told of it yet. */
function isTopmost({ list: { holder } }: ComponentNode, matched: ReadonlyMap<ComponentNode, unknown>): boolean {
  return holder === null || matched.has(holder);
}

function oneSided(
  node: ComponentNode,
  side: "left" | "right",
  screen: Sides<ScreenName>,
  matched: ReadonlyMap<ComponentNode, unknown>,
): Fact {
  const below = node.branches.flatMap((list) => [...allNodes(list)]).filter((held) => !matched.has(held));
  const name = componentName(node);
  return {
    subject: "component",
    change: side === "left" ? "removed" : "added",
    screen,
    owner: { left: name, right: name },
    path: "",
    spot: { left: side === "left" ? node : null, right: side === "right" ? node : null },
    size: below.length,
  };
}

function pairFacts(
  left: ComponentNode,
  right: ComponentNode,
  screen: Sides<ScreenName>,
  displaced: boolean,
  same: Same,
): readonly Fact[] {
  const owner = { left: componentName(left), right: componentName(right) };
  const ownerPointer = { left: left.pointer, right: right.pointer };
  const common = { screen, owner, ownerPointer, path: "", spot: { left, right } };
  const facts: Fact[] = [];
  if (displaced) facts.push({ ...common, subject: "component", change: "moved", place: placesOf(left, right) });
  const renamed = left.name !== undefined && right.name !== undefined && left.name !== right.name;
  if (renamed) facts.push({ ...common, subject: "component", change: "renamed" });
  const retyped = left.type !== undefined && right.type !== undefined && left.type !== right.type;
  if (retyped) facts.push({ ...common, subject: "component", change: "changed" });
  for (const { path, change, spot } of valueDifferences(ownSpot(left), ownSpot(right), same)) {
    if ((path === "name" && renamed) || (path === "type" && retyped)) continue;
    facts.push({ subject: "property", change, screen, owner, ownerPointer, path, spot });
  }
  return facts;
}

function ownSpot({ own, pointer }: ComponentNode): { readonly value: unknown; readonly pointer: string } {
  return { value: own, pointer };
}

/** Components that went to another list, and as few as can be of those that stand in another order. */
function displacedNodes(root: ComponentList, { rightOf }: ComponentMatches): ReadonlySet<ComponentNode> {
  const displaced = new Set<ComponentNode>();
  const look = (list: ComponentList): void => {
    const staying: { readonly node: ComponentNode; readonly index: number }[] = [];
    for (const node of list.nodes) {
      const other = rightOf.get(node);
      if (other !== undefined && belongTogether(list, other.list, rightOf)) staying.push({ node, index: other.index });
      else if (other !== undefined) displaced.add(node);
      for (const branch of node.branches) look(branch);
    }
    const moved = outOfOrder(staying.map(({ index }) => index));
    for (const { node, index } of staying) if (moved.has(index)) displaced.add(node);
  };
  look(root);
  return displaced;
}

function belongTogether(
  left: ComponentList,
  right: ComponentList,
  rightOf: ReadonlyMap<ComponentNode, ComponentNode>,
): boolean {
  if (left.holder === null || right.holder === null) return left.holder === right.holder;
  return left.branch === right.branch && rightOf.get(left.holder) === right.holder;
}

/** Where it stands before and after: its list, or its place if the list is the same in words. */
function placesOf(left: ComponentNode, right: ComponentNode): Sides<string> {
  const lists = { left: listName(left.list), right: listName(right.list) };
  if (lists.left !== lists.right) return lists;
  return { left: `place ${left.index + 1}`, right: `place ${right.index + 1}` };
}
