import type { KapsoClient } from "../../client/client.js";
import type { FlowId, FlowVersion } from "../../client/wire.js";
import { connected } from "../connect.js";
import { kapsoFlowId } from "../flow-ids.js";
import type { Options } from "../options.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";

export function flowsReadJson(options: Options, session: Session): Promise<Result> {
  return connected(options, session, async ({ client }) => {
    const flowId = await kapsoFlowId(client, options.need("flow-id"));
    const data = await read(client, flowId, options);
    if (data.version === undefined) {
      session.log.notice(`Flow \`${flowId}\` has no version yet, so there is no Flow JSON to read.`);
      return { kind: "data", data: { flow_id: flowId, versions: [] }, text: "" };
    }
    const label = data.version.version_label;
    session.log.notice(`Version \`${data.version.id}\`${label ? ` (${label})` : ""} of flow \`${flowId}\`.`);
    return { kind: "data", data, text: `${JSON.stringify(data.version.flow_json, null, 2)}\n` };
  });
}

interface ReadFlowJson {
  readonly flow_id: FlowId;
  readonly version?: FlowVersion;
  readonly versions: readonly unknown[];
}

/** The shape the script put together: the version that was read, and the list it was found in. */
async function read(client: KapsoClient, flowId: FlowId, options: Options): Promise<ReadFlowJson> {
  const versionId = options.text("version-id");
  if (versionId !== undefined) {
    return { flow_id: flowId, version: await client.flows.version(flowId, versionId), versions: [] };
  }
  const page = await client.flows.versions(flowId, {
    perPage: options.number("per-page") ?? 1,
    page: options.number("page"),
  });
  const first = page.items[0];
  if (first === undefined) return { flow_id: flowId, versions: [] };
  return { flow_id: flowId, version: await client.flows.version(flowId, first.id), versions: page.items };
}
