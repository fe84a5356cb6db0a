import type { DataEndpoint } from "../client/wire.js";
import { textRecord } from "./text-table.js";

/** A data endpoint as people read it, without its code. */
export function endpointText(endpoint: DataEndpoint): string {
  return textRecord([
    ["function", endpoint.function_name],
    ["function ID", endpoint.function_id],
    ["status", endpoint.status],
    ["URL", endpoint.endpoint_url],
    ["last deployed", endpoint.last_deployed_at],
  ]);
}
