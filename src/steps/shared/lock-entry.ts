/** What the lock file is to say of a flow, from what a run knows to have left on the service. */
import { flowJsonHash } from "../../deployment/hash.js";
import type { LockEntry } from "../../deployment/lock.js";
import type { LockStore } from "../../pipeline/context.js";
import type { KnownFacts } from "../../pipeline/facts.js";
import { sha256 } from "../../text/hash.js";
import { parseFlowJson } from "./flow-json.js";

/**
 * Brings the entry of a flow up to date after a step has written, so that a run which is cut off leaves no change of its
 * own that looks like somebody else's. Steps outside a plan keep an entry true and begin none: what nobody planned may
 * be about another flow of that name.
 */
export async function noteChange(target: string, facts: KnownFacts, lock: LockStore): Promise<void> {
  const { flowId, flowPlan, flowStatus } = facts;
  const before = lock.entry(target);
  if (flowId === undefined || flowStatus === "deleted") return;
  if (flowPlan === undefined && before?.flowId !== flowId) return;
  const entry = await lockEntryOf({ ...facts, flowId }, before);
  if (!sameEntry(before, entry)) await lock.record(target, entry);
}

export function sameEntry(before: LockEntry | undefined, entry: LockEntry): boolean {
  return before !== undefined && JSON.stringify(before) === JSON.stringify(entry);
}

/** The entry as it was, with everything in it that the run knows to be as the repository wants it by now. */
export async function lockEntryOf(
  facts: KnownFacts & { readonly flowId: string },
  entry: LockEntry | undefined,
): Promise<LockEntry> {
  const { flowId, metaFlowId, categories, categoriesInPlace } = facts;
  const before = entry?.flowId === flowId ? entry : undefined;
  return {
    flowId,
    metaFlowId: metaFlowId ?? before?.metaFlowId ?? null,
    ...(await lockedFlowJson(facts, before)),
    categories:
      categoriesInPlace === true && categories !== undefined ? [...categories].sort() : (before?.categories ?? null),
    endpoint: await lockedEndpoint(facts, before?.endpoint ?? null),
  };
}

/** A version and what is in it belong together. What is under way is forgotten rather than guessed. */
async function lockedFlowJson(
  { flowJson, flowJsonInPlace, flowVersionId }: KnownFacts,
  before: LockEntry | undefined,
): Promise<Pick<LockEntry, "flowVersionId" | "flowJson">> {
  if (flowJsonInPlace === false) return { flowVersionId: null, flowJson: null };
  if (flowJsonInPlace === undefined || flowJson === undefined) {
    return { flowVersionId: before?.flowVersionId ?? null, flowJson: before?.flowJson ?? null };
  }
  return { flowVersionId: flowVersionId ?? null, flowJson: await flowJsonHash(parseFlowJson(flowJson.text)) };
}

/** Code that is stored and does not run yet has no time of deployment. */
async function lockedEndpoint(
  { endpointCode, endpointCodeInPlace, endpointFunction, endpointSettled }: KnownFacts,
  before: LockEntry["endpoint"],
): Promise<LockEntry["endpoint"]> {
  if (endpointFunction === undefined) return before;
  const { functionId, deployedAt } = endpointFunction;
  const secrets = [...endpointFunction.secrets].sort();
  const same = before?.functionId === functionId && before.deployedAt === deployedAt ? before : undefined;
  if (endpointCode === undefined || endpointCodeInPlace !== true)
    return same === undefined ? before : { ...same, secrets };
  const code = await sha256(endpointCode.text);
  return { functionId, code, deployedAt, secrets, registered: endpointSettled ?? same?.registered ?? false };
}
