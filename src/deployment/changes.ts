/** From what differs to the changes that an `apply` makes, in their order. */

import { compareText } from "../diagnostic/order.js";
import { changedLines } from "../diff/changed-lines.js";
import type { Comparison } from "./comparison.js";
import type { Desired } from "./desired.js";
import { nextName, predecessorsOf } from "./generations.js";
import type { Observed, ObservedFlow } from "./observed.js";
import type { PlannedChange } from "./plan.js";

/** A flow in these states was published, and takes no other Flow JSON (kapso-api.md 7, 18 row 17). */
const publishedStates = ["published", "throttled", "blocked"];

/** Whether a flow of this status is, or was, live. */
export function wasPublished(status: string): boolean {
  return publishedStates.includes(status);
}

/** Whether something is to change that a published flow does not let change. */
export function changesFixedParts({ differs }: Comparison): boolean {
  return differs.flowJson || differs.registration;
}

/** Whether another flow takes the place of this one. */
export function isReplaced(comparison: Comparison): boolean {
  const { flow, desired } = comparison;
  if (flow === null || desired.onPublished !== "new-flow" || desired.flowName === null) return false;
  if (desired.flowJson === null) return false;
  return flow.status === "deprecated" || (wasPublished(flow.status) && changesFixedParts(comparison));
}

/** The changes for a flow that nothing stands in the way of. */
export function changesOf(comparison: Comparison): readonly PlannedChange[] {
  if (comparison.flow === null || isReplaced(comparison)) return creation(comparison);
  return amendment(comparison, comparison.flow);
}

function creation({ desired, observed, flow }: Comparison): readonly PlannedChange[] {
  const flowName = newName(desired, observed);
  const hasEndpoint = desired.endpointCode !== null;
  const old = desired.publish ? replaced(desired, observed, flow, flowName) : [];
  return [
    { kind: "create", flowName },
    ...when((desired.categories ?? []).length > 0, {
      kind: "categories",
      categories: sorted(desired.categories ?? []),
    } as const),
    ...when(hasEndpoint, { kind: "setup-encryption" } as const),
    ...when(hasEndpoint, { kind: "set-endpoint", lines: null } as const),
    ...when(hasEndpoint, { kind: "deploy", secrets: sorted(desired.secretNames) } as const),
    ...when(hasEndpoint, { kind: "register" } as const),
    ...when(desired.publish, { kind: "publish" } as const),
    ...old.map(deprecation),
  ];
}

/** The name of the flow that is created: the next generation where there was one. */
function newName({ flowName, name }: Desired, { generations, flow }: Observed): string {
  if (flowName === null) return name;
  return flow === null && generations.length === 0 ? flowName : nextName(flowName, withFlow(generations, flow));
}

/** Living published flows whose place the new one takes; the one found goes last. */
function replaced(
  { flowName }: Desired,
  { generations }: Observed,
  flow: ObservedFlow | null,
  newFlowName: string,
): readonly ObservedFlow[] {
  const older = flowName === null ? [] : predecessorsOf(flowName, newFlowName, generations);
  const others = older.filter(({ id }) => id !== flow?.id);
  return flow !== null && wasPublished(flow.status) ? [...others, flow] : others;
}

function amendment(comparison: Comparison, flow: ObservedFlow): readonly PlannedChange[] {
  const { desired, observed, differs } = comparison;
  const { categories } = desired;
  const secrets = secretsToSet(comparison);
  return [
    ...when(differs.categories && !wasPublished(flow.status), {
      kind: "categories",
      categories: sorted(categories ?? []),
    } as const),
    ...when(differs.flowJson, { kind: "update-json" } as const),
    ...when(differs.encryption, { kind: "setup-encryption" } as const),
    ...(differs.code ? [codeChange(desired, observed)] : []),
    ...when(differs.deployment, { kind: "deploy", secrets } as const),
    ...when(!differs.deployment && secrets.length > 0, { kind: "set-secrets", secrets } as const),
    ...when(differs.registration, { kind: "register" } as const),
    ...when(publishes(comparison, flow), { kind: "publish" } as const),
    ...deprecations(comparison, flow).map(deprecation),
  ];
}

function codeChange({ endpointCode }: Desired, { endpoint }: Observed): PlannedChange {
  return { kind: "set-endpoint", lines: endpoint === null ? null : changedLines(endpoint.code, endpointCode ?? "") };
}

/**
 * Names of the secrets that are set. A deployment drops all of them (kapso-api.md 11.3), those included that the
 * repository does not name; otherwise only those are set that the service lacks.
 */
export function secretsToSet({ desired, differs, remoteSecrets }: Comparison): readonly string[] {
  if (desired.endpointCode === null) return [];
  const remote = remoteSecrets ?? [];
  if (differs.deployment) return sorted([...desired.secretNames, ...remote]);
  // Where they cannot be listed they were set by the deployment, as far as anybody can tell.
  if (remoteSecrets === null) return [];
  return sorted(desired.secretNames.filter((name) => !remote.includes(name)));
}

/** A published flow that is edited becomes a draft, so that it must be published again. */
export function publishes({ desired, differs }: Pick<Comparison, "desired" | "differs">, flow: ObservedFlow): boolean {
  if (!desired.publish) return false;
  if (flow.status === "published") return desired.onPublished === "edit" && differs.flowJson;
  return !wasPublished(flow.status) && flow.status !== "deprecated";
}

/** Older generations that an earlier run left, once this flow is published. */
function deprecations(comparison: Comparison, flow: ObservedFlow): readonly ObservedFlow[] {
  const { desired, observed } = comparison;
  if (desired.onPublished !== "new-flow" || desired.flowName === null) return [];
  if (flow.status !== "published" && !publishes(comparison, flow)) return [];
  return predecessorsOf(desired.flowName, flow.name, observed.generations);
}

function deprecation({ id, name }: ObservedFlow): PlannedChange {
  return { kind: "deprecate", flowId: id, flowName: name };
}

function withFlow(flows: readonly ObservedFlow[], flow: ObservedFlow | null): readonly ObservedFlow[] {
  return flow === null || flows.some(({ id }) => id === flow.id) ? flows : [...flows, flow];
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort(compareText);
}

function when<T>(condition: boolean, item: T): readonly T[] {
  return condition ? [item] : [];
}
