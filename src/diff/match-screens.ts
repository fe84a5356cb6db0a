/** Which screen of one document is which of the other. */

import { canonicalJson } from "../json/canonical.js";
import { nearest } from "../text/nearest.js";
import { allNodes, componentsOf } from "./component-tree.js";
import type { ScreenName } from "./facts.js";
import { align } from "./sequence.js";
import { leavesOf, similarity } from "./similarity.js";
import { pointerInto, textAt } from "./values.js";

export interface ScreenNode {
  readonly value: unknown;
  readonly pointer: string;
  readonly name: ScreenName;
}

export interface ScreenMatches {
  readonly pairs: readonly (readonly [ScreenNode, ScreenNode])[];
  readonly removed: readonly ScreenNode[];
  readonly added: readonly ScreenNode[];
}

/** More comparisons than this are not made for screens whose ids are gone. */
const MAX_COMPARISONS = 2_500;

/** A screen under another id must have this much in common with the one that is gone; a similar id counts for some of it. */
const SAME_SCREEN = 0.5;
const SIMILAR_ID = 0.3;

/** The screens of a document with their places; what is no object is one without id. */
export function screensOf(screens: readonly unknown[]): readonly ScreenNode[] {
  return screens.map((value, index) => ({
    value,
    pointer: pointerInto("", "screens", index),
    name: { id: textAt(value, "id") ?? null, index },
  }));
}

/** By id, then by what is on them. */
export function matchScreens(left: readonly ScreenNode[], right: readonly ScreenNode[]): ScreenMatches {
  const pairs: (readonly [ScreenNode, ScreenNode])[] = [];
  const waiting = new Set(right);
  const rest: ScreenNode[] = [];
  const byId = new Map<string, ScreenNode[]>();
  for (const screen of right)
    if (screen.name.id !== null) byId.set(screen.name.id, [...(byId.get(screen.name.id) ?? []), screen]);
  for (const screen of left) {
    const other = screen.name.id === null ? undefined : byId.get(screen.name.id)?.shift();
    if (other === undefined) rest.push(screen);
    else {
      pairs.push([screen, other]);
      waiting.delete(other);
    }
  }
  const renamed = matchRenamed(rest, [...waiting]);
  const gone = new Set(renamed.flat());
  return {
    pairs: [...pairs, ...renamed],
    removed: rest.filter((screen) => !gone.has(screen)),
    added: [...waiting].filter((screen) => !gone.has(screen)),
  };
}

function matchRenamed(
  left: readonly ScreenNode[],
  right: readonly ScreenNode[],
): readonly (readonly [ScreenNode, ScreenNode])[] {
  if (left.length * right.length > MAX_COMPARISONS) {
    return align(left, right, (l, r) => (canonicalJson(l.value) === canonicalJson(r.value) ? 1 : 0));
  }
  const contents = new Map([...left, ...right].map((screen) => [screen, contentOf(screen)]));
  const none: ReadonlySet<string> = new Set();
  const candidates = left.flatMap((l) =>
    right.flatMap((r) => {
      const content = similarity(contents.get(l) ?? none, contents.get(r) ?? none);
      const alike = content + (content > 0 && isSimilar(l.name.id, r.name.id) ? SIMILAR_ID : 0);
      return alike >= SAME_SCREEN ? [{ l, r, alike }] : [];
    }),
  );
  const taken = new Set<ScreenNode>();
  return candidates
    .sort((a, b) => b.alike - a.alike)
    .flatMap(({ l, r }) => {
      if (taken.has(l) || taken.has(r)) return [];
      taken.add(l);
      taken.add(r);
      return [[l, r] as const];
    });
}

function isSimilar(left: string | null, right: string | null): boolean {
  return left !== null && right !== null && nearest(left, [right]) !== undefined;
}

/** What is on a screen, wherever it stands: its own members, and what its components say. */
function contentOf({ value, pointer }: ScreenNode): ReadonlySet<string> {
  const content = new Set<string>();
  const add = (prefix: string, leaves: ReadonlySet<string>): void => {
    for (const leaf of leaves) content.add(`${prefix}${leaf}`);
  };
  for (const key of ["title", "data", "terminal", "success"]) {
    const own = Object.entries(Object(value)).find(([name]) => name === key);
    if (own !== undefined) add(`${key} `, leavesOf(own[1]));
  }
  for (const node of allNodes(componentsOf(value, pointer, (same) => same))) {
    add(`${node.type ?? ""} ${node.name ?? ""} `, node.leaves);
  }
  return content;
}
