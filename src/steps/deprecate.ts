import { defineStep } from "../pipeline/step.js";
import { deprecateAtMeta } from "./shared/deprecation.js";
import { metaAccess } from "./shared/flow-record.js";
import { Refusal } from "./shared/refusal.js";

/** Ends the flow that is named. */
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
    await deprecateAtMeta(context, {
      metaFlowId,
      scope,
      text: `Deprecated flow \`${context.target}\``,
      ids: { metaFlowId },
    });
    return { status: "passed", facts };
  },
});
