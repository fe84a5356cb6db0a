/** Reads of a flow what a plan needs, and no more: what the lock vouches for is not read. */
import type { Scope } from "../../client/scope.js";
import type { DataEndpoint, Flow } from "../../client/wire.js";
import { currentGeneration, generationOf } from "../../deployment/generations.js";
import { flowJsonHash } from "../../deployment/hash.js";
import type { LockEntry } from "../../deployment/lock.js";
import {
  AS_LOCKED,
  type AsLocked,
  type Observed,
  type ObservedEndpoint,
  type ObservedMeta,
  type ObservedVersion,
} from "../../deployment/observed.js";
import { sameJson } from "../../json/canonical.js";
import type { Context } from "../../pipeline/context.js";
import type { SourceFile } from "../../pipeline/facts.js";
import { sha256 } from "../../text/hash.js";
import { runsStoredCode } from "./endpoint.js";
import { parseFlowJson } from "./flow-json.js";
import { flowByMetaId, scopeOf, unlessMissing, wabaOf } from "./flow-record.js";
import { remoteSecretNames } from "./secrets.js";

/** What is known and wanted of the flow that is looked at. */
export type ObserveContext = Context<
  never,
  | "identity"
  | "metaFlowId"
  | "flowName"
  | "phoneNumberId"
  | "accountScope"
  | "account"
  | "flowJson"
  | "endpointCode"
  | "categories"
  | "secretNames"
  | "onPublished"
>;

/** A flow, how it was found, and what else has its name. */
interface Found {
  readonly flow: Flow | undefined;
  readonly foundBy: "id" | "name" | null;
  readonly sameName: readonly string[];
  readonly generations: readonly Flow[];
}

const nothing: Found = { flow: undefined, foundBy: null, sameName: [], generations: [] };

export interface Observation {
  readonly observed: Observed;
  /** The flow's whole record. */
  readonly record: Flow | undefined;
}

/** What the service has. `lock` is what the last deployment left of this flow. */
export async function observe(context: ObserveContext, lock: LockEntry | undefined): Promise<Observation> {
  const first = await findFlow(context, lock);
  const seen = { found: first, version: await readVersion(context, first.flow, lock) };
  const { found, version } = await withSuccessor(context, seen, lock);
  const { flow, foundBy, sameName, generations } = found;
  const shared = { sameName, generations, businessAccountId: context.facts.account?.businessAccountId ?? null };
  if (flow === undefined) {
    const none = { flow: null, foundBy: null, version: null, endpoint: null, meta: null };
    return { observed: { ...shared, ...none }, record: undefined };
  }
  const locked = lock?.flowId === flow.id ? lock : undefined;
  const endpoint = await readEndpoint(context, flow, locked);
  const meta = await readMeta(context, flow, locked);
  return { observed: { ...shared, flow, foundBy, version, endpoint, meta }, record: flow };
}

async function findFlow(context: ObserveContext, lock: LockEntry | undefined): Promise<Found> {
  const { identity, metaFlowId } = context.facts;
  if (identity?.by === "id") return { ...nothing, foundBy: "id", flow: await readRecord(context, identity.flowId) };
  if (metaFlowId !== undefined) return { ...nothing, foundBy: "id", flow: await flowByMetaId(context, metaFlowId) };
  if (identity === undefined) return nothing;
  const { flowName } = identity;
  const locked = lock === undefined ? undefined : await readRecord(context, lock.flowId);
  if (locked !== undefined && isStillMeant(context, locked, flowName)) {
    return { ...nothing, foundBy: "name", flow: locked };
  }
  return byName(context, flowName, identity.phoneNumberId);
}

function readRecord({ api }: ObserveContext, flowId: string): Promise<Flow | undefined> {
  return unlessMissing(api.flows.get(flowId));
}

/** Whether looking for the name again would find nothing else. */
function isStillMeant({ facts }: ObserveContext, flow: Flow, flowName: string): boolean {
  const { account } = facts;
  const named = generationOf(flow.name, flowName) !== null;
  const waba = account?.businessAccountId ?? null;
  return named && flow.status !== "deprecated" && (waba === null || (flow.business_account_id ?? waba) === waba);
}

/** A flow that still lives goes before deprecated ones; of generations the newest is meant. */
async function byName(context: ObserveContext, flowName: string, phoneNumberId: string): Promise<Found> {
  const namesakes = await flowsNamed(context, flowName, phoneNumberId);
  const current = currentGeneration(flowName, namesakes);
  if (context.facts.onPublished === "new-flow") {
    return { ...nothing, flow: current, foundBy: "name", generations: namesakes };
  }
  const same = namesakes.filter((flow) => flow.name === flowName);
  const living = same.filter((flow) => flow.status !== "deprecated");
  if (living.length > 1) return { ...nothing, sameName: living.map((flow) => flow.id) };
  // A run that was to make new flows may have replaced it. A later generation of a name that nobody has is none.
  const successor = same.length > 0 ? current : undefined;
  return { ...nothing, flow: living[0] ?? successor ?? same[0], foundBy: "name" };
}

/** The flows of that name and its generations in the WABA of the number. */
async function flowsNamed(context: ObserveContext, flowName: string, phoneNumberId: string): Promise<readonly Flow[]> {
  const waba = await wabaOf(context, phoneNumberId);
  const found: Flow[] = [];
  for await (const flow of context.api.flows.listAll({ nameContains: flowName, ...waba })) {
    if (generationOf(flow.name, flowName) !== null) found.push(flow);
  }
  return found;
}

interface Seen {
  readonly found: Found;
  readonly version: ObservedVersion | null;
}

/**
 * Looks for the other generations of a flow where they matter: later ones of a flow that cannot take this Flow JSON any
 * more, which an earlier run has made or begun to make; and earlier ones that such a run did not come to deprecate.
 */
async function withSuccessor(context: ObserveContext, seen: Seen, lock: LockEntry | undefined): Promise<Seen> {
  const { found, version } = seen;
  const { flow } = found;
  const { flowName, phoneNumberId, onPublished } = context.facts;
  if (flow === undefined || onPublished !== "new-flow" || found.generations.length > 0) return seen;
  if (flowName === undefined || phoneNumberId === undefined) return seen;
  const generation = generationOf(flow.name, flowName);
  if (generation === null) return seen;
  // A run that was cut off, or did not publish, has noted the new flow and left the earlier ones.
  const mayHaveLeftOthers = generation > 1;
  const isOver = flow.status === "deprecated" || (flow.status !== "draft" && (await differs(context, version, lock)));
  if (!mayHaveLeftOthers && !isOver) return seen;
  const generations = await flowsNamed(context, flowName, phoneNumberId);
  const current = currentGeneration(flowName, generations) ?? flow;
  if (current.id === flow.id) return { found: { ...found, generations }, version };
  return {
    found: { ...found, flow: current, foundBy: "name", generations },
    version: await readVersion(context, current, lock),
  };
}

async function differs(
  { facts: { flowJson } }: ObserveContext,
  version: ObservedVersion | null,
  lock: LockEntry | undefined,
): Promise<boolean> {
  if (flowJson === undefined) return false;
  const local = parseFlowJson(flowJson.text);
  if (version?.flowJson !== AS_LOCKED) return !sameJson(version?.flowJson, local);
  return lock?.flowJson !== (await flowJsonHash(local));
}

/** The newest version; its Flow JSON only where it is not what the lock and the file both say: then they are compared. */
async function readVersion(
  { api, facts }: ObserveContext,
  flow: Flow | undefined,
  lock: LockEntry | undefined,
): Promise<ObservedVersion | null> {
  if (flow === undefined) return null;
  const [newest] = (await api.flows.versions(flow.id, { page: 1, perPage: 1 })).items;
  if (newest === undefined) return null;
  const isLocked = lock?.flowId === flow.id && lock.flowVersionId === newest.id && (await isLeft(lock, facts.flowJson));
  const { id, created_at: createdAt = null } = newest;
  if (isLocked) return { id, flowJson: AS_LOCKED, validationErrors: newest.validation_errors ?? [], createdAt };
  const { flow_json: flowJson, validation_errors: errors } = await api.flows.version(flow.id, id);
  return { id, flowJson, validationErrors: errors ?? [], createdAt };
}

/** Whether the file is what the last deployment left. Without a file nothing is compared. */
async function isLeft(lock: LockEntry, source: SourceFile | undefined): Promise<boolean> {
  if (lock.flowJson === null) return false;
  return source === undefined || lock.flowJson === (await flowJsonHash(parseFlowJson(source.text)));
}

async function readEndpoint(
  context: ObserveContext,
  flow: Flow,
  lock: LockEntry | undefined,
): Promise<ObservedEndpoint | null> {
  const { endpointCode, secretNames = [] } = context.facts;
  if (endpointCode === undefined) return null;
  const endpoint = await unlessMissing(context.api.dataEndpoint.get(flow.id));
  if (endpoint === undefined) return null;
  const { function_id: functionId, status, code = "", last_deployed_at: deployedAt = null } = endpoint;
  const runs = (await isAsLocked(endpoint, lock)) ? AS_LOCKED : await runsCode(context, endpoint, endpointCode.text);
  const stays = runs !== false && code === endpointCode.text;
  // A deployment drops secrets, so that their names must be known as they are now.
  const wanted = deployedAt !== null && (!stays || secretNames.length > 0);
  const secrets = stays && runs === AS_LOCKED ? AS_LOCKED : wanted ? await remoteSecretNames(context, functionId) : [];
  return { functionId, code, status, deployedAt, runsStoredCode: runs, secrets: secrets ?? null };
}

/** Whether nothing moved since our own deployment. */
async function isAsLocked(endpoint: DataEndpoint, lock: LockEntry | undefined): Promise<boolean> {
  const locked = lock?.endpoint;
  if (!locked || locked.deployedAt === null || endpoint.status !== "deployed") return false;
  const { function_id: functionId, last_deployed_at: deployedAt, code = "" } = endpoint;
  if (functionId !== locked.functionId || deployedAt !== locked.deployedAt) return false;
  return (await sha256(code)) === locked.code;
}

/** Code that is replaced anyway is not looked at any closer. */
async function runsCode(context: ObserveContext, endpoint: DataEndpoint, wanted: string): Promise<boolean> {
  return endpoint.code === wanted && (await runsStoredCode(context.api, endpoint));
}

/** What Meta says of the flow, where the files say something of it too. */
async function readMeta(
  context: ObserveContext,
  flow: Flow,
  lock: LockEntry | undefined,
): Promise<ObservedMeta | AsLocked | null> {
  const { categories = [], endpointCode, accountScope } = context.facts;
  const wants = { categories: categories.length > 0, address: endpointCode !== undefined };
  if (!wants.categories && !wants.address) return null;
  const known =
    lock !== undefined &&
    (!wants.categories || sameJson([...(lock.categories ?? [])].sort(), [...categories].sort())) &&
    (!wants.address || lock.endpoint?.registered === true);
  if (known) return AS_LOCKED;
  const scope: Scope | undefined = scopeOf(accountScope, flow);
  if (!flow.meta_flow_id || scope === undefined) return null;
  const found = await context.api.meta.getFlow(flow.meta_flow_id, ["categories", "endpoint_uri"], scope);
  return { categories: found.categories ?? [], endpointUri: found.endpoint_uri ?? null };
}
