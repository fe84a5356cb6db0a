import { RemoteError, WaFlowsError } from "../errors/errors.js";
import type { ErrorReport } from "./report.js";

/** Where it failed. */
export interface Where {
  readonly step: string | null;
  readonly target: string | null;
}

/** Hides what must not be shown in a text. */
export type Clean = (text: string) => string;

/** What is thrown when a run is stopped between two requests. */
export class Cancelled extends WaFlowsError {
  constructor() {
    super("CANCELLED", "The run was cancelled.", { hint: "Run it again: steps that are done are skipped." });
  }
}

/** An error as data. One that is not of our family is a bug of ours, and keeps its stack. */
export function errorReport(error: unknown, where: Where, clean: Clean): ErrorReport {
  const remote = error instanceof RemoteError ? error : undefined;
  const shared = { ...where, operation: remote?.operation ?? null, status: remote?.status ?? null };
  if (error instanceof WaFlowsError) {
    const hint = error.hint === undefined ? null : clean(error.hint);
    return { code: error.code, message: clean(error.message), hint, ...shared, stack: null };
  }
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error && error.stack !== undefined ? clean(error.stack) : null;
  return { code: "INTERNAL", message: clean(message), hint: null, ...shared, stack };
}
