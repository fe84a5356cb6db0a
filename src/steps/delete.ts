import { defineStep } from "../pipeline/step.js";
import { metaAccess, unlessMissing } from "./shared/flow-record.js";
import { Refusal } from "./shared/refusal.js";
import { change } from "./shared/remote-write.js";

/** Only the Meta proxy can delete (kapso-api.md 2), and only drafts. */
export const deleteFlow = defineStep({
  name: "delete",
  summary: "Deletes a draft.",
  effect: "write",
  needs: ["flowReference"],
  uses: ["accountScope"],
  gives: ["flowStatus"],
  after: ["create", "update-json", "set-endpoint", "deploy", "register", "send-test"],
  async run(context) {
    const { flowReference, accountScope } = context.facts;
    const { metaFlowId, scope, status } = await metaAccess(context, flowReference, accountScope);
    if (status !== "draft") {
      throw new Refusal(
        "STATE_NOT_A_DRAFT",
        `The flow \`${context.target}\` is ${status}: only a draft can be deleted.`,
        "End a published flow with `deprecate`.",
      );
    }
    await change<true>(context, {
      text: `Deleted flow \`${context.target}\``,
      ids: () => ({ metaFlowId }),
      send: async () => {
        await context.api.meta.deleteFlow(metaFlowId, scope);
        return true;
      },
      readBack: async () => {
        const left = await unlessMissing(context.api.meta.getFlow(metaFlowId, ["status"], scope));
        return left === undefined ? true : undefined;
      },
    });
    return { status: "passed", facts: { flowStatus: "deleted" } };
  },
});
