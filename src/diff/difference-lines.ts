/** A difference as lines for people; each surface escapes and paints them by itself. */
import type { FlowChange, FlowDifference } from "./difference.js";

export interface DifferenceLine {
  /** `+` for what is new, `-` for what is gone, `~` for what changed. */
  readonly mark: "+" | "-" | "~";
  readonly text: string;
}

/** The first lines, and how many are left out. */
export function differenceLines(
  { changes }: FlowDifference,
  most = Number.POSITIVE_INFINITY,
): { readonly lines: readonly DifferenceLine[]; readonly more: number } {
  const shown = changes.length > most ? changes.slice(0, most) : changes;
  return {
    lines: shown.map((change) => ({ mark: marks[change.change], text: change.text })),
    more: changes.length - shown.length,
  };
}

const marks = {
  added: "+",
  removed: "-",
  changed: "~",
  renamed: "~",
  moved: "~",
} as const satisfies Readonly<Record<FlowChange["change"], DifferenceLine["mark"]>>;
