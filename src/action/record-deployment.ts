/** Records at GitHub what a run brought to an environment. That it cannot be recorded never makes a run red. */
import type { Report } from "../pipeline/report.js";
import { counted } from "../text/counted.js";
import { terminalSafe } from "../text/terminal.js";
import type { WorkflowEvent } from "./event.js";
import { statusOf } from "./github.js";
import type { Inputs } from "./inputs.js";
import type { Machine } from "./machine.js";

/** The steps after which an environment has something else than before, for its users. */
const deployingSteps: ReadonlySet<string> = new Set([
  ...["create", "update-json", "set-endpoint", "deploy", "set-secrets", "register", "publish"],
  ...["deprecate", "deprecate-replaced", "delete"],
]);

/** A run without an environment, or that changed nothing there, is no deployment. */
export async function recordDeployment(
  { runner, connectGitHub }: Machine,
  { repository, sha, runUrl }: WorkflowEvent,
  inputs: Inputs | undefined,
  report: Report,
): Promise<void> {
  const environment = report.environment;
  const token = inputs?.githubToken?.value;
  const changes = report.writes.filter(({ step }) => deployingSteps.has(step)).length;
  if (inputs?.deployment?.value === "never" || environment === null || changes === 0) return;
  if (token === undefined || repository === undefined || sha === undefined) return;
  const succeeded = report.conclusion === "success";
  const description = `${counted(changes, "change")} of ${counted(report.flows.length, "flow")}`;
  try {
    const github = await connectGitHub(token, repository);
    await github.recordDeployment({ sha, environment, succeeded, description, runUrl });
    runner.info(`Recorded as a deployment to \`${environment}\`.`);
  } catch (error) {
    runner.info(whyNotRecorded(error));
  }
}

/** A token may lack the right on purpose: the permission is not among those that a workflow has by default. */
function whyNotRecorded(error: unknown): string {
  const status = statusOf(error);
  if (status === 403 || status === 404) {
    return "Not recorded as a deployment: the token may not. `permissions: deployments: write` allows it, and `deployment: never` turns it off.";
  }
  const reason = error instanceof Error ? terminalSafe(error.message) : String(error);
  return `Not recorded as a deployment: ${status === undefined ? reason : `GitHub answered ${status}. ${reason}`}`;
}
