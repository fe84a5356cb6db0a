/** Whether a plan that was reviewed is about what a run is about; what it says of each flow is the step `plan`'s to compare. */
import type { EnvironmentConfig } from "../config/config.js";
import type { DeploymentPlan } from "../deployment/plan.js";
import type { FlowTarget } from "../pipeline/facts.js";
import { Refusal } from "../steps/shared/refusal.js";
import { quotedList } from "../text/quoted.js";

interface Intended {
  readonly environment: Pick<EnvironmentConfig, "name" | "phoneNumberId"> | undefined;
  readonly targets: readonly FlowTarget[];
  /** Whether all flows of the config are meant, so that the plan must not have others. */
  readonly all: boolean;
}

/** Throws when the plan was made for another environment, number or set of flows. */
export function refuseMoved(approved: DeploymentPlan, { environment, targets, all }: Intended): void {
  const name = environment?.name ?? null;
  if (approved.environment !== name) {
    throw stale(`it was made for ${words(approved.environment)}, and this is ${words(name)}`);
  }
  const number = approved.account?.phoneNumberId;
  const now = environment?.phoneNumberId;
  if (number !== undefined && now !== undefined && number !== now) {
    throw stale(`it was made for the phone number ID \`${number}\`, and the config has \`${now}\` now`);
  }
  const planned = approved.flows.map((flow) => flow.name);
  const names = targets.map((target) => target.name);
  const added = names.filter((flow) => !planned.includes(flow));
  if (added.length > 0) throw stale(`it does not have ${quotedList(added)}`);
  const removed = planned.filter((flow) => !names.includes(flow));
  if (all && removed.length > 0) throw stale(`the config no longer has ${quotedList(removed)}`);
}

function words(environment: string | null): string {
  return environment === null ? "no environment" : `the environment \`${environment}\``;
}

function stale(why: string): Refusal {
  return new Refusal(
    "STATE_PLAN_STALE",
    `The plan does not fit any more: ${why}.`,
    "Nothing was written. Make a plan with `wa-flows plan --out FILE` again, and have that reviewed.",
  );
}
