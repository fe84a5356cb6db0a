import type { DataEndpoint } from "../client/wire.js";
import type { Context } from "../pipeline/context.js";
import { defineStep } from "../pipeline/step.js";
import { unlessMissing } from "./shared/flow-record.js";
import { noEndpoint } from "./shared/refusal.js";
import { change } from "./shared/remote-write.js";

type DeployContext = Context<"flowId", "endpointChanged">;

/** Makes the stored code of the data endpoint run. */
export const deploy = defineStep({
  name: "deploy",
  summary: "Deploys the data endpoint, unless the stored code is certain to run already.",
  effect: "write",
  needs: ["flowId"],
  uses: ["endpointChanged"],
  gives: ["endpointDeployed"],
  after: ["create", "set-endpoint"],
  concerns: "data-endpoint",
  async run(context) {
    const { flowId } = context.facts;
    const before = await unlessMissing(context.api.dataEndpoint.get(flowId));
    if (before === undefined) throw noEndpoint(context.target);
    if (await runsStoredCode(context, before)) {
      return { status: "skipped", facts: { endpointDeployed: true }, reason: "The stored code is deployed already." };
    }
    await change<DataEndpoint>(context, {
      text: `Deployed the data endpoint of flow \`${context.target}\``,
      ids: () => ({ flowId, functionId: before.function_id }),
      send: () => context.api.dataEndpoint.deploy(flowId),
      readBack: async () => {
        const now = await context.api.dataEndpoint.get(flowId);
        return now.status === "deployed" && now.last_deployed_at !== before.last_deployed_at ? now : undefined;
      },
    });
    if (before.last_deployed_at) {
      // kapso-api.md 11.3 (flowso: kapso-operations.md).
      context.log.notice(`Deploying drops the secrets of the data endpoint of \`${context.target}\`: set them again.`);
    }
    return { status: "passed", facts: { endpointDeployed: true } };
  },
});

/**
 * Whether the stored code is certain to be the one that runs. The status alone does not say so: it may stay `deployed`
 * when new code is stored (kapso-api.md 11.3). Sure is only a function that was not touched since its deployment.
 */
async function runsStoredCode({ api, facts }: DeployContext, endpoint: DataEndpoint): Promise<boolean> {
  if (facts.endpointChanged === true || endpoint.status !== "deployed" || !endpoint.last_deployed_at) return false;
  const { updated_at: updatedAt } = await api.functions.get(endpoint.function_id);
  return updatedAt !== undefined && Date.parse(updatedAt) <= Date.parse(endpoint.last_deployed_at);
}
