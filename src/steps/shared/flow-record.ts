import type { Scope } from "../../client/scope.js";
import type { Flow, PhoneNumber } from "../../client/wire.js";
import { currentGeneration } from "../../deployment/generations.js";
import { RefusedError, RemoteError, UsageError } from "../../errors/errors.js";
import type { Context } from "../../pipeline/context.js";
import type { FlowReference } from "../../pipeline/facts.js";
import { Refusal } from "./refusal.js";

type Tools = Pick<Context<never>, "api" | "learn" | "log" | "target">;

/** Reads the flow, and keeps for the report what its record says. */
export async function readFlow(tools: Tools, flowId: string): Promise<Flow> {
  return learnFlow(tools, await tools.api.flows.get(flowId));
}

/** Keeps what a flow's record says. */
export function learnFlow({ learn }: Pick<Tools, "learn">, flow: Flow): Flow {
  learn({
    flowId: flow.id,
    flowStatus: flow.status,
    published: flow.status === "published",
    ...(flow.meta_flow_id ? { metaFlowId: flow.meta_flow_id } : {}),
    ...(flow.preview_url ? { previewUrl: flow.preview_url } : {}),
  });
  return flow;
}

/** Names are unique within a WABA, and a flow may have been made with another number of it. */
export async function wabaOf(tools: Pick<Context<never>, "api" | "once">, phoneNumberId: string): Promise<Scope> {
  const { business_account_id: businessAccountId } = await phoneNumberOf(tools, phoneNumberId);
  return businessAccountId ? { businessAccountId } : { phoneNumberId };
}

/** The number, read once for all flows. */
export function phoneNumberOf(
  { api, once }: Pick<Context<never>, "api" | "once">,
  phoneNumberId: string,
): Promise<PhoneNumber> {
  return once(`number ${phoneNumberId}`, () => api.phoneNumbers.get(phoneNumberId));
}

/** The Platform has no filter for Meta's ID, so the flows are gone through. */
export async function flowByMetaId(
  context: Pick<Context<never, "phoneNumberId">, "api" | "once" | "facts">,
  metaFlowId: string,
): Promise<Flow | undefined> {
  const { phoneNumberId } = context.facts;
  const query = phoneNumberId === undefined ? {} : await wabaOf(context, phoneNumberId);
  for await (const flow of context.api.flows.listAll(query)) if (flow.meta_flow_id === metaFlowId) return flow;
  return undefined;
}

/**
 * The flow of exactly that name. One that `on-published: new-flow` replaced is deprecated, and its successor is meant
 * then, whatever is to be done with published flows now.
 */
export async function flowNamed(
  { flows }: { readonly flows: Pick<Context<never>["api"]["flows"], "findByName" | "listAll"> },
  name: string,
  scope: Scope,
): Promise<Flow | undefined> {
  const found = await flows.findByName(name, scope);
  if (found?.status !== "deprecated") return found;
  const candidates: Flow[] = [];
  for await (const flow of flows.listAll({ nameContains: name, ...scope })) candidates.push(flow);
  return currentGeneration(name, candidates) ?? found;
}

/** The account of a flow: as given, else as its record says. */
export function scopeOf(given: Scope | undefined, flow: Flow): Scope | undefined {
  if (given !== undefined) return given;
  if (flow.phone_number_id) return { phoneNumberId: flow.phone_number_id };
  return flow.business_account_id ? { businessAccountId: flow.business_account_id } : undefined;
}

/** What the Meta proxy needs to find a flow, and its status in the Platform's words. */
export interface MetaAccess {
  readonly metaFlowId: string;
  readonly scope: Scope;
  readonly status: string;
}

/** Finds a flow's Meta side from either of its IDs. */
export async function metaAccess(
  tools: Tools,
  reference: FlowReference,
  given: Scope | undefined,
): Promise<MetaAccess> {
  if (reference.by === "id") {
    const flow = await readFlow(tools, reference.flowId);
    if (!flow.meta_flow_id) throw notAtMeta(tools.target);
    const scope = scopeOf(given, flow) ?? noScope(tools.target);
    return { metaFlowId: flow.meta_flow_id, scope, status: flow.status };
  }
  const { metaFlowId } = reference;
  const scope = given ?? noScope(tools.target);
  const status = (await tools.api.meta.getFlow(metaFlowId, ["status"], scope)).status?.toLowerCase() ?? "unknown";
  tools.learn({ flowStatus: status, published: status === "published" });
  return { metaFlowId, scope, status };
}

/** Keeps Meta's preview URL and when it expires. A flow without a preview is no reason to fail. */
export async function learnPreview(tools: Tools, flow: Flow, given: Scope | undefined): Promise<void> {
  const scope = scopeOf(given, flow);
  if (!flow.meta_flow_id || scope === undefined) return;
  try {
    const { preview_url, expires_at } = await tools.api.meta.preview(flow.meta_flow_id, scope);
    tools.learn({ previewUrl: preview_url, previewExpiresAt: expires_at });
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    tools.log.debug(`No preview of ${tools.target}: ${error.message}`);
  }
}

/** The answer, or undefined when the service knows no such thing. */
export async function unlessMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Meta says "not found or not accessible" with code 100 and status 400 (kapso-api.md 9.3), which means more elsewhere. */
function isMissing(error: unknown): boolean {
  if (!(error instanceof RefusedError)) return false;
  return error.status === 404 || (error.metaCode === 100 && error.operation === "metaGetFlow");
}

function notAtMeta(target: string): Refusal {
  return new Refusal(
    "STATE_FLOW_NOT_AT_META",
    `Kapso has the flow \`${target}\`, but Meta has not: it has no Meta flow ID yet.`,
    "Wait until Kapso has created it at Meta, then run this again.",
  );
}

function noScope(target: string): never {
  throw new UsageError("USAGE_NO_ACCOUNT", `The account of the flow \`${target}\` is not known.`, {
    hint: "Give `phone-number-id` or `business-account-id`.",
  });
}
