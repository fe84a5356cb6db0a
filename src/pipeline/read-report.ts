import { fits } from "../json/shape.js";
import type { Report } from "./report.js";
import { reportShape } from "./report-shape.js";

/** The report that a text holds; undefined: it holds something else. */
export function readReport(text: string): Report | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isReport(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isReport(value: unknown): value is Report {
  return fits(value, reportShape);
}
