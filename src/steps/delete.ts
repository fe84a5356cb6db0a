import type { Context } from "../pipeline/context.js";
import { defineStep, type Outcome } from "../pipeline/step.js";
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
    const access = await unlessMissing(metaAccess(context, flowReference, accountScope));
    if (access === undefined) return gone(context);
    const { metaFlowId, scope, status } = access;
    // Kapso's record may outlive the flow (kapso-api.md 18 row 30).
    const left = (): Promise<unknown> => unlessMissing(context.api.meta.getFlow(metaFlowId, ["status"], scope));
    if ((await left()) === undefined) return gone(context);
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
      readBack: async () => ((await left()) === undefined ? true : undefined),
    });
    return { status: "passed", facts: { flowStatus: "deleted" } };
  },
});

/** The end that was wanted. An earlier run may have been cut off before it could tell. */
function gone({ target, log }: Pick<Context<never>, "target" | "log">): Outcome<"flowStatus"> {
  const reason = `There is no flow \`${target}\`: it was deleted already, or its ID is wrong.`;
  log.warn(reason);
  return { status: "skipped", facts: { flowStatus: "deleted" }, reason };
}
