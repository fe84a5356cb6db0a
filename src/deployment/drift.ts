/** What somebody changed on the service since the last deployment, and an `apply` would take back. */

import { canonicalJson } from "../json/canonical.js";
import { type Comparison, remoteCategories } from "./comparison.js";

/**
 * The parts of the flow that are neither as the lock says nor as the repository wants them, in words. Empty without
 * a lock: then nobody knows who changed what.
 */
export function driftOf(comparison: Comparison): readonly string[] {
  const { locked, hashes, differs, observed } = comparison;
  if (locked === undefined) return [];
  const parts: string[] = [];
  const { endpoint } = observed;
  if (differs.flowJson && locked.flowJson !== null && hashes.remoteFlowJson !== locked.flowJson)
    parts.push("Flow JSON");
  const categories = remoteCategories(observed, locked);
  if (differs.categories && locked.categories !== null && !sameSet(categories ?? [], locked.categories)) {
    parts.push("categories");
  }
  if (locked.endpoint === null) return parts;
  if (differs.code && endpoint === null) return [...parts, "data endpoint, which is gone"];
  if (differs.code && hashes.remoteCode !== locked.endpoint.code) parts.push("data endpoint code");
  const isOther = endpoint !== null && endpoint.functionId !== locked.endpoint.functionId;
  if (isOther) parts.push("function of the data endpoint");
  else if (isOtherDeployment(comparison) && undoesDeployment(comparison)) parts.push("deployment");
  if (locked.endpoint.registered && !isOther && losesRegistration(comparison)) parts.push("registration at Meta");
  return parts;
}

/** Not where our own run was cut off between storing the code and deploying it. */
function isOtherDeployment({ locked, observed: { endpoint } }: Comparison): boolean {
  const ours = locked?.endpoint?.deployedAt ?? null;
  return ours !== null && endpoint?.deployedAt !== ours;
}

/** A deployment of another, after which the code runs differently or secrets are gone. */
function undoesDeployment({ differs, remoteSecrets, desired }: Comparison): boolean {
  if (differs.deployment) return !differs.code;
  return remoteSecrets !== null && desired.secretNames.some((name) => !remoteSecrets.includes(name));
}

/** Not where registering only follows a deployment. */
function losesRegistration({ differs, observed: { flow, meta } }: Comparison): boolean {
  if (!differs.registration || differs.deployment || meta === null || typeof meta === "string") return false;
  return meta.endpointUri !== (flow?.data_endpoint_url ?? null);
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return canonicalJson([...a].sort()) === canonicalJson([...b].sort());
}
