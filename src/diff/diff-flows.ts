/** The semantic difference of two Flow JSON documents. */
import type { FlowChange, FlowDifference } from "./difference.js";

/** What `after` means differently than `before`; both are values as JSON has them, of any shape. */
export function diffFlows(before: unknown, after: unknown): FlowDifference {
  const changes: FlowChange[] =
    JSON.stringify(before) === JSON.stringify(after)
      ? []
      : [{ subject: "flow", change: "changed", screenId: null, text: "The Flow JSON differs.", before: "", after: "" }];
  return { changes };
}
