import { type Report, outputNames as reportOutputs } from "../pipeline/report.js";
import type { Runner } from "./runner.js";

/** Outputs that come from the action itself rather than from a step. */
const ownOutputs = [
  "preview-path",
  "comment-id",
  "comment-url",
  "report-path",
  "sarif-path",
  "plan-path",
  "matrix",
] as const;

/** All outputs of action.yml; a test holds the two together. */
export const outputNames = [...reportOutputs, ...ownOutputs] as const;

export type OwnOutputs = { readonly [K in (typeof ownOutputs)[number]]?: string };

/** Sets every output, empty where nothing is known, so that a workflow can rely on each of them after a failure too. */
export function setOutputs(runner: Runner, report: Report, own: OwnOutputs): void {
  for (const name of reportOutputs) runner.setOutput(name, report.outputs[name]);
  for (const name of ownOutputs) runner.setOutput(name, own[name] ?? "");
}
