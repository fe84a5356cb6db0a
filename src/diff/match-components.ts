/** Which component of one screen is which of the other, by identity instead of place. */
import { allNodes, type ComponentList, type ComponentNode } from "./component-tree.js";
import { align } from "./sequence.js";
import { similarity } from "./similarity.js";

/** Pairs, by either of the two. */
export interface ComponentMatches {
  readonly rightOf: ReadonlyMap<ComponentNode, ComponentNode>;
  readonly leftOf: ReadonlyMap<ComponentNode, ComponentNode>;
}

/** More comparisons than this are not made for what is left over at the end. */
const MAX_COMPARISONS = 20_000;

/** As much as a pair can score. */
const SURE = 2;

/** From the surest sign to the weakest: the name, the same content in the same list, the same content, the likeness. */
export function matchComponents(left: ComponentList, right: ComponentList): ComponentMatches {
  const matching = new Matching(left, right);
  matching.byKey((node) => (node.name === undefined ? undefined : `${node.type ?? ""} ${node.name}`));
  matching.byKey((node) => node.name, "only");
  matching.inLists((l, r) => (l.key === r.key ? 1 : 0));
  matching.byKey((node) => node.key);
  matching.inLists(likeness);
  matching.byLikeness();
  return matching;
}

class Matching implements ComponentMatches {
  readonly rightOf = new Map<ComponentNode, ComponentNode>();
  readonly leftOf = new Map<ComponentNode, ComponentNode>();
  private readonly left: ComponentList;
  private readonly right: ComponentList;

  constructor(left: ComponentList, right: ComponentList) {
    this.left = left;
    this.right = right;
  }

  /** Pairs nodes of the same key in their order; or only those whose key no other node has. */
  byKey(keyOf: (node: ComponentNode) => string | undefined, which: "in-order" | "only" = "in-order"): void {
    const waiting = grouped(this.free(this.right, this.leftOf), keyOf);
    for (const [key, nodes] of grouped(this.free(this.left, this.rightOf), keyOf)) {
      const others = waiting.get(key) ?? [];
      if (which === "only" && (nodes.length > 1 || others.length > 1)) continue;
      nodes.forEach((node, i) => {
        this.pair(node, others[i]);
      });
    }
  }

  /** Pairs what is left in lists that belong together, keeping the order. */
  inLists(score: (left: ComponentNode, right: ComponentNode) => number): void {
    this.inList(this.left, this.right, score);
    for (const node of allNodes(this.left)) {
      const other = this.rightOf.get(node);
      for (const list of node.branches) {
        const counterpart = other?.branches.find(({ branch }) => branch === list.branch);
        if (counterpart !== undefined) this.inList(list, counterpart, score);
      }
    }
  }

  /** What is paired already holds its place, so that of two alike the one between the same neighbours is meant. */
  private inList(
    left: ComponentList,
    right: ComponentList,
    score: (l: ComponentNode, r: ComponentNode) => number,
  ): void {
    const pairs = align(left.nodes, right.nodes, (l, r) => {
      if (this.rightOf.has(l) || this.leftOf.has(r)) return this.rightOf.get(l) === r ? SURE : 0;
      return score(l, r);
    });
    for (const [l, r] of pairs) this.pair(l, r);
  }

  /** Pairs what went to another place and changed there, the most alike first. */
  byLikeness(): void {
    const left = this.free(this.left, this.rightOf);
    const right = this.free(this.right, this.leftOf);
    if (left.length * right.length > MAX_COMPARISONS) return;
    const candidates = left.flatMap((l) =>
      right.flatMap((r) => {
        const alike = l.type === r.type && l.type !== undefined ? similarity(l.leaves, r.leaves) : 0;
        return alike >= 0.5 ? [{ l, r, alike }] : [];
      }),
    );
    for (const { l, r } of candidates.sort((a, b) => b.alike - a.alike)) {
      if (!this.rightOf.has(l) && !this.leftOf.has(r)) this.pair(l, r);
    }
  }

  private free(list: ComponentList, taken: ReadonlyMap<ComponentNode, unknown>): readonly ComponentNode[] {
    return [...allNodes(list)].filter((node) => !taken.has(node));
  }

  private pair(left: ComponentNode, right: ComponentNode | undefined): void {
    if (right === undefined) return;
    this.rightOf.set(left, right);
    this.leftOf.set(right, left);
  }
}

function grouped(
  nodes: readonly ComponentNode[],
  keyOf: (node: ComponentNode) => string | undefined,
): ReadonlyMap<string, readonly ComponentNode[]> {
  const groups = new Map<string, ComponentNode[]>();
  for (const node of nodes) {
    const key = keyOf(node);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [node]);
    else group.push(node);
  }
  return groups;
}

/**
 * How well two components of one list go together; 0: not at all. Two of a type are the same one with another content,
 * unless both have a name, which they keep. Of different types only those that say nearly the same.
 */
function likeness(left: ComponentNode, right: ComponentNode): number {
  const alike = similarity(left.leaves, right.leaves);
  if (left.type !== right.type || left.type === undefined) return alike >= 0.6 ? alike : 0;
  const named = left.name !== undefined && right.name !== undefined;
  if (named && alike < 0.5) return 0;
  return 1 + alike;
}
