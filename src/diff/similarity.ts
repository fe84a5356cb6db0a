import { canonicalJson } from "../json/canonical.js";
import { isObject } from "../json/object.js";

/** Past so many members two values are not looked at any closer. */
const MAX_LEAVES = 2_000;

/** How much two values have in common, from 0 to 1: their equal leaves among all (Sørensen and Dice). */
export function similarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  let common = 0;
  for (const leaf of a) if (b.has(leaf)) common++;
  return (2 * common) / (a.size + b.size);
}

/** Every scalar in a value with the way to it. */
export function leavesOf(value: unknown): ReadonlySet<string> {
  const leaves = new Set<string>();
  const walk = (at: unknown, path: string): void => {
    if (leaves.size >= MAX_LEAVES) return;
    const members: readonly [string, unknown][] = Array.isArray(at) || isObject(at) ? Object.entries(at) : [];
    for (const [key, value] of members) walk(value, `${path}/${key}`);
    if (members.length === 0) leaves.add(`${path}=${canonicalJson(at)}`);
  };
  walk(value, "");
  return leaves;
}
