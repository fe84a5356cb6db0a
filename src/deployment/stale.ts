/** Whether an approved plan still holds. */

import { canonicalJson } from "../json/canonical.js";
import { listed } from "../text/counted.js";
import { type FlowPlan, type PlannedChange, stepOfChange } from "./plan.js";

/**
 * Why the approved plan of a flow does not hold any more, in sentences; empty: what is to be done now was approved.
 * That parts of it are done by now is no reason: an apply that was cut off goes on with the same plan.
 */
export function staleReasons(approved: FlowPlan | undefined, now: FlowPlan): string[] {
  if (approved === undefined) return ["The plan does not have this flow."];
  return [...repositoryReasons(approved, now), ...serviceReasons(approved, now), ...changeReasons(approved, now)];
}

function repositoryReasons(approved: FlowPlan, now: FlowPlan): string[] {
  const reasons: string[] = [];
  if (approved.basis.flowJson !== now.basis.flowJson) reasons.push("The Flow JSON of the repository is another one.");
  if (approved.basis.endpointCode !== now.basis.endpointCode) {
    reasons.push("The data endpoint code of the repository is another one.");
  }
  return reasons;
}

/** What moved on the service, unless it moved to where the plan wanted it. */
function serviceReasons(approved: FlowPlan, now: FlowPlan): string[] {
  const [before, after] = [approved.basis, now.basis];
  const created = has(approved, "create") && !has(now, "create");
  if (before.flowId !== after.flowId && !created) {
    return [otherFlow(before.flowId, after.flowId)];
  }
  const reasons: string[] = [];
  const published = after.status === "published" && has(approved, "publish");
  if (before.status !== after.status && !created && !published) {
    reasons.push(`The flow was ${before.status ?? "not there"} and is ${after.status ?? "gone"} now.`);
  }
  const isOurs = after.flowJson !== null && !has(now, "update-json");
  if (before.flowVersionId !== after.flowVersionId && !created && !isOurs) {
    reasons.push("The service has another version of the Flow JSON.");
  }
  if (before.storedCode !== after.storedCode && after.storedCode !== after.endpointCode) {
    reasons.push("The service has other data endpoint code.");
  }
  const deployed = has(approved, "deploy") && !has(now, "deploy");
  if (before.deployedAt !== after.deployedAt && !created && !deployed) {
    reasons.push("The data endpoint was deployed by somebody else.");
  }
  return reasons;
}

function otherFlow(before: string | null, after: string | null): string {
  if (before === null) return `There was no such flow, and \`${after}\` is there now.`;
  return after === null ? `The flow \`${before}\` is gone.` : `It is another flow: \`${after}\` and not \`${before}\`.`;
}

/** Changes that nobody approved. Last, because they mostly follow from the rest. */
function changeReasons(approved: FlowPlan, now: FlowPlan): string[] {
  const known = new Set(approved.changes.map(canonicalJson));
  const deploying = approved.changes.find((change) => change.kind === "deploy");
  // A deployment sets them; it may have been cut off in between.
  const follows = (change: PlannedChange): boolean =>
    change.kind === "set-secrets" && change.secrets.every((name) => deploying?.secrets.includes(name) === true);
  const others = now.changes.filter((change) => !known.has(canonicalJson(change)) && !follows(change));
  if (others.length === 0) return [];
  const steps = [...new Set(others.map(({ kind }) => `\`${stepOfChange[kind]}\``))];
  return [`The plan does not have what is to be done now: ${listed(steps)}.`];
}

function has({ changes }: FlowPlan, kind: PlannedChange["kind"]): boolean {
  return changes.some((change) => change.kind === kind);
}
