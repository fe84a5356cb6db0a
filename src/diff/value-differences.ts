/** Where two JSON values differ, down to the members that do. */
import { canonicalJson } from "../json/canonical.js";
import { isObject, type JsonObject } from "../json/object.js";
import type { Sides, Spot } from "./facts.js";
import { align } from "./sequence.js";
import { pointerInto, textAt } from "./values.js";

export interface ValueDifference {
  /** As people write it: `on-click-action.payload.name`, `data-source[blue].title`. */
  readonly path: string;
  /** `moved`: the entries of a list stand in another order. */
  readonly change: "added" | "removed" | "changed" | "moved";
  readonly spot: Sides<Spot | null>;
}

/** Tells whether two values, which stand under that key, mean the same where names of screens may have changed. */
export type Same = (left: unknown, right: unknown, key?: string) => boolean;

/** The differences of two values, each as deep inside as it can be told. */
export function valueDifferences(left: Spot, right: Spot, same: Same, path = ""): ValueDifference[] {
  if (same(left.value, right.value, left.pointer.slice(left.pointer.lastIndexOf("/") + 1))) return [];
  const [l, r] = [left.value, right.value];
  if (isObject(l) && isObject(r)) return objectDifferences(left.pointer, l, right.pointer, r, same, path);
  if (Array.isArray(l) && Array.isArray(r)) {
    return listDifferences(listAt(left.pointer, l), listAt(right.pointer, r), same, path, { left, right });
  }
  return [{ path, change: "changed", spot: { left, right } }];
}

/** The differences of two objects by member. */
export function objectDifferences(
  leftPointer: string,
  left: JsonObject,
  rightPointer: string,
  right: JsonObject,
  same: Same,
  path = "",
): ValueDifference[] {
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].flatMap((key) => {
    const l = Object.hasOwn(left, key) ? { pointer: pointerInto(leftPointer, key), value: left[key] } : null;
    const r = Object.hasOwn(right, key) ? { pointer: pointerInto(rightPointer, key), value: right[key] } : null;
    return between(l, r, same, path === "" ? key : `${path}.${key}`);
  });
}

function between(left: Spot | null, right: Spot | null, same: Same, path: string): ValueDifference[] {
  if (left !== null && right !== null) return valueDifferences(left, right, same, path);
  return [{ path, change: left === null ? "added" : "removed", spot: { left, right } }];
}

interface Entry extends Spot {
  readonly index: number;
}

function listAt(pointer: string, items: readonly unknown[]): readonly Entry[] {
  return items.map((value, index) => ({ value, index, pointer: pointerInto(pointer, index) }));
}

function listDifferences(
  left: readonly Entry[],
  right: readonly Entry[],
  same: Same,
  path: string,
  whole: Sides<Spot>,
): ValueDifference[] {
  const ids = identities(left) && identities(right);
  if (ids) return keyedDifferences(left, right, same, path, whole);
  const scalars = [...left, ...right].every(({ value }) => typeof value !== "object" || value === null);
  if (left.length === right.length && !scalars) return pairwise(left, right, same, path);
  const pairs = align(left, right, (l, r) => (same(l.value, r.value) ? 1 : 0));
  const [goneLeft, newRight] = [unpaired(left, pairs, 0), unpaired(right, pairs, 1)];
  if (scalars && bag(goneLeft) === bag(newRight)) return [{ path, change: "moved", spot: whole }];
  if (goneLeft.length === newRight.length) return pairwise(goneLeft, newRight, same, path);
  return [
    ...goneLeft.map((entry) => oneSided(entry, "left", path)),
    ...newRight.map((entry) => oneSided(entry, "right", path)),
  ];
}

/** Lists of options and the like: an entry is known by its `id`. */
function keyedDifferences(
  left: readonly Entry[],
  right: readonly Entry[],
  same: Same,
  path: string,
  whole: Sides<Spot>,
): ValueDifference[] {
  const byId = new Map(right.map((entry) => [idOf(entry), entry]));
  const known = new Set(left.map(idOf));
  const found = [
    ...left.flatMap((entry) => between(entry, byId.get(idOf(entry)) ?? null, same, `${path}[${idOf(entry)}]`)),
    ...right.flatMap((entry) => (known.has(idOf(entry)) ? [] : between(null, entry, same, `${path}[${idOf(entry)}]`))),
  ];
  const order = left.flatMap((entry) => byId.get(idOf(entry))?.index ?? []);
  const ascending = order.every((index, i) => i === 0 || (order[i - 1] ?? 0) < index);
  return ascending ? found : [...found, { path, change: "moved", spot: whole }];
}

/** Whether every entry is an object with an `id` of its own. */
function identities(list: readonly Entry[]): boolean {
  const ids = list.map(({ value }) => textAt(value, "id"));
  return !ids.includes(undefined) && new Set(ids).size === ids.length;
}

function idOf({ value }: Spot): string {
  return textAt(value, "id") ?? "";
}

function pairwise(left: readonly Entry[], right: readonly Entry[], same: Same, path: string): ValueDifference[] {
  return left.flatMap((l, i) => {
    const r = right[i];
    return r === undefined ? [] : valueDifferences(l, r, same, `${path}[${l.index}]`);
  });
}

function unpaired(list: readonly Entry[], pairs: readonly (readonly [Entry, Entry])[], side: 0 | 1): readonly Entry[] {
  const paired = new Set(pairs.map((pair) => pair[side]));
  return list.filter((entry) => !paired.has(entry));
}

function bag(entries: readonly Entry[]): string {
  return JSON.stringify(entries.map(({ value }) => canonicalJson(value)).sort());
}

function oneSided(entry: Entry, side: "left" | "right", path: string): ValueDifference {
  return {
    path: `${path}[${entry.index}]`,
    change: side === "left" ? "removed" : "added",
    spot: { left: side === "left" ? entry : null, right: side === "right" ? entry : null },
  };
}
