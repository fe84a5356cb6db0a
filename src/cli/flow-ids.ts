/**
 * The two kinds of flow IDs. Kapso's own are UUIDs, Meta's are digits, and each operation takes only one of them
 * (kapso-api.md section 7); people have whichever their dashboard showed.
 */
import type { KapsoClient } from "../client/client.js";
import type { Flow, FlowId, MetaFlowId } from "../client/wire.js";
import { RefusedError } from "../errors/errors.js";

/** Whether an ID is one of Meta's. */
export function isMetaFlowId(id: string): boolean {
  return /^\d+$/.test(id);
}

/** Kapso's ID of a flow that is named by either kind. */
export async function kapsoFlowId(client: KapsoClient, id: string): Promise<FlowId> {
  return isMetaFlowId(id) ? (await flowByMetaId(client, id)).id : id;
}

/** Kapso's record of a flow that is named by either kind. */
export async function flowRecord(client: KapsoClient, id: string): Promise<Flow> {
  return isMetaFlowId(id) ? flowByMetaId(client, id) : client.flows.get(id);
}

/** The Platform has no filter for Meta's ID, so all flows are gone through. */
async function flowByMetaId(client: KapsoClient, metaFlowId: MetaFlowId): Promise<Flow> {
  for await (const flow of client.flows.listAll({})) {
    if (flow.meta_flow_id === metaFlowId) return flow;
  }
  throw new RefusedError("API_NOT_FOUND", `No flow of this project has the Meta flow ID \`${metaFlowId}\`.`, {
    operation: "listFlows",
    hint: "`wa-flows flows list` shows the flows with both IDs. A flow made at Meta is missing there until it is synced.",
  });
}

/** A flow as Meta's proxy needs it. */
export interface MetaFlowReference {
  readonly metaFlowId: MetaFlowId;
  /** Kapso's record, when it had to be read to get there. */
  readonly record: Flow | undefined;
}

/** Meta's ID of a flow that is named by either kind. */
export async function metaFlow(client: KapsoClient, id: string): Promise<MetaFlowReference> {
  if (isMetaFlowId(id)) return { metaFlowId: id, record: undefined };
  const record = await client.flows.get(id);
  const metaFlowId = record.meta_flow_id;
  if (metaFlowId !== null && metaFlowId !== undefined) return { metaFlowId, record };
  throw new RefusedError("API_NOT_AT_META", `Flow \`${id}\` has no Meta flow ID: it does not exist at Meta yet.`, {
    operation: "getFlow",
    hint: "Store Flow JSON for it with `wa-flows flows update-json`, or create it again.",
  });
}
