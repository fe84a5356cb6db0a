import { terminalSafe } from "../../text/terminal.js";
import { connected } from "../connect.js";
import { endpointText } from "../endpoint-text.js";
import { kapsoFlowId } from "../flow-ids.js";
import type { Options } from "../options.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";

export function endpointGet(options: Options, session: Session): Promise<Result> {
  return connected(options, session, async ({ client }) => {
    const endpoint = await client.dataEndpoint.get(await kapsoFlowId(client, options.need("flow-id")));
    for (const line of endpointText(endpoint).trimEnd().split("\n")) session.log.info(line);
    const code = endpoint.code ?? "";
    const shown = code === "" || code.endsWith("\n") ? code : `${code}\n`;
    // Into a file or pipe it goes byte for byte; a terminal must not obey what the code holds.
    const text = session.host.out.isTerminal ? shown.split("\n").map(visible).join("\n") : shown;
    return { kind: "data", data: endpoint, text };
  });
}

function visible(line: string): string {
  return line.split("\t").map(terminalSafe).join("\t");
}
