import type { Scope } from "../../client/scope.js";
import type { Context } from "../../pipeline/context.js";
import { change } from "./remote-write.js";

/** A flow at Meta, and how the report tells that it was deprecated. */
interface Deprecation {
  readonly metaFlowId: string;
  readonly scope: Scope;
  readonly text: string;
  readonly ids: Readonly<Record<string, string>>;
}

/** Ends a published flow. Final: there is no way back (kapso-api.md 7). */
export async function deprecateAtMeta(
  tools: Pick<Context<never>, "api" | "clock" | "log" | "signal" | "wrote">,
  { metaFlowId, scope, text, ids }: Deprecation,
): Promise<void> {
  await change<true>(tools, {
    text,
    ids: () => ids,
    send: async () => {
      await tools.api.meta.deprecate(metaFlowId, scope);
      return true;
    },
    // Asked at Meta: Kapso's record may lag behind a call of the proxy (kapso-api.md 18 row 30).
    readBack: async () => {
      const now = await tools.api.meta.getFlow(metaFlowId, ["status"], scope);
      return now.status === "DEPRECATED" ? true : undefined;
    },
  });
}
