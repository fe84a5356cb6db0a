/** The plan of a run, out of its report. */
import type { DeploymentPlan } from "../deployment/plan.js";
import type { Report } from "../pipeline/report.js";

/** Undefined: not every flow could be planned. A blocked flow is planned. */
export function planOf({ tool, environment, account, flows }: Report): DeploymentPlan | undefined {
  const plans = flows.flatMap(({ plan }) => plan ?? []);
  if (plans.length < flows.length) return undefined;
  return { schemaVersion: 1, tool, environment, account, flows: plans };
}
