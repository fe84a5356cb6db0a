import type { FlowVerdict } from "../../deployment/plan.js";
import { readPlan } from "../../deployment/read-plan.js";
import type { FlowReport, Report } from "../../pipeline/report.js";
import { refuseMoved } from "../../pipelines/approved.js";
import { counted, listed } from "../../text/counted.js";
import { connectedToChange, usesEmulator } from "../connect.js";
import { deploymentOf, runDeployment } from "../deployment-run.js";
import type { Options } from "../options.js";
import { findingsText, reportResult } from "../report-text.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";
import { textTable } from "../text-table.js";

export async function applyCommand(options: Options, session: Session): Promise<Result> {
  const file = options.text("plan");
  const approved = file === undefined ? undefined : readPlan(await session.files.read(file), file);
  const deployment = await deploymentOf(options, session);
  if (approved !== undefined) {
    const { config, targets } = deployment;
    const { environment } = config;
    // The emulator's own number stands in for that of the config.
    const meant = environment !== undefined && usesEmulator(options) ? { name: environment.name } : environment;
    refuseMoved(approved, { environment: meant, targets, all: options.list("name").length === 0 });
  }
  return connectedToChange(options, session, async (connection) => {
    const { report, sources } = await runDeployment("apply", deployment, { options, session, connection }, approved);
    if (report.conclusion === "failure") return failed(report, sources, session);
    session.host.err.write(session.json ? "" : findingsText(report, sources, session.colors.err));
    return { kind: "data", data: report, text: summaryText(report) };
  });
}

/** What every flow looks like now is of interest only once something was changed. */
function failed(report: Report, sources: ReadonlyMap<string, string>, session: Session): Result {
  const shown = report.writes.length > 0 ? report : { ...report, flows: [] };
  const result = reportResult(shown, sources, session);
  if (result.kind !== "refused") return result;
  const note = report.writes.length > 0 ? "" : "\nNothing was changed on the service.\n";
  return { ...result, error: { ...result.error, details: report }, text: `${result.text}${note}` };
}

/** What was done to each flow, in a word. */
const done: Readonly<Record<FlowVerdict, string>> = {
  create: "created",
  update: "updated",
  replace: "replaced",
  drifted: "overwritten",
  blocked: "blocked",
  unchanged: "unchanged",
};

function summaryText({ flows }: Report): string {
  const touched = flows.filter(({ plan }) => plan !== null && plan.changes.length > 0);
  const counts = new Map<string, number>();
  for (const flow of flows) counts.set(wordOf(flow), (counts.get(wordOf(flow)) ?? 0) + 1);
  const total = listed([...counts].map(([word, count]) => `${count} ${word}`));
  const table = textTable(
    ["FLOW", "DONE", "STATUS", "FLOW ID"],
    touched.map((flow) => [flow.name, wordOf(flow), flow.status, flow.flowId]),
  );
  return `${touched.length === 0 ? "" : table}${counted(flows.length, "flow")}: ${total}.\n`;
}

function wordOf({ plan }: FlowReport): string {
  return done[plan?.verdict ?? "unchanged"];
}
