/** Decides what is to be done about one flow. */
import { diffFlows } from "../diff/diff-flows.js";
import type { FlowDifference } from "../diff/difference.js";
import { changesOf, isReplaced } from "./changes.js";
import { type Comparison, compare } from "./comparison.js";
import type { Desired } from "./desired.js";
import { driftOf } from "./drift.js";
import type { LockEntry } from "./lock.js";
import { notesOf } from "./notes.js";
import { AS_LOCKED, type Observed } from "./observed.js";
import { obstaclesOf } from "./obstacles.js";
import type { FlowPlan, FlowVerdict, Obstacle, PlanBasis } from "./plan.js";

/**
 * The plan of one flow: what the repository wants, held against what the service has. The lock makes a plan say who
 * changed what; what is done about it is the same without.
 */
export async function decide(
  desired: Desired,
  observed: Observed,
  lockEntry: LockEntry | undefined,
): Promise<FlowPlan> {
  const comparison = await compare(desired, observed, lockEntry);
  const obstacles = obstaclesOf(comparison);
  const changes = obstacles.length > 0 ? [] : changesOf(comparison);
  const drift = driftOf(comparison);
  return {
    name: desired.name,
    path: desired.path,
    flowName: observed.flow?.name ?? desired.flowName,
    flowId: observed.flow?.id ?? null,
    foundBy: observed.flow === null ? null : observed.foundBy,
    verdict: verdictOf(comparison, {
      blocked: obstacles.length > 0,
      drifted: drift.length > 0,
      changes: changes.length,
    }),
    difference: differenceOf(comparison),
    changes,
    obstacles,
    notes: notesOf(comparison, { drift, changes: changes.length > 0 }, lockEntry),
    basis: basisOf(comparison),
  };
}

function verdictOf(
  comparison: Comparison,
  found: { readonly blocked: boolean; readonly drifted: boolean; readonly changes: number },
): FlowVerdict {
  if (found.blocked) return "blocked";
  if (comparison.flow === null) return "create";
  if (isReplaced(comparison)) return "replace";
  if (found.changes === 0) return "unchanged";
  return found.drifted ? "drifted" : "update";
}

/** Only where the Flow JSON of the service was read. */
function differenceOf({ desired, differs, observed }: Comparison): FlowDifference | null {
  const remote = observed.version?.flowJson ?? AS_LOCKED;
  return differs.flowJson && remote !== AS_LOCKED ? diffFlows(remote, desired.flowJson) : null;
}

function basisOf({ hashes, observed, flow }: Comparison): PlanBasis {
  return {
    flowJson: hashes.flowJson,
    endpointCode: hashes.code,
    flowId: flow?.id ?? null,
    status: flow?.status ?? null,
    flowVersionId: observed.version?.id ?? null,
    storedCode: hashes.remoteCode,
    deployedAt: observed.endpoint?.deployedAt ?? null,
  };
}

/** The same flow, kept from being deployed by what only a look at the other flows shows. */
export function blockedBy(plan: FlowPlan, obstacle: Obstacle): FlowPlan {
  return { ...plan, verdict: "blocked", changes: [], obstacles: [...plan.obstacles, obstacle] };
}
