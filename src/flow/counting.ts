import type { Branch, Component } from "./document.js";

/** How many components of a kind a screen shows at once. */
export interface Shown {
  readonly count: number;
  /** The first one, in the order of the text, that is beyond the number allowed. */
  readonly extra: Component | undefined;
}

/**
 * Counts what can be shown at once: of the branches of an If and the cases of a Switch only one is shown, so the
 * largest counts; siblings add up. The reference does not say how Meta counts, this is the mildest reading.
 */
export function shownAtOnce(branch: Branch, counts: (component: Component) => boolean, allowed: number): Shown {
  let extra: Component | undefined;
  const walk = (list: Branch, before: number): number => {
    let count = before;
    for (const component of list.components) {
      if (counts(component)) {
        count++;
        if (count > allowed) extra ??= component;
      }
      const start = count;
      for (const inner of component.branches) count = Math.max(count, walk(inner, start));
    }
    return count;
  };
  const count = walk(branch, 0);
  return { count, extra };
}
