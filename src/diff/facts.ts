/** What differs, before it is put into words. */
import type { FlowChange } from "./difference.js";

/** A value in one of the two documents. */
export interface Spot {
  readonly pointer: string;
  readonly value: unknown;
}

/** Two of a kind: one of each document. */
export interface Sides<T> {
  readonly left: T;
  readonly right: T;
}

/**
 * One difference between a left and a right document, neither of which is the older. Whatever `change` says is said
 * from the left to the right.
 */
export interface Fact {
  readonly subject: FlowChange["subject"];
  readonly change: FlowChange["change"];
  /** Null for the flow itself. */
  readonly screen: Sides<ScreenName | null>;
  /** What has the difference, in words and without its screen; empty for the flow or screen itself. */
  readonly owner: Sides<string>;
  /** Where the owner stands, if that is a component; it is told of together with its properties. */
  readonly ownerPointer?: Sides<string>;
  /** The way to the property from its owner; empty for the owner as a whole. */
  readonly path: string;
  readonly spot: Sides<Spot | null>;
  /** Where it stands, in words, for what moved. */
  readonly place?: Sides<string>;
  /** How many components it holds. */
  readonly size?: number;
}

export interface ScreenName {
  readonly id: string | null;
  /** Counted from 0. */
  readonly index: number;
}

const opposite = {
  added: "removed",
  removed: "added",
  changed: "changed",
  renamed: "renamed",
  moved: "moved",
} as const satisfies Readonly<Record<Fact["change"], Fact["change"]>>;

/** The same difference, seen from the other document. */
export function flipped(fact: Fact): Fact {
  const { screen, owner, ownerPointer, spot, place, change } = fact;
  return {
    ...fact,
    change: opposite[change],
    screen: swapped(screen),
    owner: swapped(owner),
    spot: swapped(spot),
    ...(ownerPointer === undefined ? {} : { ownerPointer: swapped(ownerPointer) }),
    ...(place === undefined ? {} : { place: swapped(place) }),
  };
}

function swapped<T>({ left, right }: Sides<T>): Sides<T> {
  return { left: right, right: left };
}
