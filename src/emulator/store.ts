/** What the emulator knows. No HTTP here, and nothing but plain data in {@link WorldState}, so that it can be saved. */
import type { KvEntries } from "../simulation/sandbox.js";
import { type IdKind, messageId, metaFlowId, previewToken, startIds, uuid } from "./ids.js";

export const flowStatuses = ["draft", "published", "deprecated", "throttled", "blocked"] as const;
export type FlowStatus = (typeof flowStatuses)[number];

/** One of Meta's validation findings, with its field names. */
export interface RemoteFinding {
  readonly error: string;
  readonly error_type: string;
  readonly message: string;
  readonly line_start: number;
  readonly line_end: number;
  readonly column_start: number;
  readonly column_end: number;
  readonly pointers?: readonly (Omit<RemoteFinding, "error" | "error_type" | "message" | "pointers"> & {
    readonly path: string;
  })[];
}

/** What Meta calls for a data exchange: nothing, Kapso's address of this flow, or an address somebody set. */
export type EndpointUri =
  | { readonly kind: "none" }
  | { readonly kind: "kapso" }
  | { readonly kind: "custom"; readonly uri: string };

/** A flow at Meta, and Kapso's record of it where there is one. */
export interface FlowRecord {
  readonly sequence: number;
  readonly metaFlowId: string;
  name: string;
  status: FlowStatus;
  categories: readonly string[];
  readonly businessAccountId: string;
  readonly phoneNumberId: string | null;
  readonly createdAt: number;
  updatedAt: number;
  publishedAt: number | null;
  /** The text Meta holds; null for a flow created on the proxy without one. */
  flowJsonText: string | null;
  jsonVersion: string | null;
  dataApiVersion: string | null;
  findings: readonly RemoteFinding[];
  endpoint: EndpointUri;
  /** Whether the Flow JSON came after the endpoint was set, so that Meta compiled it with its endpoint. */
  compiledWithEndpoint: boolean;
  preview: { token: string; expiresAt: number };
  kapso: KapsoFlow | null;
}

/** Kapso's own record; it does not follow everything that happens at Meta. */
export interface KapsoFlow {
  readonly id: string;
  name: string;
  jsonVersion: string | null;
  dataApiVersion: string | null;
  lastSyncedAt: number;
  functionId: string | null;
  /** How many versions were made, those included that are no longer kept. */
  versions: number;
}

/** A flow that Kapso has a record of. */
export type RecordedFlow = FlowRecord & { kapso: KapsoFlow };

/** Whether Kapso has a record of the flow; one that was made at Meta has none. */
export function isRecorded(flow: FlowRecord): flow is RecordedFlow {
  return flow.kapso !== null;
}

export interface VersionRecord {
  readonly sequence: number;
  readonly id: string;
  readonly flowId: string;
  readonly label: string;
  status: "draft" | "published";
  readonly flowJsonText: string;
  readonly sha: string;
  readonly findings: readonly RemoteFinding[];
  readonly createdAt: number;
  updatedAt: number;
  publishedAt: number | null;
}

export interface FunctionRecord {
  readonly sequence: number;
  readonly id: string;
  name: string;
  slug: string;
  description: string | null;
  code: string;
  version: number;
  /** The code that runs; null before the first deployment. */
  deployedCode: string | null;
  lastDeployedAt: number | null;
  failed: boolean;
  /** When a deployment that was started will be done; null when none is under way. */
  deployingUntil: number | null;
  functionType: string;
  runtimeConfig: Readonly<Record<string, unknown>>;
  invokeResponseMode: string;
  publicEndpoint: boolean;
  /** Replaced as a whole by each change. */
  secrets: readonly SecretRecord[];
  /** What `env.KV` of the code holds. */
  kv: KvEntries;
  readonly createdAt: number;
  updatedAt: number;
}

/** A secret of a function. Its value is for the code alone: no route shows it, and no file keeps it, so it may be gone. */
export interface SecretRecord {
  readonly name: string;
  readonly type: "secret_text" | "json";
  readonly value?: unknown;
}

export interface InvocationRecord {
  readonly id: string;
  readonly functionId: string;
  readonly statusCode: number | null;
  readonly durationMs: number | null;
  readonly requestBody: Readonly<Record<string, unknown>> | null;
  readonly responseBody: Readonly<Record<string, unknown>> | null;
  readonly errorMessage: string | null;
  readonly createdAt: number;
}

export interface LogRecord {
  readonly functionId: string;
  /** The call in which it was written; null for what no call wrote. */
  readonly invocationId: string | null;
  readonly level: string;
  readonly message: string;
  readonly loggedAt: number;
  readonly outcome: string | null;
}

export interface ResponseRecord {
  readonly id: string;
  readonly flowId: string;
  readonly flowToken: string | null;
  readonly flowResponse: Readonly<Record<string, unknown>>;
  readonly phoneNumber: string | null;
  readonly messageId: string | null;
  readonly createdAt: number;
}

export interface MessageRecord {
  readonly id: string;
  readonly phoneNumberId: string;
  readonly to: string;
  readonly metaFlowId: string;
  readonly flowToken: string | null;
  readonly mode: "draft" | "published";
  /** The body as it was received. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly createdAt: number;
}

export interface NumberRecord {
  readonly id: string;
  readonly internalId: string;
  readonly businessAccountId: string;
  readonly name: string;
  readonly displayPhoneNumber: string;
  readonly createdAt: number;
  /** Section 18 row 8: encryption belongs to the number, and every flow of the number reports it. */
  encrypted: boolean;
}

export interface WorldState {
  readonly schemaVersion: 1;
  sequence: number;
  counters: Partial<Record<IdKind, number>>;
  readonly numbers: NumberRecord[];
  readonly flows: FlowRecord[];
  readonly versions: VersionRecord[];
  readonly functions: FunctionRecord[];
  readonly invocations: InvocationRecord[];
  readonly logs: LogRecord[];
  readonly responses: ResponseRecord[];
  readonly messages: MessageRecord[];
  /** How many of the oldest records were dropped, where they were too many. */
  readonly dropped: Record<KeptList, number>;
}

/** Lists that would grow without end. */
export type KeptList = "invocations" | "logs" | "responses" | "messages";

/** One project, one WABA, two phone numbers, and nothing else. */
export function startState(now: number): WorldState {
  return {
    schemaVersion: 1,
    sequence: 0,
    counters: {},
    numbers: startIds.phoneNumberIds.map((id, i) => ({
      id,
      internalId: uuid("fixed", 11 + i),
      businessAccountId: startIds.businessAccountId,
      name: i === 0 ? "Emulated number" : "Emulated QA number",
      displayPhoneNumber: `+1 555-010-000${i + 1}`,
      createdAt: now,
      encrypted: false,
    })),
    flows: [],
    versions: [],
    functions: [],
    invocations: [],
    logs: [],
    responses: [],
    messages: [],
    dropped: { invocations: 0, logs: 0, responses: 0, messages: 0 },
  };
}

export class Store {
  state: WorldState;
  private readonly bounds: Readonly<Record<KeptList, number>>;

  /** @param bounds How many records of a list are kept; the oldest go first. */
  constructor(state: WorldState, bounds: Readonly<Record<KeptList, number>>) {
    this.state = state;
    this.bounds = bounds;
  }

  /** Adds to a list that is bounded. */
  keep<K extends KeptList>(list: K, record: WorldState[K][number]): void {
    const records: WorldState[K][number][] = this.state[list];
    records.push(record);
    if (records.length <= this.bounds[list]) return;
    records.shift();
    this.state.dropped[list] += 1;
  }

  nextSequence(): number {
    this.state.sequence += 1;
    return this.state.sequence;
  }

  nextUuid(kind: "flow" | "version" | "function" | "invocation" | "response"): string {
    return uuid(kind, this.count(kind));
  }

  nextMetaFlowId(): string {
    return metaFlowId(this.count("metaFlow"));
  }

  nextMessageId(): string {
    return messageId(this.count("message"));
  }

  nextPreviewToken(): string {
    return previewToken(this.count("preview"));
  }

  private count(kind: IdKind): number {
    const next = (this.state.counters[kind] ?? 0) + 1;
    this.state.counters[kind] = next;
    return next;
  }

  number(id: string): NumberRecord | undefined {
    return this.state.numbers.find((number) => number.id === id);
  }

  hasBusinessAccount(id: string): boolean {
    return this.state.numbers.some((number) => number.businessAccountId === id);
  }

  /** By Kapso's UUID. */
  flow(id: string): RecordedFlow | undefined {
    return this.recordedFlows().find((flow) => flow.kapso.id === id);
  }

  /** Flows that Kapso has a record of, oldest first. */
  recordedFlows(): RecordedFlow[] {
    return this.state.flows.filter(isRecorded);
  }

  metaFlow(metaId: string): FlowRecord | undefined {
    return this.state.flows.find((flow) => flow.metaFlowId === metaId);
  }

  flowNamed(businessAccountId: string, name: string): FlowRecord | undefined {
    return this.state.flows.find((flow) => flow.businessAccountId === businessAccountId && flow.name === name);
  }

  removeFlow(flow: FlowRecord): void {
    const { flows, versions } = this.state;
    flows.splice(flows.indexOf(flow), 1);
    const kept = versions.filter((version) => version.flowId !== flow.kapso?.id);
    versions.splice(0, versions.length, ...kept);
  }

  /** Adds to the history of a flow, of which the newest `max` are kept. */
  addVersion(version: VersionRecord, max: number): void {
    const { versions } = this.state;
    versions.push(version);
    if (this.versionsOf(version.flowId).length <= max) return;
    versions.splice(
      versions.findIndex(({ flowId }) => flowId === version.flowId),
      1,
    );
  }

  /** Oldest first. */
  versionsOf(flowId: string): VersionRecord[] {
    return this.state.versions.filter((version) => version.flowId === flowId);
  }

  function(id: string): FunctionRecord | undefined {
    return this.state.functions.find((record) => record.id === id);
  }

  /** Whether encryption is set up for what this flow is sent from. */
  isEncrypted(flow: FlowRecord): boolean {
    if (flow.phoneNumberId !== null) return this.number(flow.phoneNumberId)?.encrypted ?? false;
    return this.state.numbers.some((number) => number.businessAccountId === flow.businessAccountId && number.encrypted);
  }
}
