/** What can happen to a flow, the same for both surfaces; the surfaces only word the refusals. */
import { sha256 } from "../text/hash.js";
import { isDynamic, textMember } from "./flow-json.js";
import { publishingFindings, remoteFindings } from "./remote-findings.js";
import type {
  FlowRecord,
  FlowStatus,
  FunctionRecord,
  KapsoFlow,
  RecordedFlow,
  RemoteFinding,
  VersionRecord,
} from "./store.js";
import type { World } from "./world.js";

const DAY_MS = 86_400_000;

/** Why something is refused: Meta's code, and the sentence for people that both surfaces show. */
export interface Problem {
  readonly code: number;
  readonly subcode?: number;
  /** What Meta says to developers; the title unless given. */
  readonly message?: string;
  readonly title: string;
  readonly sentence: string;
}

const INTEGRITY: Problem = {
  code: 139000,
  subcode: 4233020,
  message: "Blocked by Integrity",
  title: "Flow publishing failed",
  sentence: "Integrity requirements not met.",
};

export interface NewFlow {
  readonly name: string;
  readonly categories: readonly string[];
  readonly businessAccountId: string;
  readonly phoneNumberId: string | null;
}

/** Why this flow cannot be created, or undefined. */
export function creationProblem(world: World, businessAccountId: string, name: string): Problem | undefined {
  if (world.switches.integrityBlocked) return INTEGRITY;
  if (world.store.flowNamed(businessAccountId, name) === undefined) return undefined;
  return { code: 100, title: "Invalid parameter", sentence: "A flow with this name already exists in the WABA." };
}

/** Creates a draft at Meta, without Flow JSON. The caller has asked {@link creationProblem}. */
export function createFlow(world: World, wanted: NewFlow): FlowRecord {
  const { store, clock } = world;
  const now = clock.now();
  const flow: FlowRecord = {
    sequence: store.nextSequence(),
    metaFlowId: store.nextMetaFlowId(),
    name: wanted.name,
    status: "draft",
    categories: wanted.categories,
    businessAccountId: wanted.businessAccountId,
    phoneNumberId: wanted.phoneNumberId,
    createdAt: now,
    updatedAt: now,
    publishedAt: null,
    flowJsonText: null,
    jsonVersion: null,
    dataApiVersion: null,
    findings: [],
    endpoint: { kind: "none" },
    compiledWithEndpoint: false,
    preview: { token: store.nextPreviewToken(), expiresAt: now + world.limits.previewDays * DAY_MS },
    kapso: null,
  };
  store.state.flows.push(flow);
  return flow;
}

/** Makes Kapso's record of a flow. */
export function recordFlow(world: World, flow: FlowRecord): RecordedFlow {
  const kapso: KapsoFlow = {
    id: world.store.nextUuid("flow"),
    name: flow.name,
    jsonVersion: null,
    dataApiVersion: null,
    lastSyncedAt: world.clock.now(),
    functionId: null,
    versions: 0,
  };
  return Object.assign(flow, { kapso });
}

/**
 * Why metadata and Flow JSON of the flow cannot be changed, or undefined. Section 18 row 17: only drafts, unless the
 * switch takes Meta's newer behaviour, in which an edit brings a published flow back to draft.
 */
export function editProblem(world: World, flow: FlowRecord): Problem | undefined {
  if (flow.status === "draft") return undefined;
  if (flow.status === "published" && world.switches.publishedFlowsEditable) return undefined;
  return {
    code: 139001,
    title: "Flow can't be updated",
    sentence: `The flow can't be changed any more: its status is ${flow.status}, and only a draft can be updated.`,
  };
}

/** Stores the text at Meta, faulty or not, and makes a new preview of it. The caller has asked {@link editProblem}. */
export function storeFlowJson(world: World, flow: FlowRecord, text: string, findings: readonly RemoteFinding[]): void {
  markEdited(world, flow);
  flow.flowJsonText = text;
  flow.findings = findings;
  flow.jsonVersion = textMember(text, "version");
  flow.dataApiVersion = textMember(text, "data_api_version");
  flow.compiledWithEndpoint = flow.endpoint.kind !== "none";
  renewPreview(world, flow);
}

export function markEdited(world: World, flow: FlowRecord): void {
  if (flow.status === "published") flow.status = "draft";
  flow.updatedAt = world.clock.now();
}

/** Adds a version to Kapso's history; its record follows what was uploaded. */
export async function addVersion(
  world: World,
  flow: RecordedFlow,
  text: string,
  findings: readonly RemoteFinding[],
): Promise<VersionRecord> {
  const { store, clock } = world;
  const sha = await sha256(compact(text));
  const now = clock.now();
  flow.kapso.versions += 1;
  const version: VersionRecord = {
    sequence: store.nextSequence(),
    id: store.nextUuid("version"),
    flowId: flow.kapso.id,
    label: `v${flow.kapso.versions}`,
    status: "draft",
    flowJsonText: text,
    sha,
    findings,
    createdAt: now,
    updatedAt: now,
    publishedAt: null,
  };
  store.addVersion(version, world.limits.versionsKept);
  flow.kapso.jsonVersion = textMember(text, "version");
  flow.kapso.dataApiVersion = textMember(text, "data_api_version");
  flow.kapso.lastSyncedAt = now;
  return version;
}

function compact(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}

/** Why the flow cannot be published, or undefined: section 15.4, and for a dynamic flow all of 15.2. */
export function publishProblem(world: World, flow: FlowRecord): Problem | undefined {
  if (world.switches.integrityBlocked) return INTEGRITY;
  const sentence =
    flow.status === "draft"
      ? contentProblem(world, flow)
      : `Only a draft can be published; the status of this flow is ${flow.status}.`;
  return sentence === undefined ? undefined : { code: 139002, title: "Flow publishing failed", sentence };
}

/** What keeps the flow from being live, whatever its status. */
export function contentProblem(world: World, flow: FlowRecord): string | undefined {
  if (flow.flowJsonText === null) return "The flow has no Flow JSON.";
  // Judged again, because time may have passed since the upload.
  if (remoteFindings(world, flow.flowJsonText).length > 0) {
    return "The Flow JSON has validation errors; repair them before publishing.";
  }
  const [frozen] = publishingFindings(world, flow.flowJsonText);
  if (frozen !== undefined) return frozen;
  return isDynamic(flow) ? endpointProblem(world, flow) : undefined;
}

function endpointProblem(world: World, flow: FlowRecord): string | undefined {
  const { store, switches } = world;
  if (flow.endpoint.kind === "none") return "The flow uses a data endpoint, but no endpoint URI is set for it.";
  if (!store.isEncrypted(flow)) return "The phone number has no signed public key; set up flow encryption.";
  // An address somebody set by hand is not Kapso's to know; it counts as answering.
  if (flow.endpoint.kind === "kapso" && attachedFunction(world, flow)?.deployedCode == null) {
    return "The data endpoint does not answer the health check; deploy it.";
  }
  if (switches.uploadAfterRegister && !flow.compiledWithEndpoint) {
    return "The Flow JSON was uploaded before its data endpoint was registered; upload it again.";
  }
  return undefined;
}

/** Does what only Meta does: throttles or blocks a flow, or lets it go again. False when there is no such flow. */
export function setFlowStatus({ store, clock }: World, id: string, status: FlowStatus): boolean {
  const flow = store.flow(id) ?? store.metaFlow(id);
  if (flow === undefined) return false;
  flow.status = status;
  flow.updatedAt = clock.now();
  return true;
}

/** The caller has asked {@link publishProblem}. */
export function publish(world: World, flow: FlowRecord): void {
  const now = world.clock.now();
  flow.status = "published";
  flow.publishedAt = now;
  flow.updatedAt = now;
  if (flow.kapso === null) return;
  const latest = world.store.versionsOf(flow.kapso.id).at(-1);
  if (latest === undefined) return;
  latest.status = "published";
  latest.publishedAt = now;
  latest.updatedAt = now;
}

/** The function that answers for the flow; undefined when it has no data endpoint. */
export function attachedFunction(world: World, flow: FlowRecord): FunctionRecord | undefined {
  const id = flow.kapso?.functionId ?? null;
  return id === null ? undefined : world.store.function(id);
}

/** The preview of the flow; a link that has expired is replaced when somebody asks for it (section 12.2). */
export function currentPreview(world: World, flow: FlowRecord): FlowRecord["preview"] {
  if (flow.preview.expiresAt <= world.clock.now()) renewPreview(world, flow);
  return flow.preview;
}

export function renewPreview(world: World, flow: FlowRecord): void {
  flow.preview = {
    token: world.store.nextPreviewToken(),
    expiresAt: world.clock.now() + world.limits.previewDays * DAY_MS,
  };
}
