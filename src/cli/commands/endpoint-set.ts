import { connectedToChange } from "../connect.js";
import { endpointText } from "../endpoint-text.js";
import { kapsoFlowId } from "../flow-ids.js";
import { readNamed } from "../flow-source.js";
import type { Options } from "../options.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";

export async function endpointSet(options: Options, session: Session): Promise<Result> {
  const file = options.text("code-file");
  const code = file === undefined ? options.need("code") : await readNamed(file, session);
  return connectedToChange(options, session, async ({ client }) => {
    const flowId = await kapsoFlowId(client, options.need("flow-id"));
    const endpoint = await client.dataEndpoint.set(flowId, code);
    session.log.notice(
      `Stored the data endpoint code of flow \`${flowId}\`; it runs after \`wa-flows endpoint deploy\`.`,
    );
    return { kind: "data", data: endpoint, text: endpointText(endpoint) };
  });
}
