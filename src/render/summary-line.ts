import type { Summary } from "../diagnostic/counts.js";
import { counted, listed } from "../text/counted.js";

/** `2 errors and 1 warning in 3 files`, or `No findings in 1 file`. */
export function summaryLine(summary: Summary): string {
  const found = [
    summary.errors > 0 ? counted(summary.errors, "error") : "",
    summary.warnings > 0 ? counted(summary.warnings, "warning") : "",
    summary.infos > 0 ? counted(summary.infos, "info") : "",
  ].filter((part) => part !== "");
  const where = counted(summary.files, "file");
  return found.length === 0 ? `No findings in ${where}` : `${listed(found)} in ${where}`;
}
