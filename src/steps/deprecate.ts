import { defineStep } from "../pipeline/step.js";
import { metaAccess } from "./shared/flow-record.js";
import { Refusal } from "./shared/refusal.js";
import { change } from "./shared/remote-write.js";

/** Final: there is no way back (kapso-api.md 7). */
export const deprecate = defineStep({
  name: "deprecate",
  summary: "Ends a published flow for good.",
  effect: "write",
  needs: ["flowReference"],
  uses: ["accountScope"],
  gives: ["flowStatus", "published"],
  after: ["create", "update-json", "set-endpoint", "deploy", "register", "publish", "send-test"],
  async run(context) {
    const { flowReference, accountScope } = context.facts;
    const { metaFlowId, scope, status } = await metaAccess(context, flowReference, accountScope);
    const facts = { flowStatus: "deprecated", published: false };
    if (status === "deprecated") return { status: "skipped", facts, reason: "The flow is deprecated already." };
    if (status === "draft") {
      throw new Refusal(
        "STATE_NEVER_PUBLISHED",
        `The flow \`${context.target}\` is a draft: only a flow that was published can be deprecated.`,
        "Remove a draft with `delete`.",
      );
    }
    await change<true>(context, {
      text: `Deprecated flow \`${context.target}\``,
      ids: () => ({ metaFlowId }),
      send: async () => {
        await context.api.meta.deprecate(metaFlowId, scope);
        return true;
      },
      // Asked at Meta: Kapso's record may lag behind a call of the proxy (kapso-api.md 18 row 30).
      readBack: async () => {
        const now = await context.api.meta.getFlow(metaFlowId, ["status"], scope);
        return now.status === "DEPRECATED" ? true : undefined;
      },
    });
    return { status: "passed", facts };
  },
});
