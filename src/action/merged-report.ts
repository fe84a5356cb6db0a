/** `pipeline: report`: the last job of a matrix makes one report, and one comment, of those of the others. */
import { FileError, UsageError } from "../errors/errors.js";
import type { FileSource } from "../pipeline/context.js";
import type { Report } from "../pipeline/report.js";
import type { Inputs } from "./inputs.js";

/** As users write it; stands alone, as presets do. */
export const REPORT_PIPELINE = "report";

/** Whether this run is to put the reports of other jobs together. */
export function mergesReports({ pipeline }: Inputs): boolean {
  return pipeline?.value.length === 1 && pipeline.value[0] === REPORT_PIPELINE;
}

/** Reads the files that `path` names. Throws UsageError when there are none, FileError when one is no report. */
export async function mergedReport({ path }: Inputs, files: FileSource): Promise<Report> {
  const { readReport } = await import("../pipeline/read-report.js");
  const { mergeReports } = await import("../pipeline/merge-reports.js");
  if (path === undefined) throw noReports("The input `path` does not say where the reports are.");
  const found = await files.expand(path.value.map(reportsAt));
  if (found.length === 0) throw noReports(`There is no file at \`${path.value.join("`, `")}\`.`);
  const reports: Report[] = [];
  for (const file of found) {
    const report = readReport(await files.read(file));
    if (report === undefined) {
      throw new FileError("FILE_NOT_A_REPORT", `\`${file}\` is not a report of this action.`, {
        hint: "The output `report-path` of the earlier jobs names the right files; let `path` match no others.",
      });
    }
    reports.push(report);
  }
  return mergeReports(reports);
}

/** A folder, as an artifact was downloaded into, stands for the reports below it. */
function reportsAt(path: string): string {
  return /\.json$|[*?[{]/.test(path) ? path : `${path.replace(/\/+$/, "")}/**/report.json`;
}

function noReports(message: string): UsageError {
  return new UsageError("USAGE_NO_REPORTS", message, {
    hint: "Download the reports of the earlier jobs, and give their files as `path`, such as `reports/**/report.json`.",
  });
}
