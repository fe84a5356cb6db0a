import { WaFlowsError } from "../errors/errors.js";
import { type ExitCode, exitCodeOfError as exitCodeOfReport } from "../pipeline/exit-code.js";

export type { ExitCode };

/** Exit code of anything thrown. What is not of the family is a bug of ours. */
export function exitCodeOfError(error: unknown): ExitCode {
  return error instanceof WaFlowsError ? exitCodeOfReport({ code: error.code }) : 4;
}
