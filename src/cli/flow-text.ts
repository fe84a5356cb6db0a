/** Flows as people read them. */
import type { Flow } from "../client/wire.js";
import { textRecord, textTable } from "./text-table.js";

/** One flow with all that is known of it. */
export function flowText(flow: Flow): string {
  return textRecord([
    ["name", flow.name],
    ["status", flow.status],
    ["flow ID", flow.id],
    ["Meta flow ID", flow.meta_flow_id],
    ["phone number ID", flow.phone_number_id],
    ["WABA", flow.business_account_id],
    ["Flow JSON version", flow.json_version],
    ["Data API version", flow.data_api_version],
    ["data endpoint", flow.has_data_endpoint],
    ["data endpoint URL", flow.data_endpoint_url],
    ["encryption", flow.flows_encryption_configured],
    ["preview URL", flow.preview_url],
    ["created", flow.created_at],
    ["updated", flow.updated_at],
    ["published", flow.published_at],
  ]);
}

/** Several flows, one line each; empty for none. */
export function flowsText(flows: readonly Flow[]): string {
  if (flows.length === 0) return "";
  return textTable(
    ["NAME", "STATUS", "FLOW ID", "META FLOW ID", "UPDATED"],
    flows.map((flow) => [flow.name, flow.status, flow.id, flow.meta_flow_id, flow.updated_at]),
  );
}
