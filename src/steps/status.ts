import type { Flow } from "../client/wire.js";
import type { Context } from "../pipeline/context.js";
import { defineStep } from "../pipeline/step.js";
import { learnPreview, readFlow, scopeOf, unlessMissing } from "./shared/flow-record.js";
import { remoteFailure } from "./shared/remote-findings.js";

type StatusContext = Context<"flowId", "accountScope" | "flowJson">;

/** Looks at everything that the service knows of a flow, and changes nothing. */
export const status = defineStep({
  name: "status",
  summary: "Reads status, newest version, data endpoint and preview of the flow.",
  effect: "read",
  needs: ["flowId"],
  uses: ["accountScope", "flowJson"],
  gives: ["flowStatus"],
  after: ["create"],
  async run(context) {
    const { flowId, accountScope } = context.facts;
    const flow = await readFlow(context, flowId);
    context.log.info(`status ${flow.status}, Flow JSON version ${flow.json_version ?? "unknown"}`);
    const latest = await context.api.flows.latestVersion(flowId);
    if (latest !== undefined) {
      context.learn({ flowVersionId: latest.id });
      const findings = remoteFailure(latest.validation_errors, undefined);
      context.log.info(`newest version ${latest.version_label ?? latest.id}${findings ? `: ${findings.reason}` : ""}`);
    }
    if (flow.has_data_endpoint === true) await readEndpoint(context, flow);
    await learnPreview(context, flow, accountScope);
    return { status: "passed", facts: { flowStatus: flow.status } };
  },
});

async function readEndpoint(context: StatusContext, flow: Flow): Promise<void> {
  const endpoint = await unlessMissing(context.api.dataEndpoint.get(flow.id));
  if (endpoint === undefined) return;
  const scope = scopeOf(context.facts.accountScope, flow);
  const address =
    flow.meta_flow_id && scope !== undefined
      ? (await context.api.meta.getFlow(flow.meta_flow_id, ["endpoint_uri"], scope)).endpoint_uri
      : undefined;
  const facts = {
    endpointDeployed: endpoint.status === "deployed",
    endpointRegistered: Boolean(address) && address === flow.data_endpoint_url,
  };
  context.learn(facts);
  const registered = facts.endpointRegistered ? "registered" : "not registered";
  context.log.info(`data endpoint ${endpoint.status}, ${registered}`);
}
