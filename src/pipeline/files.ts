import type { FileReport } from "../diagnostic/diagnostic.js";
import { compareText, ordered } from "../diagnostic/order.js";

/**
 * Findings of several steps about the same files, as one report per file, by path. A later step may repeat or add
 * findings: `publish` is stricter than `validate`, and the service has findings of its own.
 */
export function mergeFiles(reports: readonly FileReport[]): readonly FileReport[] {
  const byPath = new Map<string, FileReport>();
  for (const report of reports) {
    const earlier = byPath.get(report.path);
    const diagnostics = ordered([...(earlier?.diagnostics ?? []), ...report.diagnostics]);
    byPath.set(report.path, { ...earlier, ...report, diagnostics });
  }
  return [...byPath.values()].sort((a, b) => compareText(a.path, b.path));
}
