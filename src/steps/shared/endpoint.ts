import type { DataEndpoint } from "../../client/wire.js";
import type { Context } from "../../pipeline/context.js";

/**
 * Whether the stored code is certain to be the one that runs. The status alone does not say so: it may stay `deployed`
 * when new code is stored (kapso-api.md 11.3). Times are whole seconds, so that code stored in the second of the
 * deployment looks as if it was deployed; callers rule out that it was stored by themselves.
 */
export async function runsStoredCode(api: Context<never>["api"], endpoint: DataEndpoint): Promise<boolean> {
  if (endpoint.status !== "deployed" || !endpoint.last_deployed_at) return false;
  const { updated_at: updatedAt } = await api.functions.get(endpoint.function_id);
  return updatedAt !== undefined && Date.parse(updatedAt) <= Date.parse(endpoint.last_deployed_at);
}
