import type { DataEndpoint } from "../client/wire.js";
import { RemoteError } from "../errors/errors.js";
import type { Context } from "../pipeline/context.js";
import { defineStep } from "../pipeline/step.js";
import { listed } from "../text/counted.js";
import { unlessMissing } from "./shared/flow-record.js";
import { noEndpoint } from "./shared/refusal.js";
import { change } from "./shared/remote-write.js";

type DeployContext = Context<"flowId", "endpointChanged" | "endpointCode">;

/** Makes the stored code of the data endpoint run. */
export const deploy = defineStep({
  name: "deploy",
  summary: "Deploys the data endpoint, unless the stored code is certain to run already.",
  effect: "write",
  needs: ["flowId"],
  uses: ["endpointChanged", "endpointCode"],
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
    const secrets = before.last_deployed_at ? await secretNames(context, before) : [];
    if (secrets.length > 0) {
      // Said beforehand, because nobody can find out their names afterwards.
      context.log.warn(`Deploying the data endpoint of \`${context.target}\` drops ${secretsText(secrets)}.`);
    }
    await change<DataEndpoint>(context, {
      text: `Deployed the data endpoint of flow \`${context.target}\``,
      ids: () => ({ flowId, functionId: before.function_id }),
      send: () => context.api.dataEndpoint.deploy(flowId),
      readBack: async () => {
        const now = await context.api.dataEndpoint.get(flowId);
        const isNew = before.status !== "deployed" || now.last_deployed_at !== before.last_deployed_at;
        return now.status === "deployed" && isNew ? now : undefined;
      },
    });
    const left = secrets.length > 0 ? await secretNames(context, before) : [];
    const lost = secrets.filter((name) => !left.includes(name));
    if (lost.length > 0) {
      const text = `Dropped ${secretsText(lost)} of the data endpoint of flow \`${context.target}\`: set them again`;
      context.wrote({ text, ids: { flowId, functionId: before.function_id }, certainty: "done" });
    }
    return { status: "passed", facts: { endpointDeployed: true } };
  },
});

/**
 * Whether the stored code is certain to be the one that runs. The status alone does not say so: it may stay `deployed`
 * when new code is stored (kapso-api.md 11.3). Times are whole seconds, so that code stored in the second of the
 * deployment looks as if it was deployed; ours was not stored by this run, and anything else is deployed again.
 */
async function runsStoredCode({ api, facts }: DeployContext, endpoint: DataEndpoint): Promise<boolean> {
  if (facts.endpointChanged === true || endpoint.status !== "deployed" || !endpoint.last_deployed_at) return false;
  if (facts.endpointCode !== undefined && endpoint.code !== facts.endpointCode.text) return false;
  const { updated_at: updatedAt } = await api.functions.get(endpoint.function_id);
  return updatedAt !== undefined && Date.parse(updatedAt) <= Date.parse(endpoint.last_deployed_at);
}

/** Names of the secrets, which a deployment drops (kapso-api.md 11.3). That they cannot be listed is no reason to stop. */
async function secretNames({ api, log, target }: DeployContext, endpoint: DataEndpoint): Promise<readonly string[]> {
  try {
    return (await api.functions.secrets(endpoint.function_id)).map((secret) => secret.name);
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    log.warn(
      `Deploying drops the secrets of the data endpoint of \`${target}\`, and they cannot be listed. ${error.message}`,
    );
    return [];
  }
}

function secretsText(names: readonly string[]): string {
  return `the ${names.length === 1 ? "secret" : "secrets"} ${listed(names.map((name) => `\`${name}\``))}`;
}
