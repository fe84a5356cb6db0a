import { connectedToChange } from "../connect.js";
import { endpointText } from "../endpoint-text.js";
import { kapsoFlowId } from "../flow-ids.js";
import type { Options } from "../options.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";

export function endpointAttach(options: Options, session: Session): Promise<Result> {
  return connectedToChange(options, session, async ({ client }) => {
    const flowId = await kapsoFlowId(client, options.need("flow-id"));
    const functionId = options.need("function-id");
    const endpoint = await client.dataEndpoint.attach(flowId, functionId);
    session.log.notice(`Function \`${functionId}\` answers flow \`${flowId}\` now.`);
    // The association holds although this failed (kapso-api.md 11.3), so that it is no failure of the command.
    if (endpoint.warning) session.log.warn(`The flow could not be published again: ${endpoint.warning}`);
    return { kind: "data", data: endpoint, text: endpointText(endpoint) };
  });
}
