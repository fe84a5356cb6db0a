import type { Flow } from "../client/wire.js";
import type { Context } from "../pipeline/context.js";
import { defineStep } from "../pipeline/step.js";
import { flowByMetaId, flowNamed, learnFlow, wabaOf } from "./shared/flow-record.js";

type FindContext = Context<never, "identity" | "metaFlowId" | "phoneNumberId">;

/**
 * Finds a flow that is named by Meta's ID or by its exact name, for steps that need Kapso's ID. Nobody lists this step:
 * a pipeline puts it in where it is needed and no `create` does the same.
 */
export const find = defineStep({
  name: "find",
  summary: "Finds the flow by Meta's ID or by its exact name.",
  effect: "read",
  needs: [],
  uses: ["identity", "metaFlowId", "phoneNumberId"],
  gives: ["flowId", "flowReference"],
  async run(context) {
    const { metaFlowId } = context.facts;
    const flow = metaFlowId === undefined ? await byName(context) : await flowByMetaId(context, metaFlowId);
    if (flow !== undefined) {
      learnFlow(context, flow);
      return { status: "passed", facts: { flowId: flow.id, flowReference: { by: "id", flowId: flow.id } } };
    }
    return {
      status: "failed",
      code: "API_NOT_FOUND",
      reason: `There is no flow ${wanted(context)} in the account.`,
      hint: "Give its `flow-id`, or put `create` before this step to make it.",
    };
  },
});

function wanted({ facts: { metaFlowId, identity } }: FindContext): string {
  if (metaFlowId !== undefined) return `with Meta's ID \`${metaFlowId}\``;
  return identity?.by === "name" ? `called \`${identity.flowName}\`` : "of that name";
}

async function byName(context: FindContext): Promise<Flow | undefined> {
  const { identity } = context.facts;
  if (identity?.by !== "name") return undefined;
  return flowNamed(context.api, identity.flowName, await wabaOf(context, identity.phoneNumberId));
}
