import { defineStep } from "../pipeline/step.js";
import { unlessMissing } from "./shared/flow-record.js";
import { noEndpoint, Refusal } from "./shared/refusal.js";
import { setLacking } from "./shared/secrets.js";

/** Sets what the service lacks; `deploy` sets all of them again, because it drops them. */
export const setSecretsStep = defineStep({
  name: "set-secrets",
  summary: "Sets the secrets of the data endpoint that the service does not have.",
  effect: "write",
  needs: ["flowId", "secretNames"],
  uses: ["endpointFunction"],
  gives: [],
  after: ["create", "set-endpoint", "deploy"],
  concerns: "data-endpoint",
  async run(context) {
    const { flowId, secretNames: wanted, endpointFunction } = context.facts;
    const there = { status: "skipped", facts: {}, reason: "The service has every secret." } as const;
    // A deployment of this run has just set them.
    if (wanted.every((name) => endpointFunction?.secrets.includes(name))) return there;
    const endpoint = await unlessMissing(context.api.dataEndpoint.get(flowId));
    if (endpoint === undefined) throw noEndpoint(context.target);
    if (endpoint.status !== "deployed") throw notDeployed(context.target);
    const { function_id: functionId, last_deployed_at: deployedAt = null } = endpoint;
    const set = await setLacking(context, { flowId, functionId, deployedAt }, wanted);
    return set ? { status: "passed", facts: {} } : there;
  },
});

/** The service keeps secrets for deployed functions only (kapso-api.md 11.6). */
function notDeployed(target: string): Refusal {
  return new Refusal(
    "STATE_NOT_DEPLOYED",
    `The data endpoint of \`${target}\` is not deployed, and secrets can only be set after that.`,
    "Put `deploy` before this step.",
  );
}
