import type { DataEndpoint } from "../client/wire.js";
import { defineStep } from "../pipeline/step.js";
import { unlessMissing } from "./shared/flow-record.js";
import { change } from "./shared/remote-write.js";
import { unplayedFailure } from "./shared/simulation.js";
import { checkEndpoint, findingsFailure } from "./shared/validation.js";

/** Stores the code, after it was checked and played. It does not run before `deploy`. */
export const setEndpoint = defineStep({
  name: "set-endpoint",
  summary: "Stores the data endpoint code, unless the stored code is the same.",
  effect: "write",
  needs: ["flowId", "endpointCode"],
  gives: ["endpointChanged"],
  uses: ["flowJson", "scenarios", "secretNames", "endpointFunction"],
  after: ["create", "setup-encryption"],
  concerns: "data-endpoint",
  async run(context) {
    const { flowId, endpointCode, flowJson } = context.facts;
    const report = await checkEndpoint(context, endpointCode, false, flowJson);
    const failure = findingsFailure([report], context.options.failOn ?? "error");
    if (failure !== undefined) return failure;
    const current = async (): Promise<DataEndpoint | undefined> => {
      const endpoint = await unlessMissing(context.api.dataEndpoint.get(flowId));
      return endpoint?.code === endpointCode.text ? endpoint : undefined;
    };
    if ((await current()) !== undefined) {
      context.learn({ endpointCodeInPlace: true });
      const reason = "The stored code is the same.";
      return { status: "skipped", facts: { endpointChanged: false }, reason, files: [report] };
    }
    const unplayable = await unplayedFailure(context);
    if (unplayable !== undefined) return unplayable;
    const { function_id: functionId } = await change<DataEndpoint>(context, {
      text: `Stored \`${endpointCode.path}\` as data endpoint of flow \`${context.target}\``,
      ids: (endpoint) => ({ flowId, ...(endpoint === undefined ? {} : { functionId: endpoint.function_id }) }),
      send: () => context.api.dataEndpoint.set(flowId, endpointCode.text),
      readBack: current,
    });
    const secrets = context.facts.endpointFunction?.secrets ?? [];
    context.learn({ endpointCodeInPlace: true, endpointFunction: { functionId, deployedAt: null, secrets } });
    return { status: "passed", facts: { endpointChanged: true }, files: [report] };
  },
});
