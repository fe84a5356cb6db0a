import type { DataEndpoint } from "../client/wire.js";
import type { Context } from "../pipeline/context.js";
import { defineStep, type Outcome } from "../pipeline/step.js";
import { runsStoredCode } from "./shared/endpoint.js";
import { unlessMissing } from "./shared/flow-record.js";
import { noEndpoint } from "./shared/refusal.js";
import { change } from "./shared/remote-write.js";
import { needValues, remoteSecretNames, setLacking, setSecrets } from "./shared/secrets.js";
import { unplayedFailure } from "./shared/simulation.js";
import { checkEndpoint, findingsFailure } from "./shared/validation.js";

type DeployContext = Context<"flowId", "endpointChanged" | "endpointCode" | "flowJson" | "scenarios" | "secretNames">;
type Failure = Extract<Outcome<never>, { status: "failed" }>;

/** Makes the stored code of the data endpoint run, and sets its secrets again, which a deployment drops. */
export const deploy = defineStep({
  name: "deploy",
  summary: "Deploys the data endpoint and sets its secrets again, unless the stored code is certain to run already.",
  effect: "write",
  needs: ["flowId"],
  uses: ["endpointChanged", "endpointCode", "flowJson", "scenarios", "secretNames"],
  gives: ["endpointDeployed"],
  after: ["create", "set-endpoint"],
  concerns: "data-endpoint",
  async run(context) {
    const { flowId } = context.facts;
    const before = await unlessMissing(context.api.dataEndpoint.get(flowId));
    if (before === undefined) throw noEndpoint(context.target);
    if (before.code === context.facts.endpointCode?.text) context.learn({ endpointCodeInPlace: true });
    if (await isDeployed(context, before)) {
      return deployedAlready(context, before);
    }
    const failure = await unchecked(context);
    if (failure !== undefined) return failure;
    const names = await secretsToSet(context, before);
    // Before anything is lost, since nobody can read a value afterwards.
    needValues(context, names);
    const { last_deployed_at: deployedAt = null } = await change<DataEndpoint>(context, {
      text: `Deployed the data endpoint of flow \`${context.target}\``,
      ids: () => ({ flowId, functionId: before.function_id }),
      send: () => context.api.dataEndpoint.deploy(flowId),
      readBack: async () => {
        const now = await context.api.dataEndpoint.get(flowId);
        const isNew = before.status !== "deployed" || now.last_deployed_at !== before.last_deployed_at;
        return now.status === "deployed" && isNew ? now : undefined;
      },
    });
    const { function_id: functionId } = before;
    context.learn({ endpointDeployed: true, endpointFunction: { functionId, deployedAt, secrets: [] } });
    await setSecrets(context, { flowId, functionId }, names);
    context.learn({ endpointFunction: { functionId, deployedAt, secrets: names } });
    return { status: "passed", facts: { endpointDeployed: true } };
  },
});

/** Why the code of the file must not run, where no step of the list has looked at it. */
async function unchecked(context: DeployContext): Promise<Failure | undefined> {
  const { endpointCode, flowJson } = context.facts;
  if (endpointCode === undefined || context.stepNames.includes("set-endpoint")) return undefined;
  const report = await checkEndpoint(context, endpointCode, false, flowJson);
  return findingsFailure([report], context.options.failOn ?? "error") ?? unplayedFailure(context);
}

/** Secrets are missing nevertheless where an earlier run was cut off after deploying. */
async function deployedAlready(
  context: DeployContext,
  { function_id: functionId, last_deployed_at: deployedAt = null }: DataEndpoint,
): Promise<Outcome<"endpointDeployed">> {
  const { flowId, secretNames = [] } = context.facts;
  const facts = { endpointDeployed: true };
  const set = await setLacking(context, { flowId, functionId, deployedAt }, secretNames);
  return set
    ? { status: "passed", facts }
    : { status: "skipped", facts, reason: "The stored code is deployed already." };
}

/** Code that this run stored is deployed in any case; so is code that is not the file's. */
async function isDeployed({ api, facts }: DeployContext, endpoint: DataEndpoint): Promise<boolean> {
  const { endpointChanged, endpointCode } = facts;
  if (endpointChanged === true || (endpointCode !== undefined && endpoint.code !== endpointCode.text)) return false;
  return runsStoredCode(api, endpoint);
}

/** Those that the config names, and those that the service has and a deployment drops (kapso-api.md 11.3). */
async function secretsToSet(context: DeployContext, endpoint: DataEndpoint): Promise<readonly string[]> {
  const wanted = context.facts.secretNames ?? [];
  // Only a deployed function can have any.
  const found = endpoint.last_deployed_at ? await remoteSecretNames(context, endpoint.function_id) : [];
  return [...new Set([...wanted, ...(found ?? [])])].sort();
}
