import type { KapsoClient } from "../../client/client.js";
import { RefusedError } from "../../errors/errors.js";
import { unlessMissing } from "../../steps/shared/flow-record.js";
import { terminalSafe } from "../../text/terminal.js";
import { connected } from "../connect.js";
import { endpointText } from "../endpoint-text.js";
import { kapsoFlowId } from "../flow-ids.js";
import type { Options } from "../options.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";

export function endpointGet(options: Options, session: Session): Promise<Result> {
  return connected(options, session, async ({ client }) => {
    const flowId = await kapsoFlowId(client, options.need("flow-id"));
    const endpoint = (await unlessMissing(client.dataEndpoint.get(flowId))) ?? (await none(client, flowId));
    for (const line of endpointText(endpoint).trimEnd().split("\n")) session.log.info(line);
    const code = endpoint.code ?? "";
    const shown = code === "" || code.endsWith("\n") ? code : `${code}\n`;
    // Into a file or pipe it goes byte for byte; a terminal must not obey what the code holds.
    const text = session.host.out.isTerminal ? shown.split("\n").map(visible).join("\n") : shown;
    return { kind: "data", data: endpoint, text };
  });
}

/** A mistyped ID is not the same as a flow without a data endpoint. */
async function none(client: KapsoClient, flowId: string): Promise<never> {
  const { name } = await client.flows.get(flowId);
  throw new RefusedError("API_NOT_FOUND", `The flow \`${name}\` has no data endpoint.`, {
    operation: "getDataEndpoint",
    status: 404,
    hint: "`wa-flows endpoint set` stores code for it.",
  });
}

function visible(line: string): string {
  return line.split("\t").map(terminalSafe).join("\t");
}
