/** How each cell of the matrix has to end. The table in docs/reliability.md is made of this, and each cell is held to it. */
import type { Fault } from "./faults.js";
import type { Operation } from "./operations.js";

export type Ending =
  /** Success, and it is true. */
  | "done"
  /** Failure; the report says that it was not done, which is true. */
  | "not done"
  /** Failure; the report says that it may have been done. */
  | "unknown"
  /** Failure; it was done, the report says so, and shows Meta's findings. */
  | "findings";

/** `once`: the fault meets one request; `for good`: every request of the run. */
export type Extent = "once" | "for good";

/** A change of a flow: the state can be read back, so that nothing has to stay open. */
export function afterChange({ kind }: Fault, { refusal, emptyAnswer }: Operation, extent: Extent): Ending {
  switch (kind) {
    case "ambiguous-done":
      return "done";
    case "busy":
      return "not done";
    case "blind":
      return "unknown";
    case "not-done":
    case "ambiguous-not-done":
      return extent === "once" ? "done" : "not done";
    case "empty-not-done":
      if (emptyAnswer === true) return "unknown";
      return extent === "once" ? "done" : "not done";
    case "says-no":
      if (refusal.ending === "repeated") return extent === "once" ? "done" : "not done";
      return refusal.ending;
  }
}

/** A message, or a call of the library: repeated only if it certainly had no effect. */
export function withoutReadingBack({ kind }: Fault, effect: "message" | "write", extent: Extent): Ending {
  switch (kind) {
    case "not-done":
      return extent === "once" ? "done" : "not done";
    case "busy":
      return effect === "message" && extent === "once" ? "done" : "not done";
    case "ambiguous-not-done":
    case "empty-not-done":
    case "ambiguous-done":
    case "blind":
    case "says-no":
      return "unknown";
  }
}
