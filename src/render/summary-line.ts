import type { Summary } from "../diagnostic/counts.js";
import { counted, listed } from "../text/counted.js";

/** `2 errors and 1 warning in 3 files`, or `No findings in 1 file`. */
export function summaryLine(summary: Summary): string {
  return `${countsLine(summary)} in ${counted(summary.files, "file")}`;
}

/** `2 errors and 1 warning`, or `No findings`. */
export function countsLine(summary: Summary): string {
  const found = [
    summary.errors > 0 ? counted(summary.errors, "error") : "",
    summary.warnings > 0 ? counted(summary.warnings, "warning") : "",
    summary.infos > 0 ? counted(summary.infos, "info") : "",
  ].filter((part) => part !== "");
  return found.length === 0 ? "No findings" : listed(found);
}
