import type { ErrorReport, Report } from "./report.js";

export type ExitCode = 0 | 1 | 2 | 3 | 4;

/** What the class of an error, which is the prefix of its code, means for the exit code (contracts.md, Command line). */
const byPrefix: Readonly<Record<string, ExitCode>> = {
  VALIDATION: 1,
  STATE: 1,
  API: 1,
  USAGE: 2,
  CONFIG: 2,
  FILE: 2,
  AUTH: 2,
  REMOTE: 3,
  TRANSPORT: 3,
  PROTOCOL: 3,
  DEADLINE: 3,
  // The remote may be half changed, and running again is right: the same as not having reached it.
  CANCELLED: 3,
};

const worstFirst = [4, 3, 2] as const;

/** How a process that ran this ends: 0 done, 1 findings or refusal, 2 could not run, 3 remote trouble, 4 our bug. */
export function exitCodeOf(report: Pick<Report, "conclusion" | "errors">): ExitCode {
  if (report.conclusion === "success") return 0;
  const codes = report.errors.map(exitCodeOfError);
  return worstFirst.find((code) => codes.includes(code)) ?? 1;
}

/** The same for one error. */
export function exitCodeOfError({ code }: Pick<ErrorReport, "code">): ExitCode {
  return byPrefix[code.split("_")[0] ?? ""] ?? 4;
}
