import type { FlowJson, FlowVersionSummary } from "../../client/wire.js";
import { sameJson } from "../../json/canonical.js";
import type { Context } from "../../pipeline/context.js";
import { change } from "./remote-write.js";

type Tools = Pick<Context<never>, "api" | "clock" | "log" | "signal" | "wrote" | "target">;

export interface Upload {
  readonly flowId: string;
  readonly flowJson: FlowJson;
  readonly phoneNumberId: string | undefined;
  /** The newest version so far; a newer one with the same Flow JSON is this upload. */
  readonly latestId: string | undefined;
  /** In the past tense, for the report. */
  readonly text: string;
}

/** Makes a new version of the flow. Its `validation_errors` may hold findings although the upload went well. */
export function uploadVersion(tools: Tools, upload: Upload): Promise<FlowVersionSummary> {
  const { flowId, flowJson, phoneNumberId, latestId, text } = upload;
  return change<FlowVersionSummary>(tools, {
    text,
    ids: (version) => ({ flowId, ...(version === undefined ? {} : { flowVersionId: version.id }) }),
    send: () =>
      tools.api.flows.createVersion(flowId, { flowJson, ...(phoneNumberId === undefined ? {} : { phoneNumberId }) }),
    readBack: async () => {
      const latest = await tools.api.flows.latestVersion(flowId);
      return latest !== undefined && latest.id !== latestId && sameJson(latest.flow_json, flowJson)
        ? latest
        : undefined;
    },
  });
}
