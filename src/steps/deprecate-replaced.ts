import { defineStep } from "../pipeline/step.js";
import { deprecateAtMeta } from "./shared/deprecation.js";
import { readFlow, scopeOf } from "./shared/flow-record.js";
import { Refusal } from "./shared/refusal.js";

/** Ends the flows whose place another has taken, and never before that one is live. */
export const deprecateReplaced = defineStep({
  name: "deprecate-replaced",
  summary: "Deprecates the published flows that this one replaces.",
  effect: "write",
  needs: ["flowId", "flowPlan"],
  uses: ["accountScope"],
  gives: [],
  after: ["plan", "publish"],
  async run(context) {
    const { flowId, flowPlan, accountScope } = context.facts;
    const old = flowPlan.changes.filter((planned) => planned.kind === "deprecate");
    if (old.length === 0) return { status: "skipped", facts: {}, reason: "It replaces no flow." };
    // Read and not remembered: this cannot be taken back.
    const { status } = await readFlow(context, flowId);
    if (status !== "published") {
      throw new Refusal(
        "STATE_NOT_PUBLISHED",
        `The flow that is to replace others as \`${context.target}\` is ${status}, not published.`,
        "Publish it first: until then, people need the flow that it replaces.",
      );
    }
    let ended = 0;
    for (const { flowId: oldId, flowName } of old) {
      // Not kept for the report, which is about the new flow.
      const flow = await context.api.flows.get(oldId);
      const scope = scopeOf(accountScope, flow);
      const { meta_flow_id: metaFlowId } = flow;
      if (flow.status === "deprecated" || !metaFlowId || scope === undefined) continue;
      await deprecateAtMeta(context, {
        metaFlowId,
        scope,
        text: `Deprecated flow \`${flowName}\` (\`${oldId}\`), which \`${context.target}\` replaces`,
        ids: { flowId: oldId, metaFlowId },
      });
      ended += 1;
    }
    return ended === 0
      ? { status: "skipped", facts: {}, reason: "What it replaces is deprecated already." }
      : { status: "passed", facts: {} };
  },
});
