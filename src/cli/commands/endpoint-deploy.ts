import { connectedToChange } from "../connect.js";
import { endpointText } from "../endpoint-text.js";
import { kapsoFlowId } from "../flow-ids.js";
import type { Options } from "../options.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";

export function endpointDeploy(options: Options, session: Session): Promise<Result> {
  return connectedToChange(options, session, async ({ client }) => {
    const flowId = await kapsoFlowId(client, options.need("flow-id"));
    const endpoint = await client.dataEndpoint.deploy(flowId);
    session.log.notice(`Deployed the data endpoint of flow \`${flowId}\`.`);
    return { kind: "data", data: endpoint, text: endpointText(endpoint) };
  });
}
