/** What two Flow JSON documents mean differently, as plain data. */

/** The kind of thing that differs. */
export type DifferenceSubject = "flow" | "screen" | "route" | "data" | "component" | "property";

export interface FlowChange {
  readonly subject: DifferenceSubject;
  readonly change: "added" | "removed" | "changed" | "renamed" | "moved";
  /** The screen it is on; null for the flow itself. */
  readonly screenId: string | null;
  /** One sentence for people; values in backticks. */
  readonly text: string;
  /** JSON Pointers of it in the two documents; null where it is not there. */
  readonly before: string | null;
  readonly after: string | null;
}

export interface FlowDifference {
  /** Empty: the two mean the same. */
  readonly changes: readonly FlowChange[];
}
