/** What differs between repository and service, part by part; everything that is decided rests on this. */

import { canonicalJson } from "../json/canonical.js";
import { sha256 } from "../text/hash.js";
import type { Desired } from "./desired.js";
import { flowJsonHash } from "./hash.js";
import type { LockEntry } from "./lock.js";
import { AS_LOCKED, type Observed, type ObservedFlow } from "./observed.js";

export interface Comparison {
  readonly desired: Desired;
  readonly observed: Observed;
  readonly flow: ObservedFlow | null;
  /** What the lock says of this very flow; undefined when it says nothing, or speaks of another. */
  readonly locked: LockEntry | undefined;
  /** Of what is to be sent, and of what is there; null: there is none. */
  readonly hashes: Hashes;
  /** What the repository wants to be otherwise, by part. */
  readonly differs: {
    readonly flowJson: boolean;
    readonly categories: boolean;
    readonly encryption: boolean;
    readonly code: boolean;
    /** The code that runs is not certain to be the wanted one. */
    readonly deployment: boolean;
    readonly registration: boolean;
  };
  /** Names of the secrets on the service; null: they cannot be listed. */
  readonly remoteSecrets: readonly string[] | null;
}

interface Hashes {
  readonly flowJson: string | null;
  readonly code: string | null;
  readonly remoteFlowJson: string | null;
  readonly remoteCode: string | null;
}

/** Compares what is wanted with what is there. */
export async function compare(
  desired: Desired,
  observed: Observed,
  lockEntry: LockEntry | undefined,
): Promise<Comparison> {
  const { flow, endpoint } = observed;
  const locked = lockEntry !== undefined && lockEntry.flowId === flow?.id ? lockEntry : undefined;
  const hashes = await hashesOf(desired, observed, locked);
  const wantsEndpoint = desired.endpointCode !== null;
  const code = wantsEndpoint && hashes.code !== hashes.remoteCode;
  const deployment = wantsEndpoint && (code || endpoint?.status !== "deployed" || endpoint.runsStoredCode === false);
  return {
    desired,
    observed,
    flow,
    locked,
    hashes,
    differs: {
      flowJson: desired.flowJson !== null && hashes.flowJson !== hashes.remoteFlowJson,
      categories: categoriesDiffer(desired, observed, locked),
      encryption: wantsEndpoint && flow?.flows_encryption_configured !== true,
      code,
      deployment,
      registration:
        wantsEndpoint &&
        (!isRegistered(observed, locked) ||
          (flow?.status === "draft" && isToBeCompiled(desired, observed, locked, deployment))),
    },
    remoteSecrets: secretsOf(observed, locked),
  };
}

async function hashesOf(desired: Desired, observed: Observed, locked: LockEntry | undefined): Promise<Hashes> {
  const remote = observed.version?.flowJson;
  return {
    flowJson: desired.flowJson === null ? null : await flowJsonHash(desired.flowJson),
    code: desired.endpointCode === null ? null : await sha256(desired.endpointCode),
    remoteFlowJson: remote === AS_LOCKED ? (locked?.flowJson ?? null) : remote ? await flowJsonHash(remote) : null,
    remoteCode: observed.endpoint === null ? null : await sha256(observed.endpoint.code),
  };
}

/** The categories at Meta; undefined: not known. */
export function remoteCategories({ meta }: Observed, locked: LockEntry | undefined): readonly string[] | undefined {
  return (meta === AS_LOCKED ? locked?.categories : meta?.categories) ?? undefined;
}

/** Categories are a set. Without any in the repository, and where Meta does not know the flow, there is nothing to do. */
function categoriesDiffer({ categories }: Desired, observed: Observed, locked: LockEntry | undefined): boolean {
  const remote = remoteCategories(observed, locked);
  if (categories === null || categories.length === 0 || remote === undefined) return false;
  return canonicalJson([...categories].sort()) !== canonicalJson([...remote].sort());
}

/** Whether Meta has the address that Kapso gave this data endpoint; nothing else proves it (kapso-api.md 18 row 12). */
function isRegistered({ flow, endpoint, meta }: Observed, locked: LockEntry | undefined): boolean {
  if (flow === null || endpoint === null || meta === null) return false;
  const attached = flow.data_endpoint_function_id ?? endpoint.functionId;
  if (attached !== endpoint.functionId) return false;
  if (meta === AS_LOCKED) return locked?.endpoint?.registered === true;
  return meta.endpointUri !== null && meta.endpointUri === flow.data_endpoint_url;
}

/**
 * Whether Meta has not yet compiled a dynamic draft with the endpoint as it runs, which the step `register` has it do
 * (kapso-api.md 15.2 step 6): the deployment is still to come, or came after the newest version. An earlier run may
 * have ended between the two.
 */
function isToBeCompiled(
  { flowJson }: Desired,
  { version, endpoint }: Observed,
  locked: LockEntry | undefined,
  deployment: boolean,
): boolean {
  if (flowJson === null || !Object.hasOwn(flowJson, "data_api_version")) return false;
  if (deployment) return true;
  // The lock has it as registered only once Meta has compiled.
  const isAsLocked = version?.flowJson === AS_LOCKED && endpoint?.runsStoredCode === AS_LOCKED;
  if (isAsLocked && locked?.endpoint?.registered === true) return false;
  const { createdAt } = version ?? {};
  const { deployedAt } = endpoint ?? {};
  return !createdAt || !deployedAt || Date.parse(createdAt) < Date.parse(deployedAt);
}

function secretsOf({ endpoint }: Observed, locked: LockEntry | undefined): readonly string[] | null {
  if (endpoint === null) return [];
  return endpoint.secrets === AS_LOCKED ? (locked?.endpoint?.secrets ?? null) : endpoint.secrets;
}
