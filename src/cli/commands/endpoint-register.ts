import { connectedToChange } from "../connect.js";
import { endpointText } from "../endpoint-text.js";
import { kapsoFlowId } from "../flow-ids.js";
import type { Options } from "../options.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";

export function endpointRegister(options: Options, session: Session): Promise<Result> {
  return connectedToChange(options, session, async ({ client }) => {
    const flowId = await kapsoFlowId(client, options.need("flow-id"));
    const endpoint = await client.dataEndpoint.register(flowId, { phoneNumberId: options.text("phone-number-id") });
    session.log.notice(`Registered the data endpoint of flow \`${flowId}\` with Meta.`);
    if (endpoint.warning !== undefined) session.log.warn(endpoint.warning);
    return { kind: "data", data: endpoint, text: endpointText(endpoint) };
  });
}
