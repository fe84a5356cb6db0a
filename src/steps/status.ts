import { defineStep } from "../pipeline/step.js";
import { flowOverview, overviewRows } from "./shared/flow-overview.js";
import { readFlow } from "./shared/flow-record.js";

/** Looks at everything that the service knows of a flow, and changes nothing. */
export const status = defineStep({
  name: "status",
  summary: "Reads everything that the service knows of the flow: versions, data endpoint, encryption, health, preview.",
  effect: "read",
  needs: ["flowId"],
  uses: ["accountScope"],
  gives: ["flowStatus"],
  after: ["create"],
  async run(context) {
    const { flowId, accountScope } = context.facts;
    const flow = await readFlow(context, flowId);
    const overview = await flowOverview(context.api, flow, accountScope);
    const { versions, meta, data_endpoint: endpoint, unread } = overview;
    const [newest] = versions;
    context.learn({
      ...(newest === undefined ? {} : { flowVersionId: newest.id }),
      ...(endpoint === null ? {} : { endpointDeployed: endpoint.status === "deployed" }),
      ...(endpoint?.registered == null ? {} : { endpointRegistered: endpoint.registered }),
      ...(meta?.preview?.preview_url ? { previewUrl: meta.preview.preview_url } : {}),
      ...(meta?.preview?.expires_at ? { previewExpiresAt: meta.preview.expires_at } : {}),
    });
    for (const [name, value] of overviewRows(overview)) if (value) context.log.info(`${name}: ${value}`);
    for (const part of unread) context.log.warn(`Not read of \`${context.target}\`: ${part}`);
    return { status: "passed", facts: { flowStatus: flow.status } };
  },
});
