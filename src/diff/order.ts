/** The order in which differences are told: the flow, its routes, then screen by screen as one reads them. */
import { compareText } from "../diagnostic/order.js";
import type { Fact } from "./facts.js";

const groups = { flow: 0, route: 1, screen: 2, data: 2, component: 2, property: 2 } as const;
const changes = { removed: 0, added: 1, renamed: 2, moved: 3, changed: 4 } as const;

/** Sorts facts as they are read: the flow, its routes, then screen by screen; the order never depends on that of the documents' keys. */
export function inOrder(facts: readonly Fact[]): readonly Fact[] {
  return [...facts].sort(
    (a, b) =>
      groups[a.subject] - groups[b.subject] ||
      screenPlace(a) - screenPlace(b) ||
      rank(a) - rank(b) ||
      comparePointers(pointerOf(a), pointerOf(b)) ||
      Number(a.path !== "") - Number(b.path !== "") ||
      compareText(a.path, b.path) ||
      changes[a.change] - changes[b.change],
  );
}

/** A screen that is gone stands before the one that took its place. */
function screenPlace({ screen: { left, right } }: Fact): number {
  if (right !== null) return right.index;
  return left === null ? -1 : left.index - 0.5;
}

function rank({ subject, owner }: Fact): number {
  if (subject === "screen") return 0;
  if (subject === "property" && owner.left === "") return 1;
  return subject === "data" ? 2 : 3;
}

/** Where it stands among others of its kind; of a screen's own properties all stand in the same place. */
function pointerOf({ subject, owner, ownerPointer, spot }: Fact): string {
  if (subject === "data") return owner.left;
  if (subject === "property" && ownerPointer === undefined) return "";
  return ownerPointer?.right ?? spot.right?.pointer ?? spot.left?.pointer ?? "";
}

/** By segment, numbers by their size. */
function comparePointers(a: string, b: string): number {
  const [left, right] = [a.split("/"), b.split("/")];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [l, r] = [left[i] ?? "", right[i] ?? ""];
    if (l === r) continue;
    return /^\d+$/.test(l) && /^\d+$/.test(r) ? Number(l) - Number(r) : compareText(l, r);
  }
  return left.length - right.length;
}
